package web

import (
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/helpview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
)

// showSheet makes the interview sheets for a clause, for all parts of a main clause,
// for a control, or for all controls of an objective.
func (s *Server) showSheet(r *request) error {
	id := r.QueryParam("for")
	p := helpview.SheetPage{Title: "Interview sheet " + id}
	for _, c := range s.catalogue.Auditable() {
		if aims.Clause(c.ID).Within(aims.Clause(id)) {
			p.Sheets = append(p.Sheets, clauseSheet(c))
		}
	}
	if o, ok := s.catalogue.Objective(id); ok {
		for _, c := range s.catalogue.Group(o.ID) {
			p.Sheets = append(p.Sheets, controlSheet(c))
		}
	} else if c, ok := s.catalogue.Control(id); ok {
		p.Sheets = append(p.Sheets, controlSheet(c))
	}
	if len(p.Sheets) == 0 {
		return fault.New(fault.NotFound, "ISO/IEC 42001 has no clause or control %q to make a sheet for. Open one in the catalogue.", id)
	}
	for i := range p.Sheets {
		var err error
		if p.Sheets[i].OnFile, err = r.evidenceFor(controls.ClauseKey(p.Sheets[i].ID).String()); err != nil {
			return err
		}
	}
	owner, err := s.scope.Organisation(r.ctx())
	if err != nil {
		return err
	}
	p.Organisation = owner.Name
	crumbs := slices.Concat(catalogueCrumbs, []layout.Crumb{{Text: id, Href: link.Key(id)}})
	if _, heading := s.catalogue.Objective(id); heading {
		crumbs = catalogueCrumbs
	}
	return r.show(page{title: p.Title, crumbs: crumbs, body: helpview.Sheets(p)})
}

func clauseSheet(c controls.Clause) helpview.Sheet {
	return helpview.Sheet{
		ID: c.ID, Title: c.Title, Meaning: c.Meaning, Papers: []string{c.Help.Stage1}, Work: c.Asks,
		Ask: slices.Concat(c.Evidence.Stage1, c.Evidence.Stage2),
	}
}

func controlSheet(c controls.Control) helpview.Sheet {
	return helpview.Sheet{
		ID: c.ID, Title: c.Title, Meaning: c.Description, Papers: []string{c.Help.Stage1}, Work: c.Asks, Ask: c.Evidence,
	}
}
