package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/operationview"
	"github.com/aims-workbench/aims/templates/ui"
)

// tab leads to the list of a register.
func tab(a register.About) ui.Tab { return ui.Tab{Title: a.Title, Href: link.Register(a.Prefix)} }

// single is a part that holds one register alone.
func single(a register.About) ui.Part { return ui.Single(a.Title, link.Register(a.Prefix)) }

// overview is what the first page of a stage is called there.
const overview = "Overview"

// inventoryParts are the tabs around AI systems.
func inventoryParts() []ui.Part {
	return []ui.Part{
		ui.Single("AI systems", link.Systems()),
		{Title: "Changes", Pages: []ui.Tab{
			tab(inventory.Changes.About), {Title: "To be confirmed", Href: link.ToConfirm()}, tab(inventory.Confirmations.About),
		}},
		single(inventory.Models.About), single(inventory.Datasets.About), single(inventory.EventLogs.About),
	}
}

func inventoryNav(here string) templ.Component {
	return ui.PartNav("AI systems", inventoryParts(), here)
}

// objectiveParts are the tabs around objectives.
func objectiveParts() []ui.Part {
	return []ui.Part{
		ui.Single(overview, link.Stage("objective")),
		single(objective.Objectives.About), single(objective.Measurements.About), single(objective.PlannedChanges.About),
	}
}

func objectiveNav(here string) templ.Component {
	return ui.PartNav("Objectives and changes", objectiveParts(), here)
}

// operationParts are the tabs of the operation: what is done, along the life of a
// system, with those outside, and when something goes wrong (8.1, A.6, A.10, A.8).
func operationParts() []ui.Part {
	return []ui.Part{
		ui.Single(overview, link.Stage("operation")),
		{Title: "Controls", Pages: []ui.Tab{tab(operation.Controls.About), tab(operation.Records.About)}},
		{Title: "Life cycle", Pages: []ui.Tab{tab(operation.Gates.About), {Title: operationview.BySystemTitle, Href: link.GatesBySystem()}, {Title: operationview.WhereTitle, Href: link.Where()}}},
		{Title: "Suppliers and customers", Pages: []ui.Tab{
			tab(operation.Suppliers.About), tab(operation.Certificates.About), tab(operation.Splits.About), tab(operation.Expectations.About),
		}},
		{Title: "Incidents and users", Pages: []ui.Tab{
			tab(operation.Incidents.About), tab(operation.Informations.About), {Title: operationview.DeskTitle, Href: link.ConcernDesk()},
		}},
	}
}

func operationNav(here string) templ.Component {
	return ui.PartNav("Operation", operationParts(), here)
}
