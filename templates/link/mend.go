package link

// place is where a rule of readiness is mended: the form of a record that the rule
// names, or a form for what is missing as a whole, and the field in it.
type place struct {
	of    func(ref string) string
	alone func() string
	id    string
}

// Mend leads to the very field that mends what a rule found in a record, or as a whole
// when ref is empty; for whom may change it. It gives nothing where evidence alone
// mends the rule.
func Mend(rule, ref string) (address string, known bool) {
	p := places[rule]
	switch {
	case ref != "" && p.of != nil:
		return anchored(p.of(ref), p.id), true
	case ref == "" && p.alone != nil:
		return anchored(p.alone(), p.id), true
	}
	return "", false
}

// Look leads to the record that a rule found; where evidence is asked for to the form
// that attaches it or, for who may not, to the clause; and else to the stage.
func Look(stage, clause, ref string, may bool) string {
	switch {
	case ref != "":
		return Of(ref)
	case stage == "evidence" && may:
		return EvidenceNew("42001:" + clause)
	case stage == "evidence":
		return Key("42001:" + clause)
	}
	return Stage(stage)
}

func anchored(address, id string) string {
	if id == "" {
		return address
	}
	return address + "#" + id
}

// field is a field of a record of a register that is kept alike.
func field(id string) place { return place{of: EntryEdit, id: id} }

// record is where an act on the record mends it, not one field.
func record() place { return place{of: Of} }

// begin is the form of a first record of such a register.
func begin(prefix string) place {
	return place{alone: func() string { return RegisterNew(prefix) }, id: "title"}
}

// about is the form of a new record that names the one that was found.
func about(prefix, name, id string, more ...string) place {
	return place{of: func(ref string) string { return RegisterNew(prefix, append([]string{name, ref}, more...)...) }, id: id}
}

// places holds the place of every rule but those that evidence alone mends.
var places = map[string]place{
	"SCP-01": {alone: OrganisationEdit, id: "roles"}, "SCP-02": {alone: OrganisationEdit, id: "climate"},
	"SCP-03": {alone: IssueNew, id: "title"}, "SCP-04": {alone: PartyNew, id: "name"},
	"SCP-05": {of: NeedEdit, id: "addressed"}, "SCP-06": {alone: ScopeStatements}, "SCP-07": {alone: ProcessProposal},
	"OBL-01": field("owner"), "OBL-02": field("how"), "OBL-03": field("how"), "OBL-04": about("OBL", "needs", "title"),
	"OBL-05": field("controls"), "OBL-06": field("review_on"), "PRC-01": field("owner"), "PRC-02": field("feeds"),

	"LDR-01": {alone: func() string { return Policies("") }}, "LDR-02": {of: VersionSign}, "LDR-03": {of: PolicyEdit, id: "review_on"},
	"LDR-04": {alone: RoleNew, id: "person"}, "LDR-05": {alone: RoleNew, id: "person"},
	"LDR-06": about("PUB", "document", "title"), "LDR-07": record(), "LDR-08": {of: VersionAsk}, "LDR-09": record(),
	"LDR-10": {of: RoleEdit, id: "person"}, "LDR-11": field("accountable"), "CR-16": record(),

	"INV-01": {alone: SystemNew, id: "name"}, "CR-15": {of: SystemEdit, id: "in_scope"},
	"INV-02": {of: SystemEdit, id: "roles"}, "INV-03": {of: SystemEdit, id: "oversight"},
	"CR-14":  {of: func(system string) string { return RiskDraw("", system) }, id: "title"},
	"MOD-01": about("MOD", "systems", "name"), "MOD-02": field("evaluated_on"), "MOD-03": field("metrics"),
	"DAT-01": about("DAT", "systems", "name"), "DAT-02": field("review_on"), "DAT-03": field("legal_basis"), "DAT-04": field("dispose_on"),
	"LOG-01": about("LOG", "system", "name"),
	"CHG-01": {of: func(string) string { return ToConfirm() }}, "CHG-02": record(), "CHG-03": field("outcome"), "CHG-04": about("CHG", "systems", "title"),

	"CR-10": {of: AssessmentNew}, "CR-11": {of: SystemEdit, id: "deployed_on"}, "CR-13": record(),
	"IMP-01": record(), "IMP-02": record(), "IMP-03": record(), "IMP-04": record(), "IMP-05": about("IPB", "assessment", "title"),

	"RSK-01": {alone: CriteriaEdit}, "RSK-02": {alone: RiskNew, id: "title"},
	"RSK-03": {of: RiskEdit, id: "inherent_likelihood"}, "RSK-04": {of: RiskEdit, id: "for_individuals"},
	"RSK-05": {of: RiskEdit, id: "treatment"}, "CR-01": {of: RiskEdit, id: "controls"},
	"RSK-06": {of: Plan}, "RSK-07": {of: RiskReview, id: "note"}, "RSK-08": {of: RiskAccept, id: "reason"},
	"RSK-09": {alone: OpportunityNew, id: "title"}, "RSK-10": {of: RiskEdit, id: "inherent_reason"},
	"CR-07": record(), "CR-08": {of: RiskEdit, id: "residual_likelihood"}, "CR-09": {of: ActionEdit, id: "due"},

	"CR-02": {of: SoARowEdit, id: "applicable"}, "CR-03": {of: SoARowEdit, id: "drivers"},
	"CR-04": {of: SoARowEdit, id: "reason"}, "CR-05": {of: SoARowEdit, id: "applicable"}, "SOA-01": {of: SoARowEdit, id: "reason"},
	"CR-06": {of: EvidenceNew, id: "title"}, "SOA-02": {alone: SoAApprove}, "SOA-04": {of: func(string) string { return SoAApprove() }},
	"SOA-05": {of: SoARowEdit, id: "owner"}, "SOA-06": record(),

	"OBJ-01": begin("OBJ"), "OBJ-02": field("metric"), "OBJ-03": about("MEA", "objective", "value"), "OBJ-04": field("state"),
	"PLC-01": field("consequences"),
	"SUP-01": begin("RES"), "SUP-02": {of: func(string) string { return ResourceMatrix() }},
	"SUP-03": {of: func(string) string { return CompetenceMatrix() }, id: "gaps"}, "SUP-04": {of: func(string) string { return CompetenceMatrix() }, id: "gaps"},
	"SUP-05": field("effect"), "SUP-06": begin("AWR"), "SUP-07": begin("COM"), "SUP-08": about("MSG", "communication", "title"),
	"SUP-09": {of: func(string) string { return Mandatory() }}, "SUP-10": field("review_on"), "SUP-11": field("control"), "SUP-12": field("state"),

	"OPC-01": begin("OPC"), "OPC-02": about("OPR", "control", "result"), "OPC-03": record(),
	"GAT-01": about("GAT", "system", "", "gate", "deployment"), "GAT-02": record(),
	"SPL-01": field("assessed_on"), "SPL-02": field("lacking"), "SPL-03": about("CER", "replaces", "title"), "SPL-04": field("shares"), "SPL-05": about("RSP", "system", "title"),
	"INC-01": field("notices"), "CNC-01": {alone: Concerns}, "CNC-02": {of: func(string) string { return ConcernDeskSet() }},

	"MSR-01": begin("MSR"), "MSR-02": field("method"), "MSR-03": about("RSL", "measure", "value"),
	"MSR-04": {of: EvaluationNew}, "MSR-05": {of: EvaluationNew},
	"AUD-01": begin("APR"), "AUD-02": record(), "AUD-03": {of: func(string) string { return Register("AUD") }}, "AUD-04": field("starts_on"), "AUD-05": {of: AuditReport},
	"CR-18": record(), "CR-19": {of: func(string) string { return AuditCoverage() }}, "FND-01": {of: FindingRaise, id: "owner"}, "FND-02": {of: FindingRaise, id: "owner"},
	"NCR-04": record(),
	"CR-20":  record(), "MRV-01": {of: func(string) string { return RegisterNew("MRV") }, id: "title"}, "MRV-02": field("planned_on"),
	"MRV-03": field("due"), "MRV-04": {of: MinutesSign}, "MRV-05": {of: Minutes},
	"CYC-01": field("scope_words"), "CYC-02": field("statement_version"), "CYC-03": field("held_on"), "CYC-04": {of: RequestAnswer}, "CYC-05": record(),
	"NCR-01": field("cause"), "NCR-02": field("cause"), "NCR-03": field("cause"), "CAR-01": field("done_on"), "CAR-02": {of: CorrectiveReview},
	"EVD-01": {of: EvidenceEdit, id: "valid_until"},
}
