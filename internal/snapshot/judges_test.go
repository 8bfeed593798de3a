package snapshot_test

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// To confirm is to judge: who may not approve the assessment, or added the evidence,
// does not confirm it either.
func TestConfirmingKeepsDutiesApart(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		w := settle(t, db)
		rule := impact.ProposedRule()
		rule.ExecutiveFrom = impact.VeryLow
		_, err := impact.New(db).SetRule(w.ctx, w.lead, rule)
		w.no(err)
		w.change(ours, func(y *inventory.System) { y.Purpose = "Decides" })
		s, err := snapshot.Load(w.ctx, db)
		w.no(err)
		for _, c := range []struct {
			name, record string
			who          access.Actor
			may          bool
		}{
			{"a lead, what only an executive approves", "IMP-2026-001", w.lead, false},
			{"an executive", "IMP-2026-001", w.exec, true},
			{"who added the evidence", "EVD-2026-001", w.lead, false},
			{"somebody else", "EVD-2026-001", aimstest.As(access.Auditor), true},
		} {
			err := inventory.Confirm(w.ctx, db, c.who, snapshot.Judges, "It holds", []inventory.Confirmation{
				{Record: c.record, System: ours, Kinds: []inventory.Kind{inventory.OfPurpose}, Seen: int(s.Position.Seq)},
			})
			if c.may && err != nil || !c.may && fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s: %v", c.name, err)
			}
		}
	})
}

// A confirmation names what its reader saw, and not what changed while they read.
func TestAMarkAsItWasSeen(t *testing.T) {
	w := settle(t, aimstest.DB(t))
	before, err := snapshot.Load(w.ctx, w.db)
	w.no(err)
	w.change(ours, func(y *inventory.System) { y.Purpose = "Decides" })
	seen, err := snapshot.Load(w.ctx, w.db)
	w.no(err)
	w.change(ours, func(y *inventory.System) { y.Models = "Two" })
	now, err := snapshot.Load(w.ctx, w.db)
	w.no(err)
	m := now.ToConfirmOf("RSK-2026-003")[0]
	if !slices.Contains(m.Kinds(), inventory.OfModel) {
		t.Fatalf("now: %v", m.Kinds())
	}
	if was, ok := now.SeenAt(m, seen.Position.Seq); !ok || !slices.Equal(was.Kinds(), []inventory.Kind{inventory.OfPurpose}) {
		t.Errorf("as it was seen: %v, %v", was.Kinds(), ok)
	}
	for _, seq := range []int64{before.Position.Seq, 0} {
		if was, ok := now.SeenAt(m, seq); ok {
			t.Errorf("at %d there was nothing to confirm, and it gives %v", seq, was.Kinds())
		}
	}
}
