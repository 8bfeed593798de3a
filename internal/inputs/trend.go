package inputs

import (
	"strconv"

	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/when"
)

func everyOne(improvement.Nonconformity) bool { return true }

// ofAudit says whether an audit found it, of ourselves or of the certification body.
func ofAudit(n improvement.Nonconformity) bool {
	return n.Source == improvement.OfAudit || n.Source == improvement.OfCertification
}

// quarters is over how many quarters counts are shown: two years, so that two rounds of
// internal audits can be held against each other.
const quarters = 8

// found counts by quarters what was found, up to the quarter of today. Where there was
// nothing at all there is no trend.
func (g gatherer) found(title string, fits func(improvement.Nonconformity) bool) []review.Trend {
	t, total := review.Trend{Title: title + " by quarter"}, 0
	for back := quarters - 1; back >= 0; back-- {
		from, to := quarter(g.today, back)
		n := 0
		for _, one := range g.s.Nonconforming {
			if !one.Retired() && fits(one) && one.FoundOn >= from && one.FoundOn <= to {
				n++
			}
		}
		total += n
		t.Points = append(t.Points, review.Point{On: min(to, g.today), Value: strconv.Itoa(n)})
	}
	if total == 0 {
		return nil
	}
	return []review.Trend{t}
}

// quarter is the first and the last day of a quarter so many before that of a day.
func quarter(of when.Day, back int) (first, last when.Day) {
	at := of.Time()
	begin := at.AddDate(0, -int(at.Month()-1)%3, 1-at.Day()).AddDate(0, -3*back, 0)
	day := func(y int, m int, d int) when.Day { return when.Day(begin.AddDate(y, m, d).Format("2006-01-02")) }
	return day(0, 0, 0), day(0, 3, -1)
}

// results are the values of each measure since the day, with those beyond the threshold
// marked.
func (g gatherer) results() []review.Trend {
	var out []review.Trend
	for _, w := range g.s.Watched() {
		t := review.Trend{Ref: w.Ref, Title: w.Title, Unit: w.Unit, Bound: w.Threshold}
		for _, r := range w.Results {
			if g.within(r.On) {
				t.Points = append(t.Points, review.Point{On: r.On, Value: r.Value, Bad: w.Broken(r)})
			}
		}
		if len(t.Points) > 0 {
			out = append(out, t)
		}
	}
	return out
}
