package web

import (
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/soaview"
	"github.com/aims-workbench/aims/templates/ui"
)

func rowCrumbs(l soa.Line) []layout.Crumb {
	return append(slices.Clone(soaCrumbs), layout.Crumb{Text: l.ID(), Href: link.SoARow(l.Ref)})
}

func versionCrumbs() []layout.Crumb {
	return append(slices.Clone(soaCrumbs), layout.Crumb{Text: "Approved versions", Href: link.SoAVersions()})
}

func (s *Server) showStatementApproval(r *request) error {
	p, err := s.soa.Propose(r.ctx())
	if err != nil {
		return err
	}
	only, err := s.soa.Decider(r.ctx())
	if err != nil {
		return err
	}
	return r.show(page{title: "Check before you approve", crumbs: soaCrumbs, body: soaview.Approve(soaview.ApprovePage{Proposal: p, MayEdit: r.may(access.EditSoA), AskAlone: only == r.who.Ref})})
}

func (s *Server) approveSoA(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	note := f.text("note")
	v, err := s.soa.ApproveSeen(r.ctx(), r.who, note, f.text("seen"), f.text("alone"))
	if err != nil {
		p, e := s.soa.Propose(r.ctx())
		if e != nil {
			return e
		}
		only, e := s.soa.Decider(r.ctx())
		if e != nil {
			return e
		}
		return r.refuse(err, "Check before you approve", func(st ui.State) templ.Component {
			return soaview.Approve(soaview.ApprovePage{Proposal: p, MayEdit: r.may(access.EditSoA), Note: note, Alone: f.text("alone"), AskAlone: only == r.who.Ref, State: st})
		})
	}
	return r.done(link.SoAVersion(v.Ref), "The Statement of Applicability is approved as "+v.Ref+".")
}

func (s *Server) listSoAVersions(r *request) error {
	all, err := s.soa.Versions(r.ctx())
	if err != nil {
		return err
	}
	return r.show(page{title: "Approved versions", crumbs: soaCrumbs, body: soaview.Versions(all)})
}

func (s *Server) showSoAVersion(r *request) error {
	v, before, err := s.soa.Version(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	p := soaview.VersionPage{Version: v, Before: before.Number}
	if before.Number > 0 {
		p.Changes = soa.Diff(before, v)
	}
	if p.Thread, err = r.thread(v.Head, access.ApproveSoA, ""); err != nil {
		return err
	}
	return r.show(page{title: v.Ref, crumbs: versionCrumbs(), body: soaview.Version(p)})
}

func (s *Server) showFrozenRow(r *request) error {
	v, _, err := s.soa.Version(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	key, err := soa.Key(r.Param("control"))
	if err != nil {
		return err
	}
	at := slices.IndexFunc(v.Rows, func(f soa.Frozen) bool { return f.Control == key })
	if at < 0 {
		return fault.New(fault.NotFound, "%s is no part of %s.", r.Param("control"), v.Ref)
	}
	crumbs := append(versionCrumbs(), layout.Crumb{Text: v.Ref, Href: link.SoAVersion(v.Ref)})
	return r.show(page{title: v.Rows[at].Title, crumbs: crumbs, body: soaview.FrozenRow(soaview.FrozenPage{Version: v, Row: v.Rows[at]})})
}
