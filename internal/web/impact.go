package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/impactview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) impactRoutes() []route {
	return slices.Concat(s.impactPublications().routes(), []route{
		{http.MethodGet, link.AssessmentDuePattern, access.Read, s.showDue},
		{http.MethodGet, link.AssessmentAreasPattern, access.Read, s.showAreas},
		{http.MethodGet, link.ImpactRulePattern, access.Read, s.showImpactRule},
		{http.MethodGet, link.ImpactRuleEditPattern, access.SetImpactRule, s.editImpactRule},
		{http.MethodPost, link.ImpactRulePattern, access.SetImpactRule, s.setImpactRule},
		{http.MethodGet, link.AssessmentSummaryPattern, access.Read, s.showSummary},
		{http.MethodGet, link.AssessmentsPattern, access.Read, s.showCoverage},
		{http.MethodGet, link.AssessmentListPattern, access.Read, s.listAssessments},
		{http.MethodGet, link.AssessmentNewPattern, access.EditImpact, s.newAssessment},
		{http.MethodPost, link.AssessmentsPattern, access.EditImpact, s.beginAssessment},
		{http.MethodGet, link.AssessmentPattern, access.Read, s.showAssessment},
		{http.MethodGet, link.AssessmentSectionPattern, access.EditImpact, s.askSection},
		{http.MethodPost, link.AssessmentSectionPattern, access.EditImpact, s.saveSection},
		{http.MethodGet, link.AssessmentApprovePattern, access.Read, s.checkAssessment},
		{http.MethodPost, link.AssessmentApprovePattern, access.ApproveImpact, s.approveAssessment},
		{http.MethodPost, link.AssessmentRetirePattern, access.EditImpact, s.retireAssessment},
	})
}

var impactCrumbs = []layout.Crumb{{Text: "Impact assessments", Href: link.Assessments()}}

// assessmentCrumbs lead from a page below an assessment back to it.
func assessmentCrumbs(ref string) []layout.Crumb {
	return []layout.Crumb{impactCrumbs[0], {Text: ref, Href: link.Assessment(ref)}}
}

func (s *Server) showCoverage(r *request) error {
	today := r.today()
	covers, err := s.impact.Coverage(r.ctx(), today)
	if err != nil {
		return err
	}
	standing := impact.Standing(r.QueryParam("standing"))
	count := map[impact.Standing]int{}
	var shown []impact.Cover
	for _, c := range covers {
		count[c.Standing(today)]++
		if standing == "" || c.Standing(today) == standing {
			shown = append(shown, c)
		}
	}
	l := listing[impact.Cover]{
		title: "AI systems and their impact assessments", one: "AI system", many: "AI systems",
		columns: impactview.CoverColumns(today, r.may(access.EditImpact)), ref: func(c impact.Cover) string { return c.System.Ref },
		filter: r.filter("", ui.FilterSelect{Name: "standing", Label: "Standing", Options: []ui.Option{
			{Value: string(impact.NotAssessed), Label: "Not assessed"}, {Value: string(impact.ReviewOverdue), Label: "Review overdue"}, {Value: string(impact.Assessed), Label: "Assessed"},
		}}),
		find: func(p store.Place) (store.Page[impact.Cover], error) { return coverOrders(today).page(shown, p), nil },
	}
	return list(r, l, func(t ui.TableSpec) page {
		return page{title: "Impact assessments", body: impactview.Coverage(impactview.CoveragePage{
			Table: t, Figures: standingFigures(count), May: r.may(access.EditImpact), Systems: len(covers) > 0,
		})}
	})
}

// coverOrders sort the systems by what their assessments say; without one it is nothing.
func coverOrders(today when.Day) memory[impact.Cover] {
	of := func(value func(impact.Assessment) string) func(a, b impact.Cover) int {
		return by(func(c impact.Cover) string {
			if c.Approved == nil {
				return ""
			}
			return value(*c.Approved)
		})
	}
	return memory[impact.Cover]{
		"system":   by(func(c impact.Cover) string { return c.System.Name }),
		"standing": by(func(c impact.Cover) int { return slices.Index(impact.Standings, c.Standing(today)) }),
		"assessed": of(func(a impact.Assessment) string { return string(a.AssessedOn) }),
		"review":   of(func(a impact.Assessment) string { return string(a.NextReview) }),
		"decision": of(func(a impact.Assessment) string { return string(a.Decision) }),
		"harm": by(func(c impact.Cover) int {
			if c.Approved == nil {
				return -1
			}
			return int(c.Approved.Level())
		}),
	}
}

func standingFigures(count map[impact.Standing]int) []ui.Figure {
	labels := map[impact.Standing]string{impact.NotAssessed: "not assessed", impact.ReviewOverdue: "with a review overdue", impact.Assessed: "assessed"}
	var out []ui.Figure
	for _, st := range impact.Standings {
		out = append(out, ui.Figure{Value: strconv.Itoa(count[st]), Label: labels[st], Href: link.AssessmentsStanding(string(st))})
	}
	return out
}

func (s *Server) listAssessments(r *request) error {
	systems, err := s.systems.Named(r.ctx())
	if err != nil {
		return err
	}
	names := make(map[string]string, len(systems))
	for _, sys := range systems {
		names[sys.Ref] = sys.Name
	}
	l := listing[impact.Assessment]{
		title: "Impact assessments", one: "assessment", many: "assessments", marks: "IMP", usual: impact.UsualSort,
		columns: impactview.Columns(names, r.today()), ref: func(a impact.Assessment) string { return a.Ref },
		filter: r.filter("Search assessments",
			ui.FilterSelect{Name: "state", Label: "State", Options: ui.Choices(impact.States)},
			ui.FilterSelect{Name: "system", Label: "AI system", Options: systemOptions(systems)},
			showRetired),
		find: func(p store.Place) (store.Page[impact.Assessment], error) {
			return s.impact.List(r.ctx(), impact.Query{
				Text: r.QueryParam("q"), State: impact.State(r.QueryParam("state")), System: r.QueryParam("system"),
				Retired: r.QueryParam("show") == "retired", Place: p,
			})
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		return page{title: "All impact assessments", crumbs: impactCrumbs, body: impactview.List(impactview.ListPage{Table: t, May: r.may(access.EditImpact)})}
	})
}

func (s *Server) newAssessment(r *request) error {
	form, err := s.beginForm(r, impact.Assessment{System: r.QueryParam("system"), Trigger: impact.Trigger(r.QueryParam("trigger")), TriggeredBy: r.QueryParam("triggered_by")}, ui.State{})
	if err != nil {
		return err
	}
	return r.show(page{title: "Begin an impact assessment", crumbs: impactCrumbs, body: form})
}

func (s *Server) beginForm(r *request, in impact.Assessment, st ui.State) (templ.Component, error) {
	systems, err := s.systems.Named(r.ctx())
	return impactview.Begin(impactview.BeginPage{System: in.System, Trigger: in.Trigger, TriggeredBy: in.TriggeredBy, Systems: systemOptions(systems), State: st}), err
}

func (s *Server) beginAssessment(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := impact.Assessment{System: f.text("system"), Trigger: impact.Trigger(f.text("trigger")), TriggeredBy: f.text("triggered_by")}
	made, err := s.impact.Begin(r.ctx(), r.who, in)
	if err == nil {
		return r.done(link.Assessment(made.Ref), made.Ref+" has begun. What is known about the system is filled in already.")
	}
	state, status := stateOf(err)
	if status == 0 {
		return err
	}
	form, e := s.beginForm(r, in, state)
	if e != nil {
		return e
	}
	return r.show(page{status: status, title: "Begin an impact assessment", crumbs: impactCrumbs, refused: true, body: form})
}

func (s *Server) retireAssessment(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.impact.Retire(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showAssessment)
	}
	return r.done(link.Assessment(ref), ref+" is retired.")
}
