package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// mostWaiting keeps a long list of risks from pushing the stages off the page.
const mostWaiting = 6

// queues are the acts that only somebody of a certain role can do, each with what
// waits for it.
var queues = []struct {
	can  access.Permission
	find func(s view, person string) []ui.Task
}{
	{access.SignPolicy, toSign},
	{access.ApproveScope, scopeToApprove},
	{access.ApprovePolicy, policiesToApprove},
	{access.ApproveImpact, impactToApprove},
	{access.ApproveSoA, soaToApprove},
	{access.ApprovePlan, plansToApprove},
	{access.SignGate, gatesToSign},
	{access.ApproveChange, changesToApprove},
	{access.ApproveDocument, documentsToApprove},
	{access.AcceptRisk, toAccept},
	{access.SignReview, minutesToSign},
}

// waiting lists what only somebody like this person can move on: to sign, to
// approve, to accept.
func waiting(v view, who access.Actor) []ui.Task {
	var out []ui.Task
	for _, q := range queues {
		if who.May(q.can) {
			out = append(out, q.find(v, who.Ref)...)
		}
	}
	return out
}

// blocked lists what this person cannot move on: it waits for somebody else.
func blocked(v view, who access.Actor) []homeview.Wait {
	var out []homeview.Wait
	for _, q := range queues {
		if !who.May(q.can) {
			out = append(out, waits(q.find(v, ""), q.can)...)
		}
	}
	return out
}

// waits says of tasks for whom they wait.
func waits(tasks []ui.Task, can access.Permission) []homeview.Wait {
	var titles []string
	for _, role := range access.Roles {
		if (access.Actor{Ref: "anybody", Role: role}).May(can) {
			titles = append(titles, role.Title())
		}
	}
	out := make([]homeview.Wait, len(tasks))
	for i, t := range tasks {
		out[i] = homeview.Wait{Task: t, For: strings.Join(titles, " or ")}
	}
	return out
}

// showWaiting lists what waits for an act of certain roles.
func (s *Server) showWaiting(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	var all []homeview.Wait
	whom := r.QueryParam("for")
	for _, q := range queues {
		switch mine := r.who.May(q.can); {
		case mine && whom != "others":
			all = append(all, waits(q.find(v, r.who.Ref), q.can)...)
		case !mine && whom != "me":
			all = append(all, readOnly(waits(q.find(v, ""), q.can))...)
		}
	}
	if whom != "others" {
		for _, t := range slices.Concat(toAcknowledge(v, r.who.Ref), concernsOpen(v, r.who), upkeep(v, r.who, true)) {
			all = append(all, homeview.Wait{Task: t, For: "you"})
		}
	}
	p := homeview.WaitingPage{Tasks: all, Count: countOf(int64(len(all)), "thing waits", "things wait"), Filter: r.filter("", ui.FilterSelect{
		Name: "for", Label: "Waits for", Options: []ui.Option{{Value: "me", Label: "Me"}, {Value: "others", Label: "Somebody else"}},
	})}
	return r.show(page{title: "Waiting", body: homeview.Waiting(p)})
}

// readOnly leads from an act that somebody else must do to the record it is about.
func readOnly(all []homeview.Wait) []homeview.Wait {
	for i, w := range all {
		all[i].Href, _, _ = strings.Cut(w.Href, "/approve")
		for _, act := range []string{"/sign", "/accept"} {
			all[i].Href = strings.TrimSuffix(all[i].Href, act)
		}
	}
	return all
}

func scopeToApprove(s view, _ string) []ui.Task {
	var out []ui.Task
	for _, st := range s.Statements {
		if st.Editable() && st.Ready() == nil {
			out = append(out, task("Approve version "+strconv.Itoa(st.Number)+" of the scope statement", "4.3", link.ScopeStatementApprove(st.Ref)))
		}
	}
	return out
}

func impactToApprove(s view, _ string) []ui.Task {
	var out []ui.Task
	names := map[string]string{}
	for i := range s.Systems {
		names[s.Systems[i].Ref] = s.Systems[i].Name
	}
	for _, a := range s.Assessments {
		if !a.Frozen() && len(a.Gaps()) == 0 {
			out = append(out, task("Approve the impact assessment of “"+names[a.System]+"”, "+a.Ref, "6.1.4", link.AssessmentApprove(a.Ref)))
		}
	}
	return out
}

func task(title, clause, href string) ui.Task {
	return ui.Task{Title: title, Clause: clause, Href: href, Status: ui.NotStarted}
}

// toSign asks a person for the signature they have not given; without a person, for
// the first one at all. Each of top management stands behind the AI policy; under a
// policy on a topic one signature is enough, and procedures need none.
func toSign(s view, person string) []ui.Task {
	var out []ui.Task
	for _, p := range s.Policies {
		v, ok := s.InForce(p.Ref)
		if !ok || !waitsForSignature(s, p, v, person) {
			continue
		}
		t := task("Sign version "+strconv.Itoa(v.Number)+" of “"+p.Title+"”", "5.2", link.VersionSign(v.Ref))
		t.Hint = v.Changes
		out = append(out, t)
	}
	return out
}

// waitsForSignature says whether the version in force is still to be signed by a person.
func waitsForSignature(s view, p leadership.Policy, v leadership.Version, person string) bool {
	enough := person == "" || p.Kind() == leadership.Topic
	return !p.Retired() && p.Kind() != leadership.Procedure &&
		!slices.ContainsFunc(s.SignaturesOn(v.Ref), func(g leadership.Signature) bool { return enough || g.Signer == person })
}

// toAcknowledge asks a person to read what they were asked to acknowledge.
func toAcknowledge(s view, person string) []ui.Task {
	var out []ui.Task
	for _, a := range s.Acks {
		v, known := s.Version(a.Document)
		if !known || !a.Waits() || a.Account != person || person == "" || v.State != leadership.Approved {
			continue
		}
		t := task("Read version "+strconv.Itoa(v.Number)+" of “"+s.PolicyTitle(v.Policy)+"”", "7.3", link.Policy(v.Ref))
		t.Hint = "You are asked to read it and to say so"
		if a.Due != "" {
			t.Hint += " by " + a.Due.Human()
		}
		if a.Due.Passed(s.Today()) {
			t.Status = ui.NeedsAttention
		}
		out = append(out, t)
	}
	return out
}

func policiesToApprove(s view, _ string) []ui.Task {
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
func soaToApprove(s view, _ string) []ui.Task {
	if len(readiness.Undecided(s.Snapshot)) > 0 {
		return nil
	}
	last, ok := s.Statement()
	if ok && !slices.ContainsFunc(s.Rows, func(r soa.Row) bool { return r.UpdatedAt > last.ApprovedAt }) {
		return nil
	}
	return []ui.Task{task("Approve the Statement of Applicability", "6.1.3", link.SoAApprove())}
}

func toAccept(s view, _ string) []ui.Task {
	c, _ := s.RiskCriteria()
	var open []risk.Risk
	for i := range s.Risks {
		r := &s.Risks[i]
		if !r.NeedsAcceptance(c) {
			continue
		}
		a, ok := s.AcceptanceOf(r.Ref)
		if ok {
			ok, _ = a.Stands(*r, s.Today())
		}
		if !ok {
			open = append(open, *r)
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

// plansToApprove asks for the approval of all plans that changed or were never
// approved, as one thing: they are read and approved on one page.
func plansToApprove(s view, _ string) []ui.Task {
	waiting, _ := plansOf(s)
	switch n := len(waiting); n {
	case 0:
		return nil
	case 1:
		return []ui.Task{task("Approve the treatment plan: "+waiting[0].Risk.Title, "6.1.3", link.Plan(waiting[0].Risk.Ref))}
	default:
		return []ui.Task{task("Approve "+strconv.Itoa(n)+" treatment plans", "6.1.3", link.Plans())}
	}
}

// gatesToSign asks for the sign-off of gates whose questions are answered. The owner of
// a system does not sign for it.
func gatesToSign(s view, person string) []ui.Task {
	name, email := s.nameOf(person)
	var out []ui.Task
	for _, g := range s.Gates {
		if g.Retired() || g.Signed() || len(g.Wants()) > 0 || person != "" && aims.Names(s.ownerOf(g.System), name, email) {
			continue
		}
		out = append(out, task("Sign off the gate: "+g.Title, "A.6.1.3", link.GateSign(g.Ref)))
	}
	return out
}

func (v view) nameOf(person string) (name, email string) {
	for _, p := range v.People {
		if p.Ref == person {
			return p.Name, p.Email
		}
	}
	return "", ""
}

func (v view) ownerOf(system string) string {
	for _, y := range v.Systems {
		if y.Ref == system {
			return y.Owner
		}
	}
	return ""
}

// changesToApprove asks for the approval of planned changes before they are carried
// out: whom they name, or where they name nobody, all who may.
func changesToApprove(s view, person string) []ui.Task {
	name, email := s.nameOf(person)
	var out []ui.Task
	for _, c := range s.Changes {
		if !c.Retired() && c.Origin == inventory.Planned && !c.Given() && c.DoneOn == "" && (person == "" || c.Approver == "" || aims.Names(c.Approver, name, email)) {
			out = append(out, task("Approve the change of an AI system: "+c.Title, "8.1", link.Entry(c.Ref)))
		}
	}
	for _, c := range s.Planned {
		if !c.Retired() && !c.Given() && c.DoneOn == "" {
			out = append(out, task("Approve the change of the management system: "+c.Title, "6.3", link.Entry(c.Ref)))
		}
	}
	return out
}

func documentsToApprove(s view, _ string) []ui.Task {
	var out []ui.Task
	for _, d := range s.Documents {
		if !d.Retired() && d.State == support.Draft {
			out = append(out, task("Approve edition "+d.Edition+" of “"+d.Title+"”", "7.5.2", link.Entry(d.Ref)))
		}
	}
	return out
}
