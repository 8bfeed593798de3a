package inventoryview

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Nav leads between the lists of the stage; here is the title of the one shown.
func Nav(here string) templ.Component {
	tabs := []ui.Tab{
		{Title: "AI systems", Href: link.Systems()},
		{Title: inventory.Changes.Title, Href: link.Register("CHG")},
		{Title: "To be confirmed", Href: link.ToConfirm()},
		{Title: inventory.Confirmations.Title, Href: link.Register("CNF")},
	}
	for i := range tabs {
		tabs[i].Current = tabs[i].Title == here
	}
	return ui.SubNav("AI systems", tabs)
}

// ChangeStateWords says where a change stands.
func ChangeStateWords(c inventory.SystemChange) string {
	switch {
	case c.Uncontrolled():
		return "Not approved"
	case c.Unreviewed():
		return "Not reviewed"
	case c.Origin == inventory.Unintended:
		return "Reviewed"
	case c.Given():
		return "Approved"
	}
	return "Waits for approval"
}

func changeKind(c inventory.SystemChange) ui.Kind {
	switch {
	case c.Uncontrolled() || c.Unreviewed():
		return ui.Warn
	case c.Given() || c.Origin == inventory.Unintended:
		return ui.Good
	}
	return ui.Info
}

func records(n int) string {
	if n == 1 {
		return "1 record"
	}
	return strconv.Itoa(n) + " records"
}

func first(refs []string) string {
	if len(refs) == 1 {
		return refs[0]
	}
	return ""
}
