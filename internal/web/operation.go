package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/operationview"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) operationRoutes() []route {
	return slices.Concat([]route{
		{http.MethodGet, link.OperationPattern, access.Read, s.showOperation},
		{http.MethodGet, link.WherePattern, access.Read, s.showWhere},
	},
		s.operationalControls().routes(), s.operationalRecords().routes(), s.gateRoutes(),
		s.supplierRoutes(), s.incidentRoutes(), s.customerRoutes(), s.concernRoutes(),
	)
}

func (s *Server) showOperation(r *request) error {
	p, err := r.stagePage("operation", "What you do day by day to keep AI under control: criteria and checks, gates, suppliers, incidents and concerns.", operationParts())
	if err != nil {
		return err
	}
	concerns, err := r.concernLinks()
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p.Above = append(p.Above, operationNav(overview), ui.Figures(operationFigures(v)))
	p.Below = append(p.Below, concerns)
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}

// operationFigures are what stands out in the operation; each opens the list it counts.
func operationFigures(v view) []ui.Figure {
	overdue, missed, weak := 0, 0, 0
	for _, k := range v.CarriedOut() {
		overdue += one(k.Overdue(v.Today()))
		missed += one(k.Failing())
	}
	for i := range v.Datasets {
		weak += one(v.Datasets[i].Good == scope.No && !v.Datasets[i].Retired())
	}
	figure := func(n int, label, href string) ui.Figure {
		return ui.Figure{Value: strconv.Itoa(n), Label: label, Href: href, Counts: true}
	}
	gates := func(s aims.Status) (int, string) {
		return len(v.GatesIn(s)), link.Register("GAT", paramState, operationview.Slug(s))
	}
	late, lateAt := gates(aims.NeedsAttention)
	open, openAt := gates(aims.InProgress)
	return []ui.Figure{
		figure(overdue, "operational controls overdue", link.Register("OPC", paramState, operationview.Overdue)),
		figure(missed, "controls whose last result was not met", link.Register("OPC", paramState, operationview.Missed)),
		figure(late, "gates need attention", lateAt),
		figure(open, "gates in progress", openAt),
		figure(weak, "datasets not good enough", link.Register("DAT", "good", "no")),
	}
}

// one counts what is so.
func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// showWhere shows where each control of A.6 and A.7 is recorded.
func (s *Server) showWhere(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	counts := map[string]int{"SYS": 0}
	titles := map[string]string{"SYS": "AI systems"}
	for _, y := range v.Systems {
		counts["SYS"] += one(!y.Retired())
	}
	for _, b := range v.Kept() {
		counts[b.Prefix], titles[b.Prefix] = b.Held, b.Title
	}
	p := operationview.WherePage{Nav: operationNav(operationview.WhereTitle)}
	for _, c := range s.catalogue.Controls {
		if strings.HasPrefix(c.ID, "A.6.") || strings.HasPrefix(c.ID, "A.7.") {
			p.Rows = append(p.Rows, whereRow(c, counts, titles))
		}
	}
	return r.show(page{title: operationview.WhereTitle, crumbs: stageCrumbs("operation"), body: operationview.Where(p)})
}

func whereRow(c controls.Control, counts map[string]int, titles map[string]string) operationview.WhereRow {
	row := operationview.WhereRow{Control: c}
	for _, at := range operation.PlacesOf(c.ID) {
		href := link.Register(at.Prefix)
		if at.Prefix == "SYS" {
			href = link.Systems()
		}
		row.Registers = append(row.Registers, operationview.Place{Title: titles[at.Prefix], Href: href, What: at.What, Count: counts[at.Prefix]})
	}
	for _, g := range operation.GatesAsking(c.ID) {
		var asks []string
		for _, it := range g.Items {
			asks = append(asks, it.Asks)
		}
		row.Gates = append(row.Gates, operationview.Place{Title: g.Title, Href: link.Register("GAT", "gate", g.ID), What: strings.Join(asks, " "), Count: -1})
	}
	return row
}
