package snapshot

import "github.com/aims-workbench/aims/internal/aims/performance"

// Watched lists the measures in force with their results and evaluations.
func (s *Snapshot) Watched() []performance.Watched {
	return performance.Gather(s.Measures, s.Results, s.Evaluations)
}
