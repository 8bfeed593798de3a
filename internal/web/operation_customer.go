package web

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) customerRoutes() []route {
	nav, crumbs := operationNav, stageCrumbs("operation")
	return slices.Concat(
		s.splits().routes(),
		keeper[operation.Expectation, *operation.Expectation]{Register: operation.Expectations, crumbs: crumbs, nav: nav}.routes(),
		keeper[operation.Information, *operation.Information]{Register: operation.Informations, crumbs: crumbs, nav: nav}.routes(),
	)
}

// splits are the pages of who does what along the life of a system (A.10.2).
func (s *Server) splits() keeper[operation.Split, *operation.Split] {
	return keeper[operation.Split, *operation.Split]{
		Register: operation.Splits, crumbs: stageCrumbs("operation"), nav: operationNav,
		begin: func(r *request) (operation.Split, error) {
			system := r.QueryParam("system")
			if system == "" {
				return operation.Blank("", ""), nil
			}
			y, err := s.systems.Take(r.ctx(), system)
			return operation.Blank(system, "Who does what for "+y.Name), err
		},
		list: showUnsplit,
		row: ui.Columns[operation.Split]{ui.Plain("holes", "Stages where nobody is named", "wrap", "", func(sp operation.Split) string {
			return strings.Join(sp.Holes(), ", ")
		})},
		show: func(_ *request, sp operation.Split, p *registerview.RecordPage) error {
			if holes := sp.Holes(); len(holes) > 0 {
				p.Above = append(p.Above, ui.Notice(ui.Warn, "Nobody is named for: "+strings.Join(holes, ", ")+"."))
			}
			return nil
		},
	}
}

// showUnsplit names the systems in force for which nobody said who does what.
func showUnsplit(r *request, p *registerview.ListPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	var names []string
	for _, y := range v.Systems {
		if !y.Retired() && !slices.ContainsFunc(v.Splits, func(sp operation.Split) bool { return sp.System == y.Ref && !sp.Retired() }) {
			names = append(names, y.Name)
		}
	}
	if len(names) > 0 && len(v.Splits) > 0 {
		p.Above = append(p.Above, ui.Notice(ui.Neutral, "Not split for: "+strings.Join(names, ", ")+". That is right where no supplier and no customer takes part."))
	}
	return nil
}
