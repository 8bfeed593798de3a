package pack

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
)

const (
	approvedAt = when.Instant("2026-03-03T09:30:00Z")
	nasty      = "<script>alert(1)</script> %!s(MISSING) \u202e drawkcab \x00 emoji 😀 =cmd|' /C calc'! Zoë Łukasz Ελένη Иван"
)

func rec(ref string) store.Head {
	return store.Head{Ref: ref, Version: 2, CreatedAt: "2026-01-10T08:00:00Z", UpdatedAt: "2026-10-01T10:00:00Z", UpdatedBy: "Ada Grønbech"}
}

func numbered(prefix string, i int) string { return fmt.Sprintf("%s-2026-%03d", prefix, i) }

var richAt = trail.Checkpoint{Seq: 18204, Hash: someHash, At: madeAt}

// rich is a management system with every register filled, and the shelf of its files.
func rich() (*snapshot.Snapshot, shelf) {
	s := snapshot.Snapshot{Position: richAt}
	s.Organisations = []scope.Organisation{{Head: rec(scope.OrganisationRef), Name: "Müller & Søn Maschinenbau GmbH", Does: "Builds presses and sells them with a model that foretells wear.",
		Intended: "That nobody is hurt or treated unfairly by what our models say.", Roles: []string{"AI producer", "AI provider"}, RoleNotes: "Found system by system with the legal department.",
		Jurisdictions: "EU, Switzerland", Climate: scope.No, ClimateReason: "Training takes 40 kWh a year; reviewed with the energy officer."}}
	for i := 1; i <= 6; i++ {
		side := scope.External
		if i%2 == 0 {
			side = scope.Internal
		}
		s.Issues = append(s.Issues, scope.Issue{Head: rec(numbered("ISS", i)), Side: side, Theme: "law", Title: "Duties for high-risk systems begin to apply", Effect: "A product may not be sold without the assessment.", Response: "We follow the dates and train two people.", Owner: "Ada Grønbech"})
		s.Parties = append(s.Parties, scope.Party{Head: rec(numbered("PTY", i)), Name: "Operators of presses, group " + fmt.Sprint(i), Side: side, Relationship: "person affected by a system", Affected: i < 3})
		s.Needs = append(s.Needs, scope.Need{Head: rec(numbered("NED", i)), Party: numbered("PTY", (i%4)+1), Text: "Tell us when the model and not a person decides.", Kind: scope.Ethical, Addressed: []scope.Answer{scope.Yes, scope.No, scope.Undecided}[i%3], How: "Shown on the display of the press."})
	}
	s.Statements = []scope.Statement{
		{Head: rec("SCP-2026-001"), Number: 1, State: scope.Superseded, Text: "Old.", ApprovedAt: "2026-01-12T09:00:00Z", ApprovedBy: "Ada Grønbech"},
		{Head: rec("SCP-2026-002"), Number: 2, State: scope.Approved, Text: "The design, training, sale and operation of press monitors at the sites in Aarhus and Kiel, with all AI systems named in the inventory. " + nasty, Activities: "Design, training, operation", Units: "Research; Service", Sites: "Aarhus, Kiel",
			Systems: "Press monitor and its tools", Interfaces: "Sales, cloud supplier", Exclusions: []scope.Exclusion{{What: "Office software", Reason: "Not part of any product."}, {What: "Marketing texts", Reason: ""}}, ApprovedAt: approvedAt, ApprovedBy: "Ada Example"},
		{Head: rec("SCP-2026-003"), Number: 3, State: scope.Draft, Text: "Next."},
	}
	richLeadership(&s)
	richSystems(&s)
	richRisks(&s)
	richStatement(&s)
	files := richEvidence(&s)
	s.Comments = []comment.Comment{
		{Head: rec("CMT-2026-001"), Target: "RSK-2026-001", Kind: comment.Remark, Text: "A working note that no pack prints.", AuthorName: "Ada Grønbech"},
		{Head: rec("CMT-2026-002"), Target: "42001:A.5.4", Kind: comment.Decision, Text: "Buy the second sensor.", Because: "One sensor alone missed two failures.", DecidedOn: "2026-09-01", AuthorName: "Ada Example"},
	}
	return snapshot.Of(s), files
}

func richLeadership(s *snapshot.Snapshot) {
	v := leadership.Version{Head: rec("POL-2026-001.v2"), Policy: "POL-2026-001", Number: 2, State: leadership.Approved, Text: demoPolicy, TextSum: trail.Sum([]byte(demoPolicy)), Changes: "Says who can stop a system.", ApprovedAt: approvedAt, ApprovedBy: "Ada Example"}
	old := leadership.Version{Head: rec("POL-2026-001.v1"), Policy: "POL-2026-001", Number: 1, State: leadership.Superseded, Text: "Be good.", TextSum: trail.Sum([]byte("Be good.")), ApprovedAt: "2026-01-12T09:00:00Z", ApprovedBy: "Ada Example"}
	s.Policies = []leadership.Policy{{Head: rec("POL-2026-001"), Title: "AI policy", Main: true, Owner: "Ada Grønbech", ReviewOn: "2027-03-01", Related: "Security policy"},
		{Head: rec("POL-2026-002"), Title: "Use of assistants", Owner: "Ole", ReviewOn: "2026-05-01"}}
	s.Versions = []leadership.Version{old, v}
	sealed := "format: aims-signature 1\nsignature: SIG-2026-001\ndocument: POL-2026-001\ntitle: AI policy\nversion: 2\nversion reference: POL-2026-001.v2\ntext sha256: " + v.TextSum + "\nsigner: Ada Example\nrole: Executive\naccount: PER-1\nmeaning: approve\nsigned at: 2026-03-03T09:31:00Z\n"
	s.Signatures = []leadership.Signature{{Head: rec("SIG-2026-001"), Target: v.Ref, TargetSum: v.TextSum, Signer: "PER-1", Name: "Ada Example", Role: "Executive", Meaning: "approve", SignedAt: "2026-03-03T09:31:00Z", Sealed: sealed, SealedSum: trail.Sum([]byte(sealed))}}
	s.Roles = []leadership.Role{
		{Head: rec("ROL-2026-001"), Title: "AI governance lead", Person: "Ada Grønbech", Duty: leadership.Conformity, Responsibilities: "Keeps every register.", Authorities: "May stop any release.", AppointedOn: "2026-01-10", CommunicatedOn: "2026-01-12"},
		{Head: rec("ROL-2026-002"), Title: "Head of quality", Duty: leadership.Other, Responsibilities: "Internal audit."},
	}
}

func richSystems(s *snapshot.Snapshot) {
	for i := 1; i <= 14; i++ {
		y := inventory.System{Head: rec(numbered("SYS", i)), Name: fmt.Sprintf("Press monitor %d", i), Purpose: "Foretell wear of a press", IntendedUse: "Plan maintenance", Misuse: "Judge operators by it", Stage: "Operation and monitoring", Autonomy: inventory.Recommends,
			Oversight: "Shift lead, may switch it off", Models: "Gradient boosting, own", Data: "Vibration of 400 presses", PersonalData: scope.No, Suppliers: "Cloud supplier", Jurisdictions: "EU", Affected: "Operators", Owner: "Ole Møller", Unit: "Service", Roles: []string{"AI producer"}, InScope: scope.Yes, DeployedOn: "2025-05-01"}
		if i == 14 {
			y.InScope, y.ScopeReason, y.Roles = scope.No, "", nil
		}
		s.Systems = append(s.Systems, y)
		if i == 4 || i == 9 || i == 14 {
			continue
		}
		a := impact.Assessment{Head: rec(numbered("IMP", i)), System: y.Ref, State: impact.Approved, Trigger: impact.NewSystem, Assessors: "Ada Grønbech, Ole Møller", AssessedOn: "2026-02-01", Related: "DPIA 7",
			Answers:  map[string]string{"purpose": "Foretell wear", "known-bias": strings.Repeat("Old presses are seen less often. ", 6), "gone-from-the-form": "An answer to an older question."},
			Items:    []impact.Item{{Area: "fairness", Reach: impact.Individuals, Effect: impact.Harm, What: "An operator is blamed for wear.", Severity: 3, Likelihood: 2, Scale: 2, Irreversible: 1}, {Area: "safety", Reach: impact.Groups, Effect: impact.Benefit, What: "Fewer accidents.", Severity: 4, Likelihood: 3, Scale: 3}},
			Measures: []impact.Measure{{What: "Names are not shown.", Control: "42001:A.9.2", Owner: "Ole Møller", Due: "2026-04-01", Status: []impact.MeasureStatus{impact.Done, impact.UnderWay}[i%2], Residual: "Small"}},
			Decision: impact.GoConditions, Conditions: "No names on the display.", Shared: "Works council", NextReview: "2027-02-01", ApprovedAt: approvedAt, ApprovedBy: "Ada Example"}
		if i == 2 {
			a.State, a.ApprovedAt, a.ApprovedBy = impact.Draft, "", ""
		}
		s.Assessments = append(s.Assessments, a)
	}
}

func richRisks(s *snapshot.Snapshot) {
	s.Criteria = []risk.Criteria{{Head: rec(risk.CriteriaRef), Likelihoods: []string{"Rare", "Unlikely", "Possible", "Likely", "Almost certain"}, Impacts: []string{"Slight", "Minor", "Moderate", "Major", "Severe"},
		Bands: []risk.Band{{Name: "Low", UpTo: 4}, {Name: "Moderate", UpTo: 9}, {Name: "High", UpTo: 15}, {Name: "Very high", UpTo: 25}}, AcceptUpTo: 6, Method: "Two people choose likelihood and impact together and write down why.", Treatment: "The highest levels first."}}
	for i := 1; i <= 60; i++ {
		l, m := 1+i%5, 1+(i/2)%5
		r := risk.Risk{Head: rec(numbered("RSK", i)), Title: "The model is wrong about a rare part and nobody sees it", Description: strings.Repeat("A part that was seen seldom in training wears in another way. ", 1+i%4), Category: "Accuracy", Kind: risk.Threat,
			Sources: []string{"C.3.4"}, Objectives: []string{"C.2.8"}, Systems: []string{numbered("SYS", 1+i%12)}, ForOrganisation: "Repairs", ForIndividuals: "Injury", ForSociety: "None seen", InherentLikelihood: l, InherentImpact: m, InherentLevel: l * m, InherentReason: "Seen twice in 2025.",
			ResidualLikelihood: max(1, l-1), ResidualImpact: m, ResidualLevel: max(1, l-1) * m, ResidualReason: "A person checks.", Treatment: risk.Mitigate, TreatmentPlan: "Check by a person", Controls: []string{"42001:A.6.2.4", "42001:A.9.2"}, Owner: "Ole Møller", Status: risk.Open, ReviewOn: "2026-12-01"}
		switch i {
		case 7:
			r.InherentLikelihood, r.InherentImpact, r.InherentLevel, r.ResidualLevel, r.ResidualLikelihood, r.ResidualImpact, r.Treatment, r.Controls = 0, 0, 0, 0, 0, 0, "", nil
		case 8:
			r.Title, r.Description, r.Kind = nasty, strings.Repeat("Averyveryverylongwordwithoutanyblank", 12), risk.Opportunity
		case 9:
			r.Status = risk.Closed
		case 10:
			r.RetiredOn, r.RetiredBecause = "2026-09-01", "Merged with RSK-2026-011"
		case 11:
			r.ReviewOn = "2026-06-01"
		}
		s.Risks = append(s.Risks, r)
		x := risk.Action{Head: rec(numbered("ACT", i)), Risk: r.Ref, What: "Train on rare parts", Owner: "Ole Møller", Due: "2026-10-31"}
		if i%3 == 0 {
			x.DoneOn, x.Result = "2026-09-15", "Error on rare parts fell from 9 to 3 %."
		}
		s.Actions = append(s.Actions, x)
		if i%3 == 0 {
			s.Acceptances = append(s.Acceptances, risk.Acceptance{Head: rec(numbered("ACC", i)), Risk: r.Ref, RiskVersion: 2, Level: 12, Reason: "Cost of more data", By: "Ada Example", Role: "Executive", At: approvedAt, Until: []when.Day{"2027-03-03", "2026-09-01"}[i%2]})
		}
	}
}

func richStatement(s *snapshot.Snapshot) {
	var frozen []soa.Frozen
	for i, c := range controls.MustLoad().Controls {
		r := soa.Row{Head: rec(c.Key().String()), Applicable: scope.Yes, Reason: "Needed to treat wrong results.", Drivers: []soa.Driver{{Kind: soa.DriverRisk, Ref: "RSK-2026-001"}}, Status: soa.Implemented, How: "Described in the handbook, chapter " + fmt.Sprint(i+1), Owner: "Ada Grønbech"}
		if i%9 == 8 {
			r.Applicable, r.Reason, r.Status, r.How, r.Drivers = scope.No, "We pass no model on to customers.", "", "", nil
		}
		s.Rows = append(s.Rows, r)
		if i == 20 {
			r.Reason = "As approved, before it was changed."
		}
		frozen = append(frozen, soa.Frozen{Control: r.Ref, Title: c.Title, Applicable: r.Applicable, Reason: r.Reason, Drivers: r.Drivers, Status: r.Status, How: r.How, Owner: r.Owner})
	}
	own := soa.Row{Head: rec("CTL-2026-001"), Own: true, Title: "Two people release a model", Applicable: scope.Yes, Reason: "Our own experience.", Status: soa.InProgress, How: "Release form", Owner: "Ole Møller", Systems: []string{"SYS-2026-001"}}
	s.Rows = append(s.Rows, own)
	frozen = append(frozen, soa.Frozen{Control: own.Ref, Title: own.Title, Own: true, Applicable: own.Applicable, Reason: own.Reason, Status: own.Status, How: own.How, Owner: own.Owner, Systems: own.Systems})
	sum, err := soa.Sum(frozen)
	if err != nil {
		panic(err)
	}
	s.Approved = []soa.Version{{Head: rec("SOA-2026-001"), Number: 1, Note: "First statement", Rows: frozen, RowsSum: sum, ApprovedAt: approvedAt, ApprovedBy: "Ada Example", Role: "Executive"}}
}

func richEvidence(s *snapshot.Snapshot) shelf {
	files := shelf{}
	targets := [][]string{{"42001:4.1"}, {"42001:6.1.3", "42001:A.6.2.4"}, {"42001:9.2.2"}, {"42001:7.2", "42001:7.3"}, {"RSK-2026-001"}, {"42001:A.2.2", "POL-2026-001"}, {"42001:7.5"}, {"IMP-2026-001"}, {"42001:10.2"}, {"SYS-2026-001"}}
	for i := 1; i <= 20; i++ {
		f := files.keep(numbered("EVD", i), fmt.Sprintf("minutes of the review board %d.pdf", i), fmt.Sprintf("content %d", i))
		e := evidence.Item{Head: rec(f.Ref), Title: fmt.Sprintf("Minutes of the review board, part %d", i), Kind: evidence.File, FileName: f.Name, Size: f.Size, SHA256: f.SHA256, Revision: 1, Supports: targets[i%len(targets)],
			PeriodFrom: "2026-01-01", PeriodTo: "2026-03-31", ValidUntil: "2027-03-31", Owner: "Ole Møller", Review: evidence.Accepted, ReviewedBy: "Ada Grønbech", ReviewedAt: approvedAt, ReviewNote: "Read in full."}
		switch i {
		case 12:
			e.Kind, e.Address, e.FileName, e.SHA256, e.Size = evidence.Address, "https://wiki.example.org/ai/training?list=2026", "", "", 0
		case 13:
			e.RetiredOn, e.RetiredBecause = "2026-08-01", "Replaced"
		case 14:
			e.ValidUntil, e.Review, e.ReviewedBy, e.ReviewedAt = "2026-06-30", evidence.Unreviewed, "", ""
		}
		s.Evidence = append(s.Evidence, e)
	}
	return files
}

// bare is a workspace in which only the organisation was named.
func bare() *snapshot.Snapshot {
	return snapshot.Of(snapshot.Snapshot{Position: trail.Checkpoint{Seq: 3, Hash: someHash, At: madeAt},
		Organisations: []scope.Organisation{{Head: rec(scope.OrganisationRef), Name: "Example & Co"}}})
}
