package agenda

import (
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// ofPerformance are results to be taken, for who measures, and results beyond their
// threshold, for who evaluates, until an evaluation covers them (9.1).
func ofPerformance(s *snapshot.Snapshot) []Item {
	var out []Item
	for _, w := range s.Watched() {
		out = append(out, Item{w.Due(), Result, w.Ref, w.Title, w.Owner})
		for _, r := range w.Open() {
			out = append(out, Item{performance.LookBy(r), Broken, r.Ref, r.Title, w.Evaluator})
		}
	}
	return out
}
