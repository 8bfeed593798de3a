// Package performanceview shows what measures, results and evaluations have beyond the
// registers that are kept alike: the line of values, what is open, and the form for the
// results of several measures at once.
package performanceview

import (
	"cmp"
	"fmt"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// The states by which measures are narrowed, as addresses carry them.
const (
	Overdue     = "overdue"
	Open        = "open" // broken and not evaluated
	Lacking     = "incomplete"
	Unevaluated = "not-evaluated"
)

// States offers them.
var States = []ui.Option{
	{Value: Overdue, Label: "Result overdue"}, {Value: Open, Label: "Threshold broken, not evaluated"},
	{Value: Unevaluated, Label: "Not evaluated for a year"}, {Value: Lacking, Label: "Method or people missing"},
}

// Stands says whether a measure stands like this on a day.
func Stands(w performance.Watched, state string, today when.Day) bool {
	switch state {
	case Overdue:
		return w.Overdue(today)
	case Open:
		return len(w.Open()) > 0
	case Lacking:
		return w.Lacking()
	case Unevaluated:
		return w.Unevaluated(today)
	}
	return false
}

// Due says when the next result of a measure is due.
func Due(w performance.Watched, today when.Day) string {
	if w.Overdue(today) {
		return "Overdue since " + w.Due().Human()
	}
	return w.Due().Human()
}

// Newest is the newest value with its unit; empty while there is none.
func Newest(w performance.Watched) string {
	r, _ := w.Latest()
	return objective.With(r.Value, w.Unit)
}

// Values are all values in one line, for files.
func Values(w performance.Watched) string {
	var all []string
	for _, r := range w.Results {
		all = append(all, r.On.Human()+" "+r.Value)
	}
	return ui.Joined(all)
}

// series is what the drawings show: values at their days, target and threshold.
func series(w performance.Watched) ui.Series {
	var s ui.Series
	for _, r := range w.Results {
		s.Points = append(s.Points, ui.Point{On: r.On, Value: r.Figure(), Bad: w.Broken(r)})
	}
	if goal, set := w.Goal(); set {
		s.Bounds = append(s.Bounds, ui.Bound{Value: goal, Class: "goal"})
	}
	if limit, set := w.Limit(); set {
		s.Bounds = append(s.Bounds, ui.Bound{Value: limit, Class: "alert"})
	}
	if len(w.Results) > 0 {
		s.Says = said(w)
	}
	return s
}

// said tells in words what the drawing shows.
func said(w performance.Watched) string {
	from, to := w.Results[0], w.Results[len(w.Results)-1]
	s := fmt.Sprintf("From %s on %s to %s on %s; %s is better.", objective.With(from.Value, w.Unit), from.On.Human(), objective.With(to.Value, w.Unit), to.On.Human(), w.Better)
	if w.Target != "" {
		s += " The dashed line is the target, " + objective.With(w.Target, w.Unit) + "."
	}
	if w.Threshold != "" {
		s += " The dotted line is the threshold, " + objective.With(w.Threshold, w.Unit) + "."
	}
	return s
}

// standing is whether a result keeps the threshold, in words.
func standing(w performance.Watched, r performance.Result) (ui.Kind, string) {
	switch {
	case w.Broken(r):
		return ui.Bad, "Beyond the threshold"
	case w.Threshold == "":
		return ui.Neutral, "No threshold"
	}
	return ui.Good, "Within the threshold"
}

// resultTable lists the results of a measure, the newest first.
func resultTable(w performance.Watched) ui.TableSpec {
	t := ui.TableSpec{
		ID: "results", Caption: "Results of " + w.Title,
		Columns: []ui.Column{{Title: "Measured on", Class: "tight"}, {Title: "Value"}, {Title: "Threshold"}, {Title: "By"}, {Title: "Note", Class: "wrap"}, {Title: "Reference", Class: "ref"}},
		Empty:   ui.Empty{Title: "No result yet", Clause: "9.1", Why: "A measure without results shows nothing. Enter the first one with its day and where it comes from."},
	}
	for i := len(w.Results) - 1; i >= 0; i-- {
		r := w.Results[i]
		t.Rows = append(t.Rows, ui.Row{Ref: r.Ref, Cells: []templ.Component{
			ui.Str(r.On.Human()), ui.Str(objective.With(r.Value, w.Unit)), ui.Badge(standing(w, r)), ui.Str(r.By), ui.Str(r.Note), ui.RefLink(r.Ref, link.Entry(r.Ref)),
		}})
	}
	return t
}

// evaluationTable lists what the results of a measure were judged to say.
func evaluationTable(w performance.Watched) ui.TableSpec {
	t := ui.TableSpec{
		ID: "evaluations", Caption: "Evaluations of " + w.Title,
		Columns: []ui.Column{{Title: "Evaluated on", Class: "tight"}, {Title: "Evaluation", Class: "wrap"}, {Title: "Conclusion", Class: "tight"}, {Title: "What follows", Class: "wrap"}, {Title: "By"}, {Title: "Reference", Class: "ref"}},
		Empty:   ui.Empty{Title: "Not evaluated yet", Clause: "9.1", Why: "Values alone are no evaluation. Somebody says what they mean, and what follows from them."},
	}
	for _, e := range w.Evaluations {
		t.Rows = append(t.Rows, ui.Row{Ref: e.Ref, Cells: []templ.Component{
			ui.Str(e.On.Human()), ui.Link(e.Title, link.Entry(e.Ref)), ConclusionBadge(e.Conclusion), ui.Str(cmp.Or(e.Follows, "–")), ui.Str(e.By), ui.RefLink(e.Ref, link.Entry(e.Ref)),
		}})
	}
	return t
}

// ConclusionBadge is what an evaluation comes to.
func ConclusionBadge(c performance.Conclusion) templ.Component {
	kind := ui.Good
	switch c {
	case performance.Watch:
		kind = ui.Warn
	case performance.Act:
		kind = ui.Bad
	case performance.AsWanted:
	}
	return ui.Badge(kind, ui.Sentence(c))
}
