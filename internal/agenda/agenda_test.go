package agenda_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
)

func head(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }

func retired(ref string) store.Head {
	return store.Head{Ref: ref, Version: 2, RetiredOn: "2026-01-01", RetiredBecause: "gone"}
}

func TestU30_EverythingWithADayIsListedOnceAndInOrder(t *testing.T) {
	s := snapshot.Of(snapshot.Snapshot{
		Position:      trail.Checkpoint{At: "2026-11-22T12:00:00Z"},
		Organisations: []scope.Organisation{{Head: head("ORG-1"), Stage1On: "2026-11-22", Stage2On: "2026-11-21"}},
		Systems:       []inventory.System{{Head: head("SYS-1"), Name: "Ranker", Owner: "Ada"}, {Head: retired("SYS-2")}},
		Assessments: []impact.Assessment{
			{Head: head("IMP-1"), System: "SYS-1", State: impact.Approved, NextReview: "2027-01-05", Measures: []impact.Measure{{What: "open", Due: "2026-12-01"}, {What: "done", Due: "2026-12-01", Status: impact.Done}}},
			{Head: head("IMP-2"), System: "SYS-1", State: impact.Superseded, NextReview: "2026-12-01"},
			{Head: head("IMP-3"), System: "SYS-2", State: impact.Approved, NextReview: "2026-12-01"},
		},
		Risks: []risk.Risk{
			{Head: head("RSK-1"), Title: "Drift", ReviewOn: "2026-10-01"}, {Head: head("RSK-2"), Status: risk.Closed, ReviewOn: "2026-10-01"},
			{Head: retired("RSK-3"), ReviewOn: "2026-10-01"}, {Head: head("RSK-4")},
		},
		Actions:     []risk.Action{{Head: head("ACT-1"), What: "Act", Due: "2026-11-28"}, {Head: head("ACT-2"), Due: "2026-11-28", DoneOn: "2026-11-01"}},
		Acceptances: []risk.Acceptance{{Head: head("ACC-1"), Risk: "RSK-1", Until: "2026-12-01"}, {Head: head("ACC-2"), Risk: "RSK-1", Until: "2027-12-01"}, {Head: head("ACC-3"), Risk: "RSK-2", Until: "2026-12-01"}},
		Obligations: []scope.Obligation{{Head: head("OBL-1"), Title: "Tell", ReviewOn: "2026-12-23"}, {Head: retired("OBL-2"), ReviewOn: "2026-12-23"}},
		Policies:    []leadership.Policy{{Head: head("POL-1"), Title: "AI policy", ReviewOn: "2026-12-24"}},
		Versions:    []leadership.Version{{Head: head("POL-1.v1"), Policy: "POL-1", Number: 1, State: leadership.Superseded}, {Head: head("POL-1.v2"), Policy: "POL-1", Number: 2, State: leadership.Approved}},
		Acks: []leadership.Acknowledgement{
			{Head: head("ACK-1"), Document: "POL-1.v2", Due: "2026-12-23"}, {Head: head("ACK-2"), Document: "POL-1.v2", Due: "2026-12-23"}, {Head: head("ACK-3"), Document: "POL-1.v2"},
			{Head: head("ACK-4"), Document: "POL-1.v2", Due: "2026-12-20", AcknowledgedOn: "2026-11-01"}, {Head: head("ACK-5"), Document: "POL-1.v1", Due: "2026-12-20"}, {Head: retired("ACK-6"), Document: "POL-1.v2", Due: "2026-12-20"},
		},
		Rows:     []soa.Row{{Head: head("42001:A.5.4"), ReviewOn: "2026-12-22"}},
		Evidence: []evidence.Item{{Head: head("EVD-1"), ValidUntil: "2026-11-29"}, {Head: head("EVD-2"), ValidUntil: "no day"}},
	})
	var got []string
	for _, i := range agenda.Items(s) {
		got = append(got, fmt.Sprintf("%s %s %s", i.On, i.Ref, agenda.SpanOf(i.On, s.Today())))
	}
	want := []string{
		"2026-10-01 RSK-1 overdue", "2026-11-22 ORG-1 week", "2026-11-28 ACT-1 week", "2026-11-29 EVD-1 month", "2026-12-01 IMP-1 month",
		"2026-12-22 42001:A.5.4 month", "2026-12-23 POL-1.v2 later", "2026-12-23 OBL-1 later", "2026-12-24 POL-1 later", "2027-01-05 IMP-1 later", "2027-12-01 ACC-2 later",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTheSpansHoldEveryDayOnce(t *testing.T) {
	today := when.Day("2026-11-22")
	var all []agenda.Item
	for n := -40; n < 80; n++ {
		all = append(all, agenda.Item{On: today.Add(n)})
	}
	sum := 0
	for _, span := range agenda.Spans {
		sum += len(agenda.In(all, span, today))
	}
	if sum != len(all) || len(agenda.In(all, agenda.Overdue, today)) != 40 || len(agenda.In(all, agenda.Week, today)) != 7 {
		t.Errorf("%d of %d days", sum, len(all))
	}
}

func TestAnOwnerNamesAPersonOnlyInFull(t *testing.T) {
	for owner, want := range map[string]bool{
		"Ada Lovelace": true, " ada  LOVELACE ": true, "Jo Weber, Ada Lovelace": true, "Jo & Ada Lovelace": true, "ada@example.org": true,
		"Ada": false, "Ada Lovelace-Byron": false, "": false, "Team of Ada Lovelace": false, ",": false,
	} {
		if got := agenda.Names(owner, "Ada Lovelace", "ada@example.org"); got != want {
			t.Errorf("%q: %v", owner, got)
		}
	}
	if agenda.Names("", "") || agenda.Names("Jo", "") {
		t.Error("a person without a name is named")
	}
}
