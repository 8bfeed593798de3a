package readiness

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/snapshot"
)

var riskRules = []rule{
	{
		id: "RSK-01", severity: Major, at: Stage1, clauses: []string{"6.1.1"}, stage: "risk",
		message: "No risk criteria are set",
		why:     "Without criteria no risk can be called acceptable, so no assessment that follows can be judged.",
		fix:     "Set the scales, the bands and the level up to which risk is acceptable.",
		find:    missing(func(s *snapshot.Snapshot) bool { _, ok := s.RiskCriteria(); return ok }),
	},
	{
		id: "RSK-02", severity: Major, at: Stage1, clauses: []string{"6.1.2", "8.2"}, stage: "risk",
		message: "No AI risk is recorded",
		why:     "Without a risk the treatment, the controls and the Statement rest on nothing.",
		fix:     "Identify and assess the risks of your AI systems.",
		find:    missing(func(s *snapshot.Snapshot) bool { return len(s.RisksInForce()) > 0 }),
	},
	{
		id: "RSK-03", severity: Minor, at: Stage2, clauses: []string{"6.1.2", "8.2"}, stage: "risk",
		message: "Some risks are not assessed: likelihood or impact is missing",
		why:     "The risk is identified; its rating is open.",
		fix:     "Open each risk and rate its likelihood and impact, with the reason.",
		find:    riskRule(func(_ *snapshot.Snapshot, r risk.Risk) bool { return r.InherentLevel == 0 }),
	},
	{
		id: "RSK-04", severity: Minor, at: Stage2, clauses: []string{"6.1.2"}, stage: "risk",
		message: "Some risks do not say what they mean for individuals or for society",
		why:     "The method works but looks only at the organisation for these risks.",
		fix:     "Describe the consequences for the organisation, for individuals and for society.",
		find: riskRule(func(_ *snapshot.Snapshot, r risk.Risk) bool {
			return r.Kind != risk.Opportunity && strings.TrimSpace(r.ForIndividuals) == "" && strings.TrimSpace(r.ForSociety) == ""
		}),
	},
	{
		// Minor: a single risk without a decision is a lapse; that no risk is treated
		// at all shows in the Statement of Applicability and in CR-07.
		id: "RSK-05", severity: Minor, at: Stage2, clauses: []string{"6.1.3"}, stage: "risk",
		message: "For some assessed risks no treatment is chosen",
		why:     "One risk without a decision is a lapse; others show that decisions are taken.",
		fix:     "Open each risk and choose whether to mitigate, avoid, share or accept it.",
		find: riskRule(func(_ *snapshot.Snapshot, r risk.Risk) bool {
			return r.Kind == risk.Threat && r.InherentLevel > 0 && r.Treatment == ""
		}),
	},
	{
		id: "CR-13", severity: Minor, at: Stage2, clauses: []string{"6.1.4", "6.1.2"}, stage: "risk",
		message: "Some approved impact assessments found a grave harm that no risk takes up",
		why:     "Both pieces exist; the thread between them is missing for single harms.",
		fix:     "Assess the risk of each harm rated high or very high, and name the impact assessment it follows from.",
		find:    each(graveButNoRisk),
	},
	{
		id: "CR-01", severity: Major, at: Stage2, clauses: []string{"6.1.3"}, stage: "risk",
		message: "Some treated risks name no control",
		why:     "A treatment without a control is a promise: nothing lowers the risk, and the Statement cannot be traced.",
		fix:     "Open each risk and choose the controls that carry out its treatment.",
		find: riskRule(func(_ *snapshot.Snapshot, r risk.Risk) bool {
			return r.Treatable() && len(r.Controls) == 0
		}),
	},
	{
		id: "CR-07", severity: Major, at: Stage2, clauses: []string{"6.1.1", "6.1.3"}, stage: "risk",
		message: "Some residual risks lie above the criteria and are not accepted by management",
		why:     "Management has to accept what stays above its own limit; here a risk runs that nobody accepted.",
		fix:     "Treat them further, or ask an executive to accept them.",
		find: riskRule(func(s *snapshot.Snapshot, r risk.Risk) bool {
			c, ok := s.RiskCriteria()
			return ok && r.NeedsAcceptance(c) && !accepted(s, r)
		}),
	},
	{
		id: "CR-08", severity: Minor, at: Stage2, clauses: []string{"6.1.2", "8.3"}, stage: "risk",
		message: "Some residual levels are not credible: higher than before treatment, or lower without any implemented control",
		why:     "The rating was done; for single risks it cannot be believed as it stands.",
		fix:     "Rate the residual risk again, or show which implemented control lowers it.",
		find: riskRule(func(s *snapshot.Snapshot, r risk.Risk) bool {
			if r.ResidualLevel == 0 || r.InherentLevel == 0 || r.Kind == risk.Opportunity {
				return false
			}
			return r.ResidualLevel > r.InherentLevel || r.ResidualLevel < r.InherentLevel && !anyImplemented(s, r.Controls)
		}),
	},
	{
		id: "CR-09", severity: Minor, at: Stage2, clauses: []string{"8.3"}, stage: "risk",
		message: "Some treatment actions are overdue",
		why:     "The plan exists and is followed up; some of it is late.",
		fix:     "Complete each action, or agree a new date and say why.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Actions, func(a risk.Action) bool {
				return !a.Retired() && a.Overdue(s.Today())
			}, func(a risk.Action) string { return a.Ref })
		}),
	},
	{
		id: "RSK-06", severity: Minor, at: Stage2, clauses: []string{"6.1.3"}, stage: "risk",
		message: "Some treatment plans are not approved, or changed since they were approved",
		why:     "The treatment is thought through; the approval that is asked for is missing or old.",
		fix:     "Ask an executive to read the plans and approve them as they stand now.",
		find: riskRule(func(s *snapshot.Snapshot, r risk.Risk) bool {
			state, _, _ := s.PlanOf(r)
			return r.Planned() && state != risk.PlanApproved
		}),
	},
	{
		id: "RSK-07", severity: Minor, at: Stage2, clauses: []string{"8.2"}, stage: "risk",
		message: "Some assessed risks are overdue for review, or have no day for it",
		why:     "The risks were assessed once; looking again at planned intervals has slipped.",
		fix:     "Review each risk: confirm it with a note, or assess it anew, and set the next day.",
		find: riskRule(func(s *snapshot.Snapshot, r risk.Risk) bool {
			return r.InherentLevel > 0 && (r.ReviewOn == "" || r.ReviewOverdue(s.Today()))
		}),
	},
	{
		// Above the threshold CR-07 says it, and graver.
		id: "RSK-08", severity: Minor, at: Stage2, clauses: []string{"6.1.3"}, stage: "risk",
		message: "Some acceptances no longer fit the risk that they were given for",
		why:     "The risk lies within the criteria; only the paper about it is out of date.",
		fix:     "Ask an executive to accept the risk as it stands now, or to withdraw the acceptance.",
		find: riskRule(func(s *snapshot.Snapshot, r risk.Risk) bool {
			c, _ := s.RiskCriteria()
			_, given := s.AcceptanceOf(r.Ref)
			return given && !r.NeedsAcceptance(c) && r.ResidualLevel > 0 && c.InForce() && staleAcceptance(s, r)
		}),
	},
	{
		id: "RSK-09", severity: Minor, at: Stage1, clauses: []string{"6.1.1"}, stage: "risk",
		message: "Only threats are recorded, and no opportunity",
		why:     "Threats are handled; the standard speaks of opportunities as well.",
		fix:     "Record what AI could bring that is worth planning for; the risk library has examples.",
		find: missing(func(s *snapshot.Snapshot) bool {
			all := s.RisksInForce()
			return len(all) == 0 || slices.ContainsFunc(all, func(r risk.Risk) bool { return r.Kind == risk.Opportunity })
		}),
	},
	{
		id: "RSK-10", severity: Minor, at: Stage2, clauses: []string{"6.1.2"}, stage: "risk",
		message: "For some scores nobody wrote why they are what they are",
		why:     "The scores stand; another person could not come to the same ones.",
		fix:     "Open each risk and write the reason, so that another person would come to the same score.",
		find: riskRule(func(_ *snapshot.Snapshot, r risk.Risk) bool {
			return r.InherentLevel > 0 && blank(r.InherentReason) || r.ResidualLevel > 0 && blank(r.ResidualReason)
		}),
	},
}

// staleAcceptance says whether the newest acceptance was for another state of the
// risk. One that ended by its day is no gap where none is needed.
func staleAcceptance(s *snapshot.Snapshot, r risk.Risk) bool {
	a, _ := s.AcceptanceOf(r.Ref)
	state, _ := a.State(r, s.Today())
	return state == risk.AcceptanceStale
}

// riskRule is a rule about each risk in force.
func riskRule(broken func(s *snapshot.Snapshot, r risk.Risk) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		return refs(s.RisksInForce(), func(r risk.Risk) bool { return broken(s, r) }, func(r risk.Risk) string { return r.Ref })
	})
}

// accepted says whether an acceptance by management covers the risk as it is now.
func accepted(s *snapshot.Snapshot, r risk.Risk) bool {
	a, ok := s.AcceptanceOf(r.Ref)
	if !ok {
		return false
	}
	stands, _ := a.Stands(r, s.Today())
	return stands
}

func anyImplemented(s *snapshot.Snapshot, keys []string) bool {
	return slices.ContainsFunc(keys, func(key string) bool {
		row, ok := s.Row(key)
		return ok && row.Status == soa.Implemented
	})
}
