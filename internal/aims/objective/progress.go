package objective

import (
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/when"
)

// Track says whether an objective will be reached, as far as its values tell.
type Track string

// The tracks.
const (
	Unmeasured Track = "not measured"
	OnTrack    Track = "on track"
	OffTrack   Track = "off track"
	TargetMet  Track = "target met"
	Missed     Track = "missed"
)

// Progress is where an objective stands by its values, and why.
type Progress struct {
	Track  Track
	Why    string
	Latest Measurement // the zero value where there is none
}

// Good says that nothing has to be done about it.
func (p Progress) Good() bool { return p.Track == OnTrack || p.Track == TargetMet }

// ProgressOf judges an objective on a day by its measurements, which may come in any
// order; retired ones do not count. The way from the value at the beginning to the
// target is taken as a straight line. Without a beginning every value must meet the
// target.
func ProgressOf(o Objective, all []Measurement, today when.Day) Progress {
	taken := Ordered(all)
	if len(taken) == 0 {
		return Progress{Track: Unmeasured, Why: "No value is recorded yet."}
	}
	p := Progress{Latest: taken[len(taken)-1]}
	value := p.Latest.Figure()
	target, ok := o.Goal()
	if !ok || o.Direction == "" {
		p.Track, p.Why = Unmeasured, "The objective does not say when it is reached. Give it a target."
		return p
	}
	says := fmt.Sprintf("The value of %s is %s; the target is %s %s.", p.Latest.On.Human(), With(p.Latest.Value, o.Unit), o.Direction, With(o.Target, o.Unit))
	switch {
	case meets(o.Direction, value, target):
		p.Track, p.Why = TargetMet, says
	case o.Due.Passed(today):
		p.Track, p.Why = Missed, says+" Its day, "+o.Due.Human()+", has passed."
	default:
		p.Track, p.Why = o.along(p.Latest, says)
	}
	return p
}

// along compares a value with the straight line from the beginning to the target.
func (o Objective) along(m Measurement, says string) (Track, string) {
	baseline, ok := register.ParseFigure(o.Baseline)
	if !ok || o.BaselineOn == "" || o.Due == "" {
		return OffTrack, says + " Without a beginning and a day, every value must meet the target."
	}
	target, _ := o.Goal()
	whole := daysBetween(o.BaselineOn, o.Due)
	gone := min(max(daysBetween(o.BaselineOn, m.On), 0), whole)
	expected := baseline + (target-baseline)*float64(gone)/float64(max(whole, 1))
	says += fmt.Sprintf(" On a straight line from %s on %s it would be %s.", With(o.Baseline, o.Unit), o.BaselineOn.Human(), With(figure(expected), o.Unit))
	if meets(o.Direction, m.Figure(), expected) {
		return OnTrack, says
	}
	return OffTrack, says
}

func daysBetween(from, to when.Day) int {
	return int(to.Time().Sub(from.Time()).Hours() / 24)
}

func meets(d Direction, value, bound float64) bool {
	if d == AtMost {
		return value <= bound
	}
	return value >= bound
}

// figure writes a computed number with at most two places.
func figure(v float64) string {
	s := fmt.Sprintf("%.2f", v)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}

// Ordered are the measurements in force, the oldest first.
func Ordered(all []Measurement) []Measurement {
	taken := slices.DeleteFunc(slices.Clone(all), func(m Measurement) bool { return m.Retired() })
	slices.SortStableFunc(taken, func(a, b Measurement) int {
		switch {
		case a.On < b.On:
			return -1
		case a.On > b.On:
			return 1
		}
		return 0
	})
	return taken
}

// NextDue is the day by which the next value should be recorded; empty where no
// cadence is chosen or the objective is not open.
func (o Objective) NextDue(all []Measurement) when.Day {
	days := o.Cadence.Days()
	if days == 0 || !o.Open() {
		return ""
	}
	from := o.CreatedAt.Day()
	if taken := Ordered(all); len(taken) > 0 {
		from = taken[len(taken)-1].On
	}
	return from.Add(days)
}
