package seed

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/review"
)

// reviews plans two management reviews (9.3). The first is held, so that decisions can be
// taken in it and its minutes wait for the executive; the second is filled and open.
func (f *fill) reviews() {
	pair(f, review.Reviews, func(r *review.Review) { r.PeriodFrom = "2025-11-01" })
	lead, boss := f.as[access.Lead], f.as[access.Executive]
	for _, ref := range []string{"MRV-2026-001", "MRV-2026-002"} {
		f.must(review.Fill(f.ctx, f.db, lead, ref, 0, f.inputs(), review.Ground{Seq: 1, Hash: "00"}))
	}
	f.must(review.Hold(f.ctx, f.db, lead, "MRV-2026-001", 0, review.Meeting{
		On: "2026-11-01", Attended: []review.Attendee{{Account: boss.Ref, Name: boss.Name, Title: Hostile, Role: access.Executive}},
		Guests: []string{"A guest " + Hostile}, Verdict: review.Changes, Conclusion: "It holds. " + Hostile, NextOn: "2027-11-01",
	}))
	pair(f, review.Decisions, func(d *review.Decision) { d.Due = "2026-12-01" })
}

// inputs are one of each kind, with words and numbers in all that the standard asks for.
func (f *fill) inputs() []review.Input {
	var all []review.Input
	for _, id := range append(review.Asked, "more-risks") {
		all = append(all, review.Input{
			ID: id, Title: "What " + id + " holds",
			Figures: []review.Figure{
				{Label: "Open ones", Records: []review.Named{{Ref: "RSK-2026-001", Title: Hostile, Note: "due soon"}}},
				{Label: "Ended ones"},
			},
			Trends: []review.Trend{{Ref: "MSR-2026-001", Title: "Complaints " + Hostile, Unit: "a month", Bound: "4", Points: []review.Point{{On: "2026-10-01", Value: "3"}, {On: "2026-11-01", Value: "5", Bad: true}}}},
		})
	}
	return all
}
