package readiness_test

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
)

func standings(s snapshot.Snapshot) []readiness.Standing {
	snap := snapshot.Of(s)
	return readiness.Standings(snap, readiness.Check(snap))
}

func standing(t *testing.T, s snapshot.Snapshot, id string) readiness.Standing {
	t.Helper()
	all := standings(s)
	i := slices.IndexFunc(all, func(x readiness.Standing) bool { return x.ID == id })
	if i < 0 {
		t.Fatalf("%s has no standing", id)
	}
	return all[i]
}

func TestU07_TheStatusOfARequirement(t *testing.T) {
	for _, c := range []struct {
		name, id string
		change   func(s *snapshot.Snapshot)
		want     aims.Status
	}{
		{"a register without a gap", "4.1", func(*snapshot.Snapshot) {}, aims.Done},
		{"an empty register", "4.2", func(s *snapshot.Snapshot) { s.Parties, s.Needs = nil, nil }, aims.NotStarted},
		{"a register with a gap", "4.1", broken["SCP-02"], aims.InProgress},
		{"a review that is overdue", "5.2", broken["LDR-03"], aims.NeedsAttention},
		{"an action that is overdue", "8.3", broken["CR-09"], aims.NeedsAttention},
		{"evidence that a second person accepted", "7.2", func(*snapshot.Snapshot) {}, aims.Done},
		{"evidence that nobody checked", "7.2", func(s *snapshot.Snapshot) { s.Evidence[0].Review = evidence.Unreviewed }, aims.InProgress},
		{"evidence that is out of date", "9.2.2", func(s *snapshot.Snapshot) { s.Evidence[0].ValidUntil = "2026-11-21" }, aims.NeedsAttention},
		{"evidence that was rejected", "9.2.2", func(s *snapshot.Snapshot) { s.Evidence[0].Review = evidence.Rejected }, aims.NeedsAttention},
		{"no evidence", "10.2", without("10.2"), aims.NotStarted},
		{"no evidence where no rule asks for it", "9.3.1", func(*snapshot.Snapshot) {}, aims.NotStarted},
		{"a control that is implemented", "A.5.4", func(*snapshot.Snapshot) {}, aims.Done},
		{"a control under way", "A.5.4", func(s *snapshot.Snapshot) { row(s, "A.5.4").Status = soa.InProgress }, aims.InProgress},
		{"a control nobody decided", "A.2.3", broken["CR-05"], aims.NotStarted},
		{"a control without evidence", "A.2.3", broken["CR-06"], aims.NeedsAttention},
		{"a control that is excluded for a reason", "A.2.3", func(s *snapshot.Snapshot) {
			row(s, "A.2.3").Applicable, row(s, "A.2.3").Reason = scope.No, "We have no other policies that could conflict"
		}, aims.Done},
	} {
		s := clean()
		c.change(&s)
		got := standing(t, s, c.id)
		if got.Status != c.want || (got.Lacks == "") != (c.want == aims.Done) {
			t.Errorf("%s: %s is %q, lacks %q; want %q", c.name, c.id, got.Status, got.Lacks, c.want)
		}
	}
}

func TestEveryRequirementHasAStanding(t *testing.T) {
	all, known := standings(snapshot.Snapshot{}), controls.MustLoad()
	if len(all) != len(known.Auditable())+38 {
		t.Errorf("%d standings", len(all))
	}
	for _, st := range all {
		if st.Status != aims.NotStarted || st.Recorded || st.Supported || st.Checked || st.Title == "" {
			t.Errorf("in an empty workspace %+v", st)
		}
	}
}

// A number can never be full while a major gap stands: whatever breaks a major rule
// takes a requirement out of all three numbers.
func TestU29_NoNumberIsFullWhileAMajorGapStands(t *testing.T) {
	for rule, change := range broken {
		s := clean()
		s.Evidence[0].Supports = nil
		for _, st := range standings(s) { // everything is supported, so that all numbers are full
			s.Evidence[0].Supports = append(s.Evidence[0].Supports, controls.ControlKey(st.ID).String())
		}
		if n := uncounted(s); n != 0 {
			t.Fatalf("%d requirements are not counted in a clean workspace", n)
		}
		change(&s)
		if readiness.AnyMajor(readiness.Check(snapshot.Of(s))) && uncounted(s) == 0 {
			t.Errorf("%s: every number is full", rule)
		}
	}
}

func uncounted(s snapshot.Snapshot) int {
	n := 0
	for _, st := range standings(s) {
		if !st.Recorded || !st.Supported || !st.Checked {
			n++
		}
	}
	return n
}

func TestWhatSlippedNeedsAttention(t *testing.T) {
	s := clean()
	s.Actions = []risk.Action{{Head: ref("ACT-2026-001"), Due: "2026-11-21"}}
	for _, g := range readiness.Check(snapshot.Of(s)) {
		if !g.Slipped() || g.Minutes() != 5 {
			t.Errorf("%s: slipped %v, %d minutes", g.Rule, g.Slipped(), g.Minutes())
		}
	}
	for _, g := range readiness.Check(snapshot.Of(snapshot.Snapshot{})) {
		if g.Slipped() || g.Minutes() < 3 || g.Minutes() > 60 {
			t.Errorf("%s: slipped %v, %d minutes", g.Rule, g.Slipped(), g.Minutes())
		}
	}
}
