package seed

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
)

// audits fills the registers of 9.2: an audit under way with its checklist, and one that
// is planned.
func (f *fill) audits() {
	lead := f.as[access.Lead]
	pair(f, internalaudit.Programmes, func(p *internalaudit.Programme) { p.EndsOn = "2027-12-31" })
	pair(f, internalaudit.Audits, func(a *internalaudit.Audit) {
		a.LeadAuditor, a.OpeningOn, a.ClosingOn = lead.Name, "", ""
		a.Clauses = []string{"42001:7.5.1"}
	})
	f.must(internalaudit.Start(f.ctx, f.db, lead, "AUD-2026-001", 0))
	pair(f, internalaudit.Checklist, func(r *internalaudit.Row) {
		if r.Notes != "" {
			r.Result, r.Follows = internalaudit.Minor, nil
		}
	})
	pair(f, internalaudit.Samples, func(s *internalaudit.Sample) { s.Chosen = nil; s.Seed, s.Size = "7", 2 })
	pair(f, internalaudit.Findings, func(d *internalaudit.Finding) { d.Clauses = []string{"42001:7.5.1"} })
}
