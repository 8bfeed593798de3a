package web

import (
	"net/http"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/templates/inventoryview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) changeRoutes() []route {
	return append(s.systemChanges().routes(), append(s.confirmations(), route{http.MethodPost, link.ChangeApprovePattern, access.ApproveChange, s.approveChange},
		route{http.MethodGet, link.ToConfirmPattern, access.Read, s.showToConfirm},
		route{http.MethodGet, link.ConfirmPreviewPattern, access.ConfirmRecord, s.previewConfirm},
		route{http.MethodPost, link.ToConfirmPattern, access.ConfirmRecord, s.confirm})...)
}

// systemChanges are the pages of changes on AI systems (8.1).
func (s *Server) systemChanges() keeper[inventory.SystemChange, *inventory.SystemChange] {
	return keeper[inventory.SystemChange, *inventory.SystemChange]{
		Register: inventory.Changes, crumbs: inventoryCrumbs, nav: inventoryNav,
		row: ui.Columns[inventory.SystemChange]{{
			Key: "approved", Title: "State", Class: "tight",
			Cell: inventoryview.ChangeState,
			Text: inventoryview.ChangeStateWords,
		}},
		show: s.aroundChange,
	}
}

// aroundChange shows who approved a change, and what it puts in question.
func (s *Server) aroundChange(r *request, c inventory.SystemChange, p *registerview.RecordPage) error {
	v, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	open := 0
	for _, ref := range c.Systems {
		open += leftOpen(v, ref, c.Kinds)
	}
	p.Badges = append(p.Badges, inventoryview.ChangeState(c))
	p.Above = append(p.Above, inventoryview.ChangeNotice(inventoryview.ChangePage{
		Change: c, Open: open, MayApprove: r.may(access.ApproveChange) && !c.Retired() && c.Origin == inventory.Planned && !c.Given(),
	}))
	return nil
}

func (s *Server) approveChange(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	c, err := inventory.ApproveChange(r.ctx(), s.DB, r.who, r.Param("ref"), f.version())
	if err != nil {
		return err
	}
	return r.done(link.Entry(c.Ref), c.Title+" is approved.")
}

// confirmations are the pages of what was confirmed after a change. A confirmation is
// made from what is to be confirmed, and never revised.
func (s *Server) confirmations() []route {
	k := keeper[inventory.Confirmation, *inventory.Confirmation]{
		Register: inventory.Confirmations, crumbs: inventoryCrumbs, nav: inventoryNav,
		list: func(_ *request, p *registerview.ListPage) error {
			p.May, p.Empty.ActionLabel, p.Empty.ActionHref = false, "", ""
			return nil
		},
		show: func(_ *request, _ inventory.Confirmation, p *registerview.RecordPage) error {
			p.MayEdit = false
			return nil
		},
	}
	at := link.Register(k.Prefix)
	return []route{
		{http.MethodGet, at, access.Read, k.showList},
		{http.MethodGet, at + "/:ref", access.Read, k.showRecord},
		{http.MethodPost, at + "/:ref/retire", k.Edit, k.retireOne},
	}
}
