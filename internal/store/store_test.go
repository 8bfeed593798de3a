package store_test

import (
	"context"
	"errors"
	"testing"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

var lead = aimstest.As(access.Lead)

func addRisk(t *testing.T, db *store.DB, title string) risk.Risk {
	t.Helper()
	r := risk.Risk{Title: title, Controls: []string{"42001:A.5.4", "42001:A.5.4"}, Systems: []string{"SYS-2026-001"}}
	err := db.Write(context.Background(), lead, access.EditRisk, func(tx *store.Tx) error {
		var err error
		if r.Ref, err = tx.NextRef("RSK"); err != nil {
			return err
		}
		return tx.Create("identify", &r, "")
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAnActIsRowLinksAndEntryTogether(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		r := addRisk(t, db, "Résumé ranking repeats old bias — 偏見")
		if r.Ref != "RSK-2026-001" || r.Version != 1 {
			t.Fatalf("got %s version %d", r.Ref, r.Version)
		}
		got, err := store.Take[risk.Risk](db.Read(ctx), r.Ref)
		if err != nil || got.Title != r.Title || len(got.Controls) != 2 {
			t.Fatalf("read back %+v, %v", got, err)
		}
		entries, err := db.History(ctx, r.Ref)
		if err != nil || len(entries) != 1 || entries[0].Act != "identify" || entries[0].Name != lead.Name {
			t.Fatalf("history %+v, %v", entries, err)
		}
		links, err := db.Pointing(ctx, "42001:A.5.4")
		if err != nil || len(links) != 1 || links[0].Ref != r.Ref {
			t.Fatalf("links %+v, %v", links, err)
		}
		noProblems(t, db)
	})
}

func noProblems(t *testing.T, db *store.DB) {
	t.Helper()
	problems, err := db.Verify(context.Background(), snapshot.Registers(), nil)
	if err != nil || len(problems) != 0 {
		t.Fatalf("verify: %v, %v", problems, err)
	}
}

func TestR59WhoComesSecondGetsAConflict(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		r := addRisk(t, db, "first")
		edit := func(version int, title string) error {
			return db.Write(ctx, lead, access.EditRisk, func(tx *store.Tx) error {
				rec, err := store.Load[risk.Risk](tx, r.Ref, version)
				if err != nil {
					return err
				}
				rec.Title = title
				return tx.Update("assess", &rec, "")
			})
		}
		if err := edit(1, "second"); err != nil {
			t.Fatal(err)
		}
		if err := edit(1, "stale"); fault.KindOf(err) != fault.Conflict {
			t.Fatalf("a stale edit gave %v", err)
		}
		got, err := store.Take[risk.Risk](db.Read(ctx), r.Ref)
		if err != nil || got.Title != "second" || got.Version != 2 {
			t.Fatalf("after the stale edit: %+v, %v", got, err)
		}
		noProblems(t, db)
	})
}

func TestAnErrorLeavesNothing(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		sentinel := errors.New("no")
		err := db.Write(ctx, lead, access.EditRisk, func(tx *store.Tx) error {
			r := risk.Risk{Head: store.Head{Ref: "RSK-2026-900"}}
			if err := tx.Create("identify", &r, ""); err != nil {
				return err
			}
			return sentinel
		})
		if !errors.Is(err, sentinel) {
			t.Fatal(err)
		}
		if _, err := store.Take[risk.Risk](db.Read(ctx), "RSK-2026-900"); fault.KindOf(err) != fault.NotFound {
			t.Fatalf("the row stayed: %v", err)
		}
		if pos, err := store.Position(db.Read(ctx)); err != nil || pos.Seq != 0 {
			t.Fatalf("an entry stayed: %+v, %v", pos, err)
		}
	})
}

func TestWritesOutsideTheDoorAreRefused(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		r := addRisk(t, db, "kept")
		if err := db.Read(ctx).Create(&risk.Risk{Head: store.Head{Ref: "RSK-X"}}).Error; err == nil {
			t.Error("create through Read was allowed")
		}
		if err := db.House(ctx, func(q *gorm.DB) error {
			return q.Model(&risk.Risk{}).Where("ref = ?", r.Ref).Update("title", "gone").Error
		}); err == nil {
			t.Error("a record was changed through House")
		}
		err := db.Write(ctx, lead, access.EditRisk, func(tx *store.Tx) error {
			return tx.Read().Exec("UPDATE risks SET title = 'gone'").Error
		})
		if err == nil {
			t.Error("SQL inside the transaction was allowed")
		}
		if err := db.Read(ctx).Raw("UPDATE risks SET title = 'gone' RETURNING ref").Scan(&[]string{}).Error; err == nil {
			t.Error("the reading connections can write")
		}
		noProblems(t, db)
	})
}

func TestAReaderMayNotWrite(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		err := db.Write(context.Background(), aimstest.As(access.Reader), access.EditRisk, func(*store.Tx) error {
			t.Error("the act ran")
			return nil
		})
		if fault.KindOf(err) != fault.Forbidden {
			t.Fatal(err)
		}
	})
}

func TestUndoOfABatch(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		old := addRisk(t, db, "before")
		err := db.Write(ctx, lead, access.Import, func(tx *store.Tx) error {
			tx.Batch = "import 1"
			rec, err := store.Load[risk.Risk](tx, old.Ref, 0)
			if err != nil {
				return err
			}
			rec.Title, rec.Owner = "after", "somebody"
			if err := tx.Update("import", &rec, ""); err != nil {
				return err
			}
			ref, err := tx.NextRef("RSK")
			if err != nil {
				return err
			}
			return tx.Create("import", &risk.Risk{Head: store.Head{Ref: ref}, Title: "new"}, "")
		})
		if err != nil {
			t.Fatal(err)
		}
		err = db.Write(ctx, lead, access.Import, func(tx *store.Tx) error {
			n, err := tx.Undo("import 1", snapshot.Registers())
			if n != 2 {
				t.Errorf("put back %d records", n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		back, err := store.Take[risk.Risk](db.Read(ctx), old.Ref)
		if err != nil || back.Title != "before" || back.Owner != "" || back.Version != 3 {
			t.Errorf("changed record: %+v, %v", back, err)
		}
		made, err := store.Take[risk.Risk](db.Read(ctx), "RSK-2026-002")
		if err != nil || !made.Retired() {
			t.Errorf("made record: %+v, %v", made, err)
		}
		noProblems(t, db)
	})
}
