// Package traceview shows the thread from the needs of parties to the evidence, where
// it is broken, and what a change of the boundary takes along (4.2, 4.3).
package traceview

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/trace"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// StartGroup is records of one kind from which the thread can be followed.
type StartGroup struct {
	Label   string
	Options []ui.Option
}

// Page is the thread of one record or, where there is none, all of them in short.
type Page struct {
	Nav     templ.Component
	From    string // what was asked for
	Starts  []StartGroup
	Thread  *trace.Thread // nil while nothing is chosen
	Missing bool          // what was asked for is not in force
	Lines   []trace.Line
	Holes   []trace.Hole
	Not     []trace.Node // needs that are not addressed
	MayEdit bool
}

// Key shows a control by its number, a record by its reference.
func Key(ref string) string {
	if _, id, found := strings.Cut(ref, ":"); found {
		return id
	}
	return ref
}

func (p Page) title() string {
	switch {
	case p.Thread == nil:
		return "From needs to evidence"
	case p.Thread.Back():
		return "Back from " + name(p.Thread.Start, p.Thread.Step) + " to the needs"
	}
	return "From " + name(p.Thread.Start, p.Thread.Step) + " to the evidence"
}

// name is the start in a title: a need is too long for its text.
func name(n trace.Node, step trace.Step) string {
	switch step {
	case trace.Need:
		return "need " + n.Ref
	case trace.Control:
		return "control " + Key(n.Ref)
	case trace.Assessment:
		return n.Ref
	default:
	}
	return "“" + n.Title + "”"
}

func (p Page) lead() string {
	if p.Thread == nil {
		return "Each need leads to an obligation, to the AI systems it holds for, to their impact and risks, to controls, and to what proves them. Here you see where a thread breaks."
	}
	lead := "Read from the people who need it to the file that proves it."
	if p.Thread.Back() {
		lead = "Read from the work back to the people who need it."
	}
	if !strings.Contains(p.title(), p.Thread.Start.Title) {
		lead = strings.TrimSuffix(p.Thread.Start.Title, ".") + ". " + lead
	}
	return lead
}

// openStrands is how many strands stand open: a screen or two.
const openStrands = 4

// knots are the steps of a strand in the direction in which it is read.
func (p Page) knots(s trace.Strand) []trace.Knot {
	all := slices.Clone(s.Knots)
	if p.Thread.Back() {
		slices.Reverse(all)
	}
	return all
}

// shown leaves out steps that have nothing to say.
func shown(k trace.Knot) bool { return len(k.Nodes) > 0 || k.Lacks != "" }

// state says in a badge whether the strand is whole.
func state(s trace.Strand) templ.Component {
	switch n := s.Lacking(); n {
	case 0:
		return ui.Badge(ui.Good, "Nothing missing")
	case 1:
		return ui.Badge(ui.Warn, "1 thing missing")
	default:
		return ui.Badge(ui.Warn, strconv.Itoa(n)+" things missing")
	}
}

// heading names a strand where it has no name of its own.
func heading(s trace.Strand) string {
	if s.Title == "" {
		return "No need leads here yet"
	}
	return s.Title
}

// mendHref is where a hole is mended by who may, or looked at by who may not.
func (p Page) mendHref(k trace.Knot) string {
	switch {
	case k.Mend == "":
		return ""
	case k.Step == trace.Obligation && p.MayEdit:
		return link.RegisterNew("OBL", "needs", k.Mend)
	case strings.HasPrefix(k.Mend, "OBL-") && p.MayEdit:
		return link.EntryEdit(k.Mend)
	}
	return link.Of(k.Mend)
}

func (p Page) figures() []ui.Figure {
	whole := 0
	for _, l := range p.Lines {
		if l.Ends == "" {
			whole++
		}
	}
	holes := 0
	for _, h := range p.Holes {
		holes += len(h.Nodes)
	}
	return []ui.Figure{
		{Value: strconv.Itoa(whole), Label: word(whole, "need reaches evidence", "needs reach evidence"), Href: "#needs"},
		{Value: strconv.Itoa(len(p.Lines) - whole), Label: word(len(p.Lines)-whole, "need ends before it", "needs end before it"), Href: "#needs"},
		{Value: strconv.Itoa(len(p.Not)), Label: word(len(p.Not), "need not addressed", "needs not addressed"), Href: "#not-addressed"},
		{Value: strconv.Itoa(holes), Label: word(holes, "record with a hole", "records with a hole"), Href: "#holes"},
	}
}

func word(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// needRows are the needs with how far their threads lead.
func (p Page) needRows() []ui.Row {
	rows := make([]ui.Row, len(p.Lines))
	for i, l := range p.Lines {
		end := ui.Badge(ui.Good, "Reaches evidence")
		if l.Ends != "" {
			end = ui.Badge(ui.Warn, l.Ends)
		}
		rows[i] = ui.Row{Ref: l.Need.Ref, Cells: []templ.Component{
			follow(l.Need.Title, l.Need.Ref), follow(l.Party.Title, l.Party.Ref), refsOf(l.Obligations), keysOf(l.Controls), end,
		}}
	}
	return rows
}
