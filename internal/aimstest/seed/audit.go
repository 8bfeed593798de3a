package seed

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/leadership"
)

// audits fills the registers of 9.2: an audit under way with its checklist, one that is
// planned with an auditor who owns what is audited, and one that is reported.
func (f *fill) audits() {
	lead := f.as[access.Lead]
	pair(f, internalaudit.Programmes, func(p *internalaudit.Programme) { p.EndsOn = "2027-12-31" })
	pair(f, internalaudit.Audits, func(a *internalaudit.Audit) {
		a.LeadAuditor, a.Clauses, a.OpeningOn, a.ClosingOn = lead.Name, []string{"42001:7.5.1"}, "", ""
		if a.Controls = nil; a.Auditees == nil { // the bare one
			a.Controls, a.Auditors = []string{"42001:A.5.4"}, []string{"Jo"}
		}
	})
	f.must(internalaudit.Start(f.ctx, f.db, lead, "AUD-2026-001", 0))
	pair(f, internalaudit.Checklist, func(r *internalaudit.Row) {
		if r.Follows = nil; r.Notes != "" {
			r.Result = internalaudit.Minor
		}
	})
	pair(f, internalaudit.Samples, func(s *internalaudit.Sample) { s.Chosen, s.Words, s.Seed, s.Size = nil, "", "7", 2 })
	pair(f, internalaudit.Findings, func(d *internalaudit.Finding) {
		d.Grade, d.Clauses = internalaudit.Minor, []string{"42001:7.5.1"}
	})
	f.reported()
}

// reported is an audit whose report is signed.
func (f *fill) reported() {
	lead := f.as[access.Lead]
	a := of(internalaudit.Audits.Keep(f.ctx, f.db, lead, internalaudit.Audit{
		Title: "Last audit " + Hostile + ".", Objective: "Whether it holds", Criteria: "ISO/IEC 42001:2023", Clauses: []string{"42001:7.5.1"}, LeadAuditor: lead.Name,
		StartsOn: "2026-03-01", EndsOn: "2026-03-02", OpeningOn: "2026-03-01", ClosingOn: "2026-03-02", Conclusion: "It holds. " + Hostile + ".",
	})).by(f)
	f.must(internalaudit.Start(f.ctx, f.db, lead, a.Ref, 0))
	of(internalaudit.Prepare(f.ctx, f.db, lead, a.Ref, nil)).by(f)
	text := of(internalaudit.Draft(f.ctx, f.db, a.Ref)).by(f)
	f.must(internalaudit.Sign(f.ctx, f.db, lead, a.Ref, leadership.Sum(text), leadership.Proof{How: "password", CredentialSetAt: "2026-01-01T00:00:00Z"})) //nolint:gosec // a day, and no secret
}
