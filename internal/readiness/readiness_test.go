package readiness_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
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
	s.Measures = []performance.Measure{{Head: ref("MSR-2026-001"), Method: "Count", Owner: "A", Evaluator: "B", Better: performance.Lower, Threshold: "3", Often: operation.Yearly, Since: "2026-11-30"}}
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
	s.Programmes = []internalaudit.Programme{{Head: ref("APR-2026-001"), StartsOn: "2026-01-01", EndsOn: "2028-12-31", ApprovedOn: "2026-01-02"}}
	s.Audits = []internalaudit.Audit{{Head: ref("AUD-2026-001"), Programme: "APR-2026-001", StartsOn: "2026-12-01", EndsOn: "2026-12-09"}}
	for _, c := range controls.MustLoad().Auditable() {
		s.Audits[0].Clauses = append(s.Audits[0].Clauses, c.Key().String())
	}
	for _, r := range s.Rows {
		s.Audits[0].Controls = append(s.Audits[0].Controls, r.Ref)
	}
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
	s.Pasts = map[string][]snapshot.Past{now.Ref: {{Seq: 1, At: "2026-01-01T10:00:00Z", State: inventory.State{System: before}}, {Seq: 50, At: "2026-03-01T10:00:00Z", State: inventory.State{System: now}}}}
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
