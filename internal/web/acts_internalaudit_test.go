package web

import (
	"net/url"

	"github.com/aims-workbench/aims/internal/access"
)

// auditActs are the acts of clause 9.2, from the programme to the signed report.
func auditActs() []act {
	gone, lead, auditor, exec := fields("reason", "no longer used"), access.Lead, access.Auditor, access.Executive
	programme := fields("title", "New", "starts_on", "2026-01-01", "ends_on", "2028-12-31", "objectives", "All")
	plan := fields("title", "New", "objective", "All", "criteria", "ISO/IEC 42001:2023", "clauses", "42001:7.5.1", "lead_auditor", "Ada", "starts_on", "2026-12-01", "ends_on", "2026-12-02")
	sample := fields("title", "New", "audit", "AUD-2026-001", "drawn_from", "SYS", "method", "random", "size", "2", "seed", "7")
	found := fields("title", "New", "audit", "AUD-2026-001", "grade", "minor", "found_on", "2026-11-01", "clauses", "42001:7.5.1", "statement", "Gone")
	const at = "/internalaudit/"
	return []act{
		{at + "programmes", programme, lead},
		{at + "programmes/APR-2026-001", programme, lead},
		{at + "programmes/APR-2026-001/approve", url.Values{}, exec},
		{at + "programmes/APR-2026-002/retire", gone, lead},
		{at + "audits", plan, auditor},
		{at + "audits/AUD-2026-002/mitigate", fields("auditor", "Jo", "how", "Eve looks at it instead"), exec},
		{at + "audits/AUD-2026-002/start", url.Values{}, lead},
		{at + "audits/AUD-2026-002/prepare", url.Values{}, auditor},
		{at + "checklist", fields("title", "New", "audit", "AUD-2026-001"), auditor},
		{at + "checklist/CHK-2026-002", fields("title", "Changed", "audit", "AUD-2026-001"), auditor},
		{at + "checklist/CHK-2026-002/answer", fields("result", "observation", "notes", "Soon gone", "log", "yes"), auditor},
		{at + "samples", sample, auditor},
		{at + "samples/SMP-2026-001", fields("title", "Changed", "audit", "AUD-2026-001", "drawn_from", "SYS", "method", "random", "size", "2", "seed", "7"), auditor},
		{at + "samples/SMP-2026-001/retire", gone, auditor},
		{at + "findings", found, auditor},
		{at + "findings/FND-2026-001", found, auditor},
		{at + "findings/FND-2026-001/raise", fields("owner", "Ada", "respond_by", "2026-12-31"), auditor},
		{at + "findings/FND-2026-002/retire", gone, auditor},
		{at + "checklist/CHK-2026-001/retire", gone, auditor},
		{at + "audits/AUD-2026-003/reopen", fields("reason", "A name is wrong"), lead},
		{at + "audits/AUD-2026-003/report", fields("sum", "AUD-2026-003", "password", password), lead},
		{at + "audits/AUD-2026-002", plan, auditor},
		{at + "audits/AUD-2026-002/retire", gone, lead},
	}
}
