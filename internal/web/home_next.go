package web

import (
	"slices"
	"strconv"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// mends says what somebody must be allowed to do to mend a gap: by its rule where
// that differs from the stage.
var mends = map[string]access.Permission{
	"scope": access.EditScope, "leadership": access.EditPolicy, "inventory": access.EditSystem, "impact": access.EditImpact,
	"risk": access.EditRisk, "soa": access.EditSoA, "evidence": access.AddEvidence,

	"LDR-02": access.SignPolicy, "LDR-04": access.EditRoles, "LDR-05": access.EditRoles, "RSK-01": access.SetCriteria,
}

func mayMend(who access.Actor, g readiness.Gap) bool {
	if p, own := mends[g.Rule]; own {
		return who.May(p)
	}
	return who.May(mends[g.Stage])
}

// nextStep is the first gap that the person may mend in the order of the clauses,
// major ones first.
func nextStep(gaps []readiness.Gap, who access.Actor) *ui.Next {
	for _, severity := range []readiness.Severity{readiness.Major, readiness.Minor} {
		for _, g := range gaps {
			if g.Severity == severity && mayMend(who, g) {
				return &ui.Next{Title: g.Fix, Why: g.Message + ".", Clause: g.Clauses[0], Href: homeview.Where(g, who.May(access.AddEvidence)), Label: "Start here"}
			}
		}
	}
	return nil
}

// mostWaiting keeps a long list of risks from pushing the stages off the page.
const mostWaiting = 6

// queues are the acts that only somebody of a certain role can do, each with what
// waits for it.
var queues = []struct {
	can  access.Permission
	find func(s *snapshot.Snapshot, person string) []ui.Task
}{
	{access.SignPolicy, toSign},
	{access.ApproveScope, scopeToApprove},
	{access.ApprovePolicy, policiesToApprove},
	{access.ApproveImpact, impactToApprove},
	{access.ApproveSoA, soaToApprove},
	{access.AcceptRisk, toAccept},
}

// waiting lists what only somebody like this person can move on: to sign, to
// approve, to accept.
func waiting(s *snapshot.Snapshot, who access.Actor) []ui.Task {
	var out []ui.Task
	for _, q := range queues {
		if who.May(q.can) {
			out = append(out, q.find(s, who.Ref)...)
		}
	}
	return out
}

func scopeToApprove(s *snapshot.Snapshot, _ string) []ui.Task {
	var out []ui.Task
	for _, st := range s.Statements {
		if st.Editable() && st.Ready() == nil {
			out = append(out, task("Approve version "+strconv.Itoa(st.Number)+" of the scope statement", "4.3", link.ScopeStatementApprove(st.Ref)))
		}
	}
	return out
}

func impactToApprove(s *snapshot.Snapshot, _ string) []ui.Task {
	var out []ui.Task
	for _, a := range s.Assessments {
		if !a.Frozen() && len(a.Gaps()) == 0 {
			out = append(out, task("Approve the impact assessment "+a.Ref, "6.1.4", link.AssessmentApprove(a.Ref)))
		}
	}
	return out
}

func task(title, clause, href string) ui.Task {
	return ui.Task{Title: title, Clause: clause, Href: href, Status: ui.NotStarted}
}

func toSign(s *snapshot.Snapshot, person string) []ui.Task {
	var out []ui.Task
	for _, p := range s.Policies {
		v, ok := s.InForce(p.Ref)
		if p.Retired() || !ok || slices.ContainsFunc(s.SignaturesOn(v.Ref), func(g leadership.Signature) bool { return g.Signer == person }) {
			continue
		}
		out = append(out, task("Sign version "+strconv.Itoa(v.Number)+" of “"+p.Title+"”", "5.2", link.VersionSign(v.Ref)))
	}
	return out
}

func policiesToApprove(s *snapshot.Snapshot, _ string) []ui.Task {
	var out []ui.Task
	for _, v := range s.Versions {
		p := slices.IndexFunc(s.Policies, func(p leadership.Policy) bool { return p.Ref == v.Policy && !p.Retired() })
		if p >= 0 && v.State == leadership.Draft && !v.Retired() && v.Text != "" {
			out = append(out, task("Approve version "+strconv.Itoa(v.Number)+" of “"+s.Policies[p].Title+"”", "5.2", link.VersionApprove(v.Ref)))
		}
	}
	return out
}

// soaToApprove asks for approval once every control is decided and a row changed
// since the Statement was last approved.
func soaToApprove(s *snapshot.Snapshot, _ string) []ui.Task {
	if slices.ContainsFunc(readiness.Check(s), func(g readiness.Gap) bool { return g.Rule == "CR-05" }) {
		return nil
	}
	last, ok := s.Statement()
	if ok && !slices.ContainsFunc(s.Rows, func(r soa.Row) bool { return r.UpdatedAt > last.ApprovedAt }) {
		return nil
	}
	return []ui.Task{task("Approve the Statement of Applicability", "6.1.3", link.SoAApprove())}
}

func toAccept(s *snapshot.Snapshot, _ string) []ui.Task {
	c, _ := s.RiskCriteria()
	var open []risk.Risk
	for _, r := range s.RisksInForce() {
		a, ok := s.AcceptanceOf(r.Ref)
		if ok {
			ok, _ = a.Stands(r, s.Today())
		}
		if !ok && r.NeedsAcceptance(c) {
			open = append(open, r)
		}
	}
	if len(open) > mostWaiting {
		return []ui.Task{task("Decide on "+strconv.Itoa(len(open))+" residual risks above the acceptance threshold", "6.1.3", link.Risks("need", "acceptance", "status", currentRisks))}
	}
	var out []ui.Task
	for _, r := range open {
		out = append(out, task("Accept the residual risk or ask for more: "+r.Title, "6.1.3", link.RiskAccept(r.Ref)))
	}
	return out
}
