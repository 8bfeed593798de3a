package seed

import (
	"github.com/aims-workbench/aims/internal/aims/support"
)

// support fills clause 7. The second document is a draft, so that it can be approved;
// the first of each register keeps the rules between its fields.
func (f *fill) support() {
	pair(f, support.Resources, func(r *support.Resource) { r.ForAIMS = true })
	pair(f, support.Competences, func(c *support.Competence) { c.Roles = []string{"ROL-2026-001"} })
	pair(f, support.Trainings, nil)
	pair(f, support.Proofs, func(p *support.Proof) { p.Name = "Lea" })
	pair(f, support.Briefings, nil)
	pair(f, support.Communications, nil)
	pair(f, support.Messages, nil)
	pair(f, support.Documents, nil)
}
