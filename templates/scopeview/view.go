// Package scopeview shows the organisation, its context and the scope statement
// (clauses 4.1 to 4.4).
package scopeview

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// ListPage is the list of a register, and whether the reader may add to it.
type ListPage struct {
	Table ui.TableSpec
	May   bool // add a record
}

// with gives the list what it says while it is empty.
func (p ListPage) with(e ui.Empty) ui.TableSpec {
	t := p.Table
	t.Empty = e
	return t
}

// IssuePage is one issue.
type IssuePage struct {
	Issue   scope.Issue
	Thread  ui.Thread
	MayEdit bool
}

// IssueFormPage is the form of one issue; a new one has no reference.
type IssueFormPage struct {
	Issue  scope.Issue
	Themes []string // in use already
	State  ui.State
}

// PartyRow is a party with its needs in force.
type PartyRow struct {
	scope.Party
	Needs []scope.Need
}

// PartyPage is one party with its needs in force.
type PartyPage struct {
	PartyRow
	Thread  ui.Thread
	MayEdit bool
}

// PartyFormPage is the form of one party; a new one has no reference.
type PartyFormPage struct {
	Party scope.Party
	State ui.State
}

// NeedRow is a need with the name of its party.
type NeedRow struct {
	scope.Need
	PartyName string
}

// NeedPage is one need.
type NeedPage struct {
	NeedRow
	Thread  ui.Thread
	MayEdit bool
}

// NeedFormPage is the form of one need; a new one has no reference.
type NeedFormPage struct {
	NeedRow
	State ui.State
}

// OrganisationPage is the organisation; its version is 0 while none is recorded.
type OrganisationPage struct {
	Organisation scope.Organisation
	Thread       ui.Thread
	MayEdit      bool
}

// OrganisationFormPage is the form of the organisation.
type OrganisationFormPage struct {
	Organisation scope.Organisation
	Roles        []ui.Option
	State        ui.State
}

// part is one of the pages that the sub-navigation joins.
type part string

const (
	overview     part = "Overview"
	organisation part = "Organisation"
	issues       part = "Issues"
	parties      part = "Parties"
	needs        part = "Needs"
	obligations  part = "Obligations"
	statements   part = "Scope statement"
	processes    part = "Processes"
	thread       part = "Thread"
)

// Nav is nav for the registers of internal/register, by their titles.
func Nav(here string) templ.Component { return nav(part(here)) }

// Parts are the tabs of the stage with the pages below each.
func Parts() []ui.Part {
	page := func(p part, href string) ui.Tab { return ui.Tab{Title: string(p), Href: href} }
	return []ui.Part{
		ui.Single(string(overview), link.Scope()),
		ui.Single(string(organisation), link.Organisation()),
		ui.Single(string(issues), link.Issues()),
		{Title: "Parties and needs", Pages: []ui.Tab{page(parties, link.Parties()), page(needs, link.Needs()), page(obligations, link.Register("OBL"))}},
		ui.Single(string(statements), link.ScopeStatements()),
		ui.Single(string(processes), link.Register("PRC")),
		ui.Single(string(thread), link.Trace("")),
	}
}

// nav leads between the parts of the stage.
func nav(here part) templ.Component { return ui.PartNav("Scope and context", Parts(), string(here)) }

// text is a fact that may be empty: then the list shows a dash.
func text(s string) templ.Component {
	if s == "" {
		return nil
	}
	return ui.Prose(s)
}

// only gives a component where the reader may use it.
func only(may bool, c templ.Component) []templ.Component {
	if !may {
		return nil
	}
	return []templ.Component{c}
}

// hrefIf gives an address where the reader may use it.
func hrefIf(may bool, href string) string {
	if may {
		return href
	}
	return ""
}

// plural chooses the noun that fits a number.
func plural(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// answers are the choices of a yes-or-no question that may stay open.
func answers() []ui.Option {
	return []ui.Option{
		{Value: string(scope.Yes), Label: "Yes"},
		{Value: string(scope.No), Label: "No"},
		{Value: string(scope.Undecided), Label: "I do not know yet"},
	}
}

// Sides are the choices of where an issue or party stands, as lists filter them.
func Sides() []ui.Option {
	var out []ui.Option
	for _, side := range scope.Sides {
		out = append(out, ui.Option{Value: string(side), Label: sideWord(side)})
	}
	return out
}

func sideWord(s scope.Side) string {
	switch s {
	case scope.External:
		return "Outside"
	case scope.Internal:
		return "Inside"
	}
	return ""
}

// Kinds are the choices of where a need gets its force from.
func Kinds() []ui.Option {
	var out []ui.Option
	for _, k := range scope.NeedKinds {
		out = append(out, ui.Option{Value: string(k), Label: kindWord(k)})
	}
	return out
}

func kindWord(k scope.NeedKind) string {
	if k == "" {
		return ""
	}
	return strings.ToUpper(string(k[:1])) + string(k[1:])
}

func origins() []ui.Option {
	return []ui.Option{
		{Value: string(scope.External), Label: "From outside the organisation"},
		{Value: string(scope.Internal), Label: "From inside the organisation"},
	}
}

// Decisions are the choices of whether the AIMS addresses a need, as lists filter them.
func Decisions() []ui.Option {
	var out []ui.Option
	for _, a := range scope.Answers {
		out = append(out, ui.Option{Value: string(a), Label: decisionWord(a)})
	}
	return out
}

func decisionWord(a scope.Answer) string {
	switch a {
	case scope.Yes:
		return "Addressed"
	case scope.No:
		return "Not addressed"
	case scope.Undecided:
	}
	return "Not decided"
}

// decision is the badge of a need.
func decision(a scope.Answer) templ.Component {
	kind := ui.Warn
	switch a {
	case scope.Yes:
		kind = ui.Good
	case scope.No:
		kind = ui.Neutral
	case scope.Undecided:
	}
	return ui.Badge(kind, decisionWord(a))
}
