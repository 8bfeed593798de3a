package web

import (
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/supportview"
	"github.com/aims-workbench/aims/templates/ui"
)

// resources are the pages of what AI systems and the AIMS stand on (7.1, A.4).
func (s *Server) resources() keeper[support.Resource, *support.Resource] {
	return keeper[support.Resource, *support.Resource]{Register: support.Resources, crumbs: supportCrumbs(), nav: supportview.Nav}
}

// showResourceMatrix names the holes: systems in scope for which a kind of resource is
// not written down (A.4.2).
func (s *Server) showResourceMatrix(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	held := slices.DeleteFunc(slices.Clone(v.Resources), func(x support.Resource) bool { return x.Retired() })
	p := supportview.SystemsPage{Table: ui.TableSpec{
		ID: "systems", Caption: supportview.Systems, Columns: []ui.Column{{Title: "AI system"}},
		Empty: ui.Empty{Title: "No AI system is in scope", Clause: "A.4.2", Why: "Once a system is recorded as in scope, this page asks for what it stands on.", ActionLabel: "Open AI systems", ActionHref: link.Systems()},
	}}
	for _, k := range support.SystemKinds {
		p.Table.Columns = append(p.Table.Columns, ui.Column{Title: k.Title})
	}
	for _, y := range v.SystemsInScope() {
		row, holes := r.resourceRow(y, held)
		p.Table.Rows, p.Holes = append(p.Table.Rows, row), p.Holes+holes
	}
	for _, x := range held {
		if x.ForAIMS {
			p.Own = append(p.Own, resourceItem(x))
		}
	}
	return r.show(page{title: supportview.Systems, crumbs: supportCrumbs(), body: supportview.SystemResources(p)})
}

// resourceRow is one system with what it stands on, kind by kind.
func (r *request) resourceRow(y inventory.System, held []support.Resource) (row ui.Row, holes int) {
	row = ui.Row{Ref: y.Ref, Cells: []templ.Component{supportview.Links([]ui.RelatedItem{{Title: y.Name, Href: link.System(y.Ref)}})}}
	for _, k := range support.SystemKinds {
		var items []ui.RelatedItem
		for _, x := range held {
			if x.Kind == k.Kind && slices.Contains(x.Systems, y.Ref) {
				items = append(items, resourceItem(x))
			}
		}
		record := ""
		if len(items) == 0 {
			holes++
			if r.may(access.EditSupport) {
				record = link.RegisterNew("RES", "kind", string(k.Kind), "systems", y.Ref)
			}
		}
		row.Cells = append(row.Cells, supportview.Cell(items, record))
	}
	return row, holes
}

func resourceItem(x support.Resource) ui.RelatedItem {
	note := ""
	if x.Enough == support.Short {
		note = "Short: " + x.Action
	}
	return ui.RelatedItem{Ref: x.Ref, Title: x.Title, Href: link.Entry(x.Ref), Note: note}
}
