// Package interviewview shows interviews: one question a page, the answers to check
// before anything is recorded, and the controls that the answers propose.
package interviewview

import (
	"strconv"

	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Kind is how a field is answered.
type Kind string

// The kinds of field.
const (
	Line  Kind = "line"  // one line of text
	Area  Kind = "area"  // several lines
	One   Kind = "one"   // one of a few
	Many  Kind = "many"  // any number of a few
	Lines Kind = "lines" // like things, one a line
)

// Field is one thing that a page asks.
type Field struct {
	ui.Field
	Kind    Kind
	Options []ui.Option // of One and Many
	Rows    ui.RowsSpec // of Lines
}

// ListPage offers the interviews that a person may run.
type ListPage struct{ Tasks []ui.Task }

// StartPage opens an interview, or offers to go on.
type StartPage struct {
	Name    string
	Title   string
	Lead    string
	Clauses []string
	Gives   []string // what there is at the end
	Begin   string   // address of the first question
	Resume  string   // address at which it was left; empty while it has not begun
	Left    string   // in words: where and when it was left
}

// QuestionPage asks one question.
type QuestionPage struct {
	Step   string // "Question 4 of 9"
	Ask    string
	Hint   string // of the page, where it has a table instead of fields
	Why    string
	Clause string
	Key    string // of the clause or control, for the catalogue
	Fields []Field
	Table  []Group // the proposed controls, on the page that shows them
	Back   bool    // there is a page before this one
	Action string
	Then   string // posted along: the page to return to
	Open   bool   // "I do not know yet" may be said here
	State  ui.State
}

// Group is an objective of Annex A with what is proposed for its controls.
type Group struct {
	ID, Title string
	Rows      []Proposed
}

// Proposed is one control with the decision that the answers propose.
type Proposed struct {
	ID, Title string
	Word      string // "Applicable", "Not applicable", "Not decided"
	Kind      ui.Kind
	Reason    string
	Change    string // where it is changed; empty for a row that is decided already
	Own       bool   // changed by the person who answers
}

// CheckPage shows all answers before anything is recorded.
type CheckPage struct {
	Name  string
	Lead  string
	Act   string     // what the button does: "Register AI system"
	Facts []ui.Fact  // the answers
	Open  []OpenItem // what is not known yet
	Seen  string     // what was read, for the act to compare
	Back  string     // the last question
	State ui.State
}

// OpenItem is a question without an answer.
type OpenItem struct {
	Ask, Href string
	Needed    bool // nothing can be recorded without it
}

// heading says whether the page's one field carries the heading.
func (p QuestionPage) heading() bool { return len(p.Fields) == 1 && p.Fields[0].Kind != Lines }

func (p QuestionPage) catalogue() string { return link.Key(p.Key) }

// Openings counts the open points in words.
func Openings(n int) string {
	if n == 1 {
		return "1 point is open"
	}
	return strconv.Itoa(n) + " points are open"
}

// DonePage says what came of the first steps.
type DonePage struct {
	Decided string // "36 of 38"
	MayPack bool   // make an evidence pack
}

// next lists what follows, in the order of the life cycle.
func (p DonePage) next() []ui.Task {
	return []ui.Task{
		{Title: "Check the scope statement and have it approved", Clause: "4.3", Href: link.ScopeStatements(), Status: ui.InProgress},
		{Title: "Assess the impact of the AI system on people", Clause: "6.1.4", Href: link.AssessmentNew(""), Status: ui.NotStarted, Hint: "What the inventory knows is filled in."},
		{Title: "Identify the first risks", Clause: "6.1.2", Href: link.RiskNew(), Status: ui.NotStarted, Hint: "Each risk that you treat adds its reason to a control."},
		{Title: "Read the Statement of Applicability", Clause: "6.1.3", Href: link.SoA(), Status: ui.InProgress, Hint: p.Decided + " controls are decided. It is a draft until it is approved."},
	}
}
