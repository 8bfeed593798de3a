package scopeview

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// OverviewPage is how far 4.1 to 4.3 are.
type OverviewPage struct {
	Standing  scope.Standing
	Elsewhere []ui.Task // what 4.1 to 4.4 lack that is mended in another stage
	MayEdit   bool

	Obligations, NotMet int // in force; of them those that are not said to be met
	Whole, Broken       int // needs whose thread reaches evidence, and that end before it
	Processes, Unowned  int // in force; of them those that nobody owns
}

// StatementsPage lists the versions of the scope statement, the newest first.
type StatementsPage struct {
	Rows  []scope.Statement
	Count string
	Pager ui.Pager
	Next  int // number that a new draft would get; 0 where none may be drafted now
}

// StatementPage is one version of the scope statement.
type StatementPage struct {
	Statement  scope.Statement
	Earlier    scope.Statement // in force before it; number 0 when there was none
	Next       int             // number that a new draft would get; 0 where none may be drafted now
	Thread     ui.Thread
	MayEdit    bool // change this version
	MayApprove bool // approve this version
}

// StatementFormPage is the form of a draft.
type StatementFormPage struct {
	Statement scope.Statement
	State     ui.State
}

// ApprovePage shows a draft once more before it is put in force.
type ApprovePage struct {
	Statement scope.Statement
	InForce   scope.Statement // that it would supersede; number 0 when there is none
	Problems  []check.Message // what keeps it from being approved
	Moves     templ.Component // what the draft moves in and out
	MayEdit   bool
	State     ui.State
}

// Version names a version: "Scope statement version 2".
func Version(s scope.Statement) string { return "Scope statement version " + strconv.Itoa(s.Number) }

// stateBadge says where a version stands.
func stateBadge(s scope.Statement) templ.Component {
	switch {
	case s.Retired():
		return ui.Badge(ui.Neutral, "Dropped")
	case s.State == scope.Approved:
		return ui.Badge(ui.Good, "In force")
	case s.State == scope.Superseded:
		return ui.Badge(ui.Neutral, "Superseded")
	}
	return ui.Badge(ui.Info, "Draft")
}

// approval says when and by whom a version was approved; empty for a draft.
func approval(s scope.Statement) string {
	if s.ApprovedAt == "" {
		return ""
	}
	return s.ApprovedAt.Human() + ", by " + ui.NameAs(s.ApprovedBy, s.ApprovedAs)
}

// facts shows the content of a version part by part. edit leads to where an answer
// is changed; empty where it may not be.
func facts(s scope.Statement, edit string) []ui.Fact {
	var out []ui.Fact
	for _, p := range s.Parts() {
		f := ui.Fact{Label: p.Label, Value: text(p.Text), Change: edit}
		if len(s.Exclusions) > 0 && p.Label == "Exclusions" {
			f.Value = exclusions(s.Exclusions)
		}
		out = append(out, f)
	}
	return out
}

// draftButton opens the next version, or asks for it question by question; nothing
// where none may be drafted now.
func draftButton(kind ui.Kind, next int) []templ.Component {
	label := "Draft version " + strconv.Itoa(next)
	if next == 1 {
		label = "Draft scope statement"
	}
	return append(only(next > 0, ui.LinkButton(ui.Secondary, "Answer questions one by one", link.Interview(link.ScopeInterview))),
		only(next > 0, ui.ActionForm(kind, link.ScopeStatements(), label, 0))...)
}

// exclusionRows fills the editor of exclusions.
func exclusionRows(p StatementFormPage) ui.RowsSpec {
	spec := ui.RowsSpec{
		Name: "exclusions", Label: "Exclusions", Singular: "exclusion",
		Hint: "What is left outside the boundary, and why. An approved statement needs a reason for each. Leave a line empty to drop it; saving brings new empty lines.",
		Columns: []ui.RowColumn{
			{Name: "exclusions.what", Label: "What is excluded", Area: true},
			{Name: "exclusions.reason", Label: "Reason", Area: true},
		},
		Errors: p.State.Errors,
	}
	for _, x := range p.Statement.Exclusions {
		spec.Values = append(spec.Values, []string{x.What, x.Reason})
	}
	return spec
}

// task is a gap as one line of the task list.
func (p OverviewPage) task(g scope.Gap) ui.Task {
	st := p.Standing
	t := ui.Task{Title: g.Text, Clause: string(g.Clause), Status: ui.InProgress}
	begun := true
	switch g.About {
	case scope.AboutOrganisation:
		begun = st.Organisation.Version > 0
		t.Href = link.Organisation()
		if p.MayEdit {
			t.Href = link.OrganisationEdit()
		}
	case scope.AboutIssues:
		begun, t.Href = false, link.Issues()
	case scope.AboutEffects:
		t.Href = link.Issues("effect", "open")
	case scope.AboutParties:
		begun, t.Href = false, link.Parties()
	case scope.AboutNoNeeds:
		t.Href = link.Parties("needs", "none")
	case scope.AboutUndecided:
		t.Href = link.Needs("addressed", string(scope.Undecided))
	case scope.AboutStatement:
		begun, t.Href = st.Draft.Number > 0, link.ScopeStatements()
		if begun {
			t.Href = link.ScopeStatement(st.Draft.Ref)
		}
	}
	if !begun {
		t.Status = ui.NotStarted
	}
	return t
}

func (p OverviewPage) tasks() []ui.Task {
	var out []ui.Task
	for _, g := range p.Standing.Gaps() {
		out = append(out, p.task(g))
	}
	return append(out, p.Elsewhere...)
}

func figure(n int64, one, many, href string) ui.Figure {
	return ui.Figure{Value: strconv.FormatInt(n, 10), Label: plural(n, one, many), Href: href}
}

func (p OverviewPage) issueFigures() []ui.Figure {
	st := p.Standing
	return []ui.Figure{
		figure(st.External, "issue from outside", "issues from outside", link.Issues("side", string(scope.External))),
		figure(st.Internal, "issue from inside", "issues from inside", link.Issues("side", string(scope.Internal))),
		figure(st.NoEffect, "issue without an effect", "issues without an effect", link.Issues("effect", "open")),
	}
}

func (p OverviewPage) obligationFigures() []ui.Figure {
	return []ui.Figure{
		figure(int64(p.Obligations), "obligation", "obligations", link.Register("OBL")),
		figure(int64(p.NotMet), "obligation not met", "obligations not met", link.Register("OBL", "met", string(scope.No))),
		figure(int64(p.Whole), "need reaches evidence", "needs reach evidence", link.Trace("")+"#needs"),
		figure(int64(p.Broken), "need ends before it", "needs end before it", link.Trace("")+"#needs"),
	}
}

func (p OverviewPage) processFigures() []ui.Figure {
	return []ui.Figure{
		figure(int64(p.Processes), "process", "processes", link.Register("PRC")),
		figure(int64(p.Unowned), "process without an owner", "processes without an owner", link.Register("PRC")),
	}
}

func (p OverviewPage) partyFigures() []ui.Figure {
	st := p.Standing
	return []ui.Figure{
		figure(st.Parties, "interested party", "interested parties", link.Parties()),
		figure(st.Affected, "party affected by AI systems", "parties affected by AI systems", link.Parties("affected", "yes")),
		figure(st.Addressed, "need addressed", "needs addressed", link.Needs("addressed", string(scope.Yes))),
		figure(st.NotAddressed, "need not addressed", "needs not addressed", link.Needs("addressed", string(scope.No))),
		figure(st.Undecided, "need not decided", "needs not decided", link.Needs("addressed", string(scope.Undecided))),
	}
}
