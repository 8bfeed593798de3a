package readiness

import (
	"slices"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/snapshot"
)

var impactRules = []rule{
	{
		id: "CR-10", severity: Major, at: Stage2, clauses: []string{"6.1.4", "8.4", "A.5.2"}, stage: "impact",
		message: "Some AI systems in scope have no approved impact assessment",
		why:     "The assessment is the core of this standard; a system in scope without one is the finding most often seen.",
		fix:     "Assess the impact of each system on individuals, groups and society, and have it approved.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.SystemsInScope(), func(y inventory.System) bool { _, ok := s.AssessmentOf(y.Ref); return !ok }, systemRef)
		}),
	},
	{
		id: "CR-11", severity: Major, at: Stage2, clauses: []string{"8.4", "A.6.2.5"}, stage: "impact",
		message: "Some AI systems went into use before their first impact assessment was approved",
		why:     "People met the system before anybody had looked at what it does to them.",
		fix:     "Correct the date if it is wrong; otherwise record a nonconformity and show that the assessment now leads.",
		find:    each(deployedBeforeAssessed),
	},
	{
		id: "IMP-02", severity: Minor, at: Stage2, clauses: []string{"8.4"}, stage: "impact",
		message: "Some AI systems are assessed later than your own rule allows",
		why:     "The assessments exist; your own rule asked for them earlier.",
		fix:     "Begin a new assessment of the system, or change the rule and say why.",
		find: each(func(s *snapshot.Snapshot) []string {
			rule := s.ImpactRule()
			return approvedWhere(s, func(a impact.Assessment) bool {
				on, _ := rule.Latest(a)
				return on.Passed(s.Today()) && !a.ReviewOverdue(s.Today())
			})
		}),
	},
	{
		id: "IMP-03", severity: Minor, at: Stage2, clauses: []string{"A.5.4", "A.5.5"}, stage: "impact",
		message: "Some approved impact assessments leave most areas open: neither looked at nor left out with a reason",
		why:     "The assessment was done and approved; it did not look everywhere.",
		fix:     "In the next assessment, say for each area what you found or why the system does not reach it.",
		find: each(func(s *snapshot.Snapshot) []string {
			return approvedWhere(s, func(a impact.Assessment) bool { return 2*len(a.Unseen()) > len(impact.Areas()) && len(a.Items) > 0 })
		}),
	},
	{
		id: "IMP-04", severity: Minor, at: Stage2, clauses: []string{"6.1.4", "A.5.2"}, stage: "impact",
		message: "Some sensitive or restricted uses were approved without asking anybody whom they touch",
		why:     "The assessment was done; the people it is about were not heard.",
		fix:     "Ask people whom the system touches, or who speak for them, and record what they said in a new assessment.",
		find: each(func(s *snapshot.Snapshot) []string {
			return approvedWhere(s, func(a impact.Assessment) bool { return a.Sensitive && len(a.Consultations) == 0 })
		}),
	},
	{
		id: "IMP-05", severity: Minor, at: Stage2, clauses: []string{"6.1.4", "A.8.5"}, stage: "impact",
		message: "Some sensitive or restricted uses were approved, and it is not recorded that anybody was told",
		why:     "The assessment was done; nothing shows that its result reached anybody.",
		fix:     "Give the summary to the people concerned and record it, or record why nobody is told.",
		find: each(func(s *snapshot.Snapshot) []string {
			told := map[string]bool{}
			for _, p := range s.Disclosed {
				told[p.Assessment] = told[p.Assessment] || !p.Retired()
			}
			return approvedWhere(s, func(a impact.Assessment) bool { return a.Sensitive && a.Shared == "" && !told[a.Ref] })
		}),
	},
	{
		id: "IMP-01", severity: Minor, at: Stage2, clauses: []string{"8.4"}, stage: "impact",
		message: "Some impact assessments are due for review",
		why:     "The assessments exist; their review is late.",
		fix:     "Begin a new assessment of the system, prefilled from the old one.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Assessments, func(a impact.Assessment) bool {
				return a.State == impact.Approved && !a.Retired() && a.NextReview.Passed(s.Today())
			}, func(a impact.Assessment) string { return a.Ref })
		}),
	},
}

// approvedWhere lists the approved assessments that are not retired and for which something holds.
func approvedWhere(s *snapshot.Snapshot, holds func(impact.Assessment) bool) []string {
	return refs(s.Assessments, func(a impact.Assessment) bool {
		return a.State == impact.Approved && !a.Retired() && holds(a)
	}, func(a impact.Assessment) string { return a.Ref })
}

func deployedBeforeAssessed(s *snapshot.Snapshot) []string {
	first := map[string]impact.Assessment{}
	for _, a := range s.Assessments {
		if _, seen := first[a.System]; !seen && a.ApprovedAt != "" {
			first[a.System] = a
		}
	}
	return refs(s.SystemsInScope(), func(y inventory.System) bool {
		a, ok := first[y.Ref]
		return ok && y.DeployedOn != "" && y.DeployedOn < a.ApprovedAt.Day()
	}, systemRef)
}

// graveButNoRisk lists the assessments in force with a harm rated high or more that
// no risk takes up.
func graveButNoRisk(s *snapshot.Snapshot) []string {
	whole, harms := map[string]bool{}, map[string]bool{}
	for _, r := range s.Risks {
		if r.Retired() {
			continue
		}
		for _, h := range r.Harms {
			harms[h] = true
		}
		for _, a := range r.Assessments { // a risk that names no harm stands for the assessment
			whole[a] = whole[a] || len(r.Harms) == 0
		}
	}
	return approvedWhere(s, func(a impact.Assessment) bool {
		return !whole[a.Ref] && slices.ContainsFunc(a.Of(impact.Harm), func(it impact.Item) bool {
			return it.Level() >= impact.High && !harms[a.NameOf(it)]
		})
	})
}
