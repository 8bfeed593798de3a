package inventoryview

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Registers names the registers of inventory.Effects, by prefix.
var Registers = map[string]string{
	"IMP": "Impact assessments", "RSK": "Risks", "ACC": "Risk acceptances", "CTL": "Statement of Applicability", "EVD": "Evidence",
}

func effectRows() []ui.Row {
	rows := make([]ui.Row, len(inventory.Effects))
	for i, e := range inventory.Effects {
		rows[i] = ui.Row{Ref: string(e.Kind), Cells: []templ.Component{ui.Str(e.Kind.Label()), ui.Str(strings.Join(e.Fields(), ", ")), touches(e)}}
	}
	return rows
}

func (p ConfirmTogetherPage) title() string { return "Confirm " + records(len(p.Doubts)) }

func (p ConfirmTogetherPage) refusal() string {
	refs := make([]string, len(p.Refused))
	for i, d := range p.Refused {
		refs[i] = d.Number
	}
	return "Left out, because they are not yours to judge: " + strings.Join(refs, ", ") + "."
}

func (p ConfirmTogetherPage) table() ui.TableSpec {
	t := ui.TableSpec{
		ID: "chosen", Caption: p.title(),
		Columns: []ui.Column{{Title: "Record", Class: "ref"}, {Title: "Title", Class: "wrap"}, {Title: "AI system", Class: "wrap"}, {Title: "What changed", Class: "wrap"}},
		Empty:   ui.Empty{Title: "Nothing is left to confirm", Why: "What you ticked was confirmed meanwhile, or it is not yours to judge.", ActionHref: p.Cancel, ActionLabel: "Go to the list"},
	}
	for _, d := range p.Doubts {
		t.Rows = append(t.Rows, ui.Row{Ref: d.Key, Cells: []templ.Component{ui.RefLink(d.Number, link.Of(d.Record)), doubtTitle(d), systemName(d), differences(d)}})
	}
	return t
}

// blank stands for a field that is empty.
func blank(s string) string {
	if s == "" {
		return "empty"
	}
	return s
}
