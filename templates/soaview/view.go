// Package soaview shows the Statement of Applicability: its rows, the decision on
// one or many of them, its approval and its approved versions.
package soaview

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/templates/ui"
)

// ListPage is the Statement.
type ListPage struct {
	Table      ui.TableSpec
	Overview   soa.Overview // all rows, for the figures
	MayEdit    bool
	MayApprove bool
}

// RowPage is one control's row.
type RowPage struct {
	Line        soa.Line
	Control     controls.Control  // empty for an own control
	Titles      map[string]string // of the records that drive it
	Systems     []ui.RelatedItem
	Risks       []risk.Risk // one page of those that use the control
	RiskCount   int64
	RiskPager   ui.Pager
	Impacts     []soa.Driver
	Obligations []soa.Driver // that are met by it
	Thread      ui.Thread
	MayEdit     bool
}

// FormPage is the decision on one control; an own control without a reference is new.
type FormPage struct {
	Row        soa.Row
	Name       string
	Own        bool
	Control    controls.Control // empty for an own control
	Known      []soa.Driver     // risks and impact assessments that use the control already
	More       int64            // how many more risks do
	Systems    []ui.Option
	Records    []ui.Option // that may be named as drivers
	Prev, Next string      // keys of the neighbours that wait for a decision; empty at the ends
	Action     string
	Cancel     string
	State      ui.State
}

// BulkPage is the decision on many rows: first the form, then with a preview.
type BulkPage struct {
	Picks  []soa.Pick
	Change soa.Change
	Turns  []soa.Turn // of the preview
	Draft  string     // the form's ui.WritingField, for the act to forget its draft
	State  ui.State
}

// BatchPage is what a bulk decision did.
type BatchPage struct {
	Batch   soa.Batch
	MayUndo bool
}

// ApprovePage is the last look before approval.
type ApprovePage struct {
	Proposal soa.Proposal
	Note     string
	MayEdit  bool // change rows
	AskAlone bool // the person who reads decided every row
	Alone    string
	State    ui.State
}

// VersionPage is an approved version with what changed since the one before.
type VersionPage struct {
	Version soa.Version
	Before  int // number of the version before; 0 for the first
	Changes []soa.RowDiff
	Thread  ui.Thread
}

// FrozenPage is one row of an approved version.
type FrozenPage struct {
	Version soa.Version
	Row     soa.Frozen
}

// number is a key as people write it: "A.5.4".
func number(key string) string { return controls.Key(key).ID() }

func answerWord(a scope.Answer) string {
	switch a {
	case scope.Yes:
		return "Included"
	case scope.No:
		return "Excluded"
	case scope.Undecided:
	}
	return "Undecided"
}

func answerKind(a scope.Answer) ui.Kind {
	switch a {
	case scope.Yes:
		return ui.Good
	case scope.No:
		return ui.Neutral
	case scope.Undecided:
	}
	return ui.Warn
}

// statusWord puts the implementation into the one vocabulary of the workbench.
func statusWord(s soa.Status) ui.Status {
	switch s {
	case soa.Implemented:
		return ui.Done
	case soa.InProgress:
		return ui.InProgress
	case soa.NotStarted:
	}
	return ui.NotStarted
}

// AnswerOptions offers the three answers for filters.
func AnswerOptions() []ui.Option {
	var out []ui.Option
	for _, a := range []scope.Answer{scope.Undecided, scope.Yes, scope.No} {
		out = append(out, ui.Option{Value: string(a), Label: answerWord(a)})
	}
	return out
}

// StatusOptions offers the implementation in the workbench's words.
func StatusOptions() []ui.Option {
	var out []ui.Option
	for _, s := range soa.Statuses {
		out = append(out, ui.Option{Value: string(s), Label: string(statusWord(s))})
	}
	return out
}

// decisions are the answers as a question.
func decisions() []ui.Option {
	return []ui.Option{
		{Value: string(scope.Yes), Label: "Include it", Hint: "It is necessary here."},
		{Value: string(scope.No), Label: "Exclude it", Hint: "It is not necessary here, and you can say why."},
		{Value: string(scope.Undecided), Label: "I do not know yet"},
	}
}

func severityKind(s soa.Severity) ui.Kind {
	if s == soa.Major {
		return ui.Bad
	}
	return ui.Warn
}

// severityWord says what a remark means for approval.
func severityWord(s soa.Severity) string {
	if s == soa.Major {
		return "Blocks approval"
	}
	return "Remark"
}

// brief cuts a text for a list at a word.
func brief(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	cut := string([]rune(text)[:limit])
	if i := strings.LastIndex(cut, " "); i > 0 {
		cut = cut[:i]
	}
	return cut + " …"
}

// few keeps the first lines of a long list and counts the rest.
func few(lines string, limit int) string {
	all := strings.Split(lines, "\n")
	if len(all) <= limit {
		return lines
	}
	return strings.Join(all[:limit], "\n") + "\nand " + strconv.Itoa(len(all)-limit) + " more"
}

// times writes a number with its noun.
func times(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// remarkedRows counts the decided rows that the linter has something against.
func remarkedRows(lines []soa.Line) int { return len(soa.Narrow(lines, soa.Query{Remarked: true})) }

func answered(lines []soa.Line, a scope.Answer) int {
	return len(soa.Narrow(lines, soa.Query{Applicable: a}))
}

func versionName(v soa.Version) string { return "Version " + strconv.Itoa(v.Number) }

// titleOf is the title of an Annex A control; an own control has none here.
func titleOf(key string) string {
	c, _ := controls.MustLoad().Control(key)
	return c.Title
}
