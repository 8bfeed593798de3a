package readiness

import (
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

// How many days after a review its decisions are recorded, and its minutes signed: our
// own measure, because the standard names no days.
const (
	decideWithin = 14
	signWithin   = 30
)

// reviewRules are about management reviews (9.3). That none is recorded at all is said by
// DOC-9.3.3.
var reviewRules = []rule{
	{
		id: "CR-20", severity: Major, at: Stage2, clauses: []string{"9.3.1", "9.3.2", "9.3.3"}, stage: "review",
		message: "A management review lacks an input, top management or decisions",
		why:     "The review is the one place where top management looks at the whole; without an input or a decision it was none.",
		fix:     "Record what was decided, also that no change is needed. Where an input or top management is missing, hold the review again.",
		find: reviews(func(s *snapshot.Snapshot, r *review.Review) bool {
			undecided := len(review.Of(r.Ref, s.Decisions)) == 0 && r.HeldOn.Add(decideWithin).Passed(s.Today())
			return r.HeldOn != "" && (len(r.Lacking()) > 0 || len(r.TopManagement()) == 0 || undecided)
		}),
	},
	{
		id: "MRV-01", severity: Major, at: Stage1, clauses: []string{"9.3.1"}, stage: "review",
		message: "The day by which the next management review was wanted has passed",
		why:     "An audit for a certificate asks first for a finished management review.",
		fix:     "Hold the review. If it has to wait, top management says so and why.",
		find: each(func(s *snapshot.Snapshot) []string {
			last := newestReview(s)
			if last.NextOn.Passed(s.Today()) {
				return []string{last.Ref}
			}
			return nil
		}),
	},
	{
		id: "MRV-02", severity: Minor, at: Stage2, clauses: []string{"9.3.1"}, stage: "review",
		message: "The day of a planned management review has passed and it was not held",
		why:     "The review is planned; that it slipped is a lapse.",
		fix:     "Hold it, or give it a new day.",
		find: reviews(func(s *snapshot.Snapshot, r *review.Review) bool {
			return r.HeldOn == "" && r.PlannedOn.Passed(s.Today())
		}),
	},
	{
		id: "MRV-03", severity: Minor, at: Stage2, clauses: []string{"9.3.3"}, stage: "review",
		message: "Some decisions of management reviews are overdue",
		why:     "The decision was taken; carrying it out is late.",
		fix:     "Carry each of them out and write down what came of it, or give a new day with the reason.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Decisions, func(d review.Decision) bool { return d.Overdue(s.Today()) }, func(d review.Decision) string { return d.Ref })
		}),
	},
	{
		id: "MRV-04", severity: Minor, at: Stage2, clauses: []string{"9.3.3"}, stage: "review",
		message: "Nobody of top management has signed the minutes of a review within 30 days",
		why:     "The review was held; only its record is not confirmed.",
		fix:     "Somebody of top management who took part reads the minutes and signs them.",
		find: reviews(func(s *snapshot.Snapshot, r *review.Review) bool {
			return r.State() == review.Held && r.HeldOn.Add(signWithin).Passed(s.Today())
		}),
	},
	{
		id: "MRV-05", severity: Major, at: Stage2, clauses: []string{"9.3.3", "7.5.3"}, stage: "review",
		message: "The minutes of a review are not the text that was signed",
		why:     "A record that was altered after it was signed shows nothing any more.",
		fix:     "They were changed outside the workbench. Restore them from a backup, or hold the review again.",
		find:    reviews(func(_ *snapshot.Snapshot, r *review.Review) bool { return r.Altered() }),
	},
}

// newestReview is the review in force that was held last; the zero review where none was.
func newestReview(s *snapshot.Snapshot) (last review.Review) {
	on := when.Day("")
	for i := range s.Reviews {
		if r := &s.Reviews[i]; !r.Retired() && r.HeldOn > on {
			last, on = *r, r.HeldOn
		}
	}
	return last
}

func reviews(fits func(*snapshot.Snapshot, *review.Review) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) (out []string) {
		for i := range s.Reviews {
			if r := &s.Reviews[i]; !r.Retired() && fits(s, r) {
				out = append(out, r.Ref)
			}
		}
		return out
	})
}
