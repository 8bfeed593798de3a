package readiness

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Each rule is broken by the smallest workspace that breaks it, and by nothing near it.
func TestAuditRules(t *testing.T) {
	programme := func(from when.Day, approved when.Day, audits ...internalaudit.Audit) snapshot.Snapshot {
		return snapshot.Snapshot{Programmes: []internalaudit.Programme{{Head: store.Head{Ref: "APR-1"}, StartsOn: from, EndsOn: "2028-12-31", ApprovedOn: approved}}, Audits: audits}
	}
	var all []string
	for _, c := range controls.MustLoad().Auditable() {
		all = append(all, c.Key().String())
	}
	audit := func(a internalaudit.Audit) snapshot.Snapshot {
		a.Ref = "AUD-1"
		return snapshot.Snapshot{Audits: []internalaudit.Audit{a}}
	}
	own := audit(internalaudit.Audit{LeadAuditor: "Ada", Systems: []string{"SYS-1"}})
	own.Systems = []inventory.System{{Head: store.Head{Ref: "SYS-1"}, Owner: "Ada"}}
	kept := audit(internalaudit.Audit{LeadAuditor: "Ada", Systems: []string{"SYS-1"}, Mitigations: []internalaudit.Mitigation{{Auditor: "Ada", Covers: []string{"SYS-1"}}}})
	kept.Systems = own.Systems
	finding := func(grade internalaudit.Result) snapshot.Snapshot {
		return snapshot.Snapshot{Findings: []internalaudit.Finding{{Head: store.Head{Ref: "FND-1"}, Grade: grade}}}
	}
	raised := finding(internalaudit.Major)
	raised.Nonconforming = []improvement.Nonconformity{{Head: store.Head{Ref: "NCR-1"}, FromRecords: []string{"FND-1"}}}
	whole := internalaudit.Audit{Clauses: all, EndsOn: "2026-12-01"}
	missed := internalaudit.Audit{Clauses: all[1:], EndsOn: "2026-12-01"}
	for _, c := range []struct {
		name, rule string
		broken     bool
		in         snapshot.Snapshot
	}{
		{"nothing at all", "AUD-01", true, snapshot.Snapshot{}},
		{"a programme", "AUD-01", false, programme("2026-01-01", "")},
		{"one that is still to come", "AUD-01", true, programme("2027-01-01", "")},
		{"not approved", "AUD-02", true, programme("2026-01-01", "")},
		{"approved", "AUD-02", false, programme("2026-01-01", "2026-01-02")},
		{"an owner audits", "CR-18", true, own},
		{"bias is kept out", "CR-18", false, kept},
		{"one clause is left out", "CR-19", true, programme("2026-01-01", "2026-01-02", missed)},
		{"all clauses", "CR-19", false, programme("2026-01-01", "2026-01-02", whole)},
		{"a year without a report", "AUD-03", true, programme("2025-11-01", "2025-11-02", internalaudit.Audit{EndsOn: "2026-10-01", StartedOn: "2026-10-01"})},
		{"a report within the year", "AUD-03", false, programme("2025-11-01", "2025-11-02", internalaudit.Audit{EndsOn: "2026-10-01", ReportedOn: "2026-10-09"})},
		{"a young programme", "AUD-03", false, programme("2026-01-01", "2026-01-02")},
		{"its day is over", "AUD-04", true, audit(internalaudit.Audit{StartsOn: "2026-11-21"})},
		{"its day is today", "AUD-04", false, audit(internalaudit.Audit{StartsOn: "2026-11-22"})},
		{"it has begun", "AUD-04", false, audit(internalaudit.Audit{StartsOn: "2026-11-21", StartedOn: "2026-11-21"})},
		{"no report in time", "AUD-05", true, audit(internalaudit.Audit{StartedOn: "2026-11-01", ReportDue: "2026-11-21"})},
		{"reported", "AUD-05", false, audit(internalaudit.Audit{StartedOn: "2026-11-01", ReportDue: "2026-11-21", ReportedOn: "2026-11-20"})},
		{"a major finding alone", "FND-01", true, finding(internalaudit.Major)},
		{"it is answered", "FND-01", false, raised},
		{"a minor one is none of it", "FND-01", false, finding(internalaudit.Minor)},
		{"a minor finding alone", "FND-02", true, finding(internalaudit.Minor)},
		{"an observation needs no answer", "FND-02", false, finding(internalaudit.Observation)},
	} {
		c.in.Judged = "2026-11-22"
		i := slices.IndexFunc(auditRules, func(r rule) bool { return r.id == c.rule })
		records, broken := auditRules[i].find(snapshot.Of(c.in))
		if broken != c.broken {
			t.Errorf("%s, %s: broken %v on %v", c.rule, c.name, broken, records)
		}
	}
}
