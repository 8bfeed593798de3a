package soa

import (
	"context"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Begin decides, within an act, those of the rows that nobody has decided yet, and
// returns how many they were. A decision that stands is never overwritten.
func Begin(tx *store.Tx, rows []Row) (int, error) {
	all, err := lines(tx.Read())
	if err != nil {
		return 0, err
	}
	n := 0
	for i := range rows {
		key, err := Key(rows[i].Ref)
		if err != nil {
			return n, err
		}
		at := slices.IndexFunc(all, func(l Line) bool { return l.Ref == key })
		if at < 0 || all[at].Decided() {
			continue
		}
		rows[i].Version = all[at].Version
		if err := Decide(tx, &rows[i]); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// BeginMany decides rows that nobody has decided yet as one act. It returns the batch,
// by which the whole can be undone, and how many rows it decided.
func (s *Statements) BeginMany(ctx context.Context, who access.Actor, rows []Row) (batch string, n int, err error) {
	err = s.db.Write(ctx, who, access.EditSoA, func(tx *store.Tx) error {
		if batch, err = tx.NextRef("BAT"); err != nil {
			return err
		}
		tx.Batch = batch
		if n, err = Begin(tx, rows); err == nil && n == 0 {
			return fault.New(fault.Invalid, "No row was decided: none was ticked, or all of them are decided already.")
		}
		return err
	})
	return batch, n, err
}
