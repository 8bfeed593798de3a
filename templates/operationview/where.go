package operationview

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/templates/ui"
)

// Titles of the pages of the operation beside those of its registers.
const (
	BySystemTitle = "Gates by system"
	WhereTitle    = "Where A.6 and A.7 are recorded"
	DeskTitle     = "Concern reporting"
)

// Place is a register, or a gate, in which a control is recorded.
type Place struct {
	Title, Href, What string
	Count             int // records in force; -1 where they are not counted
}

// WhereRow is one control with its places.
type WhereRow struct {
	Control   controls.Control
	Registers []Place
	Gates     []Place
}

// WherePage says where each control of A.6 and A.7 is recorded.
type WherePage struct {
	Nav  templ.Component
	Rows []WhereRow
}

func (p WherePage) table() ui.TableSpec {
	t := ui.TableSpec{ID: "where", Caption: "Controls and where they are recorded", Columns: []ui.Column{
		{Title: "Control", Class: "wrap"}, {Title: "Registers", Class: "wrap"}, {Title: "Questions of gates", Class: "wrap"},
	}}
	for _, r := range p.Rows {
		t.Rows = append(t.Rows, ui.Row{Ref: r.Control.ID, Cells: []templ.Component{controlName(r.Control), places(r.Registers), places(r.Gates)}})
	}
	return t
}
