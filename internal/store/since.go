package store

import (
	"context"
	"fmt"
	"strings"

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
	Only     string // reference of the person whose acts alone count
	Counted  int64  // a position up to which Tally was asked before: it gives what comes to that
	To       int64  // the last position that counts
}

// kindOf sorts acts into what people tell apart: the acts that settle something
// keep their name, a first version is new, everything else is a change.
var kindOf = kindIn("trail_entries")

func kindIn(table string) string {
	return strings.ReplaceAll("CASE WHEN t.act IN ('approve', 'sign', 'accept', 'retire', 'complete', 'review') THEN t.act WHEN t.version = 1 THEN 'new' ELSE 'change' END", "t.", table+".")
}

func (s Since) where(q *gorm.DB) *gorm.DB {
	q = q.Model(&trail.Entry{}).Where("seq > ?", s.After).Where("register NOT IN ?", confidential)
	if s.Register != "" {
		q = q.Where("register = ?", s.Register)
	}
	if s.Kind != "" {
		q = q.Where(kindOf+" = ?", s.Kind)
	}
	if s.Except != "" {
		q = q.Where("actor <> ?", s.Except)
	}
	if s.Only != "" {
		q = q.Where("actor = ?", s.Only)
	}
	if s.To > 0 {
		q = q.Where("seq <= ?", s.To)
	}
	return q
}

// counted looks for an entry with which the record of an outer one was counted.
func (s Since) counted(q *gorm.DB) *gorm.DB {
	q = q.Table("trail_entries AS b").Select("1").
		Where("b.ref = trail_entries.ref AND b.register = trail_entries.register AND b.seq > ? AND b.seq <= ?", s.After, s.Counted).
		Where("(" + kindIn("b") + ") = (" + kindIn("trail_entries") + ")")
	if s.Except != "" {
		q = q.Where("b.actor <> ?", s.Except)
	}
	if s.Only != "" {
		q = q.Where("b.actor = ?", s.Only)
	}
	return q
}

// Tally is how many records of a register something happened to.
type Tally struct {
	Register string
	Kind     string // "new", "change", "approve", "sign", "accept", "retire", "complete" or "review"
	Records  int
}

// Tally counts records by register and kind of act, in one statement. What it says
// up to a position and what comes to that add up: a record that was counted there is
// not counted again.
func (db *DB) Tally(ctx context.Context, s Since) ([]Tally, error) {
	var out []Tally
	q := s.where(db.Read(ctx))
	if s.Counted > s.After {
		q = q.Where("seq > ? AND NOT EXISTS (?)", s.Counted, s.counted(db.Read(ctx)))
	}
	err := q.Select("register, " + kindOf + " AS kind, COUNT(DISTINCT ref) AS records").
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
	if err == nil && n.Entries > 0 {
		// Where fewer are left than a page holds, the last of them ends the search.
		q := s.where(db.Read(ctx)).Omit("image").Order("seq DESC").Limit(min(limit, int(n.Entries)))
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
