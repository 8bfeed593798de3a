// Package impactview shows impact assessments: how every system stands, the form
// as a list of sections with a page each, checking the answers, and the record.
package impactview

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// CoveragePage says how every system stands.
type CoveragePage struct {
	Table   ui.TableSpec
	Figures []ui.Figure
	May     bool // begin an assessment
	Systems bool // there is a system to assess at all
}

// ListPage is all assessments.
type ListPage struct {
	Table ui.TableSpec
	May   bool
}

// BeginPage asks for the system and the trigger of a new assessment.
type BeginPage struct {
	System      string
	Trigger     impact.Trigger
	TriggeredBy string
	Systems     []ui.Option
	State       ui.State
}

// Why explains one clause or control that a section serves.
type Why struct{ ID, Title, Text, Href string }

// SectionPage asks one section of a draft.
type SectionPage struct {
	Assessment impact.Assessment
	SystemName string
	Section    impact.Section
	Number     int // of the section, from 1
	Of         int
	Previous   string // address of the section before; empty for the first
	Last       bool
	FromCheck  bool // opened to change an answer from where all are checked
	Why        []Why
	Uses       []ui.Option // that call for more care
	State      ui.State
}

// RecordPage is one assessment: a draft under way or what was approved.
type RecordPage struct {
	Assessment impact.Assessment
	System     ui.RelatedItem
	MayEdit    bool // write the sections; false once frozen
	MayApprove bool
	MayBegin   bool                // the next assessment
	MayRaise   bool                // a risk
	Taken      map[string][]string // RSK references by the id of the impact they take up
	Class      controls.UseClass
	Due        impact.Due       // of the one in force
	Made       []ui.RelatedItem // publications
	Today      when.Day
	Risks      []ui.RelatedItem
	Thread     ui.Thread
}

// CheckPage shows all answers of a draft before it is approved.
type CheckPage struct {
	Assessment impact.Assessment
	SystemName string
	Rule       impact.Rule
	Executive  bool // the person who reads is an executive
	Alone      bool // the person who reads wrote the draft last
	Reason     string
	MayEdit    bool
	MayApprove bool
	State      ui.State
}

func capitalised[T ~string](words []T) []ui.Option {
	out := make([]ui.Option, len(words))
	for i, w := range words {
		out[i] = ui.Option{Value: string(w), Label: ui.Sentence(w)}
	}
	return out
}

// yesNo are the answers to a question of yes or no, which may stay open.
func yesNo() []ui.Option {
	return []ui.Option{
		{Value: string(scope.Yes), Label: "Yes"}, {Value: string(scope.No), Label: "No"},
		{Value: string(scope.Undecided), Label: "I do not know yet"},
	}
}

func level(l impact.Level, score int) templ.Component {
	if l == impact.Unrated {
		return ui.Str(l.Word())
	}
	return ui.LevelBadge(ui.Level{Band: int(l), Word: l.Word(), Score: score})
}

func stateBadge(a impact.Assessment) templ.Component {
	kind := ui.Neutral
	switch a.State {
	case impact.Draft:
		kind = ui.Info
	case impact.Approved:
		kind = ui.Good
	case impact.Superseded:
	}
	return ui.Badge(kind, ui.Sentence(a.State))
}

func reviewCell(a impact.Assessment, today when.Day) templ.Component {
	if a.ReviewOverdue(today) {
		return ui.Badge(ui.Warn, "Overdue since "+a.NextReview.Human())
	}
	return ui.Str(a.NextReview.Human())
}

// status puts the progress of a section into the words of all task lists.
func status(p impact.Progress) ui.Status {
	switch p {
	case impact.Begun:
		return ui.InProgress
	case impact.Lacking:
		return ui.NeedsAttention
	case impact.Complete:
		return ui.Done
	case impact.NotBegun:
	}
	return ui.NotStarted
}

// tasks is the form as a list of its sections.
func tasks(a impact.Assessment) []ui.Task {
	gaps := map[string]int{}
	for _, g := range a.Gaps() {
		gaps[g.Section]++
	}
	var out []ui.Task
	for _, s := range impact.Sections() {
		t := ui.Task{Title: s.Title, Clause: s.Hooks[0], Href: link.AssessmentSection(a.Ref, s.ID), Status: status(a.Progress(s.ID))}
		switch n := gaps[s.ID]; {
		case n == 1:
			t.Hint = "1 answer is still needed for approval"
		case n > 1:
			t.Hint = strconv.Itoa(n) + " answers are still needed for approval"
		}
		out = append(out, t)
	}
	return out
}

// number shows a rating; one that is not given stays empty.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// gapHref leads to the field where a gap is closed.
func gapHref(ref string, g impact.Gap) string {
	return link.AssessmentChange(ref, g.Section, g.Field)
}
