package agenda

import (
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// The kinds of management review (9.3).
const (
	Reviewing Kind = "Management review"
	NextOne   Kind = "Next management review wanted"
	Minutes   Kind = "Minutes to be signed"
	Decided   Kind = "Decision of a management review"
)

var reviewKinds = []Kind{Reviewing, NextOne, Minutes, Decided}

// signWithin is how many days after a review its minutes are to be signed.
const signWithin = 30

// ofReviews are reviews that are planned, the day by which the next is wanted while none
// is planned, minutes without a signature, and decisions to be carried out.
func ofReviews(s *snapshot.Snapshot) []Item {
	var out []Item
	var last review.Review
	planned := false
	for i := range s.Reviews {
		r := &s.Reviews[i]
		switch {
		case r.Retired():
			continue
		case r.HeldOn == "":
			planned = true
			out = append(out, Item{r.PlannedOn, Reviewing, r.Ref, r.Title, ""})
		case r.State() == review.Held:
			out = append(out, Item{r.HeldOn.Add(signWithin), Minutes, r.Ref, r.Title, ""})
		}
		if r.HeldOn > last.HeldOn {
			last = *r
		}
	}
	if !planned && last.Ref != "" {
		out = append(out, Item{last.NextOn, NextOne, last.Ref, last.Title, ""})
	}
	for _, d := range s.Decisions {
		if d.Open() {
			out = append(out, Item{d.Due, Decided, d.Ref, d.Title, d.Owner})
		}
	}
	return out
}
