package evidenceview

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/templates/ui"
)

// BulkFields ask what many items shall get.
func BulkFields(a evidence.Amendment, st ui.State) []templ.Component {
	return []templ.Component{
		ui.Text(ui.Field{Name: "owner", Label: "Owner", Width: "medium", Value: a.Owner, Errors: st.Errors}),
		ui.DateField(ui.Field{Name: "valid_until", Label: "Valid until", Hint: "A review does not outlive such a change: the items are to be reviewed again.", Value: string(a.ValidUntil), Errors: st.Errors}),
	}
}
