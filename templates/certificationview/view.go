// Package certificationview shows the way to a certificate: the dates of a cycle, what
// is printed on the certificate beside what is approved, and what auditors asked for.
package certificationview

import (
	"strconv"
	"time"

	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/when"
)

// Dates is a cycle as a list of its days, and drawn.
type Dates struct {
	certification.Course

	Steps    map[certification.Kind]string // what each step is called
	Open     map[string]int                // findings that are not closed, by event
	Today    when.Day
	MayPlan  bool
	Decision string // the sentence where the decision is missing
}

// words tells a number of days from today: "in 12 days", "4 days ago".
func words(on, today when.Day) string {
	n := int(on.Time().Sub(today.Time()).Hours() / 24)
	switch {
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n == -1:
		return "yesterday"
	case n < 0:
		return strconv.Itoa(-n) + " days ago"
	}
	return "in " + strconv.Itoa(n) + " days"
}

// axis places days on a drawing, from the beginning of the cycle to its end.
type axis struct{ from, to time.Time }

// Width and margins of the drawing.
const (
	drawn  = 720
	margin = 24
)

func (d Dates) axis() axis {
	from, to := d.StartedOn, d.ValidUntil
	for _, e := range d.Events {
		if b := e.Begins(); b != "" && b < from {
			from = b
		}
		to = max(to, e.Last())
	}
	for _, w := range d.Ahead() {
		to = max(to, w.Latest)
	}
	to = max(to, d.Today)
	if to <= from {
		to = from.Add(365)
	}
	return axis{from.Time(), to.Time()}
}

func (a axis) x(on when.Day) int {
	whole := a.to.Sub(a.from).Hours()
	return margin + int(on.Time().Sub(a.from).Hours()/whole*(drawn-2*margin))
}

// years are the first days of the years on the axis.
func (a axis) years() []when.Day {
	var out []when.Day
	for y := a.from.Year() + 1; y <= a.to.Year(); y++ {
		out = append(out, when.Day(strconv.Itoa(y)+"-01-01"))
	}
	return out
}

// FindingLine is a nonconformity that an audit of the body brought, with its days.
type FindingLine struct {
	improvement.Nonconformity

	Limits certification.Limits
}

// Figure writes audit days: 2.5, not 2.5000.
func figure(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
