package web

import (
	"net/http"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/catalogueview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
)

func (s *Server) catalogueRoutes() []route {
	return []route{
		{http.MethodGet, link.CataloguePattern, access.Read, s.showCatalogue},
		{http.MethodGet, link.RequirementPattern, access.Read, s.showRequirement},
	}
}

var catalogueCrumbs = []layout.Crumb{{Text: "Catalogue", Href: link.Catalogue()}}

func (s *Server) showCatalogue(r *request) error {
	snap, _, err := s.present.at(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	p := catalogueview.ListPage{Terms: s.catalogue.Terms}
	for _, c := range s.catalogue.Clauses {
		p.Clauses = append(p.Clauses, clauseLine(c, snap.EvidenceCount(c.Key().String())))
	}
	for _, o := range s.catalogue.Objectives {
		entry := catalogueview.Objective{ID: o.ID, Title: o.Title, Text: o.Text}
		for _, c := range s.catalogue.Group(o.ID) {
			entry.Controls = append(entry.Controls, catalogueview.Line{ID: c.ID, Title: c.Title, Evidence: snap.EvidenceCount(c.Key().String())})
		}
		p.Objectives = append(p.Objectives, entry)
	}
	return r.show(page{title: "Catalogue", body: catalogueview.List(p)})
}

func clauseLine(c controls.Clause, evidence int) catalogueview.Line {
	return catalogueview.Line{
		ID: c.ID, Title: c.Title, Level: strings.Count(c.ID, ".") + 1, Heading: !c.Auditable, Evidence: evidence,
	}
}

func (s *Server) showRequirement(r *request) error {
	id := r.Param("key")
	if c, ok := s.catalogue.Clause(id); ok {
		return s.showClause(r, c)
	}
	if c, ok := s.catalogue.Control(id); ok {
		return s.showControl(r, c)
	}
	return fault.New(fault.NotFound, "ISO/IEC 42001 has no clause or control %s.", id)
}

func (s *Server) showClause(r *request, c controls.Clause) error {
	p := catalogueview.ClausePage{Clause: c}
	var err error
	if p.Evidence, err = r.evidenceFor(c.Key().String()); err != nil {
		return err
	}
	for _, under := range s.catalogue.Under(c.ID) {
		p.Under = append(p.Under, clauseLine(under, 0))
	}
	if c.Auditable {
		snap, gaps, err := s.present.at(r.ctx(), s.DB)
		if err != nil {
			return err
		}
		p.Records, p.Gaps = recordsFor(c.ID, snap), gapsFor(c.ID, gaps, r.who)
	}
	if r.may(access.AddEvidence) {
		p.Attach = link.EvidenceNew(c.Key().String())
	}
	return r.show(page{title: c.ID + " " + c.Title, crumbs: catalogueCrumbs, body: catalogueview.Clause(p)})
}

func (s *Server) showControl(r *request, c controls.Control) error {
	p := catalogueview.ControlPage{Control: c}
	p.Objective, _ = s.catalogue.Objective(c.Group)
	var err error
	if p.Evidence, err = r.evidenceFor(c.Key().String()); err != nil {
		return err
	}
	if p.Used, err = r.besideRisks(c.Key().String()); err != nil {
		return err
	}
	if r.may(access.AddEvidence) {
		p.Attach = link.EvidenceNew(c.Key().String())
	}
	return r.show(page{title: c.ID + " " + c.Title, crumbs: catalogueCrumbs, body: catalogueview.Control(p)})
}
