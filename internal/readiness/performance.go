package readiness

import (
	"slices"

	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// performanceRules are about what is measured, the results, and their evaluation (9.1).
var performanceRules = []rule{
	{
		id: "MSR-01", severity: Major, at: Stage1, clauses: []string{"9.1"}, stage: "performance",
		message: "The AI policy is signed, and it is not determined what is measured to see whether it works",
		why:     "Nothing is measured, so nobody can know whether the management system works.",
		fix:     "Add the first measures: what each tells, how and how often it is measured, by whom, and who evaluates it.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return !policySigned(s) || len(s.Watched()) > 0
		}),
	},
	{
		id: "MSR-02", severity: Minor, at: Stage1, clauses: []string{"9.1"}, stage: "performance",
		message: "Some measures do not say how they are measured, by whom, or who evaluates the results",
		why:     "The measure exists; part of what the standard asks about it is open.",
		fix:     "Open each measure and fill in the method, who measures, and who analyses and evaluates.",
		find:    measuresWith(func(_ *snapshot.Snapshot, w performance.Watched) bool { return w.Lacking() }),
	},
	{
		id: "MSR-03", severity: Minor, at: Stage2, clauses: []string{"9.1"}, stage: "performance",
		message: "Some measures have no result for the time that has passed",
		why:     "Measuring works; some results are late.",
		fix:     "Enter the newest result of each, or change how often it is measured.",
		find:    measuresWith(func(s *snapshot.Snapshot, w performance.Watched) bool { return w.Overdue(s.Today()) }),
	},
	{
		id: "MSR-04", severity: Minor, at: Stage2, clauses: []string{"9.1", "10.2"}, stage: "performance",
		message: "Some results broke their threshold more than 14 days ago, and nobody has evaluated them",
		why:     "The limit worked; the answer to it is missing.",
		fix:     "Find out what the results mean, and record an evaluation of the period with what follows from it.",
		find:    measuresWith(func(s *snapshot.Snapshot, w performance.Watched) bool { return w.Neglected(s.Today()) }),
	},
	{
		id: "MSR-05", severity: Minor, at: Stage2, clauses: []string{"9.1"}, stage: "performance",
		message: "Some measures were not evaluated within the last 12 months",
		why:     "Results are there; nobody has said what they mean.",
		fix:     "Record an evaluation of their results: what they say about the performance and the effect of the management system.",
		find:    measuresWith(func(s *snapshot.Snapshot, w performance.Watched) bool { return w.Unevaluated(s.Today()) }),
	},
}

func measuresWith(fits func(*snapshot.Snapshot, performance.Watched) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		return refs(s.Watched(), func(w performance.Watched) bool { return fits(s, w) }, func(w performance.Watched) string { return w.Ref })
	})
}

// policySigned says whether a version of the AI policy was ever signed: from then on the
// management system is at work.
func policySigned(s *snapshot.Snapshot) bool {
	p, ok := s.MainPolicy()
	return ok && slices.ContainsFunc(s.Versions, func(v leadership.Version) bool {
		return v.Policy == p.Ref && len(s.SignaturesOn(v.Ref)) > 0
	})
}
