package store_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// A preview keeps nothing, the act does what the preview said, and one undo takes
// all of it back; what others changed in between is named.
func TestManyRecordsChangeAsOneAct(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		seed(t, db, 6) // owners "", Ada, ada, Ödön, 張, O'Neil
		ctx := context.Background()
		position := func() int64 {
			pos, err := store.Position(db.Read(ctx))
			if err != nil {
				t.Fatal(err)
			}
			return pos.Seq
		}
		amend := func(who access.Actor, c store.Choice) (store.Outcome, error) {
			return store.Amend(ctx, db, who, access.EditRisk, c, func(r *risk.Risk) { r.Owner = "Ada" }, func(tx *store.Tx, r *risk.Risk) error {
				if r.Ref == "RSK-2026-004" {
					return fault.New(fault.Invalid, "Not this one.")
				}
				return tx.Update("revise", r, "")
			})
		}
		c := store.Choice{Refs: []string{"RSK-2026-001", "RSK-2026-002", "RSK-2026-003", "RSK-2026-004", "RSK-2026-999"}, Seen: position(), Try: true}
		tried, err := amend(lead, c)
		if err != nil || tried.Batch != "" || position() != c.Seen {
			t.Fatalf("the preview left %+v, %v", tried, err)
		}
		if changed, same, refused := tried.Count(store.Turn.Changed), tried.Count(store.Turn.Same), tried.Count(store.Turn.Refused); changed != 2 || same != 1 || refused != 2 {
			t.Errorf("%d change, %d are so already, %d are refused", changed, same, refused)
		}
		c.Try, c.Expected = false, 3
		if _, err := amend(lead, c); fault.KindOf(err) != fault.Conflict {
			t.Errorf("another number than the preview said: %v", err)
		}
		if _, err := amend(aimstest.As(access.Reader), c); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a reader: %v", err)
		}
		c.Expected = 2
		done, err := amend(lead, c)
		if err != nil || done.Count(store.Turn.Changed) != 2 || position() != c.Seen+2 {
			t.Fatalf("%+v, %v", done, err)
		}
		if _, err := amend(lead, c); fault.KindOf(err) != fault.Conflict || !strings.Contains(fault.Sentence(err), "RSK-2026-001 (by "+lead.Name+")") {
			t.Errorf("from a stale preview: %v", err)
		}
		last, err := db.LastBatch(ctx, lead, "risks", "")
		if err != nil || last.Ref != done.Batch {
			t.Errorf("the last change is %+v, %v", last, err)
		}
		register := risk.Registers()[1]
		if _, err := db.TakeBack(ctx, aimstest.As(access.Contributor), access.EditRisk, done.Batch, register); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("by somebody else: %v", err)
		}
		if n, err := db.TakeBack(ctx, lead, access.EditRisk, done.Batch, register); err != nil || n != 2 {
			t.Errorf("%d taken back, %v", n, err)
		}
		if _, err := db.TakeBack(ctx, lead, access.EditRisk, done.Batch, register); fault.KindOf(err) != fault.Conflict {
			t.Errorf("twice: %v", err)
		}
		if _, err := db.BatchIn(ctx, done.Batch, "systems"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("in another register: %v", err)
		}
		if last, err := db.LastBatch(ctx, lead, "risks", ""); err != nil || last.Ref != "" {
			t.Errorf("still offered: %+v, %v", last, err)
		}
		mixed := ""
		err = db.Write(ctx, lead, access.EditRisk, func(tx *store.Tx) error {
			if mixed, err = tx.NextRef("BAT"); err != nil {
				return err
			}
			tx.Batch = mixed
			r, err := store.LoadNow[risk.Risk](tx, "RSK-2026-002")
			if err != nil {
				return err
			}
			if err := tx.Update("revise", &r, ""); err != nil {
				return err
			}
			return tx.Create("plan", &risk.Action{Head: store.Head{Ref: "ACT-2026-001"}, Risk: r.Ref, What: "Test"}, "")
		})
		if err != nil {
			t.Fatal(err)
		}
		if last, err := db.LastBatch(ctx, lead, "risks", ""); err != nil || last.Ref != "" {
			t.Errorf("%s touched two registers and has no page here, yet it is offered: %+v, %v", mixed, last, err)
		}
		var owner string
		if err := db.Read(ctx).Table("risks").Where("ref = ?", "RSK-2026-001").Pluck("owner", &owner).Error; err != nil || owner != "" {
			t.Errorf("owner %q, %v", owner, err)
		}
	})
}
