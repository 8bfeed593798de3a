package readiness_test

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
)

func ref(r string) store.Head { return store.Head{Ref: r, Version: 1} }

const policyText = "We use AI with care."

// clean is the smallest workspace that breaks no rule.
func clean() snapshot.Snapshot {
	s := snapshot.Snapshot{
		Position:      trail.Checkpoint{Seq: 99, Hash: "h", At: "2026-11-22T12:00:00Z"},
		Organisations: []scope.Organisation{{Head: ref("ORG-1"), Name: "Example", Roles: []string{"AI customer"}, Climate: scope.No, ClimateReason: "no effect on our systems"}},
		Issues:        []scope.Issue{{Head: ref("ISS-2026-001"), Side: scope.External}, {Head: ref("ISS-2026-002"), Side: scope.Internal}},
		Parties:       []scope.Party{{Head: ref("PTY-2026-001")}},
		Needs:         []scope.Need{{Head: ref("NED-2026-001"), Party: "PTY-2026-001", Addressed: scope.Yes}},
		Statements:    []scope.Statement{{Head: ref("SCP-2026-001"), State: scope.Approved}},
		Policies:      []leadership.Policy{{Head: ref("POL-2026-001"), Main: true, ReviewOn: "2027-01-01"}},
		Versions:      []leadership.Version{{Head: ref("POL-2026-001.v1"), Policy: "POL-2026-001", State: leadership.Approved, Text: policyText}},
		Signatures:    []leadership.Signature{{Head: ref("SIG-2026-001"), Target: "POL-2026-001.v1", TargetSum: trail.Sum([]byte(policyText))}},
		Roles:         []leadership.Role{{Head: ref("ROL-2026-001"), Person: "A", Duty: leadership.Conformity}, {Head: ref("ROL-2026-002"), Person: "B", Duty: leadership.Reporting}},
		Systems:       []inventory.System{{Head: ref("SYS-2026-001"), InScope: scope.Yes, Roles: []string{"AI customer"}, Oversight: "a person decides"}},
		Assessments:   []impact.Assessment{{Head: ref("IMP-2026-001"), System: "SYS-2026-001", State: impact.Approved, ApprovedAt: "2026-01-05T10:00:00Z", NextReview: "2027-01-05"}},
		Criteria:      []risk.Criteria{{Head: ref("CRT-1"), Likelihoods: []string{"a", "b", "c"}, Impacts: []string{"a", "b", "c"}, AcceptUpTo: 3}},
		Risks: []risk.Risk{{
			Head: ref("RSK-2026-001"), Kind: risk.Threat, Systems: []string{"SYS-2026-001"}, ForIndividuals: "may be refused a job",
			InherentLevel: 6, ResidualLevel: 3, Treatment: risk.Mitigate, Controls: []string{"42001:A.5.4"}, Status: risk.Treated,
		}},
		Approved: []soa.Version{{Head: ref("SOA-2026-001"), Number: 1}},
	}
	for _, c := range controls.MustLoad().Controls {
		s.Rows = append(s.Rows, soa.Row{
			Head: ref(c.Key().String()), Applicable: scope.Yes, Reason: "Needed because of RSK-2026-001", Status: soa.Implemented,
			Drivers: []soa.Driver{{Kind: soa.DriverRisk, Ref: "RSK-2026-001"}},
		})
	}
	proof := evidence.Item{Head: ref("EVD-2026-001"), Kind: evidence.File, Review: evidence.Accepted}
	for _, clause := range []string{"4.4", "6.2", "7.2", "8.1", "9.1", "9.2.2", "9.3.3", "10.2"} {
		proof.Supports = append(proof.Supports, controls.ClauseKey(clause).String())
	}
	for _, r := range s.Rows {
		proof.Supports = append(proof.Supports, r.Ref)
	}
	s.Evidence = []evidence.Item{proof}
	return s
}

func found(s snapshot.Snapshot) []string {
	var ids []string
	for _, g := range readiness.Check(snapshot.Of(s)) {
		ids = append(ids, g.Rule)
	}
	return ids
}

func TestACleanWorkspaceHasNoGap(t *testing.T) {
	if got := found(clean()); len(got) > 0 {
		t.Errorf("shouts %v", got)
	}
}

func row(s *snapshot.Snapshot, control string) *soa.Row {
	key := controls.ControlKey(control).String()
	i := slices.IndexFunc(s.Rows, func(r soa.Row) bool { return r.Ref == key })
	return &s.Rows[i]
}

// sound is an objective with nothing missing.
func sound() objective.Objective {
	o := objective.Objective{Head: ref("OBJ-2026-001"), Metric: "m", Target: "2", Direction: objective.AtMost, Owner: "A", Due: "2027-06-01", Cadence: objective.Monthly, State: objective.UnderWay}
	o.CreatedAt = "2026-11-10T10:00:00Z"
	return o
}

// newModel gives the system another model after its assessment was approved.
func newModel(s *snapshot.Snapshot) {
	before, now := s.Systems[0], s.Systems[0]
	now.Models = "Two"
	s.Systems[0] = now
	s.Pasts = map[string][]snapshot.Past{now.Ref: {{Seq: 1, At: "2026-01-01T10:00:00Z", System: before}, {Seq: 50, At: "2026-03-01T10:00:00Z", System: now}}}
}

// without takes away the evidence for a clause or control.
func without(id string) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		key := controls.ControlKey(id).String()
		s.Evidence[0].Supports = slices.DeleteFunc(s.Evidence[0].Supports, func(t string) bool { return t == key })
	}
}

// broken holds, for each rule, the smallest change of the clean workspace that
// breaks it and no other.
var broken = map[string]func(s *snapshot.Snapshot){
	"SCP-01": func(s *snapshot.Snapshot) { s.Organisations[0].Roles = nil },
	"SCP-02": func(s *snapshot.Snapshot) { s.Organisations[0].Climate = scope.Undecided },
	"SCP-03": func(s *snapshot.Snapshot) { s.Issues = s.Issues[:1] },
	"SCP-04": func(s *snapshot.Snapshot) { s.Needs = nil },
	"SCP-05": func(s *snapshot.Snapshot) { s.Needs[0].Addressed = scope.Undecided },
	"SCP-06": func(s *snapshot.Snapshot) { s.Statements[0].State = scope.Draft },
	"SCP-07": without("4.4"),
	"LDR-01": func(s *snapshot.Snapshot) { s.Versions[0].State = leadership.Superseded },
	"LDR-02": func(s *snapshot.Snapshot) { s.Signatures = nil },
	"CR-16":  func(s *snapshot.Snapshot) { s.Versions[0].Text += "!" },
	"LDR-03": func(s *snapshot.Snapshot) { s.Policies[0].ReviewOn = "2026-11-21" },
	"LDR-04": func(s *snapshot.Snapshot) { s.Roles[0].Person = "" },
	"LDR-05": func(s *snapshot.Snapshot) { s.Roles[1].RetiredOn = "2026-01-01" },
	"INV-01": func(s *snapshot.Snapshot) { s.Systems = nil },
	"CR-15":  func(s *snapshot.Snapshot) { s.Systems = append(s.Systems, inventory.System{Head: ref("SYS-2026-002")}) },
	"INV-02": func(s *snapshot.Snapshot) { s.Systems[0].Roles = nil },
	"INV-03": func(s *snapshot.Snapshot) { s.Systems[0].Oversight = " " },
	"CR-14":  func(s *snapshot.Snapshot) { s.Risks[0].Systems = nil },
	"CR-10":  func(s *snapshot.Snapshot) { s.Assessments[0].State, s.Assessments[0].ApprovedAt = impact.Draft, "" },
	"CR-11":  func(s *snapshot.Snapshot) { s.Systems[0].DeployedOn = "2026-01-04" },
	"IMP-01": func(s *snapshot.Snapshot) { s.Assessments[0].NextReview = "2026-11-21" },
	"RSK-01": func(s *snapshot.Snapshot) { s.Criteria = nil },
	"RSK-03": func(s *snapshot.Snapshot) { s.Risks[0].InherentLevel = 0 },
	"RSK-04": func(s *snapshot.Snapshot) { s.Risks[0].ForIndividuals = "" },
	"CR-01":  func(s *snapshot.Snapshot) { s.Risks[0].Controls, s.Risks[0].ResidualLevel = nil, 0 },
	"RSK-05": func(s *snapshot.Snapshot) { s.Risks[0].Treatment = "" },
	"CR-13": func(s *snapshot.Snapshot) {
		s.Assessments[0].Items = []impact.Item{{Effect: impact.Harm, Severity: 4, Likelihood: 4, Scale: 4, Irreversible: 4}}
	},
	"CR-07": func(s *snapshot.Snapshot) { s.Risks[0].ResidualLevel = 4 },
	"CR-08": func(s *snapshot.Snapshot) { s.Risks[0].InherentLevel = 2 },
	"CR-09": func(s *snapshot.Snapshot) {
		s.Actions = []risk.Action{{Head: ref("ACT-2026-001"), Due: "2026-11-21"}}
	},
	"CR-05":  func(s *snapshot.Snapshot) { row(s, "A.2.3").Applicable = scope.Undecided },
	"CR-03":  func(s *snapshot.Snapshot) { row(s, "A.2.3").Drivers = nil },
	"CR-04":  func(s *snapshot.Snapshot) { row(s, "A.2.3").Applicable, row(s, "A.2.3").Reason = scope.No, "n/a" },
	"SOA-01": func(s *snapshot.Snapshot) { row(s, "A.2.3").Reason = "" },
	"CR-06":  without("A.2.3"),
	"OBJ-01": without("6.2"),
	"OBJ-02": func(s *snapshot.Snapshot) { s.Objectives = []objective.Objective{{Head: ref("OBJ-2026-001")}} },
	"OBJ-03": func(s *snapshot.Snapshot) {
		o := sound()
		o.CreatedAt = "2026-01-01T10:00:00Z"
		s.Objectives = []objective.Objective{o}
	},
	"OBJ-04": func(s *snapshot.Snapshot) {
		o := sound()
		o.Due = "2026-11-21"
		s.Objectives = []objective.Objective{o}
	},
	"PLC-01": func(s *snapshot.Snapshot) {
		s.Planned = []objective.PlannedChange{{Head: ref("PLC-2026-001"), DoneOn: "2026-11-01"}}
	},
	"CHG-01": func(s *snapshot.Snapshot) {
		newModel(s)
		s.Changes = []inventory.SystemChange{{Head: ref("CHG-2026-001"), Systems: []string{"SYS-2026-001"}, Kinds: []inventory.Kind{inventory.OfModel}, Approval: inventory.Approval{ApprovedAt: "2026-03-01T10:00:00Z"}, Origin: inventory.Planned, DoneOn: "2026-03-01"}}
		s.Changes[0].CreatedAt = "2026-03-01T10:00:00Z"
	},
	"CHG-02": func(s *snapshot.Snapshot) {
		s.Changes = []inventory.SystemChange{{Head: ref("CHG-2026-001"), Origin: inventory.Planned, DoneOn: "2026-11-01"}}
	},
	"CHG-03": func(s *snapshot.Snapshot) {
		s.Changes = []inventory.SystemChange{{Head: ref("CHG-2026-001"), Origin: inventory.Unintended, DoneOn: "2026-11-01"}}
	},
	"CHG-04": func(s *snapshot.Snapshot) {
		newModel(s)
		for _, record := range []string{"IMP-2026-001", "RSK-2026-001"} {
			s.Confirmations = append(s.Confirmations, inventory.Confirmation{Record: record, System: "SYS-2026-001", Seen: 50})
		}
	},
	"SOA-02": func(s *snapshot.Snapshot) { s.Approved = nil },
	"EVD-01": func(s *snapshot.Snapshot) {
		s.Evidence = append(s.Evidence, evidence.Item{Head: ref("EVD-2026-002"), ValidUntil: "2026-11-21"})
	},
	"DOC-7.2": without("7.2"), "DOC-8.1": without("8.1"), "DOC-9.1": without("9.1"),
	"DOC-9.2.2": without("9.2.2"), "DOC-9.3.3": without("9.3.3"), "DOC-10.2": without("10.2"),
}

// together lists rules that cannot break alone, with what breaks beside them.
var together = map[string]struct {
	change func(s *snapshot.Snapshot)
	want   []string
}{
	"RSK-02": {func(s *snapshot.Snapshot) { s.Risks = nil }, []string{"CR-14", "RSK-02"}},
	// The treatment of the one risk relies on the control, so its residual level is doubted too.
	"CR-02": {func(s *snapshot.Snapshot) {
		r := row(s, "A.5.4")
		r.Applicable, r.Reason, r.Status = scope.No, "It is not necessary because nobody is affected", soa.NotStarted
	}, []string{"CR-08", "CR-02"}},
}

func TestEachRuleBites(t *testing.T) {
	for rule, change := range broken {
		s := clean()
		change(&s)
		if got := found(s); !slices.Equal(got, []string{rule}) {
			t.Errorf("%s: found %v", rule, got)
		}
	}
	for rule, c := range together {
		s := clean()
		c.change(&s)
		if got := found(s); !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v, want %v", rule, got, c.want)
		}
	}
}

func TestAGraveHarmIsTakenUp(t *testing.T) {
	grave := impact.Item{Effect: impact.Harm, Severity: 4, Likelihood: 4, Scale: 4, Irreversible: 4}
	for name, change := range map[string]func(s *snapshot.Snapshot){
		"a risk names the assessment": func(s *snapshot.Snapshot) {
			s.Assessments[0].Items, s.Risks[0].Assessments = []impact.Item{grave}, []string{"IMP-2026-001"}
		},
		"the harm is medium": func(s *snapshot.Snapshot) {
			grave.Severity, grave.Likelihood = 2, 3
			s.Assessments[0].Items = []impact.Item{grave}
		},
		"a benefit is no harm": func(s *snapshot.Snapshot) {
			s.Assessments[0].Items = []impact.Item{{Effect: impact.Benefit, Severity: 5, Likelihood: 5, Scale: 5, Irreversible: 5}}
		},
		"an opportunity needs no treatment": func(s *snapshot.Snapshot) {
			s.Risks[0].Kind, s.Risks[0].Treatment = risk.Opportunity, ""
		},
		"a risk that is not assessed yet": nil,
	} {
		s := clean()
		if change == nil {
			s.Risks[0].InherentLevel, s.Risks[0].ResidualLevel, s.Risks[0].Treatment = 0, 0, ""
			if got := found(s); !slices.Equal(got, []string{"RSK-03"}) {
				t.Errorf("%s: found %v", name, got)
			}
			continue
		}
		change(&s)
		if got := found(s); len(got) > 0 {
			t.Errorf("%s: found %v", name, got)
		}
	}
}

func TestEveryRuleOfAnEmptyWorkspaceIsTestedAndSaysEnough(t *testing.T) {
	for _, g := range readiness.Check(snapshot.Of(snapshot.Snapshot{})) {
		_, alone := broken[g.Rule]
		if _, beside := together[g.Rule]; !alone && !beside {
			t.Errorf("%s has no test", g.Rule)
		}
		if g.Message == "" || g.Fix == "" || len(g.Clauses) == 0 || g.Stage == "" || g.Records == nil {
			t.Errorf("%s says too little: %+v", g.Rule, g)
		}
		for _, c := range g.Clauses {
			if !controls.MustLoad().Known(controls.ControlKey(c).String()) {
				t.Errorf("%s names clause %s, which is not in the catalogue", g.Rule, c)
			}
		}
	}
}

func TestMajorGapsDecideTheExitCode(t *testing.T) {
	minor, major := clean(), clean()
	broken["INV-03"](&minor)
	broken["SOA-02"](&major)
	if readiness.AnyMajor(readiness.Check(snapshot.Of(minor))) {
		t.Error("a minor gap counts as major")
	}
	if !readiness.AnyMajor(readiness.Check(snapshot.Of(major))) {
		t.Error("a missing Statement does not count as major")
	}
}
