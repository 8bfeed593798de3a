package web

import (
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/catalogueview"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// kept is a list of the workspace with the clauses that its records serve.
type kept struct {
	clauses   []string
	one, many string
	href      string
	count     func(s *snapshot.Snapshot) int
}

var keptLists = []kept{
	{[]string{"4.1"}, "issue", "issues", link.Issues(), func(s *snapshot.Snapshot) int { return inForce(s.Issues) }},
	{[]string{"4.1"}, "AI system", "AI systems", link.Systems(), func(s *snapshot.Snapshot) int { return inForce(s.Systems) }},
	{[]string{"4.2"}, "interested party", "interested parties", link.Parties(), func(s *snapshot.Snapshot) int { return inForce(s.Parties) }},
	{[]string{"4.2"}, "need", "needs", link.Needs(), func(s *snapshot.Snapshot) int { return inForce(s.Needs) }},
	{[]string{"4.3"}, "version of the scope statement", "versions of the scope statement", link.ScopeStatements(), func(s *snapshot.Snapshot) int { return len(s.Statements) }},
	{[]string{"5.2"}, "policy", "policies", link.Policies(""), func(s *snapshot.Snapshot) int { return inForce(s.Policies) }},
	{[]string{"5.3"}, "role", "roles", link.Roles(), func(s *snapshot.Snapshot) int { return inForce(s.Roles) }},
	{[]string{"6.1.2", "6.1.3", "8.2", "8.3"}, "risk", "risks", link.Risks(), func(s *snapshot.Snapshot) int { return inForce(s.Risks) }},
	{[]string{"6.1.4", "8.4"}, "impact assessment", "impact assessments", link.AssessmentList("", ""), func(s *snapshot.Snapshot) int { return inForce(s.Assessments) }},
	{[]string{"6.1.3"}, "approved version of the Statement of Applicability", "approved versions of the Statement of Applicability", link.SoAVersions(), func(s *snapshot.Snapshot) int { return len(s.Approved) }},
}

// inForce counts the records that are not retired.
func inForce[T interface{ Retired() bool }](all []T) int {
	n := 0
	for _, r := range all {
		if !r.Retired() {
			n++
		}
	}
	return n
}

// recordsFor lists what the workspace holds for a clause. Each line leads to the
// list that it counts.
func recordsFor(clause string, s *snapshot.Snapshot) []catalogueview.Record {
	var out []catalogueview.Record
	for _, l := range keptLists {
		if slices.Contains(l.clauses, clause) {
			out = append(out, catalogueview.Record{Text: countOf(int64(l.count(s)), l.one, l.many), Href: l.href})
		}
	}
	for _, b := range s.Kept() {
		if slices.Contains(b.Clauses, clause) {
			out = append(out, catalogueview.Record{Text: countOf(int64(b.Held), b.One, b.Many), Href: link.Register(b.Prefix)})
		}
	}
	if _, set := s.RiskCriteria(); set && clause == "6.1.1" {
		out = append(out, catalogueview.Record{Text: "Risk criteria", Href: link.Criteria()})
	}
	return out
}

// gapsFor lists what an auditor would find for a clause, each with where it is mended.
func gapsFor(clause string, gaps []readiness.Gap, who access.Actor) []ui.RelatedItem {
	var out []ui.RelatedItem
	for _, g := range gaps {
		if slices.Contains(g.Clauses, clause) {
			out = append(out, ui.RelatedItem{Ref: g.Rule, Title: g.Message, Href: homeview.Where(g, mayMend(who, g)), Note: g.Fix})
		}
	}
	return out
}
