package inventoryview

import (
	"strconv"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/templates/ui"
)

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
