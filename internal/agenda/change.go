package agenda

import (
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// confirmWithin is how many days after a change its records should be confirmed.
const confirmWithin = 30

// ofChanges are changes that are planned, and what is to be confirmed after them.
func ofChanges(s *snapshot.Snapshot) []Item {
	var out []Item
	for _, c := range s.Changes {
		if !c.Retired() && c.Origin == inventory.Planned && c.DoneOn == "" {
			out = append(out, Item{c.PlannedFor, SystemChange, c.Ref, c.Title, c.Owner})
		}
	}
	for _, c := range s.Planned {
		if !c.Retired() && c.DoneOn == "" {
			out = append(out, Item{c.PlannedFor, PlannedChange, c.Ref, c.Title, c.Owner})
		}
	}
	for _, m := range s.ToConfirm() {
		out = append(out, Item{m.Since.Day().Add(confirmWithin), Confirm, m.Record, m.Title, m.Owner})
	}
	return out
}

// ofObjectives are the days by which objectives are to be reached and measured.
func ofObjectives(s *snapshot.Snapshot) []Item {
	var out []Item
	for _, o := range s.Objectives {
		if o.Open() {
			out = append(out, Item{o.Due, Objective, o.Ref, o.Title, o.Owner}, Item{o.NextDue(s.MeasurementsOf(o.Ref)), Measurement, o.Ref, o.Title, o.Owner})
		}
	}
	return out
}
