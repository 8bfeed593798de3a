package agenda

import (
	"slices"
	"sort"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/when"
)

// Span is how near a day is, as addresses carry it.
type Span string

// The spans. Each begins where the one before ends.
const (
	Overdue Span = "overdue"
	Week    Span = "week"  // today and the six days after it
	Month   Span = "month" // until thirty days from today
	Later   Span = "later"
)

// Spans lists them.
var Spans = []Span{Overdue, Week, Month, Later}

// SpanOf says how near a day is.
func SpanOf(on, today when.Day) Span {
	switch {
	case on.Passed(today):
		return Overdue
	case on < today.Add(7):
		return Week
	case on <= today.Add(30):
		return Month
	}
	return Later
}

// In gives the items of a span; items stand in the order of their days, and so in
// that of the spans.
func In(all []Item, span Span, today when.Day) []Item {
	from := sort.Search(len(all), func(i int) bool { return at(all[i], today) >= slices.Index(Spans, span) })
	to := sort.Search(len(all), func(i int) bool { return at(all[i], today) > slices.Index(Spans, span) })
	return all[from:to:to]
}

// at is the place of an item's span among the spans.
func at(i Item, today when.Day) int { return slices.Index(Spans, SpanOf(i.On, today)) }

// controlTitle names a row of the Statement with its control.
func controlTitle(r soa.Row) string {
	if c, ok := controls.MustLoad().Control(r.Ref); ok {
		return c.ID + " " + c.Title
	}
	return r.Title
}
