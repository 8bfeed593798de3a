package homeview

import (
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/templates/link"
)

// field is the place at which a rule is mended: the form of a record, or a form
// without one, and the field in it.
type field struct {
	of    func(ref string) string
	alone func() string
	id    string
}

// newOf is the form of a new record of a register that is kept alike.
func newOf(prefix string) func() string { return func() string { return link.RegisterNew(prefix) } }

func gapsOf(string) string { return link.CompetenceMatrix() + "#gaps" }

func auditsOf(string) string { return link.Register("AUD") }

func coverageOf(string) string { return link.AuditCoverage() }

func policies() string { return link.Policies("") }

func publicationNew(version string) string { return link.RegisterNew("PUB", "document", version) }

func resultNew(measure string) string { return link.RegisterNew("RSL", "measure", measure) }

// fields holds the place of every rule that one field or one form mends.
var fields = map[string]field{
	"SCP-01": {alone: link.OrganisationEdit, id: "roles"}, "SCP-02": {alone: link.OrganisationEdit, id: "climate"},
	"SCP-03": {alone: link.IssueNew, id: "title"}, "SCP-04": {alone: link.PartyNew, id: "name"},
	"SCP-05": {of: link.NeedEdit, id: "addressed"}, "SCP-06": {alone: link.ScopeStatements},
	"LDR-01": {alone: policies}, "LDR-02": {of: link.VersionSign}, "LDR-03": {of: link.PolicyEdit, id: "review_on"},
	"LDR-04": {alone: link.RoleNew, id: "person"}, "LDR-05": {alone: link.RoleNew, id: "person"},
	"LDR-06": {of: publicationNew, id: "title"}, "LDR-08": {of: link.VersionAsk}, "LDR-10": {of: link.RoleEdit, id: "person"}, "LDR-11": {of: link.EntryEdit, id: "accountable"},
	"INV-01": {alone: link.SystemNew, id: "name"}, "CR-15": {of: link.SystemEdit, id: "in_scope"},
	"INV-02": {of: link.SystemEdit, id: "roles"}, "INV-03": {of: link.SystemEdit, id: "oversight"},
	"CR-10": {of: link.AssessmentNew}, "CR-11": {of: link.SystemEdit, id: "deployed_on"},
	"RSK-01": {alone: link.CriteriaEdit}, "RSK-02": {alone: link.RiskNew, id: "title"},
	"RSK-03": {of: link.RiskEdit, id: "inherent_likelihood"}, "RSK-04": {of: link.RiskEdit, id: "for_individuals"},
	"RSK-05": {of: link.RiskEdit, id: "treatment"}, "CR-01": {of: link.RiskEdit, id: "controls"},
	"RSK-06": {of: link.Plan}, "RSK-07": {of: link.RiskReview, id: "note"}, "RSK-08": {of: link.RiskAccept, id: "reason"},
	"RSK-09": {alone: link.OpportunityNew, id: "title"}, "RSK-10": {of: link.RiskEdit, id: "inherent_reason"},
	"CR-08": {of: link.RiskEdit, id: "residual_likelihood"}, "CR-09": {of: link.ActionEdit, id: "due"},
	"CR-02": {of: link.SoARowEdit, id: "applicable"}, "CR-03": {of: link.SoARowEdit, id: "drivers"},
	"CR-04": {of: link.SoARowEdit, id: "reason"}, "CR-05": {of: link.SoARowEdit, id: "applicable"}, "SOA-01": {of: link.SoARowEdit, id: "reason"},
	"CR-06": {of: link.EvidenceNew, id: "title"}, "SOA-02": {alone: link.SoAApprove},
	"OBJ-01": {alone: newOf("OBJ"), id: "title"}, "OPC-01": {alone: newOf("OPC"), id: "title"},
	"SUP-01": {alone: newOf("RES"), id: "title"}, "SUP-02": {alone: link.ResourceMatrix, of: func(string) string { return link.ResourceMatrix() }},
	"SUP-03": {of: gapsOf}, "SUP-04": {of: gapsOf},
	"SUP-05": {of: link.EntryEdit, id: "effect"}, "SUP-06": {alone: newOf("AWR"), id: "title"}, "SUP-07": {alone: newOf("COM"), id: "title"},
	"SUP-08": {of: func(ref string) string { return link.RegisterNew("MSG", "communication", ref) }, id: "title"},
	"SUP-09": {of: func(string) string { return link.Mandatory() }}, "SUP-10": {of: link.EntryEdit, id: "review_on"}, "SUP-11": {of: link.EntryEdit, id: "control"},
	"MSR-01": {alone: newOf("MSR"), id: "title"}, "MSR-02": {of: link.EntryEdit, id: "method"}, "MSR-03": {of: resultNew, id: "value"},
	"MSR-04": {of: link.EvaluationNew}, "MSR-05": {of: link.EvaluationNew},
	"AUD-01": {alone: newOf("APR"), id: "title"}, "AUD-02": {of: link.Entry}, "AUD-03": {of: auditsOf}, "CR-18": {of: link.Entry}, "CR-19": {of: coverageOf},
	"AUD-04": {of: link.EntryEdit, id: "starts_on"}, "AUD-05": {of: link.AuditReport}, "FND-01": {of: link.FindingRaise, id: "owner"}, "FND-02": {of: link.FindingRaise, id: "owner"},
	"EVD-01": {of: link.EvidenceEdit, id: "valid_until"},
}

// Mend leads to the very field that mends a gap in one of its records, or as a
// whole when ref is empty. Who may not mend it is led to the record or the clause.
func Mend(g readiness.Gap, ref string, may bool) string {
	f, known := fields[g.Rule]
	switch {
	case !may || !known:
		return look(g, ref, may)
	case ref != "" && f.of != nil:
		return anchored(f.of(ref), f.id)
	case f.alone != nil:
		return anchored(f.alone(), f.id)
	}
	return look(g, ref, may)
}

func anchored(address, id string) string {
	if id == "" {
		return address
	}
	return address + "#" + id
}

// look leads to the record; where evidence is asked for to the form that attaches
// it or, for who may not, to the clause; and else to the stage.
func look(g readiness.Gap, ref string, may bool) string {
	switch {
	case ref != "":
		return link.Of(ref)
	case g.Stage == "evidence" && may:
		return link.EvidenceNew("42001:" + g.Clauses[0])
	case g.Stage == "evidence":
		return link.Key("42001:" + g.Clauses[0])
	}
	return link.Stage(g.Stage)
}

// Where leads to the place at which a gap is mended first.
func Where(g readiness.Gap, may bool) string {
	if len(g.Records) > 0 {
		return Mend(g, g.Records[0], may)
	}
	return Mend(g, "", may)
}
