package web

import (
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/templates/ui"
)

func TestAStageIsNotDoneWhileItsClausesAreOpen(t *testing.T) {
	for _, c := range []struct {
		name  string
		gaps  []readiness.Gap
		begun bool
		want  ui.Status
		hint  string
	}{
		{"nothing begun", nil, false, ui.NotStarted, ""},
		{"no gap", nil, true, ui.Done, ""},
		{"its own gap", []readiness.Gap{{Stage: "scope", Clauses: []string{"4.3"}, Message: "own"}}, true, ui.InProgress, "own"},
		{"4.4 is mended by evidence", []readiness.Gap{{Stage: "evidence", Clauses: []string{"4.4"}, Message: "beside"}}, true, ui.InProgress, "beside"},
		{"4.3 is mended in the inventory", []readiness.Gap{{Stage: "inventory", Clauses: []string{"4.3", "A.4.2"}, Message: "beside"}}, true, ui.InProgress, "beside"},
		{"its own gap is named first", []readiness.Gap{{Stage: "evidence", Clauses: []string{"4.4"}, Message: "beside"}, {Stage: "scope", Clauses: []string{"4.1"}, Message: "own"}}, true, ui.InProgress, "own"},
		{"another clause", []readiness.Gap{{Stage: "evidence", Clauses: []string{"9.2.2"}, Message: "beside"}}, true, ui.Done, ""},
	} {
		if got := stageTask(aims.Stages[0], c.gaps, c.begun); got.Status != c.want || got.Hint != c.hint {
			t.Errorf("%s: %v %q", c.name, got.Status, got.Hint)
		}
	}
}

func TestTheOtherClausesHaveAStatus(t *testing.T) {
	open := []readiness.Gap{{Stage: "evidence", Clauses: []string{"9.2.2"}, Message: "no audit"}}
	some := snapshot.Snapshot{Evidence: []evidence.Item{{Supports: []string{controls.ClauseKey("7.2").String()}}}}
	other := snapshot.Snapshot{Evidence: []evidence.Item{{Supports: []string{controls.ClauseKey("4.4").String()}}}}
	for _, c := range []struct {
		name string
		s    snapshot.Snapshot
		gaps []readiness.Gap
		want ui.Status
	}{
		{"nothing there", snapshot.Snapshot{}, open, ui.NotStarted},
		{"evidence for clause 4 only", other, open, ui.NotStarted},
		{"some evidence", some, open, ui.InProgress},
		{"no gap", some, nil, ui.Done},
	} {
		if got := otherTask(&c.s, c.gaps); got.Status != c.want {
			t.Errorf("%s: %v", c.name, got.Status)
		}
	}
}

func TestTheNextStepIsOneThatThePersonMayDo(t *testing.T) {
	gaps := []readiness.Gap{
		{Rule: "DOC-6.2", Severity: readiness.Minor, Clauses: []string{"6.2"}, Stage: "evidence", Fix: "attach"},
		{Rule: "LDR-02", Severity: readiness.Major, Clauses: []string{"5.2"}, Stage: "leadership", Fix: "sign"},
		{Rule: "SCP-06", Severity: readiness.Major, Clauses: []string{"4.3"}, Stage: "scope", Fix: "write"},
	}
	for role, want := range map[access.Role]string{access.Lead: "write", access.Executive: "sign", access.Contributor: "attach", access.Reader: ""} {
		got := ""
		if n := nextStep(gaps, access.Actor{Ref: "USR-1", Role: role}); n != nil {
			got = n.Title
		}
		if got != want {
			t.Errorf("%s is told to %q, want %q", role, got, want)
		}
	}
}

func TestWhatWaitsForWhom(t *testing.T) {
	head := func(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }
	s := snapshot.Of(snapshot.Snapshot{
		Position:   trail.Checkpoint{At: "2026-11-22T12:00:00Z"},
		Statements: []scope.Statement{{Head: head("SCP-2026-001"), Number: 1, State: scope.Draft, Text: "All of it."}, {Head: head("SCP-2026-002"), State: scope.Draft}},
		Policies:   []leadership.Policy{{Head: head("POL-2026-001"), Title: "AI policy"}},
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
	})
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
		for _, w := range waiting(s, c.who) {
			got = append(got, w.Href)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %s", c.who.Role, strings.Join(got, " "))
		}
	}
}
