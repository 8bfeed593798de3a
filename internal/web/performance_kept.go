package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/performanceview"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// measures are the pages of what is monitored and measured (9.1).
func (s *Server) measures() keeper[performance.Measure, *performance.Measure] {
	return keeper[performance.Measure, *performance.Measure]{
		Register: performance.Measures, crumbs: stageCrumbs("performance"), nav: performanceNav,
		sieve:  []ui.FilterSelect{{Name: paramState, Label: "State", Options: performanceview.States}},
		narrow: narrowMeasures, rows: measureColumns, show: showMeasure, list: offerEntering,
	}
}

// watched are the measures in force with their results and evaluations, by reference.
func (r *request) watched() (map[string]performance.Watched, error) {
	v, err := r.s.present.records(r.ctx(), r.s.DB)
	if err != nil {
		return nil, err
	}
	out := map[string]performance.Watched{}
	for _, w := range v.Watched() {
		out[w.Ref] = w
	}
	return out, nil
}

func narrowMeasures(r *request, q *register.Query) error {
	state := r.QueryParam(paramState)
	if state == "" {
		return nil
	}
	all, err := r.watched()
	if err != nil {
		return err
	}
	var refs []string
	for ref, w := range all {
		if performanceview.Stands(w, state, r.today()) {
			refs = append(refs, ref)
		}
	}
	q.Also = register.Among(refs)
	return nil
}

// measureColumns are the newest value, the way there, and when the next one is due.
func measureColumns(r *request) (ui.Columns[performance.Measure], error) {
	all, err := r.watched()
	if err != nil {
		return nil, err
	}
	return ui.Columns[performance.Measure]{
		{
			Key: "newest", Title: "Newest value",
			Cell: func(m performance.Measure) templ.Component { return performanceview.NewestCell(all[m.Ref]) },
			Text: func(m performance.Measure) string { return performanceview.Newest(all[m.Ref]) },
		},
		{
			Key: "trend", Title: "Trend", Class: "tight",
			Cell: func(m performance.Measure) templ.Component { return performanceview.TrendCell(all[m.Ref]) },
			Text: func(m performance.Measure) string { return performanceview.Values(all[m.Ref]) },
		},
		{
			Key: "due", Title: "Next due", Class: "tight",
			Cell: func(m performance.Measure) templ.Component { return performanceview.DueCell(all[m.Ref], r.today()) },
			Text: func(m performance.Measure) string { return performanceview.Due(all[m.Ref], r.today()) },
		},
	}, nil
}

// offerEntering leads from a list to the form for several results at once.
func offerEntering(r *request, p *registerview.ListPage) error {
	if r.may(access.EnterResults) {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Enter results that are due", link.ResultsDue()))
	}
	return nil
}

func showMeasure(r *request, m performance.Measure, p *registerview.RecordPage) error {
	all, err := r.watched()
	if err != nil {
		return err
	}
	w, inForce := all[m.Ref]
	if !inForce {
		return nil
	}
	if r.may(access.EnterResults) {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Primary, "Enter a result", link.RegisterNew("RSL", "measure", m.Ref)))
	}
	if r.may(access.KeepMeasures) && len(w.Results) > 0 {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Evaluate the results", link.EvaluationNew(m.Ref)))
	}
	if !w.Overdue(r.today()) {
		p.Badges = append(p.Badges, ui.Badge(ui.Neutral, "Next result by "+w.Due().Human()))
	}
	p.Above = append(p.Above, performanceview.MeasureState(w, r.today()))
	p.Below = append(p.Below, performanceview.Measured(w))
	_, p.Thread.Pointing = split(p.Thread.Pointing, "RSL-")
	_, p.Thread.Pointing = split(p.Thread.Pointing, "EVA-") // both are shown above
	return nil
}

// results are the pages of the values.
func (s *Server) results() keeper[performance.Result, *performance.Result] {
	return keeper[performance.Result, *performance.Result]{
		Register: performance.Results, crumbs: stageCrumbs("performance"), nav: performanceNav, list: offerEntering,
		begin: func(r *request) (performance.Result, error) {
			return performance.Result{Measure: r.QueryParam("measure"), On: r.today(), By: r.who.Name}, nil
		},
		saved: func(v performance.Result) string { return v.Title + " is recorded as " + v.Ref + "." },
		show:  showResult,
	}
}

func showResult(r *request, v performance.Result, p *registerview.RecordPage) error {
	all, err := r.watched()
	if err != nil || v.Retired() {
		return err
	}
	w, inForce := all[v.Measure]
	if !inForce {
		return nil
	}
	p.Title = v.Title
	p.Above = append(p.Above, performanceview.ResultState(w, v))
	if _, looked := w.EvaluationOf(v); r.may(access.KeepMeasures) && w.Broken(v) && !looked {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Primary, "Evaluate it", link.EvaluationNew(v.Measure)))
	}
	return nil
}

// evaluations are the pages of what results were judged to say.
func (s *Server) evaluations() keeper[performance.Evaluation, *performance.Evaluation] {
	return keeper[performance.Evaluation, *performance.Evaluation]{
		Register: performance.Evaluations, crumbs: stageCrumbs("performance"), nav: performanceNav, begin: beginEvaluation,
	}
}

// beginEvaluation takes the measures of the address, and the time from their oldest result
// that nobody evaluated to today.
func beginEvaluation(r *request) (performance.Evaluation, error) {
	e := performance.Evaluation{To: r.today(), On: r.today(), By: r.who.Name}
	all, err := r.watched()
	if err != nil {
		return e, err
	}
	for _, ref := range r.QueryParams()["measures"] {
		w, inForce := all[ref]
		if !inForce {
			continue
		}
		e.Measures = append(e.Measures, ref)
		if from := w.OpenFrom(); from != "" && (e.From == "" || from < e.From) {
			e.From = from
		}
	}
	return e, nil
}
