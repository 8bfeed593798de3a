package review

import (
	"context"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Meeting is what is recorded when a review was held.
type Meeting struct {
	On         when.Day
	Attended   []Attendee
	Guests     []string
	Verdict    Verdict
	Conclusion string
	NextOn     when.Day
}

// check says all that is missing. Top management itself reviews (9.3.1): without one of
// it there was a meeting and no management review.
func (m Meeting) check(today when.Day) error {
	var l check.List
	l.Required("held_on", string(m.On), "Give the day it was held")
	l.Day("held_on", m.On)
	if m.On > today {
		l.Add("held_on", "This day is still to come. Give the day it was held")
	}
	if !slices.ContainsFunc(m.Attended, Attendee.Top) {
		l.Add("attended", "Name at least one executive who took part: top management itself reviews (9.3.1)")
	}
	check.OneOf(&l, "verdict", m.Verdict, Verdicts)
	l.Required("verdict", string(m.Verdict), "Choose what top management says")
	l.Required("conclusion", m.Conclusion, "Say in a sentence why")
	l.AtMost("conclusion", m.Conclusion, 4000)
	l.Required("next_on", string(m.NextOn), "Give the day by which the next review is wanted")
	l.Day("next_on", m.NextOn)
	if m.NextOn != "" && m.NextOn <= m.On {
		l.Add("next_on", "Give a day after this review")
	}
	return l.Err()
}

// Hold records that the review took place, and freezes what it looked at.
func Hold(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, m Meeting) error {
	return db.Write(ctx, who, access.KeepReview, func(tx *store.Tx) error {
		r, err := open(tx, ref, version)
		if err != nil {
			return err
		}
		if len(r.Inputs) == 0 {
			return fault.New(fault.Invalid, "Fill the inputs of %s first: a review looks at them (9.3.2).", ref)
		}
		if empty := r.Lacking(); len(empty) > 0 {
			return fault.New(fault.Invalid, "Nothing stands under “%s”. Say there in a word what holds, also that there was nothing.", r.titleOf(empty[0]))
		}
		if err := m.check(tx.Now.Day()); err != nil {
			return err
		}
		r.HeldOn, r.HeldBy, r.Attended, r.Guests = m.On, tx.Who.Name, m.Attended, m.Guests
		r.Verdict, r.Conclusion, r.NextOn = m.Verdict, strings.TrimSpace(m.Conclusion), m.NextOn
		return tx.Update("hold", &r, "")
	})
}

func (r Review) titleOf(id string) string {
	for _, i := range r.Inputs {
		if i.ID == id {
			return i.Title
		}
	}
	return id
}
