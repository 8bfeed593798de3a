package soa

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Pick is one row chosen for a bulk decision, in the version that was seen.
type Pick struct {
	Key     string
	Version int
}

// Change is what a bulk decision does to every picked row. What is empty leaves
// the row as it is; a driver is added to those there are.
type Change struct {
	Applicable scope.Answer
	Reason     string
	Status     Status
	Owner      string
	ReviewOn   when.Day
	Driver     Driver
}

// on gives the row as the change would leave it.
func (c Change) on(r Row) Row {
	if c.Applicable != "" {
		r.Applicable = c.Applicable
	}
	if c.Reason != "" {
		r.Reason = c.Reason
	}
	if c.Status != "" {
		r.Status = c.Status
	}
	if c.Owner != "" {
		r.Owner = c.Owner
	}
	if c.ReviewOn != "" {
		r.ReviewOn = c.ReviewOn
	}
	if c.Driver != (Driver{}) && !slices.Contains(r.Drivers, c.Driver) {
		r.Drivers = append(slices.Clone(r.Drivers), c.Driver)
	}
	return r
}

// Turn is one row before and after a bulk decision. Errors say why it would be refused.
type Turn struct {
	Name          string
	Before, After Row
	Errors        []check.Message
}

// Changes says whether the row would differ at all.
func (t Turn) Changes() bool { return !reflect.DeepEqual(t.Before, t.After) }

// Preview shows what a bulk decision would do, without doing it.
func (s *Statements) Preview(ctx context.Context, picks []Pick, c Change) ([]Turn, error) {
	return preview(s.db.Read(ctx), picks, c)
}

func preview(q *gorm.DB, picks []Pick, c Change) ([]Turn, error) {
	if err := c.check(picks); err != nil {
		return nil, err
	}
	all, err := lines(q)
	if err != nil {
		return nil, err
	}
	turns := make([]Turn, len(picks))
	for i, p := range picks {
		at := slices.IndexFunc(all, func(l Line) bool { return l.Ref == p.Key })
		if at < 0 {
			return nil, fault.New(fault.NotFound, "There is no control %s in the Statement. Go back and choose again.", p.Key)
		}
		t := Turn{Name: all[at].Name, Before: all[at].Row, After: c.on(all[at].Row)}
		if err := t.After.prepare(q); err != nil {
			if t.Errors = check.Messages(err); t.Errors == nil {
				return nil, err
			}
		}
		turns[i] = t
	}
	return turns, nil
}

func (c Change) check(picks []Pick) error {
	if len(picks) == 0 {
		return fault.New(fault.Invalid, "No row is chosen. Go back and tick the rows to decide.")
	}
	if c == (Change{}) {
		return fault.New(fault.Invalid, "Nothing is filled in, so nothing would change. Fill in at least one field.")
	}
	return nil
}

// DecideMany applies one change to many rows as one act: all of them, or none. It
// returns the batch, by which the whole can be undone, and how many rows changed.
func (s *Statements) DecideMany(ctx context.Context, who access.Actor, picks []Pick, c Change) (batch string, n int, err error) {
	err = s.db.Write(ctx, who, access.EditSoA, func(tx *store.Tx) error {
		turns, err := preview(tx.Read(), picks, c)
		if err != nil {
			return err
		}
		if batch, err = tx.NextRef("BAT"); err != nil {
			return err
		}
		tx.Batch = batch
		var l check.List
		for i, t := range turns {
			for _, m := range t.Errors {
				l.Add("", "%s: %s", controls.Key(t.Before.Ref).ID(), m.Text)
			}
			if len(t.Errors) > 0 || !t.Changes() {
				continue
			}
			n++
			t.After.Version = picks[i].Version
			if err := Decide(tx, &t.After); err != nil {
				return err
			}
		}
		if n == 0 && l.Err() == nil {
			return fault.New(fault.Invalid, "The rows are like that already. Nothing was changed.")
		}
		return l.Err()
	})
	return batch, n, err
}

// Batch is what a bulk decision did.
type Batch struct {
	Ref    string
	Who    string
	At     when.Instant
	Keys   []string
	Undone bool
}

// Batch tells what a bulk decision did and whether it was undone.
func (s *Statements) Batch(ctx context.Context, ref string) (Batch, error) {
	var entries []struct {
		Ref, Name string
		At        when.Instant
	}
	q := s.db.Read(ctx)
	done := q.Table("trail_entries").Select("ref", "name", "at").Where("batch = ? AND register = ?", ref, Row{}.TableName()).Order("seq").Scan(&entries)
	var undone int64
	counted := q.Table("trail_entries").Where("batch = ?", "undo "+ref).Count(&undone)
	if err := errors.Join(done.Error, counted.Error); err != nil {
		return Batch{}, fmt.Errorf("soa: batch %s: %w", ref, err)
	}
	if ref == "" || len(entries) == 0 {
		return Batch{}, fault.New(fault.NotFound, "There is no bulk decision %s.", ref)
	}
	b := Batch{Ref: ref, Who: entries[0].Name, At: entries[0].At, Undone: undone > 0}
	for _, e := range entries {
		b.Keys = append(b.Keys, e.Ref)
	}
	return b, nil
}

// Undo takes a bulk decision back as a whole. It is refused once somebody has
// worked on one of its rows, and to whom [store.Batch.UndoneBy] does not name.
func (s *Statements) Undo(ctx context.Context, who access.Actor, batch string) (int, error) {
	return s.db.TakeBack(ctx, who, access.EditSoA, batch, Registers()[0])
}
