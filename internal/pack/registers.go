package pack

import (
	"strings"

	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
)

// register is one register as it stands in the archive.
type register struct {
	Title   string
	File    string // "registers/risk.json"
	Content []byte // a JSON list, one record a line, in canonical form
	Current int    // records in force
	Retired int
}

// registersOf writes every register of the management system. Accounts of people
// are left out: they are no part of it, and an auditor needs no addresses. So are
// comments: people write them to each other.
func registersOf(s *snapshot.Snapshot) ([]register, error) {
	var e exporter
	return []register{
		export(&e, "Organisation", "organisation", s.Organisations),
		export(&e, "Issues", "issue", s.Issues),
		export(&e, "Interested parties", "party", s.Parties),
		export(&e, "Needs", "need", s.Needs),
		export(&e, "Scope statements", "scope", s.Statements),
		export(&e, "Policies", "policy", s.Policies),
		export(&e, "Policy versions", "policy-version", s.Versions),
		export(&e, "Signatures", "signature", s.Signatures),
		export(&e, "Roles", "role", s.Roles),
		export(&e, "AI systems", "system", s.Systems),
		export(&e, "Impact assessments", "impact", s.Assessments),
		export(&e, "Risk criteria", "criteria", s.Criteria),
		export(&e, "Risks", "risk", s.Risks),
		export(&e, "Treatment actions", "action", s.Actions),
		export(&e, "Risk acceptances", "acceptance", s.Acceptances),
		export(&e, "Statement of Applicability", "soa", s.Rows),
		export(&e, "Approved Statements", "soa-version", s.Approved),
		export(&e, "Evidence", "evidence", s.Evidence),
		export(&e, "Decisions", "decision", decisionsOf(s.Comments)),
	}, e.err
}

// exporter keeps the first error of several exports.
type exporter struct{ err error }

func export[T interface{ Retired() bool }](e *exporter, title, name string, all []T) register {
	r := register{Title: title, File: "registers/" + name + ".json"}
	lines := make([]string, len(all))
	for i, one := range all {
		image, err := trail.Canonical(one)
		if err != nil && e.err == nil {
			e.err = err
		}
		lines[i] = image
		if one.Retired() {
			r.Retired++
		} else {
			r.Current++
		}
	}
	r.Content = []byte("[" + strings.Join(lines, ",\n") + "]\n")
	return r
}
