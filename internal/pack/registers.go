package pack

import (
	"strings"

	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
)

// written is one register as it stands in the archive.
type written struct {
	Title   string
	File    string // "registers/risk.json"
	Content []byte // a JSON list, one record a line, in canonical form
	Current int    // records that are not retired
	Retired int
}

// registersOf writes every register of the management system. Accounts of people
// are left out: they are no part of it, and an auditor needs no addresses. So are
// comments: people write them to each other.
func registersOf(s *snapshot.Snapshot) ([]written, error) {
	var e exporter
	all := []written{
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
		export(&e, "Rules of impact assessments", "impact-rule", s.ImpactRules),
		export(&e, "Risk criteria", "criteria", s.Criteria),
		export(&e, "Risks", "risk", s.Risks),
		export(&e, "Treatment actions", "action", s.Actions),
		export(&e, "Risk acceptances", "acceptance", s.Acceptances),
		export(&e, "Approvals of treatment plans", "plan-approval", s.PlanApprovals),
		export(&e, "Statement of Applicability", "soa", s.Rows),
		export(&e, "Approved Statements", "soa-version", s.Approved),
		export(&e, "Evidence", "evidence", s.Evidence),
		export(&e, "Decisions", "decision", decisionsOf(s.Comments)),
	}
	for _, k := range s.Kept() {
		all = append(all, exportAll(&e, k.Title, k.Name, k.Records(), k.Held))
	}
	return all, e.err
}

// exporter keeps the first error of several exports.
type exporter struct{ err error }

func export[T interface{ Retired() bool }](e *exporter, title, name string, all []T) written {
	return exportAll(e, title, name, all, len(inForce(all)))
}

func exportAll[T any](e *exporter, title, name string, all []T, current int) written {
	lines := make([]string, len(all))
	for i, one := range all {
		image, err := trail.Canonical(one)
		if err != nil && e.err == nil {
			e.err = err
		}
		lines[i] = image
	}
	return written{
		Title: title, File: "registers/" + name + ".json", Content: []byte("[" + strings.Join(lines, ",\n") + "]\n"),
		Current: current, Retired: len(all) - current,
	}
}
