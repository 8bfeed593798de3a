package soa

import (
	"slices"

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
