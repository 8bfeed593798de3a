package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/templates/inventoryview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/operationview"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// partRoutes are the pages of what AI systems are made of: models, data and logs.
func (s *Server) partRoutes() []route {
	return slices.Concat(s.models().routes(), s.datasets().routes(), s.eventLogs().routes(), []route{
		{http.MethodGet, link.ModelCardPattern, access.Read, s.showModelCard},
		{http.MethodGet, link.DataSheetPattern, access.Read, s.showDataSheet},
	})
}

// models are the pages of what systems rest on (A.4.4, A.6.2.3).
func (s *Server) models() keeper[inventory.Model, *inventory.Model] {
	return keeper[inventory.Model, *inventory.Model]{
		Register: inventory.Models, crumbs: inventoryCrumbs, nav: inventoryNav,
		show: func(_ *request, m inventory.Model, p *registerview.RecordPage) error {
			p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Open model card", link.ModelCard(m.Ref)))
			return nil
		},
	}
}

// datasets are the pages of the data of systems (A.4.3, A.7).
func (s *Server) datasets() keeper[inventory.Dataset, *inventory.Dataset] {
	return keeper[inventory.Dataset, *inventory.Dataset]{
		Register: inventory.Datasets, crumbs: inventoryCrumbs, nav: inventoryNav,
		show: func(_ *request, d inventory.Dataset, p *registerview.RecordPage) error {
			p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Open data sheet", link.DataSheet(d.Ref)))
			return nil
		},
	}
}

// eventLogs are the pages of what systems record (A.6.2.8).
func (s *Server) eventLogs() keeper[inventory.EventLog, *inventory.EventLog] {
	return keeper[inventory.EventLog, *inventory.EventLog]{Register: inventory.EventLogs, crumbs: inventoryCrumbs, nav: inventoryNav}
}

func (s *Server) showModelCard(r *request) error {
	m, err := inventory.Models.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	p, err := s.models().sheet(r, m, "Model card")
	if err != nil {
		return err
	}
	p.Title = m.Name + " " + m.Edition
	for _, ref := range m.Datasets {
		d, err := inventory.Datasets.Take(r.ctx(), s.DB, ref)
		if err != nil {
			return err
		}
		p.Below = append(p.Below, registerview.Extract(d.Name, d.Ref, inventory.Datasets.Answers(&d), "content", "provenance", "personal", "measured", "good", "bias"))
	}
	return r.show(page{title: "Model card: " + p.Title, crumbs: append(slices.Clone(inventoryCrumbs), s.models().crumb()), body: registerview.Sheet(p)})
}

func (s *Server) showDataSheet(r *request) error {
	d, err := inventory.Datasets.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	p, err := s.datasets().sheet(r, d, "Data sheet")
	if err != nil {
		return err
	}
	p.Title = strings.TrimSpace(d.Name + " " + d.Edition)
	return r.show(page{title: "Data sheet: " + p.Title, crumbs: append(slices.Clone(inventoryCrumbs), s.datasets().crumb()), body: registerview.Sheet(p)})
}

// sheet is a record as one page to hand on, without its history and talk.
func (k keeper[T, P]) sheet(r *request, rec T, kind string) (registerview.SheetPage, error) {
	h := k.head(&rec)
	p := registerview.SheetPage{Kind: kind, About: k.About, Ref: h.Ref, Title: k.NameOf(&rec), Answers: k.Answers(&rec)[1:]}
	p.State = h.Ref + ", version " + strconv.Itoa(h.Version) + ", as recorded on " + h.UpdatedAt.Human() + " by " + h.UpdatedBy + "."
	if h.Retired() {
		p.State += " Retired on " + h.RetiredOn.Human() + ": " + h.RetiredBecause
	}
	var err error
	p.Named, err = r.titles(k.Links(&rec))
	return p, err
}

// systemParts adds to a system's page its gates and what it is made of.
func (s *Server) systemParts(r *request, p *inventoryview.RecordPage) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	sys := p.System
	row := operationview.SystemRow{Ref: sys.Ref, Name: sys.Name, Stands: v.GatesOf(sys.Ref)}
	p.Parts = append(p.Parts,
		ui.SectionHead("Life-cycle gates", "A.6.1.3"),
		operationview.SystemGates(row, r.today(), r.may(access.RecordOperation) && !sys.Retired()))
	var add []templ.Component
	if p.MayEdit {
		add = []templ.Component{
			ui.LinkButton(ui.Secondary, "Record a model", link.RegisterNew("MOD", "systems", sys.Ref)),
			ui.LinkButton(ui.Secondary, "Record a dataset", link.RegisterNew("DAT", "systems", sys.Ref)),
			ui.LinkButton(ui.Secondary, "Record an event log", link.RegisterNew("LOG", "system", sys.Ref)),
		}
	}
	p.Parts = append(p.Parts, ui.SectionHead("What it is made of and how it is kept under control", "A.4.2", add...))
	for _, of := range []struct{ title, prefix string }{
		{"Models", "MOD-"}, {"Datasets", "DAT-"}, {"Event logs", "LOG-"}, {"Operational controls", "OPC-"},
	} {
		var found []ui.RelatedItem
		found, p.Thread.Pointing = split(p.Thread.Pointing, of.prefix)
		p.Parts = append(p.Parts, ui.RelatedList(of.title, found))
	}
	_, p.Thread.Pointing = split(p.Thread.Pointing, "GAT-")
	return nil
}
