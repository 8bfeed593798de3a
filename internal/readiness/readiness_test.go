package readiness_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
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
		Systems:       []inventory.System{{Head: ref("SYS-2026-001"), InScope: scope.Yes, Roles: []string{"AI customer"}, Oversight: "a person decides", Models: "trees", Data: "claims"}},
		Roles:         []leadership.Role{{Head: ref("ROL-2026-001"), Person: "A", Duty: leadership.Conformity}, {Head: ref("ROL-2026-002"), Person: "B", Duty: leadership.Reporting}, {Head: ref("ROL-2026-003"), Person: "C", Duty: leadership.Other}},
		People:        []account.Person{{Head: ref("USR-2026-001"), Name: "A"}, {Head: ref("USR-2026-002"), Name: "B"}},
		Publications:  []leadership.Publication{{Head: ref("PUB-2026-001"), Document: "POL-2026-001.v1", Audience: leadership.Inside}, {Head: ref("PUB-2026-002"), Document: "POL-2026-001.v1", Audience: leadership.Outside}},
		Acks:          []leadership.Acknowledgement{{Head: ref("ACK-2026-001"), Name: "A", Document: "POL-2026-001.v1", Due: "2026-03-01", AcknowledgedOn: "2026-02-01"}},
		Activities:    []leadership.Activity{{Head: ref("RCI-2026-001"), Accountable: "ROL-2026-003"}},
		Assessments:   []impact.Assessment{{Head: ref("IMP-2026-001"), System: "SYS-2026-001", State: impact.Approved, ApprovedAt: "2026-01-05T10:00:00Z", NextReview: "2027-01-05"}},
		Criteria:      []risk.Criteria{{Head: ref("CRT-1"), Likelihoods: []string{"a", "b", "c"}, Impacts: []string{"a", "b", "c"}, AcceptUpTo: 3}},
		Risks: []risk.Risk{{
			Head: ref("RSK-2026-001"), Kind: risk.Threat, Systems: []string{"SYS-2026-001"}, ForIndividuals: "may be refused a job",
			InherentLevel: 6, ResidualLevel: 3, Treatment: risk.Mitigate, Controls: []string{"42001:A.5.4"}, Status: risk.Treated,
			InherentReason: "seen", ResidualReason: "measured", ReviewOn: "2027-01-01",
		}, {
			Head: ref("RSK-2026-002"), Kind: risk.Opportunity, InherentLevel: 4, InherentReason: "asked for", Status: risk.Open, ReviewOn: "2027-01-01",
		}},
		Approved:  []soa.Version{{Head: ref("SOA-2026-001"), Number: 1}},
		EventLogs: []inventory.EventLog{{Head: ref("LOG-2026-001"), System: "SYS-2026-001", Stages: []string{inventory.LiveUse}}},
		Controls:  []operation.Control{{Head: ref("OPC-2026-001"), Often: operation.EachTime}},
		Gates:     []operation.Gate{{Head: ref("GAT-2026-001"), System: "SYS-2026-001", Gate: "deployment", Verdict: operation.Passed, SignedAt: "2026-01-05T10:00:00Z"}},
	}
	for _, c := range controls.MustLoad().Controls {
		s.Rows = append(s.Rows, soa.Row{
			Head: ref(c.Key().String()), Applicable: scope.Yes, Reason: "Needed because of RSK-2026-001", Owner: "Ada", Status: soa.Implemented,
			Drivers: []soa.Driver{{Kind: soa.DriverRisk, Ref: "RSK-2026-001"}},
		})
	}
	s.PlanApprovals = []risk.PlanApproval{{Head: ref("PLA-2026-001"), Risk: "RSK-2026-001", Plan: risk.PlanOf(s.Risks[0], nil)}}
	proof := evidence.Item{Head: ref("EVD-2026-001"), Kind: evidence.File, Review: evidence.Accepted}
	for _, clause := range []string{"4.4", "6.2", "7.1", "7.2", "7.3", "7.4", "8.1", "9.1", "9.2.2", "9.3.3", "10.2"} {
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

// everywhere leaves out every area with a reason.
func everywhere() []impact.Untouched {
	var out []impact.Untouched
	for _, x := range impact.Areas() {
		out = append(out, impact.Untouched{Area: x.Key, Why: "It reaches nobody there."})
	}
	return out
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

// duty adds an obligation that is in order but for one thing.
func duty(spoil func(*scope.Obligation)) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		o := scope.Obligation{
			Head: ref("OBL-2026-001"), Title: "Tell", Duty: scope.ByLaw, Needs: []string{"NED-2026-001"}, Everywhere: true,
			Met: scope.Yes, How: "In the form", Controls: []string{"42001:A.8.2"}, Owner: "Ada", ReviewOn: "2027-01-01",
		}
		spoil(&o)
		s.Obligations = []scope.Obligation{o}
	}
}

func TestObligationsAndProcessesInOrderHaveNoGap(t *testing.T) {
	s := clean()
	s.Needs[0].Kind = scope.Legal
	duty(func(*scope.Obligation) {})(&s)
	steps(scope.Process{Name: "Assess", Owner: "Ada", Feeds: []string{"PRC-2026-002"}}, scope.Process{Name: "Treat", Owner: "Ada"})(&s)
	without("4.4")(&s)
	if got := found(s); len(got) > 0 {
		t.Errorf("shouts %v", got)
	}
}

// steps adds processes with references.
func steps(all ...scope.Process) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		for i := range all {
			all[i].Head = ref(fmt.Sprintf("PRC-2026-%03d", i+1))
		}
		s.Processes = all
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
	"OBL-01": duty(func(o *scope.Obligation) { o.Owner = " " }),
	"OBL-02": duty(func(o *scope.Obligation) { o.Met, o.How = scope.No, "" }),
	"OBL-03": duty(func(o *scope.Obligation) { o.Controls, o.How = nil, "" }),
	"OBL-04": func(s *snapshot.Snapshot) { s.Needs[0].Kind = scope.Legal },
	"OBL-05": func(s *snapshot.Snapshot) {
		duty(func(o *scope.Obligation) { o.Controls = []string{"CTL-2026-001"} })(s)
		s.Rows = append(s.Rows, soa.Row{Head: ref("CTL-2026-001"), Own: true, Applicable: scope.No, Reason: "Nobody asks for it any more"})
	},
	"OBL-06": duty(func(o *scope.Obligation) { o.ReviewOn = "2026-11-01" }),
	"PRC-01": steps(scope.Process{Name: "Assess", Feeds: []string{"PRC-2026-002"}}, scope.Process{Name: "Treat", Owner: "Ada"}),
	"PRC-02": steps(scope.Process{Name: "Assess", Owner: "Ada"}, scope.Process{Name: "Treat", Owner: "Ada"}),
	"LDR-01": func(s *snapshot.Snapshot) { s.Versions[0].State = leadership.Superseded },
	"LDR-02": func(s *snapshot.Snapshot) { s.Signatures = nil },
	"CR-16":  func(s *snapshot.Snapshot) { s.Versions[0].Text += "!" },
	"LDR-03": func(s *snapshot.Snapshot) { s.Policies[0].ReviewOn = "2026-11-21" },
	"LDR-04": func(s *snapshot.Snapshot) { s.Roles[0].Person = "" },
	"LDR-05": func(s *snapshot.Snapshot) { s.Roles[1].RetiredOn = "2026-01-01" },
	"LDR-06": func(s *snapshot.Snapshot) { s.Publications[1].RetiredOn = "2026-01-01" },
	"LDR-07": func(s *snapshot.Snapshot) { s.Acks[0].AcknowledgedOn = "" },
	"LDR-08": func(s *snapshot.Snapshot) { s.Acks = nil },
	"LDR-09": func(s *snapshot.Snapshot) {
		s.Policies = append(s.Policies, leadership.Policy{Head: ref("POL-2026-002"), ReviewOn: "2027-01-01"})
		s.Versions = append(s.Versions, leadership.Version{Head: ref("POL-2026-002.v1"), Policy: "POL-2026-002", State: leadership.Approved, Text: "Kept for [years] years."})
	},
	"LDR-10": func(s *snapshot.Snapshot) { s.People[1].RetiredOn = "2026-01-01" },
	"LDR-11": func(s *snapshot.Snapshot) { s.Roles[2].Person = "" },
	"INV-01": func(s *snapshot.Snapshot) { s.Systems = nil },
	"CR-15":  func(s *snapshot.Snapshot) { s.Systems = append(s.Systems, inventory.System{Head: ref("SYS-2026-002")}) },
	"INV-02": func(s *snapshot.Snapshot) { s.Systems[0].Roles = nil },
	"INV-03": func(s *snapshot.Snapshot) { s.Systems[0].Oversight = " " },
	"CR-14":  func(s *snapshot.Snapshot) { s.Risks[0].Systems = nil },
	"CR-10":  func(s *snapshot.Snapshot) { s.Assessments[0].State, s.Assessments[0].ApprovedAt = impact.Draft, "" },
	"CR-11":  func(s *snapshot.Snapshot) { s.Systems[0].DeployedOn = "2026-01-04" },
	"IMP-01": func(s *snapshot.Snapshot) { s.Assessments[0].NextReview = "2026-11-21" },
	"IMP-02": func(s *snapshot.Snapshot) {
		r := impact.ProposedRule()
		r.Version = 1
		s.ImpactRules, s.Assessments[0].AssessedOn = []impact.Rule{r}, "2023-11-20"
	},
	"IMP-03": func(s *snapshot.Snapshot) {
		s.Assessments[0].Items = []impact.Item{{Area: "Fairness", Effect: impact.Harm, Severity: 1, Likelihood: 1, Scale: 1, Irreversible: 1}}
	},
	"IMP-04": func(s *snapshot.Snapshot) { s.Assessments[0].Sensitive, s.Assessments[0].Shared = true, "All" },
	"IMP-05": func(s *snapshot.Snapshot) {
		s.Assessments[0].Sensitive, s.Assessments[0].Consultations = true, []impact.Consultation{{Who: "Ada"}}
	},
	"SOA-03": func(s *snapshot.Snapshot) {
		row(s, "A.2.3").Applicable = scope.No
		s.Obligations = append(s.Obligations, scope.Obligation{Head: ref("OBL-2026-009"), Controls: []string{"42001:A.2.3"}})
	},
	"SOA-04": func(s *snapshot.Snapshot) { row(s, "A.2.3").UpdatedAt = "2030-01-01T00:00:00Z" },
	"SOA-05": func(s *snapshot.Snapshot) { row(s, "A.2.3").Owner = "" },
	"SOA-06": func(s *snapshot.Snapshot) {
		own := *row(s, "A.2.3")
		own.Head, own.Own, own.Status = ref("CTL-2026-001"), true, soa.NotStarted
		s.Rows = append(s.Rows, own)
	},
	"RSK-01": func(s *snapshot.Snapshot) { s.Criteria = nil },
	"RSK-03": func(s *snapshot.Snapshot) { s.Risks[0].InherentLevel = 0 },
	"RSK-04": func(s *snapshot.Snapshot) { s.Risks[0].ForIndividuals = "" },
	"CR-01": func(s *snapshot.Snapshot) {
		s.Risks[0].Controls, s.Risks[0].ResidualLevel = nil, 0
		s.PlanApprovals[0].Plan = risk.PlanOf(s.Risks[0], nil)
	},
	"RSK-06": func(s *snapshot.Snapshot) { s.Risks[0].Resources = "one more post" },
	"RSK-07": func(s *snapshot.Snapshot) { s.Risks[0].ReviewOn = "2026-11-21" },
	"RSK-08": func(s *snapshot.Snapshot) {
		s.Acceptances = []risk.Acceptance{{Head: ref("ACC-2026-001"), Risk: "RSK-2026-001", Level: 2, Until: "2027-01-01"}}
	},
	"RSK-09": func(s *snapshot.Snapshot) { s.Risks = s.Risks[:1] },
	"RSK-10": func(s *snapshot.Snapshot) { s.Risks[0].ResidualReason = " " },
	"RSK-05": func(s *snapshot.Snapshot) { s.Risks[0].Treatment = "" },
	"CR-13": func(s *snapshot.Snapshot) {
		s.Assessments[0].Items = []impact.Item{{Effect: impact.Harm, Severity: 4, Likelihood: 4, Scale: 4, Irreversible: 4}}
		s.Assessments[0].Untouched = everywhere()
	},
	"CR-07": func(s *snapshot.Snapshot) { s.Risks[0].ResidualLevel = 4 },
	"CR-08": func(s *snapshot.Snapshot) { s.Risks[0].InherentLevel = 2 },
	"CR-09": func(s *snapshot.Snapshot) {
		s.Actions = []risk.Action{{Head: ref("ACT-2026-001"), Due: "2026-11-21"}}
	},
	"OPC-01": func(s *snapshot.Snapshot) { s.Controls = nil },
	"OPC-02": func(s *snapshot.Snapshot) {
		s.Controls[0].Often, s.Controls[0].Since = operation.Monthly, "2026-11-21"
	},
	"OPC-03": func(s *snapshot.Snapshot) {
		for _, r := range []string{"OPR-2026-001", "OPR-2026-002"} {
			s.Carried = append(s.Carried, operation.Record{Head: ref(r), Control: "OPC-2026-001", DoneOn: "2026-11-01", Result: operation.NotMet})
		}
	},
	"GAT-01": func(s *snapshot.Snapshot) { s.Gates, s.Systems[0].DeployedOn = nil, "2026-02-01" },
	"GAT-02": func(s *snapshot.Snapshot) {
		s.Gates[0].Verdict, s.Gates[0].ConditionsBy = operation.WithConditions, "2026-11-21"
	},
	"MOD-01": func(s *snapshot.Snapshot) { s.Systems[0].Models = "" },
	"MOD-02": func(s *snapshot.Snapshot) {
		s.Models = []inventory.Model{{Head: ref("MOD-2026-001"), ReviewOn: "2026-11-21"}}
	},
	"DAT-01": func(s *snapshot.Snapshot) { s.Systems[0].Data = "" },
	"DAT-02": func(s *snapshot.Snapshot) {
		s.Datasets = []inventory.Dataset{{Head: ref("DAT-2026-001"), Personal: scope.No, Good: scope.No}}
	},
	"DAT-03": func(s *snapshot.Snapshot) {
		s.Datasets = []inventory.Dataset{{Head: ref("DAT-2026-001"), Personal: scope.Yes}}
	},
	"DAT-04": func(s *snapshot.Snapshot) {
		s.Datasets = []inventory.Dataset{{Head: ref("DAT-2026-001"), Personal: scope.No, DisposeOn: "2026-11-21"}}
	},
	"LOG-01": func(s *snapshot.Snapshot) { s.EventLogs, s.Systems[0].DeployedOn = nil, "2026-02-01" },
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
	"SUP-01": without("7.1"), "SUP-06": without("7.3"), "SUP-07": without("7.4"),
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
		s.Assessments[0].Untouched = everywhere()
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
