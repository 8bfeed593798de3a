package web

import "github.com/aims-workbench/aims/internal/access"

// performanceActs are the acts of measuring (9.1).
func performanceActs() []act {
	gone, lead := fields("reason", "no longer used"), access.Lead
	return []act{
		{"/performance/measures", fields("title", "New", "kind", "AIMS", "better", "lower", "often", "monthly", "since", "2026-11-30"), lead},
		{"/performance/measures/MSR-2026-001", fields("title", "Changed", "kind", "AIMS", "better", "lower", "threshold", "4", "often", "monthly", "since", "2026-11-30"), lead},
		{"/performance/results", fields("value", "3", "measure", "MSR-2026-001", "taken_on", "2026-11-20"), lead},
		{"/performance/results/due", fields("taken_on", "2026-11-21", "value-MSR-2026-001", "2", "note-MSR-2026-001", "Counted"), lead},
		{"/performance/results/RSL-2026-001", fields("value", "4", "measure", "MSR-2026-001", "taken_on", "2026-11-01"), lead},
		{"/performance/results/RSL-2026-002/retire", gone, lead},
		{"/performance/evaluations", fields("title", "New", "measures", "MSR-2026-001", "period_from", "2026-11-01", "period_to", "2026-11-20", "says", "Fine", "conclusion", "watch", "evaluated_by", "Ada", "evaluated_on", "2026-11-21"), lead},
		{"/performance/evaluations/EVA-2026-001", fields("title", "Changed", "measures", "MSR-2026-001", "period_from", "2026-11-01", "period_to", "2026-11-01", "says", "Fine", "conclusion", "watch", "evaluated_by", "Ada", "evaluated_on", "2026-11-21"), lead},
		{"/performance/evaluations/EVA-2026-001/retire", gone, lead},
		{"/performance/measures/MSR-2026-002/retire", gone, lead},
	}
}
