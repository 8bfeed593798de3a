package web

import (
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/interviewview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// The names under which a proposal that somebody changed is kept.
func decisionOn(id string) string { return "decision." + id }
func reasonFor(id string) string  { return "reason." + id }

// askControl changes the proposal for one control.
func askControl(c controls.Control) question {
	decision, reason := decisionOn(c.ID), reasonFor(c.ID)
	return question{
		id: c.ID, label: c.ID, clause: c.ID, ask: c.Title, hint: c.Description, aside: true,
		why: "Your answers propose this decision. You know what they do not say. A control stays in unless there is nothing for it to act on.",
		fields: []asked{
			{name: decision, label: "Is the control necessary?", kind: interviewview.One, empty: "Choose whether it is necessary", options: yesOrNo},
			{name: reason, label: "Why, or why not", kind: interviewview.Area, hint: "Write what is particular to your organisation."},
		},
		offer: func(r *request, f form) (url.Values, error) {
			for _, p := range r.s.catalogue.Propose(f.facts()) {
				if p.Control.ID == c.ID {
					return url.Values{decision: {string(answerOf(p.Applicable))}, reason: {p.Reason}}, nil
				}
			}
			return nil, nil
		},
		check: func(l *check.List, f form) {
			said := f.text(reason)
			l.Required(reason, said, "Say why, or why not: the standard asks a reason both ways (6.1.3)")
			if scope.Answer(f.text(decision)) == scope.No && said != "" && utf8.RuneCountInString(said) < soa.ShortestReason {
				l.Add(reason, "Say in at least one sentence why the control is not necessary; an auditor reads every exclusion (6.1.3)")
			}
		},
	}
}

func answerOf(applicable bool) scope.Answer {
	if applicable {
		return scope.Yes
	}
	return scope.No
}

// wanted are the decisions that the answers come to: the proposals, but for those
// that were changed.
func (f form) wanted(c *controls.Catalogue) []soa.Row {
	var out []soa.Row
	for _, p := range c.Propose(f.facts()) {
		row := soa.Row{Head: store.Head{Ref: p.Control.Key().String()}, Applicable: answerOf(p.Applicable), Reason: p.Reason}
		switch own := f.text(decisionOn(p.Control.ID)); {
		case slices.Contains(f.values[noteUnknown], p.Control.ID):
			row.Applicable, row.Reason = scope.Undecided, ""
		case own != "":
			row.Applicable, row.Reason = scope.Answer(own), f.text(reasonFor(p.Control.ID))
		}
		out = append(out, row)
	}
	return out
}

// decided leaves out what the person wants to decide later.
func decided(rows []soa.Row) []soa.Row {
	return slices.DeleteFunc(rows, func(row soa.Row) bool { return row.Applicable == scope.Undecided })
}

// wordOf gives word and tone of a decision, as the Statement shows them.
func wordOf(a scope.Answer) (string, ui.Kind) {
	switch a {
	case scope.Yes:
		return "Included", ui.Good
	case scope.No:
		return "Excluded", ui.Neutral
	case scope.Undecided:
	}
	return "Undecided", ui.Warn
}

// proposed puts the proposals under the objectives of Annex A. A row that somebody
// has decided is shown as it is.
func proposed(r *request, f form) ([]interviewview.Group, error) {
	o, err := r.s.soa.Overview(r.ctx())
	if err != nil {
		return nil, err
	}
	stored := map[string]soa.Line{}
	for _, l := range o.Lines {
		stored[l.Ref] = l
	}
	var out []interviewview.Group
	for _, row := range f.wanted(r.s.catalogue) {
		l := stored[row.Ref]
		p := interviewview.Proposed{ID: l.ID(), Title: l.Name, Change: link.InterviewQuestion(link.FirstSteps, l.ID(), "controls"), Own: f.text(decisionOn(l.ID())) != "" || slices.Contains(f.values[noteUnknown], l.ID())}
		if l.Decided() {
			row, p.Change = l.Row, ""
		}
		p.Reason = row.Reason
		p.Word, p.Kind = wordOf(row.Applicable)
		if n := len(out); n == 0 || out[n-1].ID != l.Group {
			objective, _ := r.s.catalogue.Objective(l.Group)
			out = append(out, interviewview.Group{ID: l.Group, Title: objective.Title})
		}
		g := &out[len(out)-1]
		g.Rows = append(g.Rows, p)
	}
	return out, nil
}

// countProposed says in words what a table of proposals comes to.
func countProposed(groups []interviewview.Group) string {
	words, count := []string{}, map[string]int{}
	for _, g := range groups {
		for _, p := range g.Rows {
			if count[p.Word]++; count[p.Word] == 1 {
				words = append(words, p.Word)
			}
		}
	}
	text := ""
	for _, w := range words {
		if text != "" {
			text += "\n"
		}
		text += w + ": " + strconv.Itoa(count[w]) + " of 38"
	}
	return text
}
