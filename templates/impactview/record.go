package impactview

import (
	"fmt"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (p RecordPage) lead() string {
	switch {
	case p.MayEdit:
		return "Work through the sections in any order. What you save stays; you can leave and come back."
	case p.Assessment.State == impact.Draft:
		return "A draft: it counts only once it is approved."
	case p.Assessment.State == impact.Superseded:
		return "A newer approved assessment of the system stands in its place."
	}
	return ""
}

func (p RecordPage) badges() []templ.Component {
	out := []templ.Component{stateBadge(p.Assessment)}
	switch {
	case p.Class == controls.Restricted:
		out = append(out, ui.Badge(ui.Bad, "Restricted use"))
	case p.Assessment.Sensitive:
		out = append(out, ui.Badge(ui.Warn, "Sensitive use"))
	}
	if p.Assessment.ReviewOverdue(p.Today) {
		out = append(out, ui.Badge(ui.Warn, "Review overdue"))
	}
	return out
}

func (p RecordPage) actions() []templ.Component {
	switch {
	case p.Assessment.Frozen() && p.MayBegin:
		return []templ.Component{ui.LinkButton(ui.Quiet, "Summary for people", link.AssessmentSummary(p.Assessment.Ref)), ui.LinkButton(ui.Secondary, "Begin the next assessment", link.AssessmentNew(p.Assessment.System))}
	case p.Assessment.Frozen():
		return []templ.Component{ui.LinkButton(ui.Quiet, "Summary for people", link.AssessmentSummary(p.Assessment.Ref))}
	case p.MayApprove || p.MayEdit:
		return p.onward()
	}
	return nil
}

// onward leads to where the work was left and, once every section is complete, to
// checking the answers first.
func (p RecordPage) onward() []templ.Component {
	check, label, kind := link.AssessmentApprove(p.Assessment.Ref), "Check answers", ui.Primary
	if p.MayApprove {
		label = "Check and approve"
	}
	var out []templ.Component
	if s, open := p.left(); open && p.MayEdit {
		out, kind = append(out, ui.LinkButton(ui.Primary, "Continue with “"+s.Title+"”", link.AssessmentSection(p.Assessment.Ref, s.ID))), ui.Secondary
	}
	return append(out, ui.LinkButton(kind, label, check))
}

// left is the first section that was begun and is not complete, or else the first
// that was not begun.
func (p RecordPage) left() (impact.Section, bool) {
	for _, want := range [][]impact.Progress{{impact.Begun, impact.Lacking}, {impact.NotBegun}} {
		for _, s := range impact.Sections() {
			if slices.Contains(want, p.Assessment.Progress(s.ID)) {
				return s, true
			}
		}
	}
	return impact.Section{}, false
}

func (p RecordPage) approval() string {
	if p.Assessment.ApprovedAt == "" {
		return ""
	}
	return p.Assessment.ApprovedAt.Human() + ", by " + ui.NameAs(p.Assessment.ApprovedBy, p.Assessment.ApprovedAs)
}

// trigger says why an assessment was made, and what set it off.
func trigger(a impact.Assessment) string {
	if a.TriggeredBy == "" {
		return ui.Sentence(a.Trigger)
	}
	return ui.Sentence(a.Trigger) + ": " + a.TriggeredBy
}

// usesOf names the uses that call for more care.
func usesOf(a impact.Assessment) string {
	var out []string
	for _, id := range a.Uses {
		u, _ := controls.MustLoad().Use(id)
		out = append(out, u.Title)
	}
	return strings.Join(out, "\n")
}

// facts are the answers of one section, as people read them.
func facts(a impact.Assessment, s impact.Section, change bool) []ui.Fact {
	var out []ui.Fact
	for _, q := range s.Questions {
		if a.Idle(q) {
			continue
		}
		f := ui.Fact{Label: q.Label, Value: orNil(readable(q, a.Answer(q.Key)))}
		if change {
			f.Change = link.AssessmentChange(a.Ref, s.ID, q.Name)
		}
		out = append(out, f)
	}
	return out
}

func readable(q impact.Question, value string) string {
	switch q.Kind {
	case controls.FieldDay:
		return when.Day(value).Human()
	case controls.FieldYesNo:
		for _, o := range yesNo() {
			if o.Value == value {
				return o.Label
			}
		}
	case controls.FieldList:
		return ui.Sentence(value)
	case controls.FieldText:
	}
	return value
}

// itemsIn are the impacts that are rated in a section.
func itemsIn(a impact.Assessment, s impact.Section) []impact.Item {
	var items []impact.Item
	for _, reach := range s.Reaches() {
		items = append(items, a.ItemsOf(reach)...)
	}
	return items
}

func itemTableRows(items []impact.Item) []ui.Row {
	rows := make([]ui.Row, len(items))
	for i, it := range items {
		rows[i] = ui.Row{Cells: []templ.Component{
			what(it.What, it.Area), ui.Str(ui.Sentence(it.Effect)), ui.Str(ui.Sentence(it.Reach)), ui.Str(ratingsText(it)), itemLevel(it),
		}}
	}
	return rows
}

// itemLevel shows harms in the colours of risks and benefits in the colour of good news.
func itemLevel(it impact.Item) templ.Component {
	if it.Effect == impact.Benefit && it.Level() != impact.Unrated {
		return ui.Badge(ui.Good, fmt.Sprintf("%s %d", it.Level().Word(), it.Score()))
	}
	return level(it.Level(), it.Score())
}

func ratingsText(it impact.Item) string {
	if it.Score() == 0 {
		return ""
	}
	return fmt.Sprintf("Severity %d, likelihood %d, scale %d, lasting %d", it.Severity, it.Likelihood, it.Scale, it.Irreversible)
}

func measureTableRows(measures []impact.Measure) []ui.Row {
	rows := make([]ui.Row, len(measures))
	for i, m := range measures {
		rows[i] = ui.Row{Cells: []templ.Component{
			ui.Str(m.What), controlLink(m.Control), ui.Str(m.Owner), ui.Str(m.Due.Human()), ui.Str(ui.Sentence(m.Status)), ui.Str(m.Residual),
		}}
	}
	return rows
}
