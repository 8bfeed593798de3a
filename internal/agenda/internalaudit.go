package agenda

import (
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// The kinds of internal audit (9.2).
const (
	InternalAudit Kind = "Internal audit"
	ReportDue     Kind = "Audit report due"
)

var auditKinds = []Kind{InternalAudit, ReportDue}

// ofAudits are audits to begin and reports to sign.
func ofAudits(s *snapshot.Snapshot) []Item {
	var out []Item
	for _, a := range s.Audits {
		switch {
		case a.Retired():
		case a.State() == internalaudit.Planned:
			out = append(out, Item{a.StartsOn, InternalAudit, a.Ref, a.Title, a.LeadAuditor})
		case a.State() == internalaudit.Underway:
			out = append(out, Item{a.ReportDue, ReportDue, a.Ref, a.Title, a.LeadAuditor})
		}
	}
	return out
}
