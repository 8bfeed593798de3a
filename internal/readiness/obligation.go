package readiness

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// dutyRules are about what the organisation has to meet (4.2) and the processes that
// the management system consists of (4.4).
var dutyRules = []rule{
	{
		id: "OBL-01", severity: Minor, at: Stage2, clauses: []string{"4.2"}, stage: "scope",
		message: "Some obligations have no owner",
		why:     "The duty is known and written down; only its watch is not assigned.",
		fix:     "Name for each obligation who watches it and says when it changes.",
		find:    obligations(func(o scope.Obligation, _ *snapshot.Snapshot) bool { return blank(o.Owner) }),
	},
	{
		id: "OBL-02", severity: Minor, at: Stage2, clauses: []string{"4.2"}, stage: "scope",
		message: "Some obligations are not met, and no plan says how they will be",
		why:     "A duty may be unmet for a while if somebody plans for it; here nobody does.",
		fix:     "Write down for each what is missing, and what is done about it.",
		find:    obligations(func(o scope.Obligation, _ *snapshot.Snapshot) bool { return o.Met != scope.Yes && blank(o.How) }),
	},
	{
		id: "OBL-03", severity: Minor, at: Stage2, clauses: []string{"4.2"}, stage: "scope",
		message: "Some obligations are said to be met, and neither a control nor a word says how",
		why:     "The claim may well be true, but it cannot be traced to what makes it true.",
		fix:     "Name the controls that meet each obligation, or write down how it is met.",
		find: obligations(func(o scope.Obligation, _ *snapshot.Snapshot) bool {
			return o.Met == scope.Yes && len(o.Controls) == 0 && blank(o.How)
		}),
	},
	{
		id: "OBL-04", severity: Minor, at: Stage1, clauses: []string{"4.2"}, stage: "scope",
		message: "Some legal needs are said to be addressed, and no obligation says what follows from them",
		why:     "The need is decided; what follows from it is missing for these laws alone.",
		fix:     "Record the obligation for each, with its source, and how it is met.",
		find:    each(legalNeeds),
	},
	{
		id: "OBL-05", severity: Minor, at: Stage1, clauses: []string{"4.2", "6.1.3"}, stage: "scope",
		message: "Some obligations rely on a control that the Statement of Applicability leaves out",
		why:     "Two of your own papers contradict each other, and one of them is easily put right.",
		fix:     "Decide again whether the control applies, or name another that meets the obligation.",
		find: obligations(func(o scope.Obligation, s *snapshot.Snapshot) bool {
			return slices.ContainsFunc(o.Controls, func(key string) bool {
				row, begun := s.Row(key)
				return begun && row.Applicable == scope.No
			})
		}),
	},
	{
		id: "OBL-06", severity: Minor, at: Stage2, clauses: []string{"4.2"}, stage: "scope",
		message: "The review of an obligation is overdue",
		why:     "The duty was looked at once; the newest look is late.",
		fix:     "Look whether the law, the contract or the promise has changed, and set the day of the next review.",
		find: obligations(func(o scope.Obligation, s *snapshot.Snapshot) bool {
			return o.ReviewOn.Passed(s.Today())
		}),
	},
	{
		id: "PRC-01", severity: Minor, at: Stage1, clauses: []string{"4.4"}, stage: "scope",
		message: "Some processes of the management system have no owner",
		why:     "The process exists; only the person who answers for it is not named.",
		fix:     "Name for each process who runs it and answers for it.",
		find:    processes(func(p scope.Process, _ bool) bool { return !p.Owned() }),
	},
	{
		id: "PRC-02", severity: Minor, at: Stage1, clauses: []string{"4.4"}, stage: "scope",
		message: "Some processes are joined to no other, so it does not show how they work together",
		why:     "The processes are there; how they work together is all that does not show.",
		fix:     "Say to which processes each hands its results.",
		find:    processes(func(_ scope.Process, joined bool) bool { return !joined }),
	},
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

func obligations(broken func(scope.Obligation, *snapshot.Snapshot) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		return refs(s.Obligations, func(o scope.Obligation) bool { return !o.Retired() && broken(o, s) },
			func(o scope.Obligation) string { return o.Ref })
	})
}

// legalNeeds are those that are addressed and that no obligation in force names.
func legalNeeds(s *snapshot.Snapshot) []string {
	named := map[string]bool{}
	for _, o := range s.Obligations {
		for _, ref := range o.Needs {
			named[ref] = named[ref] || !o.Retired()
		}
	}
	return refs(s.Needs, func(n scope.Need) bool {
		return inForceNeed(n) && n.Kind == scope.Legal && n.Addressed == scope.Yes && !named[n.Ref]
	}, func(n scope.Need) string { return n.Ref })
}

// processes gives a rule each process in force, and whether a flow joins it to another;
// one process alone has nothing to be joined to.
func processes(broken func(p scope.Process, joined bool) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		var all []scope.Process
		for _, p := range s.Processes {
			if !p.Retired() {
				all = append(all, p)
			}
		}
		joined := map[string]bool{}
		for _, p := range all {
			for _, to := range p.Feeds {
				if slices.ContainsFunc(all, func(o scope.Process) bool { return o.Ref == to }) {
					joined[p.Ref], joined[to] = true, true
				}
			}
		}
		return refs(all, func(p scope.Process) bool { return broken(p, len(all) == 1 || joined[p.Ref]) }, func(p scope.Process) string { return p.Ref })
	})
}
