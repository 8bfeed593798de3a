package web

import (
	"strconv"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/scopeview"
	"github.com/aims-workbench/aims/templates/ui"
)

// obligations are the pages of what the organisation has to meet (4.2).
func (s *Server) obligations() keeper[scope.Obligation, *scope.Obligation] {
	return keeper[scope.Obligation, *scope.Obligation]{
		Register: scope.Obligations, crumbs: scopeCrumbs(), nav: scopeview.Nav, list: s.aroundObligations,
	}
}

// aroundObligations says how many are met, above a list that is not empty.
func (s *Server) aroundObligations(r *request, p *registerview.ListPage) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	met := map[scope.Answer]int{}
	for _, o := range v.Obligations {
		if !o.Retired() {
			met[o.Met]++
		}
	}
	if len(met) == 0 {
		return nil
	}
	var all []ui.Figure
	for _, f := range []struct {
		answer    scope.Answer
		one, many string
	}{{scope.Yes, "obligation met", "obligations met"}, {scope.No, "not met", "not met"}, {scope.Undecided, "not decided", "not decided"}} {
		n := met[f.answer]
		label := f.many
		if n == 1 {
			label = f.one
		}
		all = append(all, ui.Figure{Value: strconv.Itoa(n), Label: label, Href: link.Register("OBL", "met", string(f.answer))})
	}
	p.Above = append(p.Above, ui.Figures(all))
	p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Follow the thread", link.Trace("")))
	return nil
}
