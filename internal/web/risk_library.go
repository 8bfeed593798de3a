package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) libraryRoutes() []route {
	return []route{
		{http.MethodGet, link.LibraryPattern, access.Read, s.showLibrary},
		{http.MethodGet, link.LibraryEntryPattern, access.Read, s.showEntry},
	}
}

// showLibrary lists the entries; for an AI system those that its facts speak for
// stand first, each under its reason.
func (s *Server) showLibrary(r *request) error {
	drawn, err := s.risks.FromLibrary(r.ctx())
	if err != nil {
		return err
	}
	systems, err := s.systems.Named(r.ctx())
	if err != nil {
		return err
	}
	all := s.proposals(r)
	p := riskview.LibraryPage{May: r.may(access.EditRisk), Filter: s.libraryFilter(r, systems)}
	n := 0
	for _, x := range all {
		if !r.wantsEntry(x.Entry, len(drawn[x.Entry.ID]) > 0) {
			continue
		}
		if len(p.Groups) == 0 || p.Groups[len(p.Groups)-1].Title != x.Because {
			p.Groups = append(p.Groups, riskview.LibraryGroup{Title: x.Because})
		}
		g := &p.Groups[len(p.Groups)-1]
		g.Entries = append(g.Entries, s.libraryLine(x.Entry, drawn))
		n++
	}
	p.Count = countOf(int64(n), "entry", "entries")
	if ref := r.QueryParam("system"); slices.ContainsFunc(systems, func(y inventory.System) bool { return y.Ref == ref }) {
		p.System = ref
	}
	return r.show(page{title: "Risk library", crumbs: riskCrumbs, body: riskview.Library(p)})
}

// proposals are all entries, or those that may concern the system of the address.
func (s *Server) proposals(r *request) []risk.Proposal {
	if ref := r.QueryParam("system"); ref != "" {
		if y, err := s.systems.Take(r.ctx(), ref); err == nil {
			out := risk.Propose(y)
			for i := range out {
				out[i].Because = "Proposed because " + out[i].Because
			}
			return out
		}
	}
	out := make([]risk.Proposal, len(s.catalogue.RiskLibrary))
	for i, e := range s.catalogue.RiskLibrary {
		out[i].Entry = e
	}
	return out
}

// The values of the filter for what was drawn from an entry.
const (
	drawnEntries = "yes"
	freshEntries = "no"
)

func (s *Server) libraryFilter(r *request, systems []inventory.System) ui.Filter {
	sources := make([]ui.Option, len(s.catalogue.C3))
	for i, t := range s.catalogue.C3 {
		sources[i] = ui.Option{Value: t.ID, Label: t.ID + " " + t.Title}
	}
	kinds := make([]ui.Option, len(s.catalogue.SystemKinds))
	for i, k := range s.catalogue.SystemKinds {
		kinds[i] = ui.Option{Value: k.ID, Label: k.Title}
	}
	return r.filter("Search the library",
		ui.FilterSelect{Name: "system", Label: "Propose for", Options: systemOptions(systems)},
		ui.FilterSelect{Name: "fits", Label: "Kind of system", Options: kinds},
		ui.FilterSelect{Name: "source", Label: "Source of risk", Options: sources},
		ui.FilterSelect{Name: "kind", Label: "Kind", Options: riskview.Choices(risk.Kinds)},
		ui.FilterSelect{Name: "drawn", Label: "In our register", Options: []ui.Option{{Value: drawnEntries, Label: "Yes"}, {Value: freshEntries, Label: "No"}}})
}

// wantsEntry says whether an entry passes the filter of the address.
func (r *request) wantsEntry(e controls.RiskEntry, drawn bool) bool {
	text := strings.ToLower(e.Text())
	for _, word := range strings.Fields(strings.ToLower(plain(r.QueryParam("q")))) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	passes := func(name string, has func(string) bool) bool {
		v := r.QueryParam(name)
		return v == "" || has(v)
	}
	return passes("fits", func(v string) bool { return slices.Contains(e.Fits, v) }) &&
		passes("source", func(v string) bool { return slices.Contains(e.Sources, v) }) &&
		passes("kind", func(v string) bool { return e.Kind == v }) &&
		passes("drawn", func(v string) bool { return (v == drawnEntries) == drawn })
}

func (s *Server) libraryLine(e controls.RiskEntry, drawn map[string][]string) riskview.LibraryLine {
	var kinds []string
	for _, k := range s.catalogue.SystemKinds {
		if slices.Contains(e.Fits, k.ID) {
			kinds = append(kinds, k.Title)
		}
	}
	return riskview.LibraryLine{Entry: e, Drawn: drawn[e.ID], Kinds: strings.Join(kinds, ", ")}
}

func (s *Server) showEntry(r *request) error {
	e, ok := s.catalogue.RiskEntry(r.Param("ref"))
	if !ok {
		return fault.New(fault.NotFound, "The risk library has no such entry. Look for it in the list.")
	}
	drawn, err := s.risks.FromLibrary(r.ctx())
	if err != nil {
		return err
	}
	p := riskview.EntryPage{
		Line: s.libraryLine(e, drawn), May: r.may(access.EditRisk), System: r.QueryParam("system"),
		Sources: themeTitles(e.Sources, s.catalogue.Source), Objectives: themeTitles(e.Objectives, s.catalogue.Aim),
	}
	for _, id := range e.Controls {
		if c, ok := s.catalogue.Control(id); ok {
			p.Controls = append(p.Controls, ui.RelatedItem{Ref: c.ID, Title: c.Title, Href: link.SoARow(c.Key().String())})
		}
	}
	crumbs := append(slices.Clone(riskCrumbs), layout.Crumb{Text: "Library", Href: link.Library("system", p.System)})
	return r.show(page{title: e.Title, crumbs: crumbs, body: riskview.Entry(p)})
}
