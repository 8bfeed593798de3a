package performance

import (
	"cmp"
	"slices"

	"github.com/aims-workbench/aims/internal/when"
)

// Within how many days a result beyond the threshold is evaluated, and a measure at the
// latest since it was evaluated last.
const (
	lookWithin     = 14
	evaluateWithin = 366
)

// Watched is a measure in force with its results and evaluations in force.
type Watched struct {
	Measure
	Results     []Result     // the oldest first
	Evaluations []Evaluation // the newest first
}

// Latest is the newest result, and whether there is one.
func (w Watched) Latest() (Result, bool) {
	if len(w.Results) == 0 {
		return Result{}, false
	}
	return w.Results[len(w.Results)-1], true
}

// Due is the day by which the next result is to be there.
func (w Watched) Due() when.Day {
	latest, _ := w.Latest()
	return w.Often.Due(w.Since, latest.On)
}

// Overdue says whether that day has passed.
func (w Watched) Overdue(today when.Day) bool { return w.Due().Passed(today) }

// Open are the results beyond the threshold that no evaluation looked at.
func (w Watched) Open() []Result {
	return slices.DeleteFunc(slices.Clone(w.Results), func(r Result) bool { return !w.Broken(r) || w.lookedAt(r) })
}

// EvaluationOf is the first evaluation that looked at a result, and whether there is one.
func (w Watched) EvaluationOf(r Result) (first Evaluation, looked bool) {
	for _, e := range w.Evaluations {
		if e.Covers(r) {
			first, looked = e, true
		}
	}
	return first, looked
}

func (w Watched) lookedAt(r Result) bool {
	_, looked := w.EvaluationOf(r)
	return looked
}

// LookBy is the day by which a result beyond the threshold is to be evaluated.
func LookBy(r Result) when.Day { return r.On.Add(lookWithin) }

// Neglected says whether the newest results broke the threshold too long ago for nobody
// to have evaluated them.
func (w Watched) Neglected(today when.Day) bool {
	return slices.ContainsFunc(w.Open(), func(r Result) bool { return LookBy(r).Passed(today) })
}

// Unevaluated says whether the measure is kept for longer than a year and was not
// evaluated within the last one.
func (w Watched) Unevaluated(today when.Day) bool {
	last := w.Since
	if len(w.Evaluations) > 0 {
		last = max(last, w.Evaluations[0].On)
	}
	return last != "" && last.Add(evaluateWithin).Passed(today)
}

// Gather joins the measures in force with their results and evaluations in force.
func Gather(measures []Measure, results []Result, evaluations []Evaluation) []Watched {
	taken, judged := map[string][]Result{}, map[string][]Evaluation{}
	for i := range results {
		if r := &results[i]; !r.Retired() {
			taken[r.Measure] = append(taken[r.Measure], *r)
		}
	}
	for i := range evaluations {
		if e := &evaluations[i]; !e.Retired() {
			for _, ref := range e.Measures {
				judged[ref] = append(judged[ref], *e)
			}
		}
	}
	var out []Watched
	for i := range measures {
		m := &measures[i]
		if m.Retired() {
			continue
		}
		w := Watched{*m, taken[m.Ref], judged[m.Ref]}
		slices.SortStableFunc(w.Results, func(a, b Result) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Ref, b.Ref)) })
		slices.SortStableFunc(w.Evaluations, func(a, b Evaluation) int { return cmp.Or(cmp.Compare(b.On, a.On), cmp.Compare(b.Ref, a.Ref)) })
		out = append(out, w)
	}
	return out
}

// OpenFrom is the day of the oldest result that no evaluation looked at; empty where all
// were looked at.
func (w Watched) OpenFrom() when.Day {
	for _, r := range w.Results {
		if !w.lookedAt(r) {
			return r.On
		}
	}
	return ""
}
