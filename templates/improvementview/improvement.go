package improvementview

import (
	"slices"

	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func fact(label, text string) ui.Fact {
	if text == "" {
		return ui.Fact{}
	}
	return ui.Fact{Label: label, Value: ui.Prose(text)}
}

// known leaves out what is not recorded; what of it is needed, Missing says.
func known(facts []ui.Fact) []ui.Fact {
	return slices.DeleteFunc(facts, func(f ui.Fact) bool { return f.Value == nil })
}

// mendAt is where one thing that is missing is done: actions stand on the record.
func mendAt(ref, field string) string {
	if field == "actions" {
		return link.Entry(ref) + "#actions"
	}
	return link.EntryEdit(ref) + "#" + field
}
