package web

import "github.com/aims-workbench/aims/internal/access"

// reviewActs are the acts of management reviews (9.3), up to what stands in the minutes.
func reviewActs() []act {
	gone, lead := fields("reason", "no longer used"), access.Lead
	meeting := fields("held_on", "2026-11-20", "attended", "USR-2026-002", "verdict", "yes", "conclusion", "It holds", "next_on", "2027-11-20")
	return []act{
		{"/review/reviews", fields("title", "New", "planned_on", "2026-12-20"), lead},
		{"/review/reviews/MRV-2026-002", fields("title", "Changed", "planned_on", "2026-12-21"), lead},
		{"/review/reviews/MRV-2026-002/inputs", fields("MRI-1", "All ended"), lead},
		{"/review/reviews/MRV-2026-002/hold", meeting, lead},
		{"/review/reviews/MRV-2026-003/fill", fields(), lead},
		{"/review/decisions", fields("title", "New", "review", "MRV-2026-001", "kind", "change", "owner", "Ada", "due", "2026-12-31"), lead},
		{"/review/decisions/MRD-2026-001", fields("title", "Changed", "review", "MRV-2026-001", "kind", "other", "owner", "Ada", "due", "2026-12-31", "done_on", "2026-11-20", "result", "Done"), lead},
		{"/review/decisions/MRD-2026-002/become", fields("as", "improvement"), lead},
		{"/review/decisions/MRD-2026-001/retire", gone, lead},
		{"/review/reviews/MRV-2026-003/retire", gone, lead},
	}
}
