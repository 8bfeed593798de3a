package readiness

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// knownRules ask whether documents are known to those they bind (5.2, 7.3, 7.4), and
// whether the people who are named can act (5.3).
var knownRules = []rule{
	{
		id: "LDR-06", severity: Minor, at: Stage2, clauses: []string{"5.2", "7.4"}, stage: "leadership",
		message: "It is not recorded that the AI policy in force was told inside and is within reach of interested parties",
		why:     "The policy is in force; that people can find it is a record away.",
		fix:     "Record one publication for your people and one for interested parties, or say where they find it.",
		find:    each(notMadeKnown),
	},
	{
		id: "LDR-07", severity: Minor, at: Stage2, clauses: []string{"7.3", "5.2"}, stage: "leadership",
		message: "People who were asked to acknowledge a document have not done so in time",
		why:     "People were asked, so the way to make the policy known exists; some are late.",
		fix:     "Remind them, or find out what keeps them from reading it.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Acks, func(a leadership.Acknowledgement) bool {
				v, ok := s.Version(a.Document)
				return a.Waits() && a.Due.Passed(s.Today()) && ok && v.State == leadership.Approved
			}, func(a leadership.Acknowledgement) string { return a.Ref })
		}),
	},
	{
		id: "LDR-08", severity: Minor, at: Stage2, clauses: []string{"7.3", "5.2"}, stage: "leadership",
		message: "Nobody was asked to acknowledge the AI policy in force, and nothing else shows that people know it",
		why:     "The policy exists, but the auditor will ask staff, and nothing shows that they know it.",
		fix:     "Open the version in force and ask people, or attach evidence for clause 7.3.",
		find: each(func(s *snapshot.Snapshot) []string {
			v, ok := policyInForce(s)
			if !ok || len(s.AskedOn(v.Ref)) > 0 || documentedBy(s, "7.3") {
				return nil
			}
			return []string{v.Ref}
		}),
	},
	{
		id: "LDR-09", severity: Minor, at: Stage1, clauses: []string{"5.2", "7.5.2"}, stage: "leadership",
		message: "A document in force still has places in square brackets that nobody filled in",
		why:     "The document is approved and in use; some of its places were overlooked.",
		fix:     "Draft the next version, fill in the places and have it approved.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Versions, func(v leadership.Version) bool {
				return v.State == leadership.Approved && standing(s, v.Policy) && len(leadership.Places(v.Text)) > 0
			}, func(v leadership.Version) string { return v.Ref })
		}),
	},
	{
		id: "LDR-10", severity: Minor, at: Stage1, clauses: []string{"5.3"}, stage: "leadership",
		message: "Somebody who holds a duty of 5.3 has no account here, or has left",
		why:     "The duty is assigned on paper; the person it names cannot carry it out here.",
		fix:     "Name a person who is here, write the name as in the account, or give them an account.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Roles, func(r leadership.Role) bool {
				return !r.Retired() && r.Duty != leadership.Other && strings.TrimSpace(r.Person) != "" && !isHere(s, r.Person)
			}, func(r leadership.Role) string { return r.Ref })
		}),
	},
	{
		id: "LDR-11", severity: Minor, at: Stage1, clauses: []string{"5.3", "A.3.2"}, stage: "leadership",
		message: "The role that answers for an activity has ended, or nobody holds it",
		why:     "Most duties stand; for some activities nobody answers.",
		fix:     "Give the A of the activity to a role that somebody holds.",
		find: each(func(s *snapshot.Snapshot) []string {
			return refs(s.Activities, func(a leadership.Activity) bool {
				return !a.Retired() && !slices.ContainsFunc(s.Roles, func(r leadership.Role) bool {
					return r.Ref == a.Accountable && !r.Retired() && strings.TrimSpace(r.Person) != ""
				})
			}, func(a leadership.Activity) string { return a.Ref })
		}),
	},
}

// notMadeKnown is the AI policy in force unless both audiences of 5.2 were reached.
func notMadeKnown(s *snapshot.Snapshot) []string {
	v, ok := policyInForce(s)
	if !ok {
		return nil
	}
	reached := map[leadership.Audience]bool{}
	for _, p := range s.PublishedOn(v.Ref) {
		reached[p.Audience] = true
	}
	if reached[leadership.Inside] && reached[leadership.Outside] {
		return nil
	}
	return []string{v.Ref}
}

// standing says whether a policy is in force as a document.
func standing(s *snapshot.Snapshot, policy string) bool {
	return slices.ContainsFunc(s.Policies, func(p leadership.Policy) bool { return p.Ref == policy && !p.Retired() })
}

// isHere says whether a role names somebody whose account is open. Roles keep names
// as text, and one text may name several people.
func isHere(s *snapshot.Snapshot, named string) bool {
	named = strings.ToLower(named)
	for _, p := range s.People {
		if !p.Retired() && p.Name != "" && (strings.Contains(named, strings.ToLower(p.Name)) || p.Email != "" && strings.Contains(named, p.Email)) {
			return true
		}
	}
	return false
}
