package web

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/performanceview"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) performanceRoutes() []route {
	return slices.Concat([]route{
		{http.MethodGet, link.PerformancePattern, access.Read, s.showPerformance},
		{http.MethodGet, link.ResultsDuePattern, access.EnterResults, s.showEnter},
		{http.MethodPost, link.ResultsDuePattern, access.EnterResults, s.enterResults},
	}, s.measures().routes(), s.results().routes(), s.evaluations().routes())
}

// performanceParts are the tabs around measures.
func performanceParts() []ui.Part {
	return []ui.Part{
		ui.Single(overview, link.Stage("performance")),
		single(performance.Measures.About), single(performance.Results.About), single(performance.Evaluations.About),
	}
}

func performanceNav(here string) templ.Component {
	return ui.PartNav("Performance", performanceParts(), here)
}

func (s *Server) showPerformance(r *request) error {
	p, err := r.stagePage("performance", "What you measure to see whether the management system works, the results, and what they were judged to say.", performanceParts())
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p.Above = append(p.Above, performanceNav(overview), ui.Figures(performanceFigures(v.Snapshot)))
	if r.may(access.EnterResults) {
		p.Below = append(p.Below, performanceview.EnterLink())
	}
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}

// performanceFigures count what stands out; each opens the list it counts.
func performanceFigures(s *snapshot.Snapshot) []ui.Figure {
	n := map[string]int{}
	all := s.Watched()
	for _, w := range all {
		for _, state := range performanceview.States {
			n[state.Value] += one(performanceview.Stands(w, state.Value, s.Today()))
		}
	}
	acts := 0
	for i := range s.Evaluations {
		acts += one(s.Evaluations[i].Conclusion == performance.Act && !s.Evaluations[i].Retired())
	}
	state := func(label, value string) ui.Figure {
		return figure(n[value], label, link.Register("MSR", paramState, value))
	}
	return []ui.Figure{
		figure(len(all), "measures", link.Register("MSR")),
		state("with a result overdue", performanceview.Overdue),
		state("with a broken threshold that nobody has evaluated", performanceview.Open),
		state("not evaluated for a year", performanceview.Unevaluated),
		figure(acts, "evaluations after which you act", link.Register("EVA", "conclusion", string(performance.Act))),
	}
}

// enterPage are the measures that are due, or all of them, with the address's choice.
func (r *request) enterPage() (performanceview.EnterPage, error) {
	p := performanceview.EnterPage{All: r.QueryParam(paramAll) == "yes", Today: r.today(), On: string(r.today()), By: r.who.Name}
	v, err := r.s.now(r.ctx())
	if err != nil {
		return p, err
	}
	for _, w := range v.Watched() {
		if p.All || w.Due() <= p.Today {
			p.Lines = append(p.Lines, performanceview.EnterLine{Watched: w})
		}
	}
	return p, nil
}

const enterTitle = "Enter results"

func resultCrumbs() []layout.Crumb {
	return append(stageCrumbs("performance"), layout.Crumb{Text: performance.Results.Title, Href: link.Register("RSL")})
}

func (s *Server) showEnter(r *request) error {
	p, err := r.enterPage()
	if err != nil {
		return err
	}
	return r.show(page{title: enterTitle, crumbs: resultCrumbs(), body: performanceview.Enter(p)})
}

// enterResults keeps what was typed for each measure in force that the form asked for,
// even when somebody else entered a result of it meanwhile, beside those that are due.
func (s *Server) enterResults(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := r.enterPage()
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	offered := p.Lines
	p.On, p.By, p.Lines = f.text("taken_on"), f.text("taken_by"), nil
	var lines []performance.Entered
	for _, w := range v.Watched() {
		_, asked := f.values[performance.Field("value", w.Ref)]
		if !asked && !slices.ContainsFunc(offered, func(l performanceview.EnterLine) bool { return l.Ref == w.Ref }) {
			continue
		}
		e := performance.Entered{Measure: w.Ref, Value: f.text(performance.Field("value", w.Ref)), Note: f.text(performance.Field("note", w.Ref))}
		lines, p.Lines = append(lines, e), append(p.Lines, performanceview.EnterLine{Watched: w, Typed: e})
	}
	taken, err := performance.Enter(r.ctx(), s.DB, r.who, f.day("taken_on"), p.By, lines)
	if err != nil {
		return r.refuse(err, enterTitle, func(st ui.State) templ.Component {
			p.State = st
			return performanceview.Enter(p)
		})
	}
	return r.done(link.Register("RSL"), countOf(int64(len(taken)), "result is", "results are")+" recorded.")
}
