package readiness

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Each rule is broken by the smallest workspace that breaks it, and by nothing near it.
func TestReviewRules(t *testing.T) {
	held := func(on when.Day, mend func(*review.Review)) snapshot.Snapshot {
		r := review.Review{Head: store.Head{Ref: "MRV-1"}, HeldOn: on, Attended: []review.Attendee{{Name: "Eva", Role: access.Executive}}}
		for _, id := range review.Asked {
			r.Inputs = append(r.Inputs, review.Input{ID: id, Commentary: "Nothing changed"})
		}
		if mend != nil {
			mend(&r)
		}
		return snapshot.Snapshot{Reviews: []review.Review{r}, Decisions: []review.Decision{{Head: store.Head{Ref: "MRD-1"}, Review: "MRV-1", Due: "2026-12-31"}}}
	}
	decided := func(d review.Decision) snapshot.Snapshot {
		d.Ref = "MRD-1"
		return snapshot.Snapshot{Decisions: []review.Decision{d}}
	}
	bare := func(s snapshot.Snapshot) snapshot.Snapshot {
		s.Decisions = nil
		return s
	}
	signed := func(text string) snapshot.Snapshot {
		return held("2026-10-01", func(r *review.Review) {
			r.Minutes, r.MinutesSum, r.Signatures = text, leadership.Sum("as signed"), []review.Signature{{Name: "Eva"}}
		})
	}
	for _, c := range []struct {
		name, rule string
		broken     bool
		in         snapshot.Snapshot
	}{
		{"whole", "CR-20", false, held("2026-10-01", nil)},
		{"an input is empty", "CR-20", true, held("2026-11-20", func(r *review.Review) { r.Inputs[3].Commentary = " " })},
		{"an input is missing", "CR-20", true, held("2026-11-20", func(r *review.Review) { r.Inputs = r.Inputs[:6] })},
		{"a number is content", "CR-20", false, held("2026-11-20", func(r *review.Review) {
			r.Inputs[3] = review.Input{ID: "MRI-4", Figures: []review.Figure{{Records: []review.Named{{Ref: "NCR-1"}}}}}
		})},
		{"without top management", "CR-20", true, held("2026-11-20", func(r *review.Review) { r.Attended[0].Role = access.Lead })},
		{"no decision after a fortnight", "CR-20", true, bare(held("2026-11-07", nil))},
		{"no decision within it", "CR-20", false, bare(held("2026-11-08", nil))},
		{"planned and empty", "CR-20", false, held("", func(r *review.Review) { r.Inputs = nil })},
		{"the next one is late", "MRV-01", true, held("2025-11-01", func(r *review.Review) { r.NextOn = "2026-11-21" })},
		{"the next one is today", "MRV-01", false, held("2025-11-01", func(r *review.Review) { r.NextOn = "2026-11-22" })},
		{"planned and not held", "MRV-02", true, held("", func(r *review.Review) { r.PlannedOn = "2026-11-21" })},
		{"planned for today", "MRV-02", false, held("", func(r *review.Review) { r.PlannedOn = "2026-11-22" })},
		{"held later than planned", "MRV-02", false, held("2026-11-22", func(r *review.Review) { r.PlannedOn = "2026-11-01" })},
		{"a decision is overdue", "MRV-03", true, decided(review.Decision{Due: "2026-11-21"})},
		{"it was carried out", "MRV-03", false, decided(review.Decision{Due: "2026-11-21", DoneOn: "2026-11-22"})},
		{"not signed within 30 days", "MRV-04", true, held("2026-10-22", nil)},
		{"the thirtieth day", "MRV-04", false, held("2026-10-23", nil)},
		{"signed", "MRV-04", false, signed("as signed")},
		{"signed and altered", "MRV-05", true, signed("another")},
		{"signed and whole", "MRV-05", false, signed("as signed")},
	} {
		c.in.Judged = "2026-11-22"
		i := slices.IndexFunc(reviewRules, func(r rule) bool { return r.id == c.rule })
		records, broken := reviewRules[i].find(snapshot.Of(c.in))
		if broken != c.broken {
			t.Errorf("%s, %s: broken %v on %v", c.rule, c.name, broken, records)
		}
	}
}
