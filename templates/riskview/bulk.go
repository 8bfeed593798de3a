package riskview

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/templates/ui"
)

// BulkFields ask what many risks shall get.
func BulkFields(c risk.Change, st ui.State) []templ.Component {
	return []templ.Component{
		ui.Text(ui.Field{Name: "owner", Label: "Owner", Width: "medium", Value: c.Owner, Errors: st.Errors}),
		ui.Select(ui.Field{Name: "status", Label: "Status", Width: "medium", Value: string(c.Status), Errors: st.Errors}, Choices(risk.Statuses)),
		ui.Select(ui.Field{Name: "treatment", Label: "Treatment", Width: "medium", Value: string(c.Treatment), Errors: st.Errors}, Choices(risk.Treatments)),
		ui.Text(ui.Field{Name: "category", Label: "Category", Width: "medium", Value: c.Category, Errors: st.Errors}),
		ui.DateField(ui.Field{Name: "review_on", Label: "Next review", Value: string(c.ReviewOn), Errors: st.Errors}),
	}
}
