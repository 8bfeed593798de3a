package pack

import (
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// lacking is a management system with one of each thing that is easily passed over.
func lacking() *snapshot.Snapshot {
	s := snapshot.Snapshot{Position: richAt}
	s.Criteria = []risk.Criteria{{Head: rec(risk.CriteriaRef), Likelihoods: []string{"Rare", "Likely"}, Impacts: []string{"Slight", "Severe"}, Bands: []risk.Band{{Name: "Low", UpTo: 2}, {Name: "High", UpTo: 4}}, AcceptUpTo: 4}}
	s.Risks = []risk.Risk{
		{Head: rec("RSK-2026-001"), Title: "Untreated", Kind: risk.Threat, Status: risk.Open, InherentLikelihood: 2, InherentImpact: 2, InherentLevel: 4},
		{Head: rec("RSK-2026-002"), Title: "Chance", Kind: risk.Opportunity, Status: risk.Open, InherentLikelihood: 2, InherentImpact: 2, InherentLevel: 4, Treatment: risk.Accept, ReviewOn: "2027-01-01"},
	}
	s.Acceptances = []risk.Acceptance{{Head: rec("ACC-2026-001"), Risk: "RSK-2026-001", Level: 4, By: "Ada Example", Role: "Executive", At: approvedAt}}
	s.Rows = []soa.Row{{Head: rec("42001:A.2.2"), Applicable: scope.Yes, Reason: "We need it.", Status: soa.Implemented}}
	s.Systems = []inventory.System{
		{Head: rec("SYS-2026-001"), Name: "Early", InScope: scope.Yes, DeployedOn: "2026-01-01"},
		{Head: rec("SYS-2026-002"), Name: "Open", InScope: scope.Undecided},
	}
	s.Assessments = []impact.Assessment{{Head: rec("IMP-2026-001"), System: "SYS-2026-001", State: impact.Approved, ApprovedAt: approvedAt, ApprovedBy: "Ada Example"}}
	return snapshot.Of(s)
}

func TestWhatIsWantingIsSaid(t *testing.T) {
	s := lacking()
	text := strings.Join(readText(t, makePack(t, s, shelf{})), " ")
	for _, want := range []string{
		"No option of treatment is chosen for: RSK-2026-001.",
		"law, contract or objective): A.2.2.",
		"1 undecided AI system is not counted, being recorded neither as in scope nor as out of it: SYS-2026-002.",
		"1 risk in force has no date of review.",
		"Deployed before the first impact assessment was approved: SYS-2026-001.",
		"High 1 0", "Opportunities in force by likelihood and benefit",
		"1 acceptance of residual risk 0",
		"1 control recorded as necessary",
		"Recorded as implemented, without evidence that is valid: A.2.2.",
		"This is an integrity check only: it is not a judgement on conformity.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the pack does not say %q", want)
		}
	}
	annex := text[strings.LastIndex(text, "Annex 8 Gaps"):]
	for _, g := range readiness.Check(s) {
		if !strings.Contains(annex, g.Rule+" "+string(g.Severity)) {
			t.Errorf("%s is not in Annex 8", g.Rule)
		}
	}
	if !strings.Contains(annex, "our suggestion; the standard grades nothing") {
		t.Error("Annex 8 does not say whose the severity is")
	}
}
