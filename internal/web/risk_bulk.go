package web

import (
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

// bulkRisks is how risks are changed together.
func (s *Server) bulkRisks() bulkEdit {
	return bulkEdit{
		Bulk: link.RiskBulk, one: "risk", many: "risks", can: access.EditRisk, crumbs: riskCrumbs, register: registerOf(risk.Registers(), "risk"),
		fields: func(f form, st ui.State) []templ.Component {
			return riskview.BulkFields(riskChange(f), st)
		},
		fits: func(r *request) ([]string, error) {
			c, err := s.risks.Criteria(r.ctx())
			if err != nil {
				return nil, err
			}
			return s.risks.Refs(r.ctx(), c, r.riskQuery())
		},
		amend: func(r *request, f form, c store.Choice) (store.Outcome, error) {
			return s.risks.Amend(r.ctx(), r.who, c, riskChange(f))
		},
	}
}

func riskChange(f form) risk.Change {
	return risk.Change{
		Owner: f.text("owner"), Treatment: risk.Treatment(f.text("treatment")), Status: risk.Status(f.text("status")),
		Category: f.text("category"), ReviewOn: f.day("review_on"),
	}
}

// registerOf finds a register of a stage by its name.
func registerOf(all []store.Register, name string) store.Register {
	return all[slices.IndexFunc(all, func(r store.Register) bool { return r.Name == name })]
}
