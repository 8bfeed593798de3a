package certification_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func held(kind certification.Kind, on, to when.Day) certification.Event {
	return certification.Event{Head: store.Head{Ref: "CEV-" + string(kind)}, Cycle: "CYC-2026-001", Kind: kind, HeldOn: on, HeldTo: to}
}

// What is still to come follows from the decision, and goes as it is held or planned.
func TestWhatComesNextFollowsFromTheDecision(t *testing.T) {
	c := whole()
	c.Ref = "CYC-2026-001"
	events := []certification.Event{held(certification.Decision, "2026-01-31", ""), held(certification.Stage1, "2025-11-10", ""), held(certification.Stage2, "2025-12-10", "2025-12-12")}
	said := func(all []certification.Waiting) (out []string) {
		for _, w := range all {
			out = append(out, fmt.Sprintf("%s %s %s", w.Kind, w.On, w.Latest))
		}
		return out
	}
	if got := certification.Run(c, events[1:]).Ahead(); len(got) > 0 {
		t.Errorf("something follows before the decision: %v", got)
	}
	run := certification.Run(c, events)
	want := []string{"surveillance1 2026-12-31 2027-01-31", "surveillance2 2027-12-31 2028-01-31", "recertification 2028-09-30 2029-01-31"}
	if got := said(run.Ahead()); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	planned := certification.Event{Cycle: c.Ref, Kind: certification.Surveillance1, PlannedOn: "2026-12-07"}
	run = certification.Run(c, append(events, planned))
	if next, ok := run.Next(); !ok || next.Kind != certification.Surveillance1 {
		t.Errorf("next is %q", next.Kind)
	}
	if got := said(run.Unplanned()); !slices.Equal(got, want[1:]) {
		t.Errorf("to be planned: %q", got)
	}
	if len(run.Ahead()) != 3 {
		t.Error("what is planned and not held is no longer ahead")
	}
	if _, ok := run.Renewal(); ok {
		t.Error("the next cycle is proposed before the recertification")
	}
	run = certification.Run(c, append(events, held(certification.Recertification, "2028-10-02", "")))
	if next, ok := run.Renewal(); !ok || next.StartedOn != "2029-02-01" || next.Body != c.Body {
		t.Errorf("the next cycle: %+v", next)
	}
}

func TestDeadlinesRunFromTheLastDay(t *testing.T) {
	c := whole()
	for _, x := range []struct {
		name                    string
		event                   certification.Event
		plan, evidence, checked when.Day
		usual                   bool
	}{
		{"not held", certification.Event{Kind: certification.Stage2, PlannedOn: "2026-01-12"}, "", "", "", false},
		{"Stage 2", held(certification.Stage2, "2026-08-30", "2026-08-31"), "2026-09-20", "2026-10-30", "2027-02-28", false},
		{"a surveillance has no six months", held(certification.Surveillance1, "2026-08-31", ""), "2026-09-20", "2026-10-30", "", false},
		{"as usual where nothing is recorded", held(certification.Stage1, "2026-08-01", ""), "2026-08-31", "2026-10-30", "", true},
	} {
		cycle := c
		if x.usual {
			cycle.PlanDays, cycle.EvidenceDays = 0, 0
		}
		if got := certification.Run(cycle, nil).Limits(x.event); got != (certification.Limits{Plan: x.plan, Evidence: x.evidence, Checked: x.checked}) {
			t.Errorf("%s: %+v", x.name, got)
		}
	}
}

func TestDaysOfAuditsAreReckonedFromWhatWasQuoted(t *testing.T) {
	c := whole()
	if least, most, ok := c.Indicative(certification.Surveillance1); !ok || least < 2.1 || most > 3.3 {
		t.Errorf("a surveillance: %v to %v", least, most)
	}
	c.Stage2Days = ""
	if _, _, ok := c.Indicative(certification.Surveillance1); ok {
		t.Error("days are reckoned from nothing")
	}
	if c.Quoted(certification.Surveillance2) != "2" || c.Quoted(certification.Decision) != "" {
		t.Error("the days quoted are mixed up")
	}
}

func TestTheScopeOnTheCertificateIsCompared(t *testing.T) {
	for words, want := range map[string]bool{"Scoring  of\nclaims": true, "scoring of claims.": true, "Scoring of motor claims.": false, "": false} {
		c := certification.Cycle{ScopeWords: words}
		if c.SameScope("Scoring of claims.") != want {
			t.Errorf("%q", words)
		}
	}
}

func TestTheCycleThatRuns(t *testing.T) {
	cycle := func(ref string, on when.Day) certification.Cycle {
		return certification.Cycle{Head: store.Head{Ref: ref}, StartedOn: on}
	}
	retired := cycle("CYC-9", "2026-05-01")
	retired.RetiredOn = "2026-06-01"
	for _, x := range []struct {
		want string
		all  []certification.Cycle
	}{
		{"", nil},
		{"CYC-2", []certification.Cycle{cycle("CYC-1", "2023-01-01"), cycle("CYC-2", "2026-01-01"), cycle("CYC-3", "2029-01-01"), retired}},
		{"CYC-3", []certification.Cycle{cycle("CYC-3", "2029-01-01")}},
	} {
		if got, _ := certification.Current(x.all, "2026-11-22"); got.Ref != x.want {
			t.Errorf("got %q, want %q", got.Ref, x.want)
		}
	}
}
