package pack

import (
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/performance"
)

// watched is 9.1: what is open about the measures, beside the values of objectives. What
// they are and what came of them stands in the tables of their registers.
func (b *book) watched() answer {
	a := b.measured()
	all := b.s.Watched()
	ref := func(w performance.Watched) string { return w.Ref }
	for _, lack := range []struct {
		says string
		is   func(performance.Watched) bool
	}{
		{"It is not determined how it is measured, by whom, or who evaluates it: ", performance.Watched.Lacking},
		{"No result for the time that has passed: ", func(w performance.Watched) bool { return w.Overdue(b.today) }},
		{"A result beyond the threshold that is not evaluated: ", func(w performance.Watched) bool { return len(w.Open()) > 0 }},
		{"Not evaluated within the last 12 months: ", func(w performance.Watched) bool { return w.Unevaluated(b.today) }},
	} {
		these := filter(all, lack.is)
		a.lacksWhere(lack.says+plainList(these, ref)+".", len(these) > 0)
	}
	return a
}

// watchedTable prints what is measured with its newest value.
func (b *book) watchedTable() {
	all := b.s.Watched()
	if len(all) == 0 {
		return
	}
	b.table(table{
		Caption: "Measures and their newest values",
		Columns: []column{{"Reference", 0, false}, {"Measure", 1.8, false}, {"How often, by whom", 1.5, false}, {"Target and threshold", 2, false}, {"Newest value", 1.4, false}, {"Results", 0.7, true}, {"Evaluated", 1.7, false}},
		Rows: mapped(all, func(w performance.Watched) row {
			bounds := stack(bound("Target ", w.Target, w.Unit), bound("Threshold ", w.Threshold, w.Unit), text(capital(string(w.Better))+" is better"))
			return row{"", []cell{{linked(w.Ref)}, text(w.Title), stack(text(capital(string(w.Often))), text(w.Owner)), bounds, b.newestValue(w), say("%d", len(w.Results)), evaluated(w)}}
		}),
	})
}

func bound(what, figure, unit string) cell {
	if figure == "" {
		return cell{}
	}
	return text(what + objective.With(figure, unit))
}

func (b *book) newestValue(w performance.Watched) cell {
	r, there := w.Latest()
	if !there {
		return text("None yet")
	}
	c := stack(strongText(objective.With(r.Value, w.Unit)), text(r.On.Human()))
	if w.Broken(r) {
		c = stack(c, badgeText("beyond the threshold"))
	}
	if w.Overdue(b.today) {
		c = stack(c, badgeText("next one overdue"))
	}
	return c
}

// evaluated is the newest evaluation of a measure.
func evaluated(w performance.Watched) cell {
	if len(w.Evaluations) == 0 {
		return text("Not yet")
	}
	e := w.Evaluations[0]
	return stack(text(e.On.Human()), text(capital(string(e.Conclusion))), cell{linked(e.Ref)})
}

// evaluationTable prints what results were judged to say, the newest last.
func (b *book) evaluationTable() {
	all := inForce(b.s.Evaluations)
	if len(all) == 0 {
		return
	}
	b.table(table{
		Caption: "Evaluations of results",
		Columns: []column{{"Reference", 0, false}, {"Results of", 1.2, false}, {"Measures", 1.7, false}, {"What they say", 2.7, false}, {"Conclusion and what follows", 2.3, false}, {"Evaluated", 1.2, false}},
		Rows: mapped(all, func(e performance.Evaluation) row {
			return row{"", []cell{
				{linked(e.Ref)}, stack(text(e.From.Human()), text("to "+e.To.Human())), refs(e.Measures...), text(e.Says),
				stack(strongText(capital(string(e.Conclusion))), text(e.Follows)), stack(text(e.On.Human()), text(e.By)),
			}}
		}),
	})
}
