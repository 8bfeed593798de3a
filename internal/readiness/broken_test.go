package readiness_test

import (
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
)

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
	"SOA-04": func(s *snapshot.Snapshot) { row(s, "A.2.3").UpdatedAt = "2030-01-01T00:00:00Z" },
	"SOA-05": func(s *snapshot.Snapshot) { row(s, "A.2.3").Owner = "" },
	"SOA-06": func(s *snapshot.Snapshot) {
		own := *row(s, "A.2.3")
		own.Head, own.Own, own.Status = ref("CTL-2026-001"), true, soa.NotStarted
		s.Rows = append(s.Rows, own)
		s.Audits[0].Controls = append(s.Audits[0].Controls, own.Ref)
	},
	"CR-19":  func(s *snapshot.Snapshot) { s.Audits[0].Controls = s.Audits[0].Controls[1:] },
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
	"MSR-01": func(s *snapshot.Snapshot) { s.Measures = nil },
	"MSR-02": func(s *snapshot.Snapshot) { s.Measures[0].Evaluator = "" },
	"MSR-03": func(s *snapshot.Snapshot) { s.Measures[0].Since = "2026-11-21" },
	"MSR-04": func(s *snapshot.Snapshot) {
		s.Results = []performance.Result{{Head: ref("RSL-2026-001"), Measure: "MSR-2026-001", Value: "4", On: "2026-11-07"}}
	},
	"MSR-05": func(s *snapshot.Snapshot) {
		s.Measures[0].Since = "2025-11-20"
		s.Results = []performance.Result{{Head: ref("RSL-2026-001"), Measure: "MSR-2026-001", Value: "3", On: "2026-11-20"}}
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
	"MOD-03": func(s *snapshot.Snapshot) {
		s.Models = []inventory.Model{{Head: ref("MOD-2026-001"), Fairness: "It treats all alike"}}
	},
	"SPL-01": supplied(func(x *operation.Supplier) { x.NextOn = "2026-11-21" }),
	"SPL-02": supplied(func(x *operation.Supplier) { x.AI = true }),
	"SPL-03": func(s *snapshot.Snapshot) {
		s.Certificates = []operation.Certificate{{Head: ref("CER-2026-001"), Until: "2026-11-21"}}
	},
	"SPL-04": func(s *snapshot.Snapshot) {
		s.Splits = []operation.Split{{Head: ref("RSP-2026-001"), System: "SYS-2026-001"}}
	},
	"SPL-05": supplied(func(x *operation.Supplier) {
		x.AI, x.Terms, x.Systems = true, operation.Terms, []string{"SYS-2026-001"}
	}),
	"INC-01": func(s *snapshot.Snapshot) {
		s.Incidents = []operation.Incident{{Head: ref("INC-2026-001"), NoticedOn: "2026-11-01", Notices: []operation.Notice{{To: "Users", Hours: 72}}}}
	},
	"CNC-01": func(s *snapshot.Snapshot) {
		s.Concerns = []operation.Concern{{Head: ref("CNC-2026-001"), State: operation.ConcernReceived, AnswerBy: "2026-11-21"}}
	},
	"CNC-02": func(s *snapshot.Snapshot) {
		s.ConcernDesks = []operation.ConcernDesk{{Head: ref("CND-2026-001"), Handlers: []string{"USR-2026-099"}}}
	},
	"NCR-01": nonconforming(improvement.Nonconformity{Grade: improvement.Major, RespondBy: "2026-11-21"}),
	"NCR-02": nonconforming(improvement.Nonconformity{Grade: improvement.Minor, RespondBy: "2026-11-21"}),
	"NCR-03": func(s *snapshot.Snapshot) {
		again := improvement.Nonconformity{FoundOn: "2026-10-01", CauseKind: improvement.CausePeople, Clauses: []string{"42001:7.2"}}
		nonconforming(again)(s)
		again.Head, again.FoundOn, again.ClosedOn = ref("NCR-2026-000"), "2026-01-01", "2026-02-01"
		s.Nonconforming = append([]improvement.Nonconformity{again}, s.Nonconforming...)
	},
	"CAR-01": func(s *snapshot.Snapshot) {
		s.Corrective = []improvement.Action{{Head: ref("CAR-2026-001"), Due: "2026-11-21"}}
	},
	"CAR-02": func(s *snapshot.Snapshot) {
		s.Corrective = []improvement.Action{{Head: ref("CAR-2026-001"), DoneOn: "2026-06-01", ReviewOn: "2026-11-21"}}
	},
	"SUP-02": func(s *snapshot.Snapshot) {
		s.Resources = []support.Resource{{Head: ref("RES-2026-001"), Kind: support.Data, Systems: []string{"SYS-2026-001"}}}
	},
	"SUP-03": required,
	"SUP-04": func(s *snapshot.Snapshot) { required(s); s.Proofs = []support.Proof{shown("2026-11-21")} },
	"SUP-05": func(s *snapshot.Snapshot) {
		s.Trainings = []support.Training{{Head: ref("TRN-2026-001"), DoneOn: "2026-08-23"}}
	},
	"SUP-08": func(s *snapshot.Snapshot) {
		s.Communications = []support.Communication{{Head: ref("COM-2026-001"), NextOn: "2026-11-21"}}
	},
	"SUP-09": func(s *snapshot.Snapshot) { lying(s); s.Criteria[0].Method = "" },
	"SUP-10": func(s *snapshot.Snapshot) { lying(s); s.Documents[0].ReviewOn = "2026-11-21" },
	"SUP-11": func(s *snapshot.Snapshot) { lying(s); s.Documents[0].Kind = support.FromOutside },
	"SUP-12": func(s *snapshot.Snapshot) {
		lying(s)
		s.Documents[0].State, s.Documents[0].CreatedAt = support.Draft, "2026-08-23T10:00:00Z"
	},
	"NCR-04": func(s *snapshot.Snapshot) {
		nonconforming(improvement.Nonconformity{Source: improvement.OfCertification, Grade: improvement.Major, FoundOn: "2026-03-02"})(s)
		s.Organisations[0].Stage2On, s.Organisations[0].Stage2Ended = "2026-03-01", "2026-03-03"
	},
	"AUD-02": func(s *snapshot.Snapshot) { s.Programmes[0].ApprovedOn = "" },
	"AUD-03": func(s *snapshot.Snapshot) { s.Programmes[0].StartsOn = "2025-01-01" },
	"AUD-04": func(s *snapshot.Snapshot) { s.Audits[0].StartsOn = "2026-11-21" },
	"AUD-05": func(s *snapshot.Snapshot) { s.Audits[0].StartedOn, s.Audits[0].ReportDue = "2026-11-01", "2026-11-21" },
	"CR-18":  func(s *snapshot.Snapshot) { s.Audits[0].LeadAuditor, s.Rows[0].Owner = "Jo Auditor", "Jo Auditor" },
	"FND-01": aFinding(internalaudit.Major), "FND-02": aFinding(internalaudit.Minor),
	"CR-20":  reviewed(func(r *review.Review) { r.Inputs = nil }),
	"MRV-01": reviewed(func(r *review.Review) { r.NextOn = "2026-11-21" }),
	"MRV-02": func(s *snapshot.Snapshot) {
		s.Reviews = []review.Review{{Head: ref("MRV-2026-001"), PlannedOn: "2026-11-21"}}
	},
	"MRV-03": func(s *snapshot.Snapshot) {
		s.Decisions = []review.Decision{{Head: ref("MRD-2026-001"), Due: "2026-11-21"}}
	},
	"MRV-04": reviewed(func(r *review.Review) { r.Signatures, r.Minutes, r.MinutesSum = nil, "", "" }),
	"MRV-05": reviewed(func(r *review.Review) { r.Minutes = "Another text" }),
	"CYC-01": certified(func(c *certification.Cycle) { c.ScopeWords = "Everything" }),
	"CYC-02": func(s *snapshot.Snapshot) {
		certified(func(c *certification.Cycle) { c.StatementVersion = s.Approved[len(s.Approved)-1].Number + 1 })(s)
	},
	"CYC-03": cycling(certification.Event{Kind: certification.Stage1, PlannedOn: "2026-11-21"}),
	"CYC-04": func(s *snapshot.Snapshot) {
		cycling(certification.Event{Kind: certification.Stage1, PlannedOn: "2026-12-10"})(s)
		s.Requests = []certification.Request{{Head: ref("DRQ-2026-001"), Event: "CEV-2026-001"}}
	},
	"CYC-05": func(s *snapshot.Snapshot) {
		cycling(certification.Event{Kind: certification.Stage2, HeldOn: "2026-03-01"})(s)
		nonconforming(improvement.Nonconformity{Grade: improvement.Major, FromRecords: []string{"CEV-2026-001"}})(s)
	},
	"SUP-01": without("7.1"), "SUP-06": without("7.3"), "SUP-07": without("7.4"),
	"DOC-7.2": without("7.2"), "DOC-9.1": without("9.1"),
	"DOC-9.3.3": without("9.3.3"), "DOC-10.2": without("10.2"),
}

// supplied adds a supplier that is in order but for one thing.
func supplied(spoil func(*operation.Supplier)) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		x := operation.Supplier{Head: ref("SUP-2026-001"), AssessedOn: "2026-01-01", NextOn: "2027-01-01"}
		spoil(&x)
		s.Suppliers = []operation.Supplier{x}
	}
}

func nonconforming(n improvement.Nonconformity) func(*snapshot.Snapshot) {
	n.Head = ref("NCR-2026-001")
	return func(s *snapshot.Snapshot) { s.Nonconforming = []improvement.Nonconformity{n} }
}

// together lists rules that cannot break alone, with what breaks beside them.
var together = map[string]struct {
	change func(s *snapshot.Snapshot)
	want   []string
}{
	// Whoever is asked to acknowledge shows awareness too, and so does evidence of it.
	"LDR-08":  {func(s *snapshot.Snapshot) { s.Acks = nil; without("7.3")(s) }, []string{"LDR-08", "SUP-06"}},
	"DOC-8.1": {func(s *snapshot.Snapshot) { s.Controls, s.Gates = nil, nil; without("8.1")(s) }, []string{"OPC-01", "DOC-8.1"}},
	// A programme and its audits are the evidence that 9.2.2 asks for.
	"DOC-9.2.2": {func(s *snapshot.Snapshot) { s.Programmes, s.Audits = nil, nil; without("9.2.2")(s) }, []string{"DOC-9.2.2", "AUD-01"}},
	"AUD-01":    {func(s *snapshot.Snapshot) { s.Programmes = nil; without("9.2.2")(s) }, []string{"DOC-9.2.2", "AUD-01"}},
	"RSK-02":    {func(s *snapshot.Snapshot) { s.Risks = nil }, []string{"CR-14", "RSK-02"}},
	// The treatment of the one risk relies on the control, so its residual level is doubted too.
	"CR-02": {func(s *snapshot.Snapshot) {
		r := row(s, "A.5.4")
		r.Applicable, r.Reason, r.Status = scope.No, "It is not necessary because nobody is affected", soa.NotStarted
	}, []string{"CR-08", "CR-02"}},
}
