package readiness

import (
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

// improvementRules are about what did not conform and what keeps it from coming back
// (10.2). They speak only where something is recorded.
var improvementRules = []rule{
	{
		id: "NCR-01", severity: Major, at: Stage2, clauses: []string{"10.2"}, stage: "improvement",
		message: "Nobody has answered a major nonconformity by the day that was set",
		why:     "A major nonconformity blocks a certificate until it is answered, and this one is late.",
		fix:     "Find the cause, plan what removes it, and tell whoever asked.",
		find: nonconforming(func(s *snapshot.Snapshot, n improvement.Nonconformity) bool {
			return n.Grade == improvement.Major && unanswered(s, n)
		}),
	},
	{
		id: "NCR-02", severity: Minor, at: Stage2, clauses: []string{"10.2"}, stage: "improvement",
		message: "Nobody has answered some minor nonconformities by the day that was set",
		why:     "The nonconformity is recorded; its answer is late.",
		fix:     "Find the cause of each, and plan what removes it or say why nothing more is needed.",
		find: nonconforming(func(s *snapshot.Snapshot, n improvement.Nonconformity) bool {
			return n.Grade == improvement.Minor && unanswered(s, n)
		}),
	},
	{
		id: "NCR-03", severity: Minor, at: Stage2, clauses: []string{"10.2"}, stage: "improvement",
		message: "Some nonconformities have come back with the same kind of cause within 24 months",
		why:     "Each was corrected; that they come back shows that the cause was missed.",
		fix:     "Look further for the cause of each: what was done the first time did not remove it.",
		find: nonconforming(func(s *snapshot.Snapshot, n improvement.Nonconformity) bool {
			return n.Open() && len(s.BackAgain(n)) > 0
		}),
	},
	{
		id: "NCR-04", severity: Major, at: Stage2, clauses: []string{"10.2"}, stage: "improvement",
		message: "Six months after Stage 2 a major nonconformity of the certification body is still open",
		why:     "Certification rules leave no choice after six months: Stage 2 is repeated.",
		fix:     "Stage 2 has to be repeated. Agree the next steps with your certification body, and close what it found.",
		find: nonconforming(func(s *snapshot.Snapshot, n improvement.Nonconformity) bool {
			return n.Open() && !n.ToldInCycle() && n.Limit(s.Organisation()).Passed(s.Today())
		}),
	},
	{
		id: "CAR-01", severity: Minor, at: Stage2, clauses: []string{"10.2"}, stage: "improvement",
		message: "Some corrective actions are overdue",
		why:     "The cause is found and the action planned; doing it is late.",
		fix:     "Do each of them and write down what was done, or give a new day with the reason.",
		find: corrective(func(a improvement.Action, today when.Day) bool {
			return a.Step() == improvement.ToDo && a.Due.Passed(today)
		}),
	},
	{
		id: "CAR-02", severity: Minor, at: Stage2, clauses: []string{"10.2"}, stage: "improvement",
		message: "Nobody has looked whether some corrective actions worked",
		why:     "The action is done; whether it helped is open.",
		fix:     "Somebody who did not carry the action out looks, and writes down what they saw.",
		find: corrective(func(a improvement.Action, today when.Day) bool {
			return a.Step() == improvement.ToReview && a.ReviewOn.Passed(today)
		}),
	},
}

// unanswered says whether the day for an answer is over and there is none.
func unanswered(s *snapshot.Snapshot, n improvement.Nonconformity) bool {
	return n.Open() && n.RespondBy.Passed(s.Today()) && !s.Answered(n)
}

func nonconforming(fits func(*snapshot.Snapshot, improvement.Nonconformity) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		return refs(s.Nonconforming, func(n improvement.Nonconformity) bool { return fits(s, n) }, func(n improvement.Nonconformity) string { return n.Ref })
	})
}

func corrective(fits func(improvement.Action, when.Day) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		return refs(s.Corrective, func(a improvement.Action) bool { return !a.Retired() && fits(a, s.Today()) }, func(a improvement.Action) string { return a.Ref })
	})
}
