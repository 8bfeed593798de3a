package readiness

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
)

var scopeRules = []rule{
	{
		id: "SCP-01", severity: Minor, clauses: []string{"4.1"}, stage: "scope",
		message: "The organisation and its roles with AI are not described",
		fix:     "Describe the organisation, what it does with AI and which roles it plays.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return s.Organisation().Name != "" && len(s.Organisation().Roles) > 0
		}),
	},
	{
		id: "SCP-02", severity: Minor, clauses: []string{"4.1"}, stage: "scope",
		message: "It is not recorded whether climate change is a relevant issue",
		fix:     "Decide yes or no and write down why; 4.1 asks for the conclusion.",
		find: missing(func(s *snapshot.Snapshot) bool {
			c := s.Organisation().Climate
			return c == scope.Yes || c == scope.No
		}),
	},
	{
		id: "SCP-03", severity: Minor, clauses: []string{"4.1"}, stage: "scope",
		message: "No external or no internal issue is recorded",
		fix:     "Record the issues that bear on the management system, from outside and inside.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return hasIssue(s, scope.External) && hasIssue(s, scope.Internal) || documentedBy(s, "4.1")
		}),
	},
	{
		id: "SCP-04", severity: Minor, clauses: []string{"4.2"}, stage: "scope",
		message: "No interested party with its needs is recorded",
		fix:     "Record who has a stake in your AI, what they need, and whether the AIMS addresses it.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return len(refs(s.Needs, inForceNeed, func(n scope.Need) string { return n.Ref })) > 0 || documentedBy(s, "4.2")
		}),
	},
	{
		id: "SCP-05", severity: Minor, clauses: []string{"4.2"}, stage: "scope",
		message: "For some needs it is not decided whether the AIMS addresses them",
		fix:     "Open each need and answer yes or no, with how or why.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Needs, func(n scope.Need) bool {
				return inForceNeed(n) && n.Addressed != scope.Yes && n.Addressed != scope.No
			}, func(n scope.Need) string { return n.Ref })
		}),
	},
	{
		id: "SCP-06", severity: Major, clauses: []string{"4.3"}, stage: "scope",
		message: "There is no approved scope statement",
		fix:     "Write the scope statement and have it approved.",
		find:    missing(func(s *snapshot.Snapshot) bool { _, ok := s.Scope(); return ok }),
	},
	{
		id: "SCP-07", severity: Minor, clauses: []string{"4.4"}, stage: "scope",
		message: "The processes of the management system are not recorded",
		fix:     "Begin with the proposed processes, or attach your own process map as evidence for clause 4.4.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return slices.ContainsFunc(s.Processes, func(p scope.Process) bool { return !p.Retired() }) || documentedBy(s, "4.4")
		}),
	},
}

// documentedBy says whether any evidence in force is linked to a clause.
func documentedBy(s *snapshot.Snapshot, clause string) bool {
	return s.EvidenceCount(controls.ClauseKey(clause).String()) > 0
}

func inForceNeed(n scope.Need) bool { return !n.Retired() }

func hasIssue(s *snapshot.Snapshot, side scope.Side) bool {
	for _, i := range s.Issues {
		if i.Side == side && !i.Retired() {
			return true
		}
	}
	return false
}

var leadershipRules = []rule{
	{
		id: "LDR-01", severity: Major, clauses: []string{"5.2", "A.2.2"}, stage: "leadership",
		message: "There is no approved AI policy",
		fix:     "Write the AI policy and have it approved.",
		find:    missing(func(s *snapshot.Snapshot) bool { _, ok := policyInForce(s); return ok }),
	},
	{
		id: "LDR-02", severity: Major, clauses: []string{"5.2"}, stage: "leadership",
		message: "The AI policy in force is not signed by top management",
		fix:     "Ask an executive to sign the version in force.",
		find: each(func(s *snapshot.Snapshot) []string {
			v, ok := policyInForce(s)
			if !ok || len(s.SignaturesOn(v.Ref)) > 0 {
				return nil
			}
			return []string{v.Ref}
		}),
	},
	{
		id: "CR-16", severity: Major, clauses: []string{"5.2", "7.5.2", "A.2.4"}, stage: "leadership",
		message: "The text of a signed policy is not the text that was signed",
		fix:     "Find out who changed it outside the workbench, restore the signed text from a backup, and have it signed again if it must change.",
		find:    each(alteredPolicies),
	},
	{
		id: "LDR-03", severity: Minor, clauses: []string{"5.2", "A.2.4"}, stage: "leadership",
		message: "The review of a policy is overdue, or none is planned",
		fix:     "Review the policy and set the date of the next review.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Policies, func(p leadership.Policy) bool {
				_, approved := s.InForce(p.Ref)
				return approved && !p.Retired() && (p.ReviewOn == "" || p.ReviewOn.Passed(s.Today()))
			}, func(p leadership.Policy) string { return p.Ref })
		}),
	},
	{
		id: "LDR-04", severity: Major, clauses: []string{"5.3"}, stage: "leadership",
		message: "Nobody is assigned to answer for the conformity of the AIMS",
		fix:     "Assign a role with the duty “conformity” to a person.",
		find:    missing(func(s *snapshot.Snapshot) bool { return assigned(s, leadership.Conformity) }),
	},
	{
		id: "LDR-05", severity: Major, clauses: []string{"5.3"}, stage: "leadership",
		message: "Nobody is assigned to report the performance of the AIMS to top management",
		fix:     "Assign a role with the duty “reporting” to a person.",
		find:    missing(func(s *snapshot.Snapshot) bool { return assigned(s, leadership.Reporting) }),
	},
}

func policyInForce(s *snapshot.Snapshot) (leadership.Version, bool) {
	p, ok := s.MainPolicy()
	if !ok {
		return leadership.Version{}, false
	}
	return s.InForce(p.Ref)
}

func alteredPolicies(s *snapshot.Snapshot) []string {
	texts := map[string]string{}
	for _, v := range s.Versions {
		texts[v.Ref] = trail.Sum([]byte(v.Text))
	}
	return refs(s.Signatures, func(g leadership.Signature) bool { return texts[g.Target] != g.TargetSum },
		func(g leadership.Signature) string { return g.Ref })
}

func assigned(s *snapshot.Snapshot, duty leadership.Duty) bool {
	for _, r := range s.Roles {
		if r.Duty == duty && r.Person != "" && !r.Retired() {
			return true
		}
	}
	return false
}

var inventoryRules = []rule{
	{
		id: "INV-01", severity: Major, clauses: []string{"4.1", "A.4.2"}, stage: "inventory",
		message: "No AI system is recorded",
		fix:     "Register the AI systems that the organisation develops, provides or uses.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return len(refs(s.Systems, inUse, systemRef)) > 0
		}),
	},
	{
		id: "CR-15", severity: Major, clauses: []string{"4.3", "A.4.2"}, stage: "inventory",
		message: "For some AI systems it is not decided, or not explained, whether the AIMS covers them",
		fix:     "Open each system and say whether it is in scope; give the reason when it is not.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Systems, func(y inventory.System) bool {
				undecided := y.InScope != scope.Yes && y.InScope != scope.No
				return inUse(y) && (undecided || y.InScope == scope.No && strings.TrimSpace(y.ScopeReason) == "")
			}, systemRef)
		}),
	},
	{
		id: "INV-02", severity: Minor, clauses: []string{"4.1"}, stage: "inventory",
		message: "For some AI systems in scope our own role is not determined",
		fix:     "Open each system and tick the role or roles we play for it.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.SystemsInScope(), func(y inventory.System) bool { return len(y.Roles) == 0 }, systemRef)
		}),
	},
	{
		id: "INV-03", severity: Minor, clauses: []string{"A.9.2", "A.3.2"}, stage: "inventory",
		message: "For some AI systems in scope human oversight is not described",
		fix:     "Say who watches each system and what they may do: stop it, overrule it, correct it.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.SystemsInScope(), func(y inventory.System) bool { return strings.TrimSpace(y.Oversight) == "" }, systemRef)
		}),
	},
	{
		id: "CR-14", severity: Minor, clauses: []string{"6.1.2", "8.2"}, stage: "risk",
		message: "Some AI systems in scope appear in no risk",
		fix:     "Assess the risks of each system and link it to them.",
		find: each(func(s *snapshot.Snapshot) []string {
			seen := map[string]bool{}
			for _, r := range s.Risks {
				for _, y := range r.Systems {
					seen[y] = seen[y] || !r.Retired()
				}
			}
			return refs(s.SystemsInScope(), func(y inventory.System) bool { return !seen[y.Ref] }, systemRef)
		}),
	},
}

func inUse(y inventory.System) bool { return !y.Retired() }

func systemRef(y inventory.System) string { return y.Ref }

// evidenceRules name mandatory documented information that a register of internal/register
// holds, or evidence.
var evidenceRules = documentRules()

// documented lists the clauses whose mandatory documented information has no rule of a
// stage of its own.
var documented = []string{"7.2", "8.1", "9.1", "9.2.2", "9.3.3", "10.2"}

func documentRules() []rule {
	var out []rule
	for _, d := range controls.MustLoad().Documents {
		if !slices.Contains(documented, d.Clause) {
			continue
		}
		clause := d.Clause
		out = append(out, rule{
			id: "DOC-" + clause, severity: Major, clauses: []string{clause}, stage: "evidence",
			message: "Nothing is recorded for clause " + clause + ": " + d.What,
			fix:     "Record it where it is made, or attach what you have as evidence for clause " + clause + ".",
			find:    missing(func(s *snapshot.Snapshot) bool { return document.Lies(s, clause) }),
		})
	}
	return append(out, rule{
		id: "EVD-01", severity: Minor, clauses: []string{"7.5.3"}, stage: "evidence",
		message: "Some evidence is out of date or was rejected in review",
		fix:     "Replace it with current evidence or retire it.",
		find: each(func(s *snapshot.Snapshot) []string {
			var out []string
			for _, i := range s.Evidence {
				if !i.Retired() && i.Concern(s.Today()) != "" {
					out = append(out, i.Ref)
				}
			}
			return out
		}),
	})
}
