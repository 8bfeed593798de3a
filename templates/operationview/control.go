package operationview

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Newest is how many of the last results a list shows.
const Newest = 6

// The states by which operational controls are narrowed, as addresses carry them.
const (
	Overdue = "overdue"
	Missed  = "missed" // the newest record did not meet the criteria
)

// Stands says whether a control stands like this on a day.
func Stands(k operation.Kept, state string, today when.Day) bool {
	if state == Overdue {
		return k.Overdue(today)
	}
	return k.Failing()
}

// Slug is a status as addresses carry it.
func Slug(s aims.Status) string { return strings.ReplaceAll(strings.ToLower(string(s)), " ", "-") }

// Due says when a control is to be carried out again.
func Due(k operation.Kept, today when.Day) string {
	switch {
	case k.Ref == "":
		return ""
	case k.Often == operation.EachTime:
		return "Each time"
	case k.Overdue(today):
		return "Overdue since " + k.Due().Human()
	}
	return k.Due().Human()
}

// tone is the tone of a result.
func tone(r operation.Result) ui.Kind {
	if r == operation.Met {
		return ui.Good
	}
	return ui.Bad
}

// icon repeats in a drawing what the word of a result says.
func icon(r operation.Result) string {
	if r == operation.Met {
		return "check"
	}
	return "triangle-alert"
}

// most is how many records the page of a control shows; the list has them all.
const most = 12

// recordTable lists the newest records of a control.
func recordTable(k operation.Kept) ui.TableSpec {
	t := ui.TableSpec{ID: "records", Caption: "Records of " + k.Title, Columns: []ui.Column{
		{Title: "Ref", Class: "ref"}, {Title: "What was done", Class: "wrap"}, {Title: "On", Class: "tight"}, {Title: "By"}, {Title: "Looked at", Class: "tight"}, {Title: "Result", Class: "tight"},
	}, Empty: ui.Empty{Title: "Not carried out yet", Clause: "8.1", Why: "A control without a record did not happen for an auditor. Record it each time somebody carries it out."}}
	for _, r := range k.Records[:min(most, len(k.Records))] {
		t.Rows = append(t.Rows, ui.Row{Ref: r.Ref, Cells: []templ.Component{
			ui.RefLink(r.Ref, link.Entry(r.Ref)), ui.Str(r.Done), ui.Str(r.DoneOn.Human()), ui.Str(r.DoneBy), ui.Str(r.Sampled()), ui.Badge(tone(r.Result), ui.Sentence(r.Result)),
		}})
	}
	return t
}
