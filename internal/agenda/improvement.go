package agenda

import (
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// The kinds of improvement (10).
const (
	Answering  Kind = "Nonconformity to be answered"
	Verified   Kind = "Last day for the certification body to verify"
	Corrective Kind = "Corrective action"
	Effect     Kind = "Effect to be looked at"
	Improving  Kind = "Improvement"
)

var improvementKinds = []Kind{Answering, Verified, Corrective, Effect, Improving}

// ofImprovement are nonconformities to answer, actions to carry out and their effects
// to look at.
func ofImprovement(s *snapshot.Snapshot) []Item {
	var out []Item
	for _, n := range s.Nonconforming {
		if n.Open() {
			out = append(out, Item{n.Limit(s.Organisation()), Verified, n.Ref, n.Title, n.Owner})
		}
		if n.Open() && !s.Answered(n) {
			out = append(out, Item{n.RespondBy, Answering, n.Ref, n.Title, n.Owner})
		}
	}
	for _, a := range s.Corrective {
		switch {
		case a.Retired():
		case a.Step() == improvement.ToDo:
			out = append(out, Item{a.Due, Corrective, a.Ref, a.Title, a.Owner})
		case a.Step() == improvement.ToReview: // by somebody else than who did it
			out = append(out, Item{a.ReviewOn, Effect, a.Ref, a.Title, ""})
		}
	}
	for _, i := range s.Improvements {
		if i.Open() {
			out = append(out, Item{i.Due, Improving, i.Ref, i.Title, i.Owner})
		}
	}
	return out
}
