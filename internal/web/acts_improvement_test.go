package web

import "github.com/aims-workbench/aims/internal/access"

// improvementActs are the acts of clause 10, from the finding to the end.
func improvementActs() []act {
	gone, lead := fields("reason", "no longer used"), access.Lead
	return []act{
		{"/improvement/nonconformities", fields("title", "New", "found_on", "2026-11-01", "source", "complaint", "grade", "minor", "clauses", "42001:8.1"), lead},
		{"/improvement/nonconformities/NCR-2026-001", fields("title", "Changed", "found_on", "2026-11-01", "source", "complaint", "grade", "minor", "clauses", "42001:8.1", "correction", "Mended", "extent", "Nowhere else", "cause", "No time"), lead},
		{"/improvement/actions", fields("title", "New", "nonconformity", "NCR-2026-002", "owner", "Ada", "due", "2026-12-01"), lead},
		{"/improvement/actions/CAR-2026-001", fields("title", "Changed", "nonconformity", "NCR-2026-001", "owner", "Ada", "due", "2026-12-01", "done_on", "2026-11-01", "done", "All of it"), lead},
		{"/improvement/actions/CAR-2026-001/review", fields("effect", "it worked", "seen", "Twenty, none wrong"), lead},
		{"/improvement/improvements", fields("title", "New"), lead},
		{"/improvement/improvements/IMV-2026-001", fields("title", "Changed"), lead},
		{"/improvement/improvements/IMV-2026-001/retire", gone, lead},
		{"/improvement/actions/CAR-2026-002/retire", gone, lead},
		{"/improvement/nonconformities/NCR-2026-001/close", fields("closing", "It holds"), lead},
		{"/improvement/actions/CAR-2026-001/retire", gone, lead},
		{"/improvement/nonconformities/NCR-2026-001/retire", gone, lead},
	}
}
