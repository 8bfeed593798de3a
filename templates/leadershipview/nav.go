package leadershipview

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// The parts of the stage, as its navigation names them.
const (
	overviewTab  = "Overview"
	documentsTab = "Documents"
	rolesTab     = "Roles"
	raciTab      = "Who does what"
)

// Nav leads between the parts of the stage; here is the title of the open one.
func Nav(here string) templ.Component {
	tabs := []ui.Tab{
		{Title: overviewTab, Href: link.Leadership()},
		{Title: documentsTab, Href: link.Policies("")},
		{Title: "Publications", Href: link.Register("PUB")},
		{Title: "Acknowledgements", Href: link.Register("ACK")},
		{Title: rolesTab, Href: link.Roles()},
		{Title: raciTab, Href: link.Raci()},
	}
	for i := range tabs {
		tabs[i].Current = tabs[i].Title == here
	}
	return ui.SubNav("Leadership", tabs)
}
