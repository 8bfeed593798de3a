package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) riskRoutes() []route {
	return slices.Concat(s.bulkRisks().routes(), []route{
		{http.MethodGet, link.RisksPattern, access.Read, s.listRisks},
		{http.MethodGet, link.RiskMatrixPattern, access.Read, s.showMatrix},
		{http.MethodGet, link.RiskNewPattern, access.EditRisk, s.newRisk},
		{http.MethodPost, link.RisksPattern, access.EditRisk, s.identifyRisk},
		{http.MethodGet, link.RiskPattern, access.Read, s.showRisk},
		{http.MethodGet, link.RiskEditPattern, access.EditRisk, s.editRisk},
		{http.MethodPost, link.RiskPattern, access.EditRisk, s.assessRisk},
		{http.MethodPost, link.RiskRetirePattern, access.EditRisk, s.retireRisk},
	}, s.criteriaRoutes(), s.actionRoutes(), s.acceptanceRoutes(), s.planRoutes(), s.reviewRoutes(), s.libraryRoutes())
}

var riskCrumbs = []layout.Crumb{{Text: "Risks", Href: link.Risks()}}

// riskCrumb leads from what belongs to a risk back to it.
func riskCrumb(r risk.Risk) []layout.Crumb {
	return append(slices.Clone(riskCrumbs), layout.Crumb{Text: r.Ref, Href: link.Risk(r.Ref)})
}

// overdueReview is the value of the review filter for risks whose day has passed.
const overdueReview = "overdue"

// currentRisks is the value of the status filter for all that are not closed.
const currentRisks = "current"

func (s *Server) listRisks(r *request) error {
	c, err := s.risks.Criteria(r.ctx())
	if err != nil {
		return err
	}
	systems, err := s.systems.Named(r.ctx())
	if err != nil {
		return err
	}
	edit := s.bulkRisks()
	return list(r, listing[riskview.Line]{
		title: "Risks", one: "risk", many: "risks", marks: "RSK", usual: risk.UsualSort, paste: "risk", edit: &edit,
		columns: riskview.Columns(c), ref: func(l riskview.Line) string { return l.Risk.Ref }, filter: r.riskFilter(c, systems),
		find: func(p store.Place) (store.Page[riskview.Line], error) {
			q := r.riskQuery()
			q.Place = p
			found, err := s.risks.List(r.ctx(), c, q)
			return store.Over(found, riskLines(found.Rows, systems)), err
		},
	}, func(t ui.TableSpec) page {
		return page{title: "Risks", body: riskview.List(riskview.ListPage{Criteria: c, Table: t, May: r.may(access.EditRisk), MaySet: r.may(access.SetCriteria)})}
	})
}

// riskQuery reads the filter from the address. What it cannot read does not narrow.
func (r *request) riskQuery() risk.Query {
	q := risk.Query{
		Text: r.QueryParam("q"), Band: r.QueryParam("band"), System: r.QueryParam("system"), Kind: risk.Kind(r.QueryParam("kind")),
		Treatment: risk.Treatment(r.QueryParam("treatment")), Status: risk.Status(r.QueryParam("status")),
		Above: r.QueryParam("need") == "acceptance", Retired: r.QueryParam("show") == "retired",
	}
	if q.Status == currentRisks {
		q.Status, q.Current = "", true
	}
	if r.QueryParam("review") == overdueReview {
		q.Overdue = r.today()
	}
	q.Inherent, q.Residual = r.cell("inherent"), r.cell("residual")
	return q
}

func (r *request) cell(name string) *risk.Cell {
	if c, ok := risk.ParseCell(r.QueryParam(name)); ok {
		return &c
	}
	return nil
}

func (r *request) riskFilter(c risk.Criteria, systems []inventory.System) ui.Filter {
	selects := []ui.FilterSelect{
		{Name: "system", Label: "AI system", Options: systemOptions(systems)},
		{Name: "treatment", Label: "Treatment", Options: riskview.Choices(risk.Treatments)},
		{Name: "status", Label: "Status", Options: append([]ui.Option{{Value: currentRisks, Label: "Open or treated"}}, riskview.Choices(risk.Statuses)...)},
		{Name: "kind", Label: "Kind", Options: riskview.Choices(risk.Kinds)},
		{Name: "review", Label: "Review", Options: []ui.Option{{Value: overdueReview, Label: "Overdue"}}},
	}
	if c.InForce() {
		var bands []ui.Option
		for _, b := range c.Bands {
			bands = append(bands, ui.Option{Value: b.Name, Label: b.Name})
		}
		selects = slices.Insert(selects, 0, ui.FilterSelect{Name: "band", Label: "Residual level", Options: bands},
			ui.FilterSelect{Name: "need", Label: "Threshold", Options: []ui.Option{{Value: "acceptance", Label: "Above it"}}})
	}
	for _, which := range [][2]string{{"inherent", "Inherent cell"}, {"residual", "Residual cell"}} {
		if cell := r.cell(which[0]); cell != nil {
			selects = append(selects, ui.FilterSelect{Name: which[0], Label: which[1], Options: []ui.Option{{Value: cell.String(), Label: riskview.CellName(c, risk.Kind(r.QueryParam("kind")), *cell)}}})
		}
	}
	return r.filter("Search risks", append(selects, showRetired)...)
}

// riskLines puts the names of systems to risks; a retired system keeps its reference.
func riskLines(risks []risk.Risk, systems []inventory.System) []riskview.Line {
	names := make(map[string]string, len(systems))
	for _, sys := range systems {
		names[sys.Ref] = sys.Name
	}
	lines := make([]riskview.Line, len(risks))
	for i, rk := range risks {
		lines[i].Risk = rk
		for _, ref := range rk.Systems {
			lines[i].Systems = append(lines[i].Systems, cmp.Or(names[ref], ref))
		}
	}
	return lines
}

func (s *Server) showMatrix(r *request) error {
	c, err := s.risks.Criteria(r.ctx())
	if err != nil {
		return err
	}
	kind := risk.Threat
	if r.QueryParam("kind") == string(risk.Opportunity) {
		kind = risk.Opportunity
	}
	spread, err := s.risks.Matrix(r.ctx(), kind)
	if err != nil {
		return err
	}
	return r.show(page{title: "Risk matrix", crumbs: riskCrumbs, body: riskview.Matrix(riskview.MatrixPage{
		Criteria: c, Spread: spread, Kind: kind, MaySet: r.may(access.SetCriteria),
	})})
}
