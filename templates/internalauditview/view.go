// Package internalauditview shows internal audits (9.2): plan and impartiality, the
// checklist row by row, samples, findings, the report and the coverage grid.
package internalauditview

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// AuditPart is what stands below the fields of an audit.
type AuditPart struct {
	Audit    internalaudit.Audit
	Work     internalaudit.Work
	Open     []internalaudit.Conflict // that nobody has answered
	Unready  []check.Message
	MayWork  bool              // prepare, answer, log
	MayEdit  bool              // change the plan
	Mitigate bool              // this person may be the second person
	Followed map[string]Follow // by finding

}

// Follow is what became of a finding.
type Follow struct {
	Ref    string // the nonconformity
	Word   string // "Open, 1 of 2 actions worked"
	Closed bool
}

// RowPage is one row of a checklist on one page, for an interview.
type RowPage struct {
	Row      internalaudit.Row
	Audit    internalaudit.Audit
	Finding  string // that stands on the row already
	Named    map[string]string
	Evidence []ui.Option
	Previous string // CHK references; empty at the ends
	Next     string
	At, Of   int
	MayWork  bool
	State    ui.State
}

// ReportPage is a report to be read and, by the lead auditor, signed.
type ReportPage struct {
	Audit    internalaudit.Audit
	TextHTML string
	Sum      string // SHA-256 of the text that is shown
	Unready  []check.Message
	Signed   []internalaudit.Report
	MaySign  bool
	MayOpen  bool
	Sample   bool
	Broken   bool // the newest signed text was changed outside the workbench
	State    ui.State
}

// MitigatePage asks a second person how bias is kept out.
type MitigatePage struct {
	Audit   internalaudit.Audit
	Open    []internalaudit.Conflict
	Auditor string
	How     string
	State   ui.State
}

// AgainPage is a sample drawn once more beside what was recorded.
type AgainPage struct {
	Sample internalaudit.Sample
	Again  internalaudit.Again
	Named  map[string]string
}

// RaisePage makes a nonconformity of a finding.
type RaisePage struct {
	Finding   internalaudit.Finding
	Owner     string
	RespondBy string
	State     ui.State
}

// tone is the colour of a result; its word always stands beside.
func tone(r internalaudit.Result) ui.Kind {
	switch r {
	case internalaudit.Major:
		return ui.Bad
	case internalaudit.Minor:
		return ui.Warn
	case internalaudit.Conforming, internalaudit.Positive:
		return ui.Good
	default:
		return ui.Neutral
	}
}

// ResultWord is a result in one word.
func ResultWord(r internalaudit.Result) string {
	if r == "" {
		return "Not seen yet"
	}
	return ui.Sentence(r)
}

// ResultBadge shows a result.
func ResultBadge(r internalaudit.Result) templ.Component { return ui.Badge(tone(r), ResultWord(r)) }

// StateBadge shows how far an audit is.
func StateBadge(a internalaudit.Audit) templ.Component {
	switch a.State() {
	case internalaudit.Reported:
		return ui.Badge(ui.Good, ui.Sentence(a.State()))
	case internalaudit.Underway:
		return ui.Badge(ui.Info, ui.Sentence(a.State()))
	default:
		return ui.Badge(ui.Neutral, ui.Sentence(a.State()))
	}
}

// results offers what an auditor can see at a row.
func results() []ui.Option {
	hints := map[internalaudit.Result]string{
		internalaudit.Minor: "A single lapse in something that works", internalaudit.Major: "Missing, or it cannot be trusted to work",
		internalaudit.Observation: "Could become a nonconformity", internalaudit.Opportunity: "Could be done better", internalaudit.Positive: "Worth copying",
	}
	var out []ui.Option
	for _, r := range internalaudit.Results {
		out = append(out, ui.Option{Value: string(r), Label: ui.Sentence(r), Hint: hints[r]})
	}
	return out
}

// tally counts the rows of a checklist by result; each opens what it counts.
func tally(a internalaudit.Audit, w internalaudit.Work) []ui.Figure {
	var out []ui.Figure
	for _, r := range append(internalaudit.Results, "") {
		label, standing := strings.ToLower(ResultWord(r)), []string{"audit", a.Ref, "result", string(r)}
		if r == "" {
			standing = []string{"audit", a.Ref, "standing", "not seen"}
		}
		if n := w.Count(r); n > 0 || r == internalaudit.Conforming || r == "" {
			out = append(out, ui.Figure{Value: strconv.Itoa(n), Label: label, Href: link.Register("CHK", standing...)})
		}
	}
	return out
}

func findingTable(p AuditPart) ui.TableSpec {
	t := ui.TableSpec{
		ID: "findings", Caption: "Findings",
		Columns: []ui.Column{{Title: "Ref", Class: "ref"}, {Title: "Finding", Class: "wrap"}, {Title: "Grade", Class: "tight"}, {Title: "What became of it", Class: "wrap"}},
	}
	for _, f := range p.Work.Findings {
		t.Rows = append(t.Rows, ui.Row{Ref: f.Ref, Cells: []templ.Component{
			ui.RefLink(f.Ref, link.Entry(f.Ref)), ui.Str(f.Title), ResultBadge(f.Grade), Became(f, p.Followed[f.Ref]),
		}})
	}
	return t
}

func sampleTable(all []internalaudit.Sample) ui.TableSpec {
	t := ui.TableSpec{
		ID: "samples", Caption: "Samples",
		Columns: []ui.Column{{Title: "Ref", Class: "ref"}, {Title: "Sample", Class: "wrap"}, {Title: "How", Class: "tight"}, {Title: "Items", Class: "num"}, {Title: "Out of", Class: "num"}},
	}
	for _, s := range all {
		t.Rows = append(t.Rows, ui.Row{Ref: s.Ref, Cells: []templ.Component{
			ui.RefLink(s.Ref, link.Entry(s.Ref)), ui.Str(s.Title), ui.Str(ui.Sentence(s.Method)), ui.Str(strconv.Itoa(len(s.Items))), ui.Str(strconv.Itoa(s.Population)),
		}})
	}
	return t
}
