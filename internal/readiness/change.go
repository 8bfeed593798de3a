package readiness

import (
	"slices"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/snapshot"
)

var changeRules = []rule{
	{
		id: "CHG-01", severity: Minor, at: Stage2, clauses: []string{"8.1", "8.2", "8.4"}, stage: "inventory",
		message: "Some records rest on what has since changed on an AI system, and nobody has confirmed them",
		why:     "The records stand and were right once; after the change nobody has said that they still are.",
		fix:     "Look at each again: confirm with a reason that it still holds, or assess it anew.",
		find: each(func(s *snapshot.Snapshot) []string {
			var out []string
			named := map[string]bool{}
			for _, m := range s.ToConfirm() {
				if !named[m.Record] {
					named[m.Record], out = true, append(out, m.Record)
				}
			}
			return out
		}),
	},
	{
		id: "CHG-02", severity: Minor, at: Stage2, clauses: []string{"8.1"}, stage: "inventory",
		message: "Some planned changes of AI systems were carried out without approval",
		why:     "Changes are recorded; for some the approval came too late or not at all.",
		fix:     "Have each change approved, and say in its outcome why it could not wait.",
		find:    changeRule(inventory.SystemChange.Uncontrolled),
	},
	{
		id: "CHG-03", severity: Minor, at: Stage2, clauses: []string{"8.1"}, stage: "inventory",
		message: "Some unintended changes of AI systems are not reviewed",
		why:     "The change was noticed and recorded; what it brought about was not looked at.",
		fix:     "Say what each change brought about, what you did against harm, and when you looked.",
		find:    changeRule(inventory.SystemChange.Unreviewed),
	},
	{
		id: "CHG-04", severity: Minor, at: Stage2, clauses: []string{"8.1", "A.6.2.5"}, stage: "inventory",
		message: "Some assessed AI systems changed within the last year, and no record says why and who approved it",
		why:     "The system and its assessment are kept up; the reason of the change is missing.",
		fix:     "Record the change: what it was for, who approved it, and how you could have gone back.",
		find:    each((*snapshot.Snapshot).ChangedUnrecorded),
	},
}

func changeRule(broken func(inventory.SystemChange) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		return refs(s.Changes, broken, func(c inventory.SystemChange) string { return c.Ref })
	})
}

var objectiveRules = []rule{
	{
		id: "OBJ-01", severity: Major, at: Stage1, clauses: []string{"6.2"}, stage: "objective",
		message: "No AI objective is set",
		why:     "Objectives are required documented information, and there is none to measure against.",
		fix:     "Set at least one objective that you can measure, with an owner and a day.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return len(s.EvidenceForClause("6.2")) > 0 || slices.ContainsFunc(s.Objectives, func(o objective.Objective) bool { return !o.Retired() })
		}),
	},
	{
		id: "OBJ-02", severity: Minor, at: Stage1, clauses: []string{"6.2"}, stage: "objective",
		message: "Some objectives do not say what is measured, when it is enough, who answers for it, by when, or how often it is measured",
		why:     "The objective is set; part of its plan is missing.",
		fix:     "Open each objective and fill in metric, target, owner, day and how often it is measured.",
		find: objectiveRule(func(_ *snapshot.Snapshot, o objective.Objective) bool {
			return !o.Measurable() || o.Owner == "" || o.Due == "" || o.Cadence == ""
		}),
	},
	{
		id: "OBJ-03", severity: Minor, at: Stage2, clauses: []string{"6.2", "9.1"}, stage: "objective",
		message: "Some objectives were not measured as often as they say",
		why:     "The objective is measured, only not as often as was planned.",
		fix:     "Record the newest value, or change how often the objective is measured.",
		find: objectiveRule(func(s *snapshot.Snapshot, o objective.Objective) bool {
			return o.NextDue(s.MeasurementsOf(o.Ref)).Passed(s.Today())
		}),
	},
	{
		id: "OBJ-04", severity: Minor, at: Stage2, clauses: []string{"6.2"}, stage: "objective",
		message: "The day of some objectives has passed, and they are neither reached nor given up",
		why:     "The objective was followed; nobody has said how it ended.",
		fix:     "Say whether the objective is reached or given up and why, or agree a new day.",
		find: objectiveRule(func(s *snapshot.Snapshot, o objective.Objective) bool {
			return o.Due.Passed(s.Today())
		}),
	},
	{
		id: "PLC-01", severity: Minor, at: Stage2, clauses: []string{"6.3"}, stage: "objective",
		message: "Some changes of the management system were carried out without being thought through or approved",
		why:     "The change is recorded; that it was planned does not show.",
		fix:     "Say what may follow, how the system stays whole, what it takes and who does what, and have it approved.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Planned, objective.PlannedChange.Unplanned, func(c objective.PlannedChange) string { return c.Ref })
		}),
	},
}

// objectiveRule is a rule about each objective under way.
func objectiveRule(broken func(s *snapshot.Snapshot, o objective.Objective) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		return refs(s.Objectives, func(o objective.Objective) bool { return o.Open() && broken(s, o) }, func(o objective.Objective) string { return o.Ref })
	})
}
