package impactview

import (
	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/templates/ui"
)

// ratings are the choices of a rating from 1 to 5.
var ratings = []ui.Option{{Value: "1", Label: "1"}, {Value: "2", Label: "2"}, {Value: "3", Label: "3"}, {Value: "4", Label: "4"}, {Value: "5", Label: "5"}}

// itemRows is the editor of the impacts that fall on individuals, groups or society.
func itemRows(reach impact.Reach, p SectionPage) ui.RowsSpec {
	group := string(reach)
	s := ui.RowsSpec{
		Name: group, Label: "Impacts on " + group, Singular: "impact on " + group, Errors: p.State.Errors,
		Hint: "One line for each benefit or harm. Rate from 1 (least) to 5 (most): how bad or good it is, how likely, how many people, and how lasting (5 cannot be undone). Saving brings new empty lines.",
		Columns: []ui.RowColumn{
			{Name: group + ".what", Label: "What happens, to whom", Area: true, Width: "medium"},
			{Name: group + ".area", Label: "Area", Options: p.areas(), Width: "short"},
			{Name: group + ".effect", Label: "Effect", Options: capitalised(impact.Effects), Width: "short"},
			{Name: group + ".severity", Label: "Severity", Options: ratings},
			{Name: group + ".likelihood", Label: "Likelihood", Options: ratings},
			{Name: group + ".scale", Label: "Scale", Options: ratings},
			{Name: group + ".irreversible", Label: "Lasting", Options: ratings},
		},
	}
	for _, it := range p.Assessment.ItemsOf(reach) {
		s.Values = append(s.Values, []string{it.What, it.Area, string(it.Effect), number(it.Severity), number(it.Likelihood), number(it.Scale), number(it.Irreversible)})
	}
	return s
}

// areas are the questions of the section, by which impacts are sorted.
func (p SectionPage) areas() []ui.Option {
	var out []ui.Option
	for _, q := range p.Section.Questions {
		if q.Area {
			out = append(out, ui.Option{Value: q.Label, Label: q.Label})
		}
	}
	return out
}

// measureRows is the editor of the measures.
func measureRows(p SectionPage) ui.RowsSpec {
	s := ui.RowsSpec{
		Name: "measures", Label: "Measures", Singular: "measure", Errors: p.State.Errors,
		Hint: "What you will do to limit a harm or to secure a benefit. A control is one of Annex A, such as A.6.2.4; leave it empty where none fits. Write the due day as 2026-12-31. Saving brings new empty lines.",
		Columns: []ui.RowColumn{
			{Name: "measures.what", Label: "Measure", Area: true}, {Name: "measures.control", Label: "Control", Width: "short"},
			{Name: "measures.owner", Label: "Owner"}, {Name: "measures.due", Label: "Due", Width: "short"},
			{Name: "measures.status", Label: "Status", Options: capitalised(impact.MeasureStatuses)},
			{Name: "measures.residual", Label: "What is left of the harm", Area: true},
		},
	}
	for _, m := range p.Assessment.Measures {
		s.Values = append(s.Values, []string{m.What, controlID(m.Control), m.Owner, string(m.Due), string(m.Status), m.Residual})
	}
	return s
}

// untouchedRows is the editor of the areas of a section that the system does not reach.
func untouchedRows(p SectionPage) ui.RowsSpec {
	group := "untouched-" + p.Section.ID
	s := ui.RowsSpec{
		Name: group, Label: "Areas that do not apply", Singular: "area that does not apply", Errors: p.State.Errors,
		Hint: "Where the system cannot touch an area at all, choose it and say why. An auditor reads the reason.",
		Columns: []ui.RowColumn{
			{Name: group + ".area", Label: "Area", Options: p.areaKeys(), Width: "medium"},
			{Name: group + ".why", Label: "Why it does not apply", Area: true, Width: "wide"},
		},
	}
	for _, u := range p.Assessment.UntouchedIn(p.Section.ID, true) {
		s.Values = append(s.Values, []string{u.Area, u.Why})
	}
	return s
}

func (p SectionPage) areaKeys() []ui.Option {
	var out []ui.Option
	for _, x := range impact.Areas() {
		if x.Section == p.Section.ID {
			out = append(out, ui.Option{Value: x.Key, Label: x.Title})
		}
	}
	return out
}

// consultationRows is the editor of who was asked.
func consultationRows(p SectionPage) ui.RowsSpec {
	s := ui.RowsSpec{
		Name: "consultations", Label: "Who was asked", Singular: "talk", Errors: p.State.Errors,
		Hint: "One line for each talk. A sensitive use needs at least one, with what they said. Write the day as 2026-12-31.",
		Columns: []ui.RowColumn{
			{Name: "consultations.who", Label: "Who", Area: true}, {Name: "consultations.voice", Label: "As", Options: capitalised(impact.Voices)},
			{Name: "consultations.how", Label: "How", Width: "short"}, {Name: "consultations.on", Label: "When", Width: "short"},
			{Name: "consultations.said", Label: "What they said", Area: true}, {Name: "consultations.done", Label: "What was done about it", Area: true},
		},
	}
	for _, c := range p.Assessment.Consultations {
		s.Values = append(s.Values, []string{c.Who, string(c.Voice), c.How, string(c.On), c.Said, c.Done})
	}
	return s
}

// UseOptions offers the uses that call for more care, with the class of each.
func UseOptions(rule impact.Rule) []ui.Option {
	var out []ui.Option
	for _, u := range controls.MustLoad().Uses {
		label := u.Title
		if class := rule.Class(u.ID); class != "" {
			label += " (" + string(class) + ")"
		}
		out = append(out, ui.Option{Value: u.ID, Label: label, Hint: u.Says})
	}
	return out
}
