package agenda

import (
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// ofOperation are controls to carry out, gates to sign and conditions to meet (8.1, A.6).
func ofOperation(s *snapshot.Snapshot) []Item {
	var out []Item
	for _, k := range s.CarriedOut() {
		out = append(out, Item{k.Due(), CarryOut, k.Ref, k.Title, k.Owner})
	}
	for _, y := range s.Systems {
		if y.Retired() {
			continue
		}
		for _, at := range s.GatesOf(y.Ref) {
			g := at.Newest
			switch {
			case g.Ref != "" && !g.Signed():
				out = append(out, Item{g.Planned, Gate, g.Ref, y.Name + ": sign-off of " + g.Title, g.Prepared})
			case g.Verdict == operation.WithConditions && g.FulfilledOn == "":
				out = append(out, Item{g.ConditionsBy, Gate, g.Ref, y.Name + ": conditions of " + g.Title, y.Owner})
			}
		}
	}
	return out
}

// ofParts are models, datasets and logs to be looked at again, and data to be erased.
func ofParts(s *snapshot.Snapshot) []Item {
	var out []Item
	for i := range s.Models {
		if m := &s.Models[i]; !m.Retired() {
			out = append(out, Item{m.ReviewOn, Model, m.Ref, m.Name + " " + m.Edition, m.Owner})
		}
	}
	for i := range s.Datasets {
		if d := &s.Datasets[i]; !d.Retired() {
			out = append(out, Item{d.ReviewOn, Data, d.Ref, d.Name, d.Owner}, Item{d.DisposeOn, Data, d.Ref, "Erase " + d.Name, d.Owner})
		}
	}
	for i := range s.EventLogs {
		if e := &s.EventLogs[i]; !e.Retired() {
			out = append(out, Item{e.ReviewOn, Log, e.Ref, e.Name, e.Owner})
		}
	}
	return out
}
