package main

import (
	"fmt"
	"testing"
)

// realFindings are what readiness finds in the files of a small organisation once each
// lies at the clause that it serves. Every line was read against the files:
//
//   - SCP-01, SCP-02: no paper says which roles it plays with AI, none speaks of climate.
//   - SCP-06, LDR-04, LDR-05: the papers name a scope, a manager and who reports; the
//     lines go once a second person has accepted them as evidence.
//   - LDR-01: the policy says of itself that it is approved. Here nobody has approved it.
//   - RSK-04, RSK-07, RSK-10: the register has no column for people, for a review or for
//     the reasons of a score. RSK-05: it says what is done, and chooses no option.
//   - CR-05, SOA-02: one row of 25 names a control as the standard does. CR-03, CR-06:
//     that one names no reason that can be traced, and points to a file that is not there.
//   - OBJ-01, SUP-06, SUP-07, SCP-03, SCP-04, SCP-07 and DOC-* are silent: the papers
//     for them are attached.
var realFindings = []string{
	"SCP-01 0", "SCP-02 0", "SCP-06 0", "LDR-01 0", "LDR-04 0", "LDR-05 0", "INV-01 0", "RSK-01 0",
	"RSK-04 7", "RSK-05 7", "RSK-07 7", "RSK-09 0", "RSK-10 7", "CR-05 37", "CR-03 1", "CR-06 1", "SOA-02 0", "SUP-01 0", "OPC-01 0", "AUD-01 0",
}

func TestRealFindings(t *testing.T) {
	d := staffed(t)
	at := func(parts ...string) string { return real(t, append([]string{"llm-agent-mcp"}, parts...)...) }
	risks, soa := at("AI_Risk_Register.csv"), at("Statement_of_Applicability.csv")
	d.imports(exitFound, "--register", "risk", "--map", d.decides("risk", risks, `"key": "controls"`, `"key": ""`), "--leave-out-refused", risks)
	d.imports(exitFound, "--register", "soa", "--map", d.decides("soa", soa, `"columns":`, `"constants": {"applicable": "yes"}, "columns":`), "--leave-out-refused", soa)
	d.imports(exitFine, "--register", "policy", "--main", at("AI_Management_Policy.md"))
	for clauses, files := range map[string][]string{
		"4.1, 4.2, 7.4": {at("AIMS_Context_and_Stakeholders.md")},
		"4.3, 4.4":      {at("AIMS_Scope_and_Boundaries.md")},
		"5.3":           {at("AIMS_Roles_and_Responsibilities.md")},
		"6.1.2":         {at("AI_Risk_Management_Procedure.md")},
		"6.1.4, 8.4":    {at("AI_System_Impact_Assessment.md")},
		"6.2":           {at("AI_Objectives_and_Planning.md")},
		"7.2, 7.3":      {at("evidence", "training_log.csv"), at("evidence", "training_matrix.csv")},
		"8.1":           {at("evidence", "change_log.csv"), at("evidence", "supplier_assessment.csv"), at("evidence", "incident_log.csv")},
		"9.1":           {at("evidence", "monitoring_snapshot_2025-03-05.csv")},
		"9.2.2":         {at("evidence", "Internal_Audit_Report_AUD-2025-001.md")},
		"9.3.3":         {at("evidence", "Management_Review_Minutes_MR-2025-001.md")},
		"10.2":          {at("evidence", "capa_log.csv")},
	} {
		d.imports(exitFine, append([]string{"--register", "evidence", "--files", "--for", clauses}, files...)...)
	}
	var checked struct{ Gaps []linked }
	d.decode(d.exits(exitFound, d.does("check", "--json")), &checked)
	var got []string
	for _, g := range checked.Gaps {
		got = append(got, fmt.Sprintf("%s %d", g.Rule, len(g.Records)))
	}
	d.wants(got, realFindings)
}
