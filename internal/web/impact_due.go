package web

import (
	"slices"
	"strconv"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/impactview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// showDue lists when each AI system is to be assessed next and why (8.4).
func (s *Server) showDue(r *request) error {
	today := r.today()
	covers, err := s.impact.Coverage(r.ctx(), today)
	if err != nil {
		return err
	}
	rule, err := s.impact.Rule(r.ctx())
	if err != nil {
		return err
	}
	all := impact.Dues(covers, rule, today)
	urgency, count := impact.Urgency(r.QueryParam("urgency")), map[impact.Urgency]int{}
	for _, d := range all {
		count[d.Urgency(today)]++
	}
	shown := slices.DeleteFunc(slices.Clone(all), func(d impact.Due) bool { return urgency != "" && d.Urgency(today) != urgency })
	l := listing[impact.Due]{
		title: "Impact assessments that are due", one: "assessment to make", many: "assessments to make",
		columns: impactview.DueColumns(today, r.may(access.EditImpact)), ref: func(d impact.Due) string { return d.System.Ref },
		filter: r.filter("", ui.FilterSelect{Name: "urgency", Label: "How near", Options: ui.Choices(impact.Urgencies)}),
		find: func(p store.Place) (store.Page[impact.Due], error) {
			return memory[impact.Due]{
				"on":     by(func(d impact.Due) string { return string(d.On) }),
				"system": by(func(d impact.Due) string { return d.System.Name }),
			}.page(shown, p), nil
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		p := impactview.DuePage{Table: t, Rule: rule, MaySet: r.may(access.SetImpactRule)}
		for _, u := range impact.Urgencies {
			p.Figures = append(p.Figures, ui.Figure{Value: strconv.Itoa(count[u]), Label: string(u), Href: link.AssessmentsDue(string(u))})
		}
		return page{title: "What is due", crumbs: impactCrumbs, body: impactview.DueList(p)}
	})
}

// showAreas shows AI systems against areas: assessed, not applicable or missing (A.5.4, A.5.5).
func (s *Server) showAreas(r *request) error {
	rows, err := s.impact.Matrix(r.ctx(), r.today())
	if err != nil {
		return err
	}
	return r.show(page{title: "Impacts by area", crumbs: impactCrumbs, body: impactview.Areas(impactview.AreasPage{Rows: rows, May: r.may(access.EditImpact)})})
}

// showSummary is what the people concerned may read of an assessment (A.8.5).
func (s *Server) showSummary(r *request) error {
	a, err := s.impact.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	name, err := s.nameOf(r, a.System)
	if err != nil {
		return err
	}
	o, err := s.scope.Organisation(r.ctx())
	if err != nil {
		return err
	}
	return r.show(page{title: "Summary for people", crumbs: assessmentCrumbs(a.Ref), body: impactview.Summary(impactview.SummaryPage{
		Assessment: a, System: name, Organisation: o.Name, MayPublish: r.may(access.EditImpact),
	})})
}

// publications are the pages of what was made known of assessments (A.8.5).
func (s *Server) impactPublications() keeper[impact.Publication, *impact.Publication] {
	return keeper[impact.Publication, *impact.Publication]{Register: impact.Publications, crumbs: impactCrumbs, nav: impactview.Nav}
}
