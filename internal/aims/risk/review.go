package risk

import (
	"context"
	"strings"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// ReviewAct is what the trail calls a review that found a risk as it was.
const ReviewAct = "confirm risk"

// NextReview is the day by which the criteria want a risk of this level looked at
// again, counted from a day; empty where they say nothing about it (8.2).
func (c Criteria) NextReview(level int, from when.Day) when.Day {
	if i, b := c.Band(level); i >= 0 && b.Months > 0 && from.Valid() {
		return addMonths(from, b.Months)
	}
	return ""
}

// addMonths counts whole months; the day after the last of a shorter month is its last.
func addMonths(from when.Day, months int) when.Day {
	t, err := time.Parse(time.DateOnly, string(from))
	if err != nil {
		return ""
	}
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return when.Day(first.AddDate(0, 0, min(t.Day(), last)-1).Format(time.DateOnly))
}

// level is what the cadence goes by: what remains, or what there is where that is open.
func (r Risk) level() int {
	if r.ResidualLevel > 0 {
		return r.ResidualLevel
	}
	return r.InherentLevel
}

// ReviewBy is the day by which the criteria want this risk looked at again, counted
// from a day.
func (r Risk) ReviewBy(c Criteria, from when.Day) when.Day { return c.NextReview(r.level(), from) }

// ReviewOverdue says whether a risk that counts should have been looked at by now.
func (r Risk) ReviewOverdue(today when.Day) bool { return r.Current() && r.ReviewOn.Passed(today) }

// Review confirms that a risk was looked at and stands as it is, with a note that
// says on what ground, and sets the next day. What has changed is assessed instead.
func (s *Risks) Review(ctx context.Context, who access.Actor, ref string, version int, note string, next when.Day) (Risk, error) {
	var r Risk
	err := s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error {
		var err error
		if r, err = store.Load[Risk](tx, ref, version); err != nil {
			return err
		}
		return review(tx, &r, strings.TrimSpace(note), next)
	})
	return r, err
}

func review(tx *store.Tx, r *Risk, note string, next when.Day) error {
	switch {
	case r.Retired():
		return fault.New(fault.Invalid, "%s was retired on %s. There is nothing to review.", r.Ref, r.RetiredOn.Human())
	case r.InherentLevel == 0:
		return fault.New(fault.Invalid, "%s is not assessed yet. Assess it instead of confirming it.", r.Ref)
	}
	var l check.List
	l.Required("note", note, "Say what you looked at and why nothing has changed")
	l.Required("review_on", string(next), "Give the day of the next review")
	l.Day("review_on", next)
	if next.Valid() && next.Passed(tx.Now.Day()) {
		l.Add("review_on", "This day has passed. Give a day in the future")
	}
	if err := l.Err(); err != nil {
		return err
	}
	r.ReviewedOn, r.ReviewOn = tx.Now.Day(), next
	return tx.Update(ReviewAct, r, note)
}
