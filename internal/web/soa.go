package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/soaview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) soaRoutes() []route {
	return []route{
		{http.MethodGet, link.SoAPattern, access.Read, s.showSoA},
		{http.MethodGet, link.SoANewPattern, access.EditSoA, s.newControl},
		{http.MethodPost, link.SoAPattern, access.EditSoA, s.addControl},
		{http.MethodGet, link.SoALintPattern, access.Read, s.showSoALint},
		{http.MethodGet, link.SoAFactsPattern, access.EditSoA, s.askFactsOfSoA},
		{http.MethodPost, link.SoAFactsPreviewPattern, access.EditSoA, s.previewFacts},
		{http.MethodPost, link.SoAFactsPattern, access.EditSoA, s.decideByFacts},
		{http.MethodGet, link.SoABulkPattern, access.EditSoA, s.showBulk},
		{http.MethodPost, link.SoABulkPreviewPattern, access.EditSoA, s.previewBulk},
		{http.MethodPost, link.SoABulkPattern, access.EditSoA, s.decideMany},
		{http.MethodGet, link.SoABatchPattern, access.Read, s.showBulkResult},
		{http.MethodPost, link.SoABatchUndoPattern, access.EditSoA, s.undoBulk},
		{http.MethodGet, link.SoAApprovePattern, access.ApproveSoA, s.showStatementApproval},
		{http.MethodPost, link.SoAApprovePattern, access.ApproveSoA, s.approveSoA},
		{http.MethodGet, link.SoAVersionsPattern, access.Read, s.listSoAVersions},
		{http.MethodGet, link.SoAVersionPattern, access.Read, s.showSoAVersion},
		{http.MethodGet, link.SoAVersionRowPattern, access.Read, s.showFrozenRow},
		{http.MethodGet, link.SoARowPattern, access.Read, s.showControlRow},
		{http.MethodGet, link.SoARowEditPattern, access.EditSoA, s.editDecision},
		{http.MethodPost, link.SoARowPattern, access.EditSoA, s.decide},
		{http.MethodPost, link.SoARowRetirePattern, access.EditSoA, s.retireControl},
	}
}

var soaCrumbs = []layout.Crumb{{Text: "Statement of Applicability", Href: link.SoA()}}

func (s *Server) showSoA(r *request) error {
	o, err := s.soa.Overview(r.ctx())
	if err != nil {
		return err
	}
	shown := soa.Narrow(o.Lines, soa.Query{
		Text: r.QueryParam("q"), Applicable: scope.Answer(r.QueryParam("applicable")),
		Status: soa.Status(r.QueryParam("status")), Remarked: r.QueryParam("remarks") != "",
	})
	if r.QueryParam("decided") != "" {
		shown = slices.DeleteFunc(shown, func(l soa.Line) bool { return !l.Decided() })
	}
	l := listing[soa.Line]{
		title: "Statement of Applicability", one: "control", many: "controls", marks: "CTL", paste: "soa",
		columns: soaview.Columns(), ref: func(l soa.Line) string { return l.Ref }, group: s.objectiveOf,
		filter: r.filter("Search controls",
			ui.FilterSelect{Name: "applicable", Label: "Applicable", Options: soaview.AnswerOptions()},
			ui.FilterSelect{Name: "decided", Label: "Decision", Options: []ui.Option{{Value: "yes", Label: "Decided"}}},
			ui.FilterSelect{Name: "status", Label: "Status", Options: soaview.StatusOptions()},
			ui.FilterSelect{Name: "remarks", Label: "Remarks", Options: []ui.Option{{Value: "yes", Label: "With remarks"}}}),
		find: func(p store.Place) (store.Page[soa.Line], error) {
			p.Size = len(o.Lines) // the Statement always stands whole on one page
			return lineOrders.page(shown, p), nil
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		if len(shown) < len(o.Lines) {
			t.Count = strconv.Itoa(len(shown)) + " of " + countOf(int64(len(o.Lines)), "control", "controls")
		}
		if r.may(access.EditSoA) && len(shown) > 0 {
			t.Pick = pickLines(shown)
		}
		return page{title: "Statement of Applicability", body: soaview.List(soaview.ListPage{
			Table: t, Overview: o, MayEdit: r.may(access.EditSoA), MayApprove: r.may(access.ApproveSoA),
		})}
	})
}

// pickLines lets rows be decided together; all of them are few enough to be named.
func pickLines(shown []soa.Line) *ui.Pick {
	q := url.Values{}
	for _, l := range shown {
		q.Add("row", l.ID())
	}
	return &ui.Pick{
		Action: link.SoABulk(), Label: "Decide ticked rows together", All: joined(link.SoABulk(), q.Encode()),
		AllOf: "Decide all " + countOf(int64(len(shown)), "control", "controls") + " shown",
	}
}

// lineOrders are the orders of the Statement besides that of Annex A.
var lineOrders = memory[soa.Line]{
	"title":      by(func(l soa.Line) string { return strings.ToLower(l.Name) }),
	"applicable": by(func(l soa.Line) string { return string(l.Applicable) }),
	"risks":      by(func(l soa.Line) int { return l.Uses.Risks }),
	"status":     by(func(l soa.Line) int { return slices.Index(soa.Statuses, l.Status) }),
	"evidence":   by(func(l soa.Line) int { return l.Uses.Evidence }),
	"review":     by(func(l soa.Line) string { return string(l.ReviewOn) }),
}

// objectiveOf heads the rows of one objective of Annex A, the own controls last.
func (s *Server) objectiveOf(l soa.Line) (string, templ.Component) {
	title := "Controls of our own"
	if o, ok := s.catalogue.Objective(l.Group); ok {
		title = o.Title
	}
	return l.Group + " " + title, soaview.Group(title, l.Group)
}

func (s *Server) showControlRow(r *request) error {
	key, err := soa.Key(r.Param("ref"))
	if err != nil {
		return err
	}
	line, err := s.lineOf(r, key)
	if err != nil {
		return err
	}
	p := soaview.RowPage{Line: line, MayEdit: r.may(access.EditSoA) && !line.Retired()}
	p.Control, _ = s.catalogue.Control(key)
	risks, err := s.soa.Risks(r.ctx(), key, r.QueryParam("at"))
	if err != nil {
		return err
	}
	p.Risks, p.RiskCount, p.RiskPager = risks.Rows, risks.Total, pagerOf(r, risks)
	if p.Titles, err = s.DB.Titles(r.ctx(), line.Links()); err != nil {
		return err
	}
	for _, ref := range line.Systems {
		p.Systems = append(p.Systems, ui.RelatedItem{Ref: ref, Title: p.Titles[ref], Href: link.System(ref)})
	}
	if p.Impacts, err = s.soa.Impacts(r.ctx(), key); err != nil {
		return err
	}
	if p.Obligations, err = s.soa.Obligations(r.ctx(), key); err != nil {
		return err
	}
	if p.Thread, err = r.rowThread(line); err != nil {
		return err
	}
	return r.show(page{title: line.ID() + " " + line.Name, crumbs: soaCrumbs, body: soaview.Row(p)})
}

// lineOf is a row as the Statement shows it; an own control that is retired stands
// there no longer and is read by itself.
func (s *Server) lineOf(r *request, key string) (soa.Line, error) {
	o, err := s.soa.Overview(r.ctx())
	if err != nil {
		return soa.Line{}, err
	}
	if i := slices.IndexFunc(o.Lines, func(l soa.Line) bool { return l.Ref == key }); i >= 0 {
		return o.Lines[i], nil
	}
	return s.soa.Take(r.ctx(), key)
}

// rowThread is the thread of a row without its risks, which can be hundreds.
func (r *request) rowThread(l soa.Line) (ui.Thread, error) {
	t := ui.Thread{History: link.HistoryOf(l.Ref), Version: l.Version, Changed: "nothing was decided yet"}
	if l.UpdatedAt != "" {
		t.Changed = "version " + strconv.Itoa(l.Version) + ", " + l.UpdatedAt.Human() + ", by " + l.UpdatedBy
	}
	switch {
	case l.Retired():
		t.Retired = "Retired on " + l.RetiredOn.Human() + ": " + l.RetiredBecause
	case l.Own && r.may(access.EditSoA):
		t.RetireHref = link.SoARowRetire(l.Ref)
	}
	r.refused(&t)
	if r.may(access.AddEvidence) && !l.Retired() {
		t.AttachHref = link.EvidenceNew(l.Ref)
	}
	var err error
	if t.Evidence, err = r.evidenceFor(l.Ref); err != nil {
		return t, err
	}
	t.Pointing, err = r.besideRisks(l.Ref)
	return t, err
}

// besideRisks lists what cites a control, apart from risks, impact assessments,
// obligations and evidence, which have lists of their own.
func (r *request) besideRisks(key string) ([]ui.RelatedItem, error) {
	links, err := r.s.DB.Pointing(r.ctx(), key, evidence.Item{}.TableName(), risk.Risk{}.TableName(), impact.Assessment{}.TableName(), scope.Obligation{}.TableName())
	if err != nil {
		return nil, err
	}
	return r.related(key, links)
}

func (s *Server) retireControl(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	key, err := soa.Key(r.Param("ref"))
	if err != nil {
		return err
	}
	if err := s.soa.Retire(r.ctx(), r.who, key, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showControlRow)
	}
	return r.done(link.SoARow(key), key+" is retired.")
}

func readRow(f form) soa.Row {
	row := soa.Row{
		Title: f.text("title"), Description: f.text("description"), Applicable: scope.Answer(f.text("applicable")),
		Reason: f.text("reason"), Status: soa.Status(f.text("status")), How: f.text("how"), Owner: f.text("owner"),
		Systems: f.list("systems"), ReviewOn: f.day("review_on"),
	}
	for _, d := range f.rows("drivers.kind", "drivers.ref", "drivers.note") {
		row.Drivers = append(row.Drivers, soa.Driver{
			Kind: soa.DriverKind(d["drivers.kind"]), Ref: strings.ToUpper(d["drivers.ref"]), Note: d["drivers.note"],
		})
	}
	return row
}
