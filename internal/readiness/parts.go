package readiness

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

// partRules are about what AI systems are made of: models, data and logs.
var partRules = []rule{
	{
		id: "MOD-01", severity: Minor, at: Stage2, clauses: []string{"A.4.4"}, stage: "inventory",
		message: "For some AI systems in scope no model or method is recorded",
		why:     "The system is recorded; one of its parts is not.",
		fix:     "Record the model of each system, with its version.",
		find: each(func(s *snapshot.Snapshot) []string {
			used := named(s.Models, func(m *inventory.Model) (bool, []string) { return !m.Retired(), m.Systems })
			return refs(s.SystemsInScope(), func(y inventory.System) bool {
				return !used[y.Ref] && strings.TrimSpace(y.Models) == "" && !excluded(s, "A.4.4")
			}, systemRef)
		}),
	},
	{
		id: "MOD-02", severity: Minor, at: Stage2, clauses: []string{"A.6.2.4"}, stage: "inventory",
		message: "Some models are due to be evaluated again",
		why:     "The models were evaluated once; the next time is late.",
		fix:     "Evaluate each model against its thresholds, record the figures, and set the next day.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Models, func(m inventory.Model) bool { return !m.Retired() && m.ReviewOn.Passed(s.Today()) }, func(m inventory.Model) string { return m.Ref })
		}),
	},
	{
		id: "MOD-03", severity: Minor, at: Stage2, clauses: []string{"A.6.2.4", "A.5.4"}, stage: "inventory",
		message: "Some models are said to treat people fairly, and no figure shows it",
		why:     "The question was asked and answered in words; an auditor asks for the figure and its limit.",
		fix:     "Enter what was measured and the limit it is held against, or say what is not known.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Models, func(m inventory.Model) bool { return !m.Retired() && !blank(m.Fairness) && len(m.Metrics) == 0 }, func(m inventory.Model) string { return m.Ref })
		}),
	},
	{
		id: "DAT-01", severity: Minor, at: Stage2, clauses: []string{"A.4.3"}, stage: "inventory",
		message: "For some AI systems in scope no data are recorded",
		why:     "The system is recorded; its data are not.",
		fix:     "Record the datasets of each system, or say on its page that it has none.",
		find: each(func(s *snapshot.Snapshot) []string {
			used := named(s.Datasets, func(d *inventory.Dataset) (bool, []string) { return !d.Retired(), d.Systems })
			return refs(s.SystemsInScope(), func(y inventory.System) bool {
				return !used[y.Ref] && strings.TrimSpace(y.Data) == "" && !excluded(s, "A.4.3")
			}, systemRef)
		}),
	},
	{
		id: "DAT-02", severity: Minor, at: Stage2, clauses: []string{"A.7.4"}, stage: "inventory",
		message: "Some datasets are not good enough, and no day is set to look again",
		why:     "That the data are weak is known; when to look again is not set.",
		fix:     "Say what is done about the quality, and set the day of the next look.",
		find: each(datasetsWith(func(d *inventory.Dataset, today when.Day) bool {
			return d.Good == scope.No && (d.ReviewOn == "" || d.ReviewOn.Passed(today))
		})),
	},
	{
		id: "DAT-03", severity: Minor, at: Stage2, clauses: []string{"A.7.3"}, stage: "inventory",
		message: "For some datasets with personal data no legal basis is recorded",
		why:     "It concerns single datasets, and the basis may exist elsewhere in the organisation.",
		fix:     "Ask your data protection officer and write the legal basis down.",
		find: each(datasetsWith(func(d *inventory.Dataset, _ when.Day) bool {
			return d.Personal != scope.No && strings.TrimSpace(d.LegalBasis) == ""
		})),
	},
	{
		id: "DAT-04", severity: Minor, at: Stage2, clauses: []string{"A.7.2"}, stage: "inventory",
		message: "Some datasets are kept longer than their day of erasure",
		why:     "The rule for erasure exists and was not kept for some datasets.",
		fix:     "Erase the data and retire the record, or say why they are kept and until when.",
		find: each(datasetsWith(func(d *inventory.Dataset, today when.Day) bool {
			return d.DisposeOn.Passed(today)
		})),
	},
	{
		id: "LOG-01", severity: Minor, at: Stage2, clauses: []string{"A.6.2.8"}, stage: "inventory",
		message: "For some AI systems in use no event log of their live use is recorded",
		why:     "The system may well write logs; nothing says where and for how long.",
		fix:     "Record what each system writes down while it is used, where, and for how long.",
		find: each(func(s *snapshot.Snapshot) []string {
			logged := named(s.EventLogs, func(e *inventory.EventLog) (bool, []string) {
				return !e.Retired() && slices.Contains(e.Stages, inventory.LiveUse), []string{e.System}
			})
			return refs(s.SystemsInScope(), func(y inventory.System) bool {
				return inService(s, y) && !logged[y.Ref] && !excluded(s, "A.6.2.8")
			}, systemRef)
		}),
	},
}

// named collects what the records that count name.
func named[T any](all []T, of func(*T) (counts bool, refs []string)) map[string]bool {
	out := map[string]bool{}
	for i := range all {
		if counts, refs := of(&all[i]); counts {
			for _, ref := range refs {
				out[ref] = true
			}
		}
	}
	return out
}

func datasetsWith(fits func(*inventory.Dataset, when.Day) bool) func(*snapshot.Snapshot) []string {
	return func(s *snapshot.Snapshot) []string {
		return refs(s.Datasets, func(d inventory.Dataset) bool { return !d.Retired() && fits(&d, s.Today()) }, func(d inventory.Dataset) string { return d.Ref })
	}
}
