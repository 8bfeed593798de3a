package web

import (
	"strings"

	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// past is the past of each kind of act.
var past = map[string]string{
	"new": "new", "change": "changed", "approve": "approved", "sign": "signed", "accept": "accepted",
	"retire": "retired", "complete": "completed", "review": "reviewed",
}

// changeWords says what happened: "risks changed".
func changeWords(t store.Tally) string {
	name := registerWords[t.Register]
	if t.Records == 1 {
		return name[0] + " " + past[t.Kind]
	}
	return name[1] + " " + past[t.Kind]
}

// registerWords names one and many records of each register, by its table.
var registerWords = words()

// singular are the registers whose one record is not their name without the s.
var singular = map[string]string{
	"people": "person", "parties": "interested party", "policies": "policy", "policy_versions": "policy version", "risk_criteria": "set of risk criteria",
	"soa_rows": "control", "soa_versions": "Statement of Applicability", "evidence_items": "piece of evidence", "impact_assessments": "impact assessment",
	"scope_statements": "scope statement", "risk_actions": "treatment action", "risk_acceptances": "risk acceptance", "aims_roles": "role", "systems": "AI system",
}

// plural are those whose many are not one with an s.
var plural = map[string]string{
	"people": "people", "parties": "interested parties", "policies": "policies", "risk_criteria": "sets of risk criteria",
	"soa_versions": "Statements of Applicability", "evidence_items": "pieces of evidence",
}

// words makes the names of a register from its table, where they are not given.
func words() map[string][2]string {
	all := map[string][2]string{}
	for _, reg := range snapshot.Registers() {
		table := reg.New().TableName()
		one := singular[table]
		if one == "" {
			one = strings.TrimSuffix(strings.ReplaceAll(table, "_", " "), "s")
		}
		many := plural[table]
		if many == "" {
			many = one + "s"
		}
		all[table] = [2]string{one, many}
	}
	return all
}
