// Package operationview shows the gates of the life cycle, the results of operational
// controls, and where each control of A.6 and A.7 is recorded.
package operationview

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// GatePage is the form of one round: its questions, its sign-off, or its conditions.
type GatePage struct {
	Gate  operation.Gate
	Named string         // the AI system
	Sign  operation.Sign // what is typed in the sign-off
	How   string         // typed: how the conditions were seen to be met
	State ui.State
}

func (p GatePage) head(title string) ui.Head {
	return ui.Head{Title: title, Ref: p.Gate.Ref, Clauses: []string{"8.1", "A.6.1.3"}, Lead: p.Named + ", " + p.Gate.Release + ": " + p.Gate.Title}
}

func (p GatePage) form(action, submit string) ui.FormAttrs {
	return ui.FormAttrs{Action: action, Version: p.Gate.Version, Submit: submit, Cancel: link.Entry(p.Gate.Ref)}
}

// field is a field of one question; its name carries the question's id.
func (p GatePage) field(name, label, item, value string) ui.Field {
	return ui.Field{Name: name + "." + item, Label: label, Value: value, Errors: p.State.Errors}
}

func (p GatePage) said(n int, it controls.GateItem) ui.Field {
	f := p.field("said", strconv.Itoa(n+1)+". "+it.Asks, it.ID, string(p.Gate.To(it.ID).Said))
	f.Hint, f.Required = "Often shown by: "+it.Shows+".", true
	return f
}

func (p GatePage) shown(it controls.GateItem) ui.Field {
	f := p.field("shown", "Records that show it", it.ID, strings.Join(p.Gate.To(it.ID).Shown, ", "))
	f.Hint = "References, for example EVD-2026-001."
	return f
}

func saids() []ui.Option {
	return []ui.Option{{Value: string(operation.Yes), Label: "Yes"}, {Value: string(operation.No), Label: "No"}, {Value: string(operation.NotApplicable), Label: "Not applicable"}}
}

func verdicts() []ui.Option {
	return []ui.Option{
		{Value: string(operation.Passed), Label: "It passes"},
		{Value: string(operation.WithConditions), Label: "It passes with conditions", Hint: "Write them down, with a day."},
		{Value: string(operation.Refused), Label: "It does not pass", Hint: "Say why. A new round can begin at once."},
	}
}

// weighs are the answers that whoever signs must have seen: each no and not applicable.
func (p GatePage) weighs() []ui.Fact {
	var out []ui.Fact
	for n, it := range p.Gate.Items() {
		if a := p.Gate.To(it.ID); a.Said == operation.No || a.Said == operation.NotApplicable {
			out = append(out, ui.Fact{Label: strconv.Itoa(n+1) + ". " + ui.Sentence(a.Said), Value: weighed(it.Asks, a.Reason)})
		}
	}
	return out
}

func (p GatePage) tally() string {
	n := map[operation.Said]int{}
	for _, a := range p.Gate.Answers {
		n[a.Said]++
	}
	return strconv.Itoa(n[operation.Yes]) + " yes, " + strconv.Itoa(n[operation.No]) + " no, " + strconv.Itoa(n[operation.NotApplicable]) + " not applicable, of " + strconv.Itoa(len(p.Gate.Items())) + " questions."
}

// saidKind is the tone of an answer.
func saidKind(s operation.Said) ui.Kind {
	switch s {
	case operation.Yes:
		return ui.Good
	case operation.No:
		return ui.Bad
	case operation.NotApplicable:
	}
	return ui.Neutral
}

// checklist is the table of questions and answers of a round.
func checklist(g operation.Gate, named map[string]string) ui.TableSpec {
	t := ui.TableSpec{ID: "questions", Caption: "Questions and answers", Columns: []ui.Column{
		{Title: "Question", Class: "wrap"}, {Title: "Answer", Class: "tight"}, {Title: "Why, and what shows it", Class: "wrap"},
	}}
	for n, it := range g.Items() {
		a := g.To(it.ID)
		t.Rows = append(t.Rows, ui.Row{Ref: it.ID, Cells: []templ.Component{asked(n+1, it), answered(a), reasoned(a, named)}})
	}
	return t
}

// signOff says how a round ended.
func signOff(g operation.Gate) []ui.Fact {
	facts := []ui.Fact{
		{Label: "Decision", Value: ui.Str(ui.Sentence(g.Verdict))},
		{Label: "Signed by", Value: ui.Str(g.SignedBy + ", " + g.SignedAt.Human())},
	}
	if g.Remark != "" {
		facts = append(facts, ui.Fact{Label: "Remark", Value: ui.Prose(g.Remark)})
	}
	if g.Verdict == operation.WithConditions {
		met := "Not yet"
		if g.FulfilledOn != "" {
			met = "On " + g.FulfilledOn.Human() + ", confirmed by " + g.Fulfilled
		}
		facts = append(facts, ui.Fact{Label: "Conditions", Value: ui.Prose(g.Conditions)},
			ui.Fact{Label: "To be met by", Value: ui.Str(g.ConditionsBy.Human())}, ui.Fact{Label: "Met", Value: ui.Str(met)})
	}
	return facts
}

// SystemRow is one AI system with how it stands at each gate.
type SystemRow struct {
	Ref, Name string
	Stands    []operation.Stand
}

// BySystemPage is the matrix of systems and gates.
type BySystemPage struct {
	Nav   templ.Component
	Rows  []SystemRow
	Today when.Day
	May   bool // begin a gate
}

func (p BySystemPage) table() ui.TableSpec {
	t := ui.TableSpec{ID: "gates", Caption: "Gates of each AI system", Columns: []ui.Column{{Title: "AI system", Class: "wrap"}},
		Empty: ui.Empty{Title: "No AI system recorded", Clause: "A.6.1.3", Why: "A gate is passed by one AI system at a time, so the inventory of systems comes first.", ActionHref: link.Systems(), ActionLabel: "Open AI systems"}}
	for _, g := range controls.MustLoad().Gates {
		t.Columns = append(t.Columns, ui.Column{Title: short(g)})
	}
	for _, r := range p.Rows {
		cells := []templ.Component{systemName(r)}
		for _, s := range r.Stands {
			cells = append(cells, stood(s, r.Name, p.May, false, p.Today))
		}
		t.Rows = append(t.Rows, ui.Row{Ref: r.Ref, Cells: cells})
	}
	return t
}

// short is the heading of a gate's column.
func short(g controls.Gate) string {
	if first, _, found := strings.Cut(g.Title, " and "); found {
		return first
	}
	return g.Title
}
