package readiness

import (
	"slices"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// outsideRules are about what comes from outside and goes wrong (8.1, A.3.3, A.8, A.10).
// They speak only where something is recorded: whether a control applies at all is
// decided in the Statement.
var outsideRules = []rule{
	{
		id: "SPL-01", severity: Minor, at: Stage2, clauses: []string{"8.1", "A.10.3"}, stage: "operation",
		message: "Suppliers were never assessed, or their assessment is overdue",
		why:     "Suppliers are known; some were not looked at in time.",
		fix:     "Assess each of them, and give the day of the next assessment.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Suppliers, func(x operation.Supplier) bool { return x.Late(s.Today()) }, func(x operation.Supplier) string { return x.Ref })
		}),
	},
	{
		id: "SPL-02", severity: Minor, at: Stage2, clauses: []string{"8.1", "A.10.3"}, stage: "operation",
		message: "Contracts lack terms about AI, and nobody says what is done about it",
		why:     "The contract stands; terms about AI are missing in it.",
		fix:     "Put the terms into the contract, or write down what you do instead.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Suppliers, func(x operation.Supplier) bool {
				return !x.Retired() && x.AI && len(x.Missing()) > 0 && x.Lacking == ""
			}, func(x operation.Supplier) string { return x.Ref })
		}),
	},
	{
		id: "SPL-03", severity: Minor, at: Stage2, clauses: []string{"8.1", "A.10.3"}, stage: "operation",
		message: "Certificates of suppliers have lapsed, and no newer one took their place",
		why:     "There was a certificate; today you rely on one that has ended.",
		fix:     "Ask for the new one, or retire it and say what you rely on now.",
		find: each(func(s *snapshot.Snapshot) []string {
			replaced := operation.Replaced(s.Certificates)
			return refs(s.Certificates, func(c operation.Certificate) bool { return c.Lapsed(s.Today()) && !replaced[c.Ref] }, func(c operation.Certificate) string { return c.Ref })
		}),
	},
	{
		id: "SPL-04", severity: Minor, at: Stage2, clauses: []string{"8.1", "A.10.2"}, stage: "operation",
		message: "At some stages of a system's life nobody is named",
		why:     "The split is written down; some stages of it are empty.",
		fix:     "Say for each stage who does what, or that nobody has to do anything.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Splits, func(x operation.Split) bool { return !x.Retired() && len(x.Holes()) > 0 }, func(x operation.Split) string { return x.Ref })
		}),
	},
	{
		id: "SPL-05", severity: Minor, at: Stage2, clauses: []string{"8.1", "A.10.2"}, stage: "operation",
		message: "Some AI systems rest on AI of a supplier, and it is not said who is responsible for what",
		why:     "The supplier is known; what each side does along the life of the system is open.",
		fix:     "Split the responsibilities of each system: what you do, what the supplier does.",
		find:    each(undivided),
	},
	{
		id: "INC-01", severity: Minor, at: Stage2, clauses: []string{"8.1", "A.8.4"}, stage: "operation",
		message: "Somebody was not told of an incident within the time that was set",
		why:     "The incident is handled; one duty to tell was late.",
		fix:     "Tell them now, and write down when and how.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Incidents, func(i operation.Incident) bool {
				return !i.Retired() && slices.ContainsFunc(i.Notices, func(n operation.Notice) bool { return i.Overdue(n, s.Today()) })
			}, func(i operation.Incident) string { return i.Ref })
		}),
	},
	{
		id: "CNC-01", severity: Minor, at: Stage2, clauses: []string{"A.3.3"}, stage: "operation",
		message: "A reporter of a concern waits for an answer that was promised",
		why:     "The way to report works; one answer is late.",
		fix:     "The people who handle concerns answer it now.",
		find: func(s *snapshot.Snapshot) ([]string, bool) {
			// No record is named: that would say more than how many there are.
			return nil, slices.ContainsFunc(s.Concerns, func(c operation.Concern) bool { return c.Late(s.Today()) })
		},
	},
	{
		id: "CNC-02", severity: Minor, at: Stage2, clauses: []string{"A.3.3"}, stage: "operation",
		message: "Nobody who is named to handle concerns can still do so, and none can be reported",
		why:     "The way to report is set up; at the moment nobody is at its other end.",
		fix:     "Choose people with access, and a role that may handle concerns.",
		find: each(func(s *snapshot.Snapshot) []string {
			if desk, is := s.ConcernDesk(); is && !desk.Staffed() {
				return []string{desk.Ref}
			}
			return nil
		}),
	},
}

// undivided are the systems in scope that a supplier of AI serves and no split in force
// divides.
func undivided(s *snapshot.Snapshot) []string {
	if excluded(s, "A.10.2") {
		return nil
	}
	served := named(s.Suppliers, func(x *operation.Supplier) (bool, []string) { return !x.Retired() && x.AI, x.Systems })
	divided := named(s.Splits, func(x *operation.Split) (bool, []string) { return !x.Retired(), []string{x.System} })
	return refs(s.SystemsInScope(), func(y inventory.System) bool { return served[y.Ref] && !divided[y.Ref] }, systemRef)
}
