package inventoryview

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/templates/ui"
)

// BulkFields ask what many systems shall get.
func BulkFields(c inventory.Change, stages []ui.Option, st ui.State) []templ.Component {
	return []templ.Component{
		ui.Text(ui.Field{Name: "owner", Label: "Owner", Width: "medium", Value: c.Owner, Errors: st.Errors}),
		ui.Text(ui.Field{Name: "unit", Label: "Unit", Width: "medium", Value: c.Unit, Errors: st.Errors}),
		ui.Select(ui.Field{Name: "stage", Label: "Stage", Width: "medium", Value: c.Stage, Errors: st.Errors}, stages),
		ui.Select(ui.Field{Name: "in_scope", Label: "Does the management system cover them?", Width: "medium", Value: string(c.InScope), Errors: st.Errors}, answers()),
		ui.Text(ui.Field{Name: "scope_reason", Label: "Why not, where it does not", Value: c.ScopeReason, Errors: st.Errors}),
	}
}
