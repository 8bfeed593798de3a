package store

import (
	"fmt"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/trail"
)

// EntriesOf gives the entries about records of a table up to a position, the oldest
// first; about some of its records alone where references are given.
func EntriesOf(q *gorm.DB, table string, seq int64, refs []string) ([]trail.Entry, error) {
	q = q.Where("register = ? AND seq <= ?", table, seq)
	if len(refs) > 0 {
		q = q.Where("ref IN ?", refs)
	}
	var entries []trail.Entry
	if err := q.Order("seq").Find(&entries).Error; err != nil {
		return nil, fmt.Errorf("store: entries of %s: %w", table, err)
	}
	return entries, nil
}

// LastActs gives for each record of a table the position of its newest entry with one
// of some acts, up to a position. What a batch did counts no more once the batch was
// undone. With references only those records are looked at.
func LastActs(q *gorm.DB, table string, acts []string, seq int64, refs []string) (map[string]int64, error) {
	q = q.Table("trail_entries AS t").Where("t.register = ? AND t.act IN ? AND t.seq <= ?", table, acts, seq).
		Where("(t.batch = '' OR NOT EXISTS (SELECT 1 FROM trail_entries u WHERE u.batch = ? || t.batch AND u.ref = t.ref AND u.register = t.register AND u.seq <= ?))", undone, seq)
	if len(refs) > 0 {
		q = q.Where("t.ref IN ?", refs)
	}
	var found []struct {
		Ref string
		Seq int64
	}
	if err := q.Select("t.ref AS ref, MAX(t.seq) AS seq").Group("t.ref").Scan(&found).Error; err != nil {
		return nil, fmt.Errorf("store: acts on %s: %w", table, err)
	}
	out := make(map[string]int64, len(found))
	for _, f := range found {
		out[f.Ref] = f.Seq
	}
	return out, nil
}
