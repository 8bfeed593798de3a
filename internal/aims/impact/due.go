package impact

import (
	"cmp"
	"slices"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/when"
)

// soon is how many days ahead something counts as due.
const soon = 60

// Urgency is how near a day is.
type Urgency string

// The urgencies, the most pressing first.
const (
	Overdue Urgency = "overdue"
	DueSoon Urgency = "due soon"
	Later   Urgency = "later"
)

// Urgencies lists them.
var Urgencies = []Urgency{Overdue, DueSoon, Later}

// Due is an assessment that has to be made (8.4): the first of a system, or the next.
type Due struct {
	System inventory.System
	After  *Assessment // the one in force; nil for a first
	Draft  *Assessment // under way already; nil where it is not
	On     when.Day
	Why    string
}

// Urgency judges it on a day.
func (d Due) Urgency(today when.Day) Urgency {
	switch {
	case d.On.Passed(today):
		return Overdue
	case d.On <= today.Add(soon):
		return DueSoon
	}
	return Later
}

// Dues says when each system is to be assessed next and why, the earliest first. A
// system without an assessment is due on the day it went into use, or at once. It is
// a pure function, so that it serves snapshots too.
func Dues(covers []Cover, rule Rule, today when.Day) []Due {
	out := make([]Due, 0, len(covers))
	for _, c := range covers {
		d := Due{System: c.System, After: c.Approved, Draft: c.Draft}
		switch {
		case c.Approved != nil:
			d.On, d.Why = rule.Latest(*c.Approved)
		case c.System.DeployedOn != "" && c.System.DeployedOn <= today:
			d.On, d.Why = c.System.DeployedOn, "In use without an approved assessment"
		default:
			d.On, d.Why = today, "No approved assessment yet; it comes before the system is used"
		}
		if d.On != "" {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Due) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.System.Ref, b.System.Ref))
	})
	return out
}
