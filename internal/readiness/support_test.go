package readiness_test

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

// required makes the first role ask for a competence that its holder, A, must show.
func required(s *snapshot.Snapshot) {
	s.Competences = []support.Competence{{Head: ref("CMP-2026-001"), Title: "Test", Level: support.Working, Roles: []string{"ROL-2026-001"}}}
}

func shown(until when.Day) support.Proof {
	return support.Proof{Head: ref("PRF-2026-001"), Name: "A", Competence: "CMP-2026-001", Level: support.Working, Result: support.Shown, EvaluatedOn: "2025-01-01", ValidUntil: until}
}

// lying makes every mandatory piece of clauses 4 to 8 lie somewhere, and a document be kept.
func lying(s *snapshot.Snapshot) {
	s.Criteria[0].Method, s.Criteria[0].Treatment = "As written", "As written"
	s.Actions = []risk.Action{{Head: ref("ACT-2026-001"), DoneOn: "2026-01-01", Result: "Done"}}
	s.Acceptances = []risk.Acceptance{{Head: ref("ACC-2026-001")}}
	s.PlanApprovals = []risk.PlanApproval{{Head: ref("PLA-2026-001"), Risk: "RSK-2026-001", Plan: risk.PlanOf(s.Risks[0], nil)}}
	s.Documents = []support.Document{{Head: ref("DOC-2026-001"), Kind: support.Plan, State: support.Approved}}
}

// supported holds for each rule of clause 7 the smallest workspaces that break it, and
// neighbours that do not.
var supported = []struct {
	name   string
	change func(s *snapshot.Snapshot)
	want   []string
}{
	{"a kind of resource is missing", func(s *snapshot.Snapshot) {
		s.Resources = []support.Resource{{Head: ref("RES-2026-001"), Kind: support.Data, Systems: []string{"SYS-2026-001"}}}
	}, []string{"SUP-02"}},
	{"each kind is there", func(s *snapshot.Snapshot) {
		for _, k := range support.SystemKinds {
			s.Resources = append(s.Resources, support.Resource{Head: ref("RES-" + k.Title), Kind: k.Kind, Systems: []string{"SYS-2026-001"}})
		}
	}, nil},
	{"nothing shown", required, []string{"SUP-03"}},
	{"shown for good", func(s *snapshot.Snapshot) {
		required(s)
		s.Proofs = []support.Proof{shown("")}
	}, nil},
	{"run out", func(s *snapshot.Snapshot) {
		required(s)
		s.Proofs = []support.Proof{shown("2026-11-21")}
	}, []string{"SUP-04"}},
	{"run out, and a training is planned", func(s *snapshot.Snapshot) {
		required(s)
		s.Proofs = []support.Proof{shown("2026-11-21")}
		s.Trainings = []support.Training{{Head: ref("TRN-2026-001"), Competences: []string{"CMP-2026-001"}, People: []string{"A"}, Due: "2026-12-01"}}
	}, nil},
	{"the training was not held", func(s *snapshot.Snapshot) {
		required(s)
		s.Trainings = []support.Training{{Head: ref("TRN-2026-001"), Competences: []string{"CMP-2026-001"}, People: []string{"A"}, Due: "2026-11-01"}}
	}, []string{"SUP-04"}},
	{"nobody judged a training", func(s *snapshot.Snapshot) {
		s.Trainings = []support.Training{{Head: ref("TRN-2026-001"), DoneOn: "2026-08-23"}}
	}, []string{"SUP-05"}},
	{"there is still time to judge it", func(s *snapshot.Snapshot) {
		s.Trainings = []support.Training{{Head: ref("TRN-2026-001"), DoneOn: "2026-08-24"}}
	}, nil},
	{"one subject was never held", func(s *snapshot.Snapshot) {
		without("7.3")(s)
		s.Briefings = []support.Briefing{{Head: ref("AWR-2026-001"), HeldOn: "2026-01-01", Subjects: support.Asked[:2]}, {Head: ref("AWR-2026-002"), Subjects: support.Asked}}
	}, []string{"SUP-06"}},
	{"two briefings hold all subjects", func(s *snapshot.Snapshot) {
		without("7.3")(s)
		s.Briefings = []support.Briefing{{Head: ref("AWR-2026-001"), HeldOn: "2026-01-01", Subjects: support.Asked[:2]}, {Head: ref("AWR-2026-002"), HeldOn: "2026-01-01", Subjects: support.Asked[2:]}}
	}, nil},
	{"a plan stands for evidence", func(s *snapshot.Snapshot) {
		without("7.4")(s)
		s.Communications = []support.Communication{{Head: ref("COM-2026-001")}}
	}, nil},
	{"a communication is overdue", func(s *snapshot.Snapshot) {
		s.Communications = []support.Communication{{Head: ref("COM-2026-001"), NextOn: "2026-11-21"}}
	}, []string{"SUP-08"}},
	{"a mandatory piece lies nowhere", func(s *snapshot.Snapshot) {
		lying(s)
		s.Criteria[0].Method = ""
	}, []string{"SUP-09"}},
	{"every mandatory piece lies somewhere", lying, nil},
	{"nothing is above what is accepted, so no acceptance is asked for", func(s *snapshot.Snapshot) {
		lying(s)
		s.Acceptances = nil
	}, nil},
	{"a review of a document is overdue", func(s *snapshot.Snapshot) {
		lying(s)
		s.Documents[0].ReviewOn = "2026-11-21"
	}, []string{"SUP-10"}},
	{"a draft that is still young", func(s *snapshot.Snapshot) {
		lying(s)
		s.Documents[0].State, s.Documents[0].CreatedAt = support.Draft, "2026-08-24T10:00:00Z"
	}, nil},
	{"a record is approved by nobody", func(s *snapshot.Snapshot) {
		lying(s)
		s.Documents[0].Kind, s.Documents[0].State, s.Documents[0].CreatedAt = support.Recorded, support.Draft, "2025-08-24T10:00:00Z"
	}, nil},
	{"nobody watches a document from outside", func(s *snapshot.Snapshot) {
		lying(s)
		s.Documents[0].Kind = support.FromOutside
	}, []string{"SUP-11"}},
}

func TestEachRuleOfSupportBites(t *testing.T) {
	for _, c := range supported {
		s := clean()
		c.change(&s)
		if got := found(s); !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v, want %v", c.name, got, c.want)
		}
	}
}
