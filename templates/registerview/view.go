// Package registerview shows the registers that are kept alike (internal/register):
// the list, one record, and its form, all drawn from the register's description.
package registerview

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// ListPage is the list of a register.
type ListPage struct {
	register.About

	Table ui.TableSpec
	Empty ui.Empty
	Nav   templ.Component   // between the lists of the stage; may be nil
	Above []templ.Component // between heading and list: figures, notices
	Below []templ.Component // after the list
	Acts  []templ.Component // buttons beside that of a new record
	May   bool              // record one
}

func (p ListPage) head() ui.Head {
	h := ui.Head{Title: p.Title, Clauses: p.Clauses, Lead: p.Lead, Actions: slices.Clone(p.Acts)}
	if p.May {
		h.Actions = append([]templ.Component{ui.LinkButton(ui.Primary, p.Record, link.RegisterNew(p.Prefix))}, h.Actions...)
	}
	return h
}

func (p ListPage) table() ui.TableSpec {
	t := p.Table
	t.Empty = p.Empty
	return t
}

// RecordPage is one record.
type RecordPage struct {
	register.About

	Ref     string
	Title   string
	Answers []register.Answer
	Named   map[string]string // titles of the records it names
	Badges  []templ.Component
	Above   []templ.Component // between heading and fields: notices
	Below   []templ.Component // after the fields: what belongs to the record
	Acts    []templ.Component // buttons beside "Change"
	Thread  ui.Thread
	MayEdit bool
}

func (p RecordPage) head() ui.Head {
	h := ui.Head{Title: p.Title, Ref: p.Ref, Clauses: p.Clauses, Badges: p.Badges, Actions: slices.Clone(p.Acts)}
	if p.MayEdit {
		h.Actions = append(h.Actions, ui.LinkButton(ui.Secondary, p.Altering(), link.EntryEdit(p.Ref)))
	}
	return h
}

// FormPage is the form of one record; a new one has no reference.
type FormPage struct {
	register.About

	Ref     string
	Version int
	Answers []register.Answer
	Choices map[string][]ui.Option // by field: the records that may be named
	State   ui.State
}

func (p FormPage) title() string {
	if p.Ref == "" {
		return p.Record
	}
	return p.Altering()
}

// action is where the form posts to, and the page behind Cancel.
func (p FormPage) action() string {
	if p.Ref == "" {
		return link.Register(p.Prefix)
	}
	return link.Entry(p.Ref)
}

// Part is some fields below one heading.
type Part struct {
	Title   string
	Answers []register.Answer
}

// Parts cuts the fields where a heading begins.
func Parts(all []register.Answer) []Part {
	var out []Part
	for i, a := range all {
		if i == 0 || a.Section != "" {
			out = append(out, Part{Title: a.Section})
		}
		last := &out[len(out)-1]
		last.Answers = append(last.Answers, a)
	}
	return out
}

// Facts are the fields of a record as its page shows them; the first is its title.
func Facts(answers []register.Answer, named map[string]string) []ui.Fact {
	out := make([]ui.Fact, 0, len(answers))
	for _, a := range answers {
		out = append(out, ui.Fact{Label: a.Title(), Value: Cell(a, named)})
	}
	return out
}

// Cell shows the values of a field; nil where nothing is recorded.
func Cell(a register.Answer, named map[string]string) templ.Component {
	switch {
	case a.Kind == register.YesNo:
		return ui.Str(a.Plain())
	case a.Empty():
		return nil
	case a.Kind == register.Tabled:
		return table(a, named)
	case a.Refs():
		return refs(a.Values, named)
	case a.Kind == register.Prose:
		return ui.Prose(a.Value())
	case a.Kind == register.Listed:
		return lines(a.Values)
	}
	return ui.Str(a.Plain())
}

// key shows a control by its number, a record by its reference.
func key(ref string) string {
	_, id, found := strings.Cut(ref, ":")
	if found {
		return id
	}
	return ref
}

// StagePage is the first page of a stage.
type StagePage struct {
	Title, Lead string
	Clauses     []string
	Above       []templ.Component
	Below       []templ.Component
	Tasks       []ui.Task // what is missing
	Parts       []StagePart
}

// groups are the parts, or all of them as one where each holds one register: then the
// names of parts would only say again what stands below them.
func (p StagePage) groups() []StagePart {
	whole := StagePart{}
	for _, part := range p.Parts {
		if len(part.Rows) > 1 {
			return p.Parts
		}
		whole.Rows = append(whole.Rows, part.Rows...)
	}
	return []StagePart{whole}
}

// StagePart is what is kept under one tab of a stage.
type StagePart struct {
	Title string
	Rows  []StageRow
}

// StageRow is one register of a stage with how many records it holds, retired ones apart.
type StageRow struct {
	Title, Href, Lead string
	Count             int
}

// tableRows are the lines of a table as the form asks them. choices are the records
// that a cell may name.
func tableRows(a register.Answer, choices []ui.Option, st ui.State) ui.RowsSpec {
	s := ui.RowsSpec{Name: a.Name, Label: a.Label, Hint: a.Hint, Singular: "line", Errors: st.Errors}
	for _, c := range a.Cells {
		col := ui.RowColumn{Name: a.CellName(c), Label: c.Label, Options: options(c.Options), Area: c.Kind == register.Prose, Date: c.Kind == register.OnDay}
		switch c.Kind {
		case register.Record:
			col.Options = choices
		case register.Count, register.Measure:
			col.Width = "short"
		default:
		}
		s.Columns = append(s.Columns, col)
	}
	for _, line := range a.Lines() {
		cells := make([]string, len(line))
		for i, c := range line {
			cells[i] = c.Value()
		}
		s.Values = append(s.Values, cells)
	}
	return s
}
