package web

import "github.com/aims-workbench/aims/internal/access"

// certificationActs are the acts of the cycle, of calendar links and of access for a time.
func certificationActs() []act {
	gone, lead := fields("reason", "no longer used"), access.Lead
	return []act{
		{"/certification/cycles", fields("title", "New", "body", "Example Certification", "started_on", "2026-11-01"), lead},
		{"/certification/cycles/CYC-2026-001", fields("title", "Changed", "body", "Example Certification", "started_on", "2026-11-01"), lead},
		{"/certification/events", fields("title", "New", "cycle", "CYC-2026-001", "kind", "surveillance1", "planned_on", "2027-10-01"), lead},
		{"/certification/events/CEV-2026-001", fields("title", "Changed", "cycle", "CYC-2026-001", "kind", "stage2", "held_on", "2026-11-02", "outcome", "recommended"), lead},
		{"/certification/events/CEV-2026-001/papers", fields(), lead},
		{"/certification/requests", fields("title", "New"), lead},
		{"/certification/requests/DRQ-2026-001", fields("title", "Changed"), lead},
		{"/certification/requests/DRQ-2026-001/answer", fields("records", "RSK-2026-001", "more", "EVD-2026-001", "done", "yes"), lead},
		{"/certification/requests/DRQ-2026-002/retire", gone, lead},
		{"/certification/events/CEV-2026-002/retire", gone, lead},
		{"/certification/cycles/CYC-2026-002/retire", gone, lead},
		{"/people/USR-2026-005/until", fields("until", "2026-12-24"), lead},
		{"/account/calendar", fields("whose", "mine", "titles", "no"), access.Contributor},
		{"/people/USR-2026-004/calendar", fields(), lead},
		{"/account/calendar", fields("whose", "all", "titles", "yes"), lead},
		{"/account/calendar/end", fields(), lead},
	}
}
