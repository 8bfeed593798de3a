package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// Somebody changes a row outside the workbench; a colleague then saves another
// field of it. Without the look at the trail, the save would make the change genuine.
func TestASaveDoesNotMakeDamageGenuine(t *testing.T) {
	dir := t.TempDir()
	ctx := context.Background()
	db, err := store.Open(ctx, store.Options{Dir: dir, Clock: aimstest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	r := addRisk(t, db, "as written")
	sqlite(t, dir, "UPDATE risks SET owner = 'somebody else'")
	err = db.Write(ctx, lead, access.EditRisk, func(tx *store.Tx) error {
		rec, err := store.Load[risk.Risk](tx, r.Ref, 1)
		if err != nil {
			return err
		}
		rec.Title = "an innocent change"
		return tx.Update("assess", &rec, "")
	})
	if fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("the save gave %v", err)
	}
	problems, err := db.Verify(ctx, snapshot.Registers(), nil)
	if err != nil || len(problems) != 1 || problems[0].Ref != r.Ref {
		t.Fatalf("verify: %v, %v", problems, err)
	}
}

func TestUndoLeavesWhatIsReliedOn(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		err := db.Write(ctx, lead, access.Import, func(tx *store.Tx) error {
			tx.Batch = "import 1"
			return tx.Create("import", &risk.Risk{Head: store.Head{Ref: "RSK-2026-500"}, Title: "new"}, "")
		})
		if err != nil {
			t.Fatal(err)
		}
		err = db.Write(ctx, aimstest.As(access.Executive), access.AcceptRisk, func(tx *store.Tx) error {
			return tx.Create("accept", &risk.Acceptance{Head: store.Head{Ref: "ACC-2026-500"}, Risk: "RSK-2026-500"}, "")
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, batch := range []string{"import 1", "undo import 1"} {
			err = db.Write(ctx, lead, access.Import, func(tx *store.Tx) error {
				_, err := tx.Undo(batch, snapshot.Registers())
				return err
			})
			if k := fault.KindOf(err); k != fault.Conflict && k != fault.NotFound {
				t.Errorf("undo of %q gave %v", batch, err)
			}
		}
		got, err := store.Take[risk.Risk](db.Read(ctx), "RSK-2026-500")
		if err != nil || got.Retired() {
			t.Errorf("the accepted risk: %+v, %v", got.Head, err)
		}
	})
}

func TestTheTrailNeverGoesBackInTime(t *testing.T) {
	ctx, now := context.Background(), aimstest.Noon
	db, err := store.Open(ctx, store.Options{Dir: t.TempDir(), Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	first := addRisk(t, db, "first")
	now = now.AddDate(0, 0, -1)
	second := addRisk(t, db, "second")
	if second.CreatedAt < first.CreatedAt {
		t.Errorf("entry 2 is of %s, entry 1 of %s", second.CreatedAt, first.CreatedAt)
	}
}

func TestReferencesAreInTheOrderTheyWereGiven(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		for _, ref := range []string{"RSK-2026-1000", "RSK-2026-999"} {
			err := db.Write(ctx, lead, access.EditRisk, func(tx *store.Tx) error {
				return tx.Create("identify", &risk.Risk{Head: store.Head{Ref: ref}}, "")
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		all, err := store.All[risk.Risk](db.Read(ctx))
		if err != nil || all[1].Ref != "RSK-2026-1000" {
			t.Errorf("order: %v, %v", all, err)
		}
	})
}
