package readiness

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
)

var scopeRules = []rule{
	{
		id: "SCP-01", severity: Minor, at: Stage1, clauses: []string{"4.1"}, stage: "scope",
		message: "The organisation and its roles with AI are not described",
		why:     "The standard asks that roles be determined; the facts exist and take little to write down.",
		fix:     "Describe the organisation, what it does with AI and which roles it plays.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return s.Organisation().Name != "" && len(s.Organisation().Roles) > 0
		}),
	},
	{
		id: "SCP-02", severity: Minor, at: Stage1, clauses: []string{"4.1"}, stage: "scope",
		message: "It is not recorded whether climate change is a relevant issue",
		why:     "The conclusion is asked for in so many words, but its absence puts nothing else in doubt.",
		fix:     "Decide yes or no and write down why; 4.1 asks for the conclusion.",
		find: missing(func(s *snapshot.Snapshot) bool {
			c := s.Organisation().Climate
			return c == scope.Yes || c == scope.No
		}),
	},
	{
		id: "SCP-03", severity: Minor, at: Stage1, clauses: []string{"4.1"}, stage: "scope",
		message: "No external or no internal issue is recorded",
		why:     "The scope and the risks rest on the issues, yet a list can be added without changing either.",
		fix:     "Record the issues that bear on the management system, from outside and inside.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return hasIssue(s, scope.External) && hasIssue(s, scope.Internal) || documentedBy(s, "4.1")
		}),
	},
	{
		id: "SCP-04", severity: Minor, at: Stage1, clauses: []string{"4.2"}, stage: "scope",
		message: "No interested party with its needs is recorded",
		why:     "Needs feed the scope and the risks; without a list the auditor asks what they rest on.",
		fix:     "Record who has a stake in your AI, what they need, and whether the AIMS addresses it.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return len(refs(s.Needs, inForceNeed, func(n scope.Need) string { return n.Ref })) > 0 || documentedBy(s, "4.2")
		}),
	},
	{
		id: "SCP-05", severity: Minor, at: Stage1, clauses: []string{"4.2"}, stage: "scope",
		message: "For some needs it is not decided whether the AIMS addresses them",
		why:     "The parties are known, and only the decision about some of their needs is open.",
		fix:     "Open each need and answer yes or no, with how or why.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Needs, func(n scope.Need) bool {
				return inForceNeed(n) && n.Addressed != scope.Yes && n.Addressed != scope.No
			}, func(n scope.Need) string { return n.Ref })
		}),
	},
	{
		id: "SCP-06", severity: Major, at: Stage1, clauses: []string{"4.3"}, stage: "scope",
		message: "There is no approved scope statement",
		why:     "Without a scope there is nothing to certify, and Stage 2 cannot be planned.",
		fix:     "Write the scope statement and have it approved, or attach the one you have for clause 4.3 and have a second person accept it.",
		find:    missing(func(s *snapshot.Snapshot) bool { _, ok := s.Scope(); return ok || acceptedFor(s, "4.3") }),
	},
	{
		id: "SCP-07", severity: Minor, at: Stage1, clauses: []string{"4.4"}, stage: "scope",
		message: "The processes of the management system are not recorded",
		why:     "The processes run whether or not they are written down, but the auditor cannot follow them.",
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

// acceptedFor says whether a second person accepted evidence for a clause that is valid
// today: then a paper kept elsewhere shows what a register here would.
func acceptedFor(s *snapshot.Snapshot, clause string) bool {
	for i := range s.Supporting(controls.ClauseKey(clause).String()) {
		if i.Review == evidence.Accepted && i.Concern(s.Today()) == "" {
			return true
		}
	}
	return false
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
		id: "LDR-01", severity: Major, at: Stage1, clauses: []string{"5.2", "A.2.2"}, stage: "leadership",
		message: "There is no approved AI policy",
		why:     "The policy is required documented information, and objectives and roles follow from it.",
		fix:     "Write the AI policy and have it approved.",
		find:    missing(func(s *snapshot.Snapshot) bool { _, ok := policyInForce(s); return ok }),
	},
	{
		id: "LDR-02", severity: Major, at: Stage1, clauses: []string{"5.2"}, stage: "leadership",
		message: "The AI policy in force is not signed by top management",
		why:     "Top management has to establish the policy; unsigned, nothing shows that it did.",
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
		id: "CR-16", severity: Major, at: Stage2, clauses: []string{"5.2", "7.5.2", "A.2.4"}, stage: "leadership",
		message: "The text of a signed policy is not the text that was signed",
		why:     "If a signed text can change unseen, the auditor can trust no signature in the system.",
		fix:     "Find out who changed it outside the workbench, restore the signed text from a backup, and have it signed again if it must change.",
		find:    each(alteredPolicies),
	},
	{
		id: "LDR-03", severity: Minor, at: Stage2, clauses: []string{"5.2", "A.2.4"}, stage: "leadership",
		message: "The review of a policy is overdue, or none is planned",
		why:     "A policy stands and is signed; only its review is late.",
		fix:     "Review the policy and set the date of the next review.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Policies, func(p leadership.Policy) bool {
				_, approved := s.InForce(p.Ref)
				return approved && !p.Retired() && (p.ReviewOn == "" || p.ReviewOn.Passed(s.Today()))
			}, func(p leadership.Policy) string { return p.Ref })
		}),
	},
	{
		id: "LDR-04", severity: Major, at: Stage1, clauses: []string{"5.3"}, stage: "leadership",
		message: "Nobody is assigned to answer for the conformity of the AIMS",
		why:     "The standard names this duty and asks that somebody holds it; nobody does.",
		fix:     "Assign a role with the duty “conformity” to a person, or attach the appointment for clause 5.3 and have a second person accept it.",
		find:    missing(func(s *snapshot.Snapshot) bool { return assigned(s, leadership.Conformity) || acceptedFor(s, "5.3") }),
	},
	{
		id: "LDR-05", severity: Major, at: Stage1, clauses: []string{"5.3"}, stage: "leadership",
		message: "Nobody is assigned to report the performance of the AIMS to top management",
		why:     "The standard names this duty and asks that somebody holds it; nobody does.",
		fix:     "Assign a role with the duty “reporting” to a person, or attach the appointment for clause 5.3 and have a second person accept it.",
		find:    missing(func(s *snapshot.Snapshot) bool { return assigned(s, leadership.Reporting) || acceptedFor(s, "5.3") }),
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
		id: "INV-01", severity: Major, at: Stage1, clauses: []string{"4.1", "A.4.2"}, stage: "inventory",
		message: "No AI system is recorded",
		why:     "Without AI systems there is nothing that the management system manages.",
		fix:     "Register the AI systems that the organisation develops, provides or uses.",
		find: missing(func(s *snapshot.Snapshot) bool {
			return len(refs(s.Systems, inUse, systemRef)) > 0
		}),
	},
	{
		id: "CR-15", severity: Major, at: Stage1, clauses: []string{"4.3", "A.4.2"}, stage: "inventory",
		message: "For some AI systems it is not decided, or not explained, whether the AIMS covers them",
		why:     "If it is unclear what the scope covers, every later finding about coverage follows from it.",
		fix:     "Open each system and say whether it is in scope; give the reason when it is not.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Systems, func(y inventory.System) bool {
				undecided := y.InScope != scope.Yes && y.InScope != scope.No
				return inUse(y) && (undecided || y.InScope == scope.No && strings.TrimSpace(y.ScopeReason) == "")
			}, systemRef)
		}),
	},
	{
		id: "INV-02", severity: Minor, at: Stage1, clauses: []string{"4.1"}, stage: "inventory",
		message: "For some AI systems in scope our own role is not determined",
		why:     "The systems are known; our part in some of them is not written down.",
		fix:     "Open each system and tick the role or roles we play for it.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.SystemsInScope(), func(y inventory.System) bool { return len(y.Roles) == 0 }, systemRef)
		}),
	},
	{
		id: "INV-03", severity: Minor, at: Stage2, clauses: []string{"A.9.2", "A.3.2"}, stage: "inventory",
		message: "For some AI systems in scope human oversight is not described",
		why:     "People watch most systems; for some it is not said who and with what power.",
		fix:     "Say who watches each system and what they may do: stop it, overrule it, correct it.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.SystemsInScope(), func(y inventory.System) bool { return strings.TrimSpace(y.Oversight) == "" }, systemRef)
		}),
	},
	{
		id: "CR-14", severity: Minor, at: Stage2, clauses: []string{"6.1.2", "8.2"}, stage: "risk",
		message: "Some AI systems in scope appear in no risk",
		why:     "Risks are assessed as a rule; these systems were passed over.",
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
