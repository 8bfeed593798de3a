package readiness

import (
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// controlRules are about carrying out what is planned (8.1).
var controlRules = []rule{
	{
		id: "OPC-01", severity: Minor, at: Stage1, clauses: []string{"8.1"}, stage: "operation",
		message: "No operational control with criteria is planned",
		why:     "Work is done as planned elsewhere; the criteria for it are not laid down.",
		fix:     "Write down what people carry out to keep AI under control, how often, and what is good enough.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return len(s.CarriedOut()) > 0
		}),
	},
	{
		id: "OPC-02", severity: Minor, at: Stage2, clauses: []string{"8.1"}, stage: "operation",
		message: "Some operational controls were not carried out when they were due",
		why:     "The control exists and is carried out; some turns were missed.",
		fix:     "Carry each one out and record it, or change how often it is done.",
		find: each(controlsWith(func(s *snapshot.Snapshot, k operation.Kept) bool {
			return k.Overdue(s.Today())
		})),
	},
	{
		id: "OPC-03", severity: Minor, at: Stage2, clauses: []string{"8.1", "10.2"}, stage: "operation",
		message: "Some operational controls missed their criteria twice running",
		why:     "The misses are recorded; what was done after the first one did not help.",
		fix:     "Find out why, correct the cause, and record it; what is done after one miss was not enough.",
		find: each(controlsWith(func(_ *snapshot.Snapshot, k operation.Kept) bool {
			last := k.Newest(2)
			return len(last) == 2 && last[0].Result == operation.NotMet && last[1].Result == operation.NotMet
		})),
	},
	{
		id: "GAT-01", severity: Minor, at: Stage2, clauses: []string{"A.6.2.5"}, stage: "operation",
		message: "Some AI systems are in use and no deployment gate of theirs was ever signed",
		why:     "The system runs; that it was released on purpose does not show.",
		fix:     "Begin the deployment gate of each system, answer what is known, and have it signed.",
		find: each(func(s *snapshot.Snapshot) []string {
			if excluded(s, "A.6.2.5") {
				return nil
			}
			return refs(s.SystemsInScope(), func(y inventory.System) bool { return inService(s, y) && !deployed(s, y.Ref) }, systemRef)
		}),
	},
	{
		id: "GAT-02", severity: Minor, at: Stage2, clauses: []string{"A.6.1.3"}, stage: "operation",
		message: "Some life-cycle gates need attention: late, not passed, or with conditions that are overdue",
		why:     "The gates are kept; some of them wait for an act.",
		fix:     "Open each gate: answer and sign it, begin the next round, or confirm the conditions.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.GatesIn(aims.NeedsAttention), func(operation.Gate) bool { return true }, func(g operation.Gate) string { return g.Ref })
		}),
	},
}

func controlsWith(fits func(*snapshot.Snapshot, operation.Kept) bool) func(*snapshot.Snapshot) []string {
	return func(s *snapshot.Snapshot) []string {
		return refs(s.CarriedOut(), func(k operation.Kept) bool { return fits(s, k) }, func(k operation.Kept) string { return k.Ref })
	}
}

// inService says whether people meet a system already.
func inService(s *snapshot.Snapshot, y inventory.System) bool {
	return y.DeployedOn != "" && y.DeployedOn <= s.Today()
}

// deployed says whether a deployment gate of a system was passed in any round.
func deployed(s *snapshot.Snapshot, system string) bool {
	return slices.ContainsFunc(s.Gates, func(g operation.Gate) bool {
		passed := g.Verdict == operation.Passed || g.Verdict == operation.WithConditions
		return g.System == system && g.Gate == "deployment" && passed && !g.Retired()
	})
}

// excluded says whether the Statement of Applicability leaves a control out.
func excluded(s *snapshot.Snapshot, control string) bool {
	r, ok := s.Row(controls.ControlKey(control).String())
	return ok && r.Applicable == scope.No
}
