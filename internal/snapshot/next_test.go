package snapshot_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// Whatever was changed in whichever register, the snapshot that reads only what
// moved is the one that reads everything, with the same answers.
func TestNextIsWhatLoadGives(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		people := seed.People(t, db)
		seed.Full(t, db, t.TempDir(), func(role access.Role) access.Actor { return people[role].Actor })
		rng := rand.New(rand.NewPCG(7, 42)) // the same changes each time
		prev, total := load(t, db), 0
		for round := range 80 {
			before := fmt.Sprintf("%+v", *prev)
			moved := 0
			for range rng.IntN(4) {
				moved += changeOne(t, db, rng)
			}
			next := next(t, db, prev)
			equal(t, fmt.Sprintf("round %d, %d changes", round, moved), load(t, db), next)
			if fmt.Sprintf("%+v", *prev) != before {
				t.Fatalf("round %d changed the snapshot it began from", round)
			}
			prev, total = next, total+moved
		}
		if total < 60 {
			t.Errorf("only %d changes were tried", total)
		}
	})
}

// mayRetire says whether a lead may retire the record: some end in another way.
func mayRetire(rec store.Record) bool {
	g, guarded := rec.(store.Guarded)
	return !guarded || g.MayRetire(aimstest.As(access.Lead)) == nil
}

// changeOne changes, retires or copies a record of a register, and says how many.
func changeOne(t *testing.T, db *store.DB, rng *rand.Rand) (moved int) {
	t.Helper()
	registers := snapshot.Registers()
	rec := registers[rng.IntN(len(registers))].New()
	err := db.Write(context.Background(), aimstest.As(access.Lead), access.EditRisk, func(tx *store.Tx) error {
		var count int64
		if err := tx.Read().Model(rec).Count(&count).Error; err != nil || count == 0 {
			return err
		}
		if err := tx.Read().Offset(rng.IntN(int(count))).Order("ref").Take(rec).Error; err != nil {
			return err
		}
		moved = 1
		head := reflect.ValueOf(rec).Elem().FieldByName("Head").Addr().Interface().(*store.Head)
		switch what := rng.IntN(3); {
		case what == 0:
			head.Ref = fmt.Sprintf("%s-2026-%03d", head.Ref[:3], 1+rng.IntN(1500)) // between the others, and past 999
			head.RetiredOn, head.RetiredBecause = "", ""
			return tx.Create("copy", rec, "")
		case what == 1 && !head.Retired() && mayRetire(rec):
			return tx.Retire(rec, "no longer needed")
		}
		return tx.Update("touch", rec, "")
	})
	if fault.KindOf(err) == fault.Conflict {
		return 0 // a copy of what there may be only one of
	}
	if err != nil {
		t.Fatalf("%s: %v", rec.TableName(), err)
	}
	return moved
}

// What lies too far back, or in another workspace, is no beginning: all is read.
func TestNextReadsEverythingFromAStrangePosition(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		register := func(n int) {
			err := db.Write(context.Background(), aimstest.As(access.Lead), access.EditSystem, func(tx *store.Tx) error {
				for i := range n {
					if err := inventory.Add(tx, &inventory.System{Name: fmt.Sprint("System ", i), Purpose: "p"}); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		nothing := load(t, db)
		equal(t, "nothing", load(t, db), next(t, db, nothing))
		register(3)
		begun := load(t, db)
		equal(t, "from nothing", begun, next(t, db, nothing))
		other, ahead := *begun, *begun
		other.Position.Hash, other.Systems = "of another trail", nil
		equal(t, "from another trail", begun, next(t, db, &other))
		ahead.Position.Seq, ahead.Systems = 1000, nil
		equal(t, "from a trail that went further", begun, next(t, db, &ahead))
		register(600)
		equal(t, "after an import", load(t, db), next(t, db, begun))
	})
}

func next(t *testing.T, db *store.DB, prev *snapshot.Snapshot) *snapshot.Snapshot {
	t.Helper()
	s, err := snapshot.Next(context.Background(), db, prev)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// equal compares everything, the index too.
func equal(t *testing.T, what string, want, got *snapshot.Snapshot) {
	t.Helper()
	if d := cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })); d != "" {
		t.Fatalf("%s: differs from reading everything (-all +moved):\n%s", what, d)
	}
}
