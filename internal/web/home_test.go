package web

import (
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/templates/homeview"
)

// viewOf is a view of records put together by hand, judged on 22 Nov 2026.
func viewOf(s snapshot.Snapshot) view {
	s.Position = trail.Checkpoint{At: "2026-11-22T12:00:00Z"}
	snap := snapshot.Of(s)
	gaps := readiness.Check(snap)
	return view{snap, gaps, readiness.Standings(snap, gaps), agenda.Items(snap), ownersOf(snap)}
}

func TestU04_TheNextStepIsOneThatThePersonMayDo(t *testing.T) {
	gaps := []readiness.Gap{
		{Rule: "DOC-6.2", Severity: readiness.Minor, Clauses: []string{"6.2"}, Stage: "evidence", Fix: "attach"},
		{Rule: "LDR-02", Severity: readiness.Major, Clauses: []string{"5.2"}, Stage: "leadership", Fix: "sign"},
		{Rule: "SCP-06", Severity: readiness.Major, Clauses: []string{"4.3"}, Stage: "scope", Fix: "write"},
		{Rule: "CR-05", Severity: readiness.Minor, Clauses: []string{"6.1.3"}, Stage: "soa", Fix: "decide"},
	}
	empty := viewOf(snapshot.Snapshot{})
	empty.gaps = gaps
	for role, want := range map[access.Role]string{access.Lead: "Answer the first questions", access.Contributor: "attach", access.Executive: "Nothing waits for you", access.Auditor: "Make the evidence pack", access.Reader: "Start with the catalogue"} {
		var p homeview.Page
		who := access.Actor{Ref: "USR-1", Name: "A", Role: role}
		switch role {
		case access.Lead:
			leadHome(&p, who, empty)
		case access.Executive:
			executiveHome(&p, who, empty)
		case access.Auditor:
			auditorHome(&p, who, empty)
		case access.Contributor:
			contributorHome(&p, who, empty)
		case access.Reader:
			readerHome(&p, access.Actor{Ref: "USR-3", Role: access.Reader}, empty)
		}
		if n := p.Next; n.Title != want || n.Why == "" || n.Href == "" || n.Label == "" || !strings.HasPrefix(n.Time, "about ") {
			t.Errorf("%s is told %+v, want %q", role, n, want)
		}
		if len(p.Then) > mostActs {
			t.Errorf("%s is told %d more things", role, len(p.Then))
		}
	}
}

func TestTheNextStepChangesWhenItIsDone(t *testing.T) {
	who := access.Actor{Ref: "USR-1", Name: "Ada", Role: access.Lead}
	var before, after homeview.Page
	leadHome(&before, who, viewOf(snapshot.Snapshot{}))
	leadHome(&after, who, viewOf(snapshot.Snapshot{Statements: []scope.Statement{{Head: store.Head{Ref: "SCP-2026-001", Version: 1}, State: scope.Approved}}}))
	if before.Next.Clause != "4.3" || after.Next.Title == before.Next.Title {
		t.Errorf("before %q, after %q", before.Next.Title, after.Next.Title)
	}
}

func TestWhatWaitsForWhom(t *testing.T) {
	v := viewOf(waitingSnapshot())
	for _, c := range []struct {
		who  access.Actor
		want []string
	}{
		{access.Actor{Ref: "USR-1", Role: access.Executive}, []string{"/leadership/policies/POL-2026-001.v1/sign", "/scope/statements/SCP-2026-001/approve", "/leadership/policies/POL-2026-001.v2/approve", "/risk/RSK-2026-001/accept"}},
		{access.Actor{Ref: "USR-SIGNED", Role: access.Executive}, []string{"/scope/statements/SCP-2026-001/approve", "/leadership/policies/POL-2026-001.v2/approve", "/risk/RSK-2026-001/accept"}},
		{access.Actor{Ref: "USR-2", Role: access.Lead}, []string{"/scope/statements/SCP-2026-001/approve", "/leadership/policies/POL-2026-001.v2/approve"}},
		{access.Actor{Ref: "USR-3", Role: access.Reader}, nil},
	} {
		var got []string
		for _, w := range waiting(v, c.who) {
			got = append(got, w.Href)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %s", c.who.Role, strings.Join(got, " "))
		}
	}
	stuck := readOnly(blocked(v, access.Actor{Ref: "USR-2", Role: access.Lead}))
	if len(stuck) != 1 || stuck[0].Href != "/risk/RSK-2026-001" || stuck[0].For != "Executive" {
		t.Errorf("blocked for the lead: %+v", stuck)
	}
}

// waitingSnapshot holds a policy signed by USR-SIGNED, drafts of a policy and of the
// scope, and risks of which one is above the threshold and not accepted.
func waitingSnapshot() snapshot.Snapshot {
	head := func(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }
	return snapshot.Snapshot{
		Statements: []scope.Statement{{Head: head("SCP-2026-001"), Number: 1, State: scope.Draft, Text: "All of it."}, {Head: head("SCP-2026-002"), State: scope.Draft}},
		Policies:   []leadership.Policy{{Head: head("POL-2026-001"), Title: "AI policy", Main: true}},
		Versions: []leadership.Version{
			{Head: head("POL-2026-001.v1"), Policy: "POL-2026-001", Number: 1, State: leadership.Approved, Text: "a"},
			{Head: head("POL-2026-001.v2"), Policy: "POL-2026-001", Number: 2, State: leadership.Draft, Text: "b"},
		},
		Signatures: []leadership.Signature{{Head: head("SIG-2026-001"), Target: "POL-2026-001.v1", Signer: "USR-SIGNED"}},
		Criteria:   []risk.Criteria{{Head: head("CRT-1"), Likelihoods: []string{"a", "b", "c"}, Impacts: []string{"a", "b", "c"}, AcceptUpTo: 3}},
		Risks: []risk.Risk{
			{Head: head("RSK-2026-001"), Kind: risk.Threat, Status: risk.Treated, ResidualLevel: 6},
			{Head: head("RSK-2026-002"), Kind: risk.Threat, Status: risk.Treated, ResidualLevel: 6},
			{Head: head("RSK-2026-003"), Kind: risk.Threat, Status: risk.Treated, ResidualLevel: 2},
		},
		Acceptances: []risk.Acceptance{{Head: head("ACC-2026-001"), Risk: "RSK-2026-002", Level: 6, Until: "2027-01-01"}},
	}
}

func TestAContributorSeesWhatNamesThem(t *testing.T) {
	head := func(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }
	v := viewOf(snapshot.Snapshot{
		Systems: []inventory.System{{Head: head("SYS-2026-001"), Name: "Mine", Owner: "ada lovelace"}, {Head: head("SYS-2026-002"), Name: "Not mine", Owner: "Ada"}},
		Risks:   []risk.Risk{{Head: head("RSK-2026-001"), Title: "R", Owner: "Jo, Ada Lovelace", ReviewOn: "2026-11-20"}},
		Actions: []risk.Action{{Head: head("ACT-2026-001"), What: "Act", Owner: "ada@example.org", Due: "2027-06-01"}},
	})
	var p homeview.Page
	contributorHome(&p, access.Actor{Ref: "USR-1", Name: "Ada Lovelace", Email: "ada@example.org", Role: access.Contributor}, v)
	got := ""
	for _, l := range p.Mine {
		for _, n := range l.Lines {
			got += n.Ref + " "
		}
	}
	if got != "RSK-2026-001 ACT-2026-001 SYS-2026-001 RSK-2026-001 " || p.Next.Href != "/risk/RSK-2026-001" || p.Unmatched != "" {
		t.Errorf("%s, next %+v", got, p.Next)
	}
	p = homeview.Page{}
	contributorHome(&p, access.Actor{Ref: "USR-2", Name: "Grace", Role: access.Contributor}, v)
	if p.Unmatched != "Grace" || len(p.Mine) != 0 {
		t.Errorf("nobody's: %+v", p.Mine)
	}
}

func TestAnAuditorReviewsWhatOthersAdded(t *testing.T) {
	head := func(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }
	v := viewOf(snapshot.Snapshot{Evidence: []evidence.Item{
		{Head: head("EVD-2026-001"), Title: "Own", Owner: "Ann", Review: evidence.Unreviewed},
		{Head: head("EVD-2026-002"), Title: "Done", Review: evidence.Accepted},
		{Head: head("EVD-2026-003"), Title: "Waits", Owner: "Jo", Review: evidence.Unreviewed},
	}})
	var p homeview.Page
	auditorHome(&p, access.Actor{Ref: "USR-1", Name: "Ann", Role: access.Auditor}, v)
	if p.Next.Href != "/evidence/EVD-2026-003" || p.Figures[0].Value != "2" || len(p.Then) != 0 {
		t.Errorf("next %+v, %+v", p.Next, p.Figures)
	}
}
