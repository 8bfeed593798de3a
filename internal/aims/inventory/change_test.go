package inventory_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func ranker(ctx context.Context, db *store.DB) error {
	_, err := inventory.New(db).Register(ctx, aimstest.As(access.Lead), inventory.System{Name: "Ranker", Purpose: "Ranks"})
	return err
}

func wholeChange() inventory.SystemChange {
	return inventory.SystemChange{
		Title: "New ranking model", Systems: []string{"SYS-2026-001"}, Kinds: []inventory.Kind{inventory.OfModel, inventory.OfSupplier}, Origin: inventory.Planned,
		Why: "The old one is no longer kept.", What: "From model 3 to model 4.", Effect: "Less bias expected.", Rollback: "Model 3 stays installed for a month.",
		Owner: "Ada", Approver: "Chief risk officer", PlannedFor: "2026-12-01", DoneOn: "2026-12-02", Outcome: "Works.", ReviewedOn: "2026-12-20",
	}
}

func TestChangesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[inventory.SystemChange, *inventory.SystemChange]{
		Register: inventory.Changes, By: access.Contributor, NotBy: access.Executive, Before: ranker, Good: wholeChange(),
		Bad:   inventory.SystemChange{Kinds: []inventory.Kind{"weather"}, Origin: inventory.Unintended, PlannedFor: "2026-12-01", DoneOn: "soon"},
		Marks: []string{"title", "systems", "kinds", "why", "done_on", "planned_for"},
	})
}

func TestConfirmationsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[inventory.Confirmation, *inventory.Confirmation]{
		Register: inventory.Confirmations, By: access.Lead, NotBy: access.Reader, Before: ranker,
		Good:  inventory.Confirmation{Text: "Tested again", Record: "42001:A.6.2.4", System: "SYS-2026-001", Kinds: []inventory.Kind{inventory.OfData}, Seen: 1},
		Bad:   inventory.Confirmation{Record: "SYS-2026-001", Kinds: []inventory.Kind{"weather"}},
		Marks: []string{"text", "record", "system", "kinds"},
	})
}

// Who judges a record may confirm it, and nobody else.
func TestWhoMayConfirm(t *testing.T) {
	for _, tt := range []struct {
		record string
		as     []access.Role
	}{
		{"IMP-2026-001", []access.Role{access.Lead, access.Executive}},
		{"RSK-2026-001", []access.Role{access.Lead, access.Contributor}},
		{"ACC-2026-001", []access.Role{access.Executive}},
		{"42001:A.5.4", []access.Role{access.Lead}},
		{"CTL-2026-001", []access.Role{access.Lead}},
		{"EVD-2026-001", []access.Role{access.Lead, access.Auditor}},
		{"SYS-2026-001", nil},
	} {
		var may []access.Role
		for _, role := range []access.Role{access.Lead, access.Executive, access.Auditor, access.Contributor, access.Reader} {
			if aimstest.As(role).May(inventory.MayConfirm(tt.record)) {
				may = append(may, role)
			}
		}
		if len(may) != len(tt.as) {
			t.Errorf("%s may be confirmed by %v, want %v", tt.record, may, tt.as)
			continue
		}
		for i := range may {
			if may[i] != tt.as[i] {
				t.Errorf("%s may be confirmed by %v, want %v", tt.record, may, tt.as)
			}
		}
	}
}

// An approval holds for what was approved, and no longer.
func TestApprovalOfAChange(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, exec := t.Context(), aimstest.As(access.Lead), aimstest.As(access.Executive)
		if err := ranker(ctx, db); err != nil {
			t.Fatal(err)
		}
		in := wholeChange()
		in.DoneOn, in.Outcome, in.ReviewedOn = "", "", ""
		in.Approval = inventory.Approval{ApprovedAt: "2026-01-01T00:00:00Z", ApprovedBy: "Mallory"}
		c, err := inventory.Changes.Keep(ctx, db, lead, in)
		if err != nil || c.Given() {
			t.Fatalf("a new change is approved by %q: %v", c.ApprovedBy, err)
		}
		if _, err := inventory.ApproveChange(ctx, db, aimstest.As(access.Contributor), c.Ref, c.Version); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a contributor approves: %v", err)
		}
		if c, err = inventory.ApproveChange(ctx, db, exec, c.Ref, c.Version); err != nil || !c.Given() {
			t.Fatalf("approve: %v", err)
		}
		if _, err := inventory.ApproveChange(ctx, db, exec, c.Ref, c.Version); fault.KindOf(err) != fault.Invalid {
			t.Errorf("approved twice: %v", err)
		}
		c.DoneOn, c.Outcome = "2026-12-02", "It works"
		if c, err = inventory.Changes.Change(ctx, db, lead, c); err != nil || !c.Given() || c.Uncontrolled() {
			t.Errorf("what came of it takes the approval away: %v", err)
		}
		c.What = "From model 3 to model 5."
		if c, err = inventory.Changes.Change(ctx, db, lead, c); err != nil || c.Given() || !c.Uncontrolled() {
			t.Errorf("another change keeps the approval: %v", err)
		}
		c.Origin, c.PlannedFor, c.Outcome = inventory.Unintended, "", ""
		if c, err = inventory.Changes.Change(ctx, db, lead, c); err != nil || !c.Unreviewed() {
			t.Errorf("an unintended change without outcome counts as reviewed: %v", err)
		}
		if _, err := inventory.ApproveChange(ctx, db, exec, c.Ref, c.Version); fault.KindOf(err) != fault.Invalid {
			t.Errorf("an unintended change is approved: %v", err)
		}
	})
}

// A retired system stays as it was.
func TestARetiredSystemIsNotRevised(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, systems := t.Context(), aimstest.As(access.Lead), inventory.New(db)
		y, err := systems.Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks"})
		if err != nil {
			t.Fatal(err)
		}
		if err := systems.Retire(ctx, lead, y.Ref, y.Version, "no longer used"); err != nil {
			t.Fatal(err)
		}
		y.Version, y.Purpose = 2, "Something else"
		if _, err := systems.Revise(ctx, lead, y); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a retired system was revised: %v", err)
		}
		if now, _ := systems.Take(ctx, y.Ref); now.Purpose != "Ranks" {
			t.Errorf("its purpose is %q now", now.Purpose)
		}
	})
}
