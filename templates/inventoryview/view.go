// Package inventoryview shows the inventory of AI systems.
package inventoryview

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/templates/ui"
)

// ListPage is the inventory.
type ListPage struct {
	Nav   templ.Component
	Table ui.TableSpec
	May   bool // register a system
}

// RecordPage is one system.
type RecordPage struct {
	System   inventory.System
	TierName string
	Impact   []ui.RelatedItem // its assessments, with their state
	Risks    []ui.RelatedItem
	Changes  []ui.RelatedItem  // recorded changes
	Open     int               // records that its changes leave to be confirmed
	Parts    []templ.Component // its gates, and what it is made of
	Next     []ui.Task         // what this system still needs, for who may do it
	Thread   ui.Thread
	MayEdit  bool
	MayDraw  bool // more risks from the library
}

// FormPage is the form of one system; a new one has no reference.
type FormPage struct {
	System inventory.System
	Action string
	Cancel string
	Stages []ui.Option
	Tiers  []ui.Option
	Roles  []ui.Option
	State  ui.State
	Reach  templ.Component // what a changed answer about the scope takes along; nil where it takes nothing
}

// scopeKind is the tone of the answer to "in scope?".
func scopeKind(a scope.Answer) ui.Kind {
	switch a {
	case scope.Yes:
		return ui.Good
	case scope.No:
		return ui.Neutral
	case scope.Undecided:
	}
	return ui.Warn
}

func scopeWord(a scope.Answer) string {
	switch a {
	case scope.Yes:
		return "In scope"
	case scope.No:
		return "Out of scope"
	case scope.Undecided:
	}
	return "Not decided"
}

// answers are the choices of a yes-or-no question that may stay open.
func answers() []ui.Option {
	return []ui.Option{
		{Value: string(scope.Yes), Label: "Yes"},
		{Value: string(scope.No), Label: "No"},
		{Value: string(scope.Undecided), Label: "I do not know yet"},
	}
}

func autonomies() []ui.Option {
	return []ui.Option{
		{Value: string(inventory.Assists), Label: "Assists: a person decides and acts"},
		{Value: string(inventory.Recommends), Label: "Recommends: a person decides each case"},
		{Value: string(inventory.ActsWatch), Label: "Acts, watched: a person can step in"},
		{Value: string(inventory.ActsAlone), Label: "Acts alone: no person in the loop"},
	}
}
