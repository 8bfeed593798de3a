package certification

import (
	"cmp"
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/when"
)

// Course is a cycle with what happened in it and what comes next. All of it is derived.
type Course struct {
	Cycle

	Events []Event // in force, by the day they begin
}

// Run joins a cycle with its events in force.
func Run(c Cycle, all []Event) Course {
	out := Course{Cycle: c}
	for _, e := range all {
		if e.Cycle == c.Ref && !e.Retired() {
			out.Events = append(out.Events, e)
		}
	}
	slices.SortStableFunc(out.Events, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.Begins(), b.Begins()), cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)))
	})
	return out
}

// Of gives the event of a step; false while none is recorded. Of special audits it
// gives the earliest.
func (c Course) Of(k Kind) (Event, bool) {
	i := slices.IndexFunc(c.Events, func(e Event) bool { return e.Kind == k })
	if i < 0 {
		return Event{}, false
	}
	return c.Events[i], true
}

// Decided is the day of the decision, which the three years run from; empty before it.
func (c Course) Decided() when.Day {
	e, _ := c.Of(Decision)
	if e.Outcome == Refused {
		return ""
	}
	return e.HeldOn
}

// Next is the earliest event that is still to be held.
func (c Course) Next() (Event, bool) {
	i := slices.IndexFunc(c.Events, func(e Event) bool { return !e.Held() })
	if i < 0 {
		return Event{}, false
	}
	return c.Events[i], true
}

// Waiting is an event that the cycle asks for and that is not held yet.
type Waiting struct {
	Kind   Kind
	On     when.Day // proposed; a person confirms it
	Latest when.Day // the last day for it
	Why    string
}

// earlier is how many months before its last day an audit is proposed: time to move it,
// and before the end of a certificate time to put findings right and to decide.
const (
	earlier       = 1
	earlierAtEnd  = 4
	secondFollows = 2 // surveillances lie a year apart
)

// Ahead are the events that follow from the decision and are not held yet, in their
// order, each with its last day. None follows before the decision.
func (c Course) Ahead() []Waiting {
	day, usual := c.Decided(), controls.MustLoad().Certification
	if day == "" {
		return nil
	}
	end := cmp.Or(c.ValidUntil, months(day, usual.ValidMonths))
	second := months(day, secondFollows*usual.FollowMonths)
	first := months(day, usual.FollowMonths)
	all := []Waiting{
		{Surveillance1, months(first, -earlier), first, "12 months after the decision at the latest"},
		{Surveillance2, months(second, -earlier), second, "in the year after the first surveillance"},
		{Recertification, months(end, -earlierAtEnd), end, "before the certificate ends, with time to put findings right"},
	}
	return slices.DeleteFunc(all, func(w Waiting) bool {
		e, _ := c.Of(w.Kind)
		return e.Held()
	})
}

// Unplanned are those of Ahead for which no event is recorded: what a person confirms.
func (c Course) Unplanned() []Waiting {
	return slices.DeleteFunc(c.Ahead(), func(w Waiting) bool {
		_, known := c.Of(w.Kind)
		return known
	})
}

// Limits are by when findings of an event must be answered. They run from its last
// day and are empty until it was held.
type Limits struct {
	Plan     when.Day // cause and plan
	Evidence when.Day // shown to be put right
	Checked  when.Day // of majors found at Stage 2: checked by the body, or Stage 2 is held again
}

// Limits gives the deadlines of an event's findings.
func (c Course) Limits(e Event) Limits {
	if !e.Held() {
		return Limits{}
	}
	plan, evidence := c.Deadlines()
	l := Limits{Plan: e.Last().Add(plan), Evidence: e.Last().Add(evidence)}
	if e.Kind == Stage2 {
		l.Checked = months(e.Last(), controls.MustLoad().Certification.MajorMonths)
	}
	return l
}

// Current is the newest cycle in force that has begun, or else the newest.
func Current(cycles []Cycle, today when.Day) (Cycle, bool) {
	var best Cycle
	for _, c := range cycles {
		begun, had := c.StartedOn <= today, best.StartedOn <= today
		switch {
		case c.Retired():
		case best.Ref == "", begun && !had, begun == had && c.StartedOn >= best.StartedOn:
			best = c
		}
	}
	return best, best.Ref != ""
}

// Renewal is the cycle that follows, as it can be proposed: the same body, from the day
// after the certificate ends. False before the recertification was held.
func (c Course) Renewal() (Cycle, bool) {
	e, _ := c.Of(Recertification)
	if !e.Held() || c.ValidUntil == "" {
		return Cycle{}, false
	}
	return Cycle{
		Title: "Certification from " + c.ValidUntil.Add(1).Time().Format("2006"), Body: c.Body, Accreditation: c.Accreditation, Contact: c.Contact, Owner: c.Owner,
		StartedOn: c.ValidUntil.Add(1), PlanDays: c.PlanDays, EvidenceDays: c.EvidenceDays,
	}, true
}
