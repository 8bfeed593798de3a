package readiness_test

import (
	"testing"

	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

func TestMeasuresInOrderHaveNoGap(t *testing.T) {
	broke := func(on when.Day) []performance.Result {
		return []performance.Result{{Head: ref("RSL-2026-001"), Measure: "MSR-2026-001", Value: "4", On: on}}
	}
	evaluated := performance.Evaluation{Head: ref("EVA-2026-001"), Measures: []string{"MSR-2026-001"}, From: "2026-01-01", To: "2026-11-01", On: "2026-11-02"}
	for name, change := range map[string]func(s *snapshot.Snapshot){
		"no policy is signed yet, and nothing is measured": func(s *snapshot.Snapshot) { s.Policies, s.Versions, s.Measures = nil, nil, nil },
		"broken, and there is still time":                  func(s *snapshot.Snapshot) { s.Results = broke("2026-11-08") },
		"broken, and evaluated": func(s *snapshot.Snapshot) {
			s.Results, s.Evaluations = broke("2026-11-01"), []performance.Evaluation{evaluated}
		},
		"evaluated within the year": func(s *snapshot.Snapshot) {
			s.Measures[0].Since, s.Results, s.Evaluations = "2024-01-01", broke("2026-10-01"), []performance.Evaluation{evaluated}
		},
		"a retired measure": func(s *snapshot.Snapshot) {
			old := performance.Measure{Head: ref("MSR-2024-001"), Since: "2024-01-01"}
			old.RetiredOn = "2025-01-01"
			s.Measures = append(s.Measures, old)
		},
	} {
		s := clean()
		change(&s)
		for _, id := range found(s) {
			if id[:3] == "MSR" {
				t.Errorf("%s: found %s", name, id)
			}
		}
	}
}
