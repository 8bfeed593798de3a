package soa_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// decideAll includes all 38 controls.
func decideAll(t *testing.T, st *soa.Statements) {
	t.Helper()
	var picks []soa.Pick
	for _, c := range controls.MustLoad().Controls {
		picks = append(picks, soa.Pick{Key: c.Key().String()})
	}
	if _, n, err := st.DecideMany(ctx, aimstest.As(access.Lead), picks, soa.Change{Applicable: scope.Yes, Reason: reason}); err != nil || n != 38 {
		t.Fatalf("%d, %v", n, err)
	}
}

func TestApprovalIsRefusedWithEveryBlocker(t *testing.T) {
	db := aimstest.DB(t)
	st, lead := soa.New(db), aimstest.As(access.Lead)
	_, err := st.Approve(ctx, aimstest.As(access.Executive), "")
	if m := check.Messages(err); len(m) != 38 || m[0].Field != "A.2.2" || !strings.HasPrefix(m[0].Text, "A.2.2: Not decided.") {
		t.Errorf("an empty Statement: %v", err)
	}
	decideAll(t, st)
	keep(t, db, risky("RSK-2026-001", risk.Mitigate, risk.Open, a54))
	must[soa.Row](t)(st.Decide(ctx, lead, soa.Row{Head: store.Head{Ref: a54, Version: 1}, Applicable: scope.No, Reason: "We thought nobody would be affected."}))
	_, err = st.Approve(ctx, lead, "first")
	if m := check.Messages(err); len(m) != 1 || !strings.Contains(m[0].Text, "1 risk relies on it") {
		t.Errorf("an exclusion that a risk relies on: %v", err)
	}
	if _, err := st.Approve(ctx, aimstest.As(access.Contributor), ""); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a contributor approved: %v", err)
	}
}

func TestApprovalFreezes(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		st, lead := soa.New(db), aimstest.As(access.Lead)
		keep(t, db,
			risky("RSK-2026-001", risk.Mitigate, risk.Open, a54), risky("RSK-2026-002", risk.Mitigate, risk.Open, a54),
			&inventory.System{Head: store.Head{Ref: "SYS-2026-001"}, Name: "Ranker <b>"},
			&impact.Assessment{Head: store.Head{Ref: "IMP-2026-001"}, System: "SYS-2026-001", State: impact.Approved, Measures: []impact.Measure{{What: "w", Control: a54}}},
			&evidence.Item{Head: store.Head{Ref: "EVD-2026-001"}, Supports: []string{a54}},
		)
		decideAll(t, st)
		row := include(a54, 1)
		row.Drivers = []soa.Driver{{Kind: soa.DriverRisk, Ref: "RSK-2026-002"}, {Kind: soa.DriverLegal, Note: "AI Act, Article 27"}}
		must[soa.Row](t)(st.Decide(ctx, lead, row))

		seen := must[soa.Proposal](t)(st.Propose(ctx))
		v := must[soa.Version](t)(st.ApproveSeen(ctx, aimstest.As(access.Executive), "", seen.Next.RowsSum, ""))
		if v.Ref != "SOA-2026-001" || v.Number != 1 || v.Role != "Executive" || v.ApprovedAt == "" || len(v.Rows) != 38 || v.RowsSum != seen.Next.RowsSum {
			t.Fatalf("approved %+v", v.Head)
		}
		kept, before, err := st.Version(ctx, v.Ref)
		if err != nil || before.Number != 0 || !reflect.DeepEqual(kept.Rows, v.Rows) || !kept.Intact() {
			t.Fatalf("read back: %v, before %d, intact %v", err, before.Number, kept.Intact())
		}
		f := kept.Rows[12]
		want := []soa.Driver{
			{Kind: soa.DriverRisk, Ref: "RSK-2026-002", Note: "Risk RSK-2026-002"}, {Kind: soa.DriverLegal, Note: "AI Act, Article 27"},
			{Kind: soa.DriverRisk, Ref: "RSK-2026-001", Note: "Risk RSK-2026-001"}, {Kind: soa.DriverImpact, Ref: "IMP-2026-001", Note: "Ranker <b>"},
		}
		if f.Control != a54 || !reflect.DeepEqual(f.Drivers, want) || !reflect.DeepEqual(f.Evidence, []string{"EVD-2026-001"}) || f.Title == "" {
			t.Errorf("frozen A.5.4: %+v", f)
		}

		row = include(a54, 2)
		row.Reason = "Since the pilot ended, only drivers of the fleet are affected."
		must[soa.Row](t)(st.Decide(ctx, lead, row))
		keep(t, db, risky("RSK-2026-003", risk.Share, risk.Open, a54))
		must[soa.Row](t)(st.AddOwn(ctx, lead, soa.Row{Title: "Own", Description: "Something to check", Applicable: scope.Yes, Reason: reason}))

		later, _, err := st.Version(ctx, v.Ref)
		if err != nil || !reflect.DeepEqual(later, kept) || !later.Intact() {
			t.Errorf("the approved version moved with the rows: %v", err)
		}
		if _, err := st.ApproveSeen(ctx, lead, "again", seen.Next.RowsSum, ""); fault.KindOf(err) != fault.Conflict {
			t.Errorf("approved what was not seen: %v", err)
		}
		if _, err := st.Approve(ctx, aimstest.As(access.Executive), " "); len(check.Messages(err)) != 1 || check.Messages(err)[0].Field != "note" {
			t.Errorf("a new version without a note: %v", err)
		}
		if _, err := st.ApproveSeen(ctx, lead, "The pilot ended.", "", " "); len(check.Messages(err)) != 1 || check.Messages(err)[0].Field != "alone" {
			t.Errorf("who decided every row approved without a reason: %v", err)
		}
		second := must[soa.Version](t)(st.ApproveSeen(ctx, lead, "The pilot ended.", "", "We are two people."))
		if second.ApprovedAlone != "We are two people." || v.ApprovedAlone != "" {
			t.Errorf("alone: %q, and before %q", second.ApprovedAlone, v.ApprovedAlone)
		}
		_, before, err = st.Version(ctx, second.Ref)
		if err != nil || second.Number != 2 || before.Number != 1 {
			t.Fatalf("second %d after %d: %v", second.Number, before.Number, err)
		}
		diff := soa.Diff(before, second)
		if len(diff) != 2 || diff[0].Control != a54 || diff[0].Change != soa.RowChanged || diff[1].Control != "CTL-2026-001" || diff[1].Change != soa.RowAdded {
			t.Errorf("diff %+v", diff)
		}
		if history := must2(db.History(ctx, v.Ref)); len(history) != 1 || history[0].Act != "approve" {
			t.Errorf("a version has %d entries", len(history))
		}
		if all := must[[]soa.Version](t)(st.Versions(ctx)); len(all) != 2 || all[0].Number != 2 || all[0].Rows != nil {
			t.Errorf("versions %+v", all)
		}
		if p := must2(db.Verify(ctx, soa.Registers(), nil)); len(p) > 0 && p[0].Register == (soa.Version{}).TableName() {
			t.Errorf("verify: %+v", p[0])
		}
	})
}

func TestDiff(t *testing.T) {
	base := soa.Frozen{Control: a54, Title: "T", Applicable: scope.Yes, Reason: "r", Status: soa.NotStarted, Systems: []string{"SYS-1"},
		Drivers: []soa.Driver{{Kind: soa.DriverRisk, Ref: "RSK-1", Note: "old title"}}, Evidence: []string{"EVD-1"}}
	change := func(do func(*soa.Frozen)) soa.Version { f := base; do(&f); return soa.Version{Rows: []soa.Frozen{f}} }
	was := soa.Version{Rows: []soa.Frozen{base}}
	for _, c := range []struct {
		name string
		a, b soa.Version
		want []soa.RowDiff
	}{
		{"nothing", was, was, nil},
		{"a record's new title is no change", was, change(func(f *soa.Frozen) { f.Drivers = []soa.Driver{{Kind: soa.DriverRisk, Ref: "RSK-1", Note: "new title"}} }), nil},
		{"added", soa.Version{}, was, []soa.RowDiff{{Control: a54, Title: "T", Change: soa.RowAdded}}},
		{"removed", was, soa.Version{}, []soa.RowDiff{{Control: a54, Title: "T", Change: soa.RowRemoved}}},
		{"fields", was, change(func(f *soa.Frozen) { f.Applicable, f.Reason, f.Owner = scope.No, "s", "Ada" }), []soa.RowDiff{{Control: a54, Title: "T", Change: soa.RowChanged, Fields: []soa.FieldDiff{{"Applicable", "yes", "no"}, {"Reason", "r", "s"}, {"Owner", "", "Ada"}}}}},
		{"lists show what came and went", was, change(func(f *soa.Frozen) {
			f.Drivers = append([]soa.Driver{{Kind: soa.DriverLegal, Note: "law"}}, f.Drivers...)
			f.Evidence, f.Systems = []string{"EVD-1", "EVD-2"}, nil
		}), []soa.RowDiff{{Control: a54, Title: "T", Change: soa.RowChanged, Fields: []soa.FieldDiff{{"Drivers", "", "legal: law"}, {"AI systems", "SYS-1", ""}, {"Evidence", "", "EVD-2"}}}}},
	} {
		if got := soa.Diff(c.a, c.b); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v", c.name, got)
		}
	}
}

func TestSumTellsTamperedRows(t *testing.T) {
	v := soa.Version{Rows: []soa.Frozen{{Control: a54, Reason: "Tom & <Jerry>"}}}
	v.RowsSum = must2(soa.Sum(v.Rows))
	if !v.Intact() {
		t.Error("untouched rows are not intact")
	}
	if empty := must2(soa.Sum([]soa.Frozen{{Control: a54, Reason: "Tom & <Jerry>", Drivers: []soa.Driver{}}})); empty != v.RowsSum {
		t.Error("an empty list and none give different sums")
	}
	v.Rows[0].Reason += "."
	if v.Intact() {
		t.Error("changed rows are intact")
	}
}
