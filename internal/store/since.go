package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/trail"
)

// Since narrows the trail to what happened after a position. Empty fields do not
// narrow.
type Since struct {
	After    int64
	Register string // name of the table
	Kind     string // a word of Tally.Kind
	Except   string // reference of the person whose acts are left out
}

// kindOf sorts acts into what people tell apart: the acts that settle something
// keep their name, a first version is new, everything else is a change.
const kindOf = "CASE WHEN act IN ('approve', 'sign', 'accept', 'retire', 'complete', 'review') THEN act WHEN version = 1 THEN 'new' ELSE 'change' END"

func (s Since) where(q *gorm.DB) *gorm.DB {
	q = q.Model(&trail.Entry{}).Where("seq > ?", s.After)
	if s.Register != "" {
		q = q.Where("register = ?", s.Register)
	}
	if s.Kind != "" {
		q = q.Where(kindOf+" = ?", s.Kind)
	}
	if s.Except != "" {
		q = q.Where("actor <> ?", s.Except)
	}
	return q
}

// Tally is how many records of a register something happened to.
type Tally struct {
	Register string
	Kind     string // "new", "change", "approve", "sign", "accept", "retire", "complete" or "review"
	Records  int
}

// Tally counts records by register and kind of act, in one statement.
func (db *DB) Tally(ctx context.Context, s Since) ([]Tally, error) {
	var out []Tally
	err := s.where(db.Read(ctx)).Select("register, " + kindOf + " AS kind, COUNT(DISTINCT ref) AS records").
		Group("register, " + kindOf).Order("register, kind").Scan(&out).Error
	if err != nil {
		return nil, fmt.Errorf("store: tally since %d: %w", s.After, err)
	}
	return out, nil
}

// Acts gives the newest entries of what happened, before a position (0: from the
// end), with how many entries and records there are in all.
func (db *DB) Acts(ctx context.Context, s Since, before int64, limit int) (entries []trail.Entry, total, records int64, err error) {
	var n struct{ Entries, Records int64 }
	err = s.where(db.Read(ctx)).Select("COUNT(*) AS entries, COUNT(DISTINCT ref) AS records").Scan(&n).Error
	if err == nil {
		q := s.where(db.Read(ctx)).Omit("image").Order("seq DESC").Limit(limit)
		if before > 0 {
			q = q.Where("seq < ?", before)
		}
		err = q.Find(&entries).Error
	}
	if err != nil {
		return nil, 0, 0, fmt.Errorf("store: acts since %d: %w", s.After, err)
	}
	return entries, n.Entries, n.Records, nil
}
