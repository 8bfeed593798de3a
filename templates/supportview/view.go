// Package supportview shows what the registers of clause 7 say together: which AI
// system stands on what (A.4), who can do what (7.2), and where each document lies (7.5).
package supportview

import (
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Titles of the pages beside those of registers.
const (
	Overview  = "Overview"
	Systems   = "What systems stand on"
	Matrix    = "Competence matrix"
	Mandatory = "Mandatory list"
)

// part is a tab of the stage with the pages below it.
type part struct {
	title string
	pages []ui.Tab
}

func page(title, href string) ui.Tab { return ui.Tab{Title: title, Href: href} }

func kept(title, prefix string) ui.Tab { return page(title, link.Register(prefix)) }

var parts = []part{
	{Overview, []ui.Tab{page(Overview, link.Support())}},
	{"Resources", []ui.Tab{kept(support.Resources.Title, "RES"), page(Systems, link.ResourceMatrix())}},
	{"Competence", []ui.Tab{
		page(Matrix, link.CompetenceMatrix()), kept(support.Competences.Title, "CMP"),
		kept(support.Proofs.Title, "PRF"), kept(support.Trainings.Title, "TRN"),
	}},
	{"Awareness", []ui.Tab{kept(support.Briefings.Title, "AWR")}},
	{"Communication", []ui.Tab{kept(support.Communications.Title, "COM"), kept(support.Messages.Title, "MSG")}},
	{"Documents", []ui.Tab{kept(support.Documents.Title, "DOC"), page(Mandatory, link.Mandatory())}},
}

// Nav leads between the parts of the stage and, below them, between the pages of the part.
func Nav(here string) templ.Component {
	tabs := make([]ui.Tab, len(parts))
	var below []ui.Tab
	for i, p := range parts {
		at := slices.IndexFunc(p.pages, func(t ui.Tab) bool { return t.Title == here })
		tabs[i] = ui.Tab{Title: p.title, Href: p.pages[0].Href, Current: at >= 0}
		if at >= 0 && len(p.pages) > 1 {
			below = slices.Clone(p.pages)
			below[at].Current = true
		}
	}
	return nav(tabs, below)
}

// MatrixPage is who can do what, and what is done about what is missing.
type MatrixPage struct {
	support.Judgement

	MayEdit  bool
	Recorded bool // any competence is required at all
	Gaps     ui.TableSpec
	Trace    ui.TableSpec
	Empty    ui.Empty
	Titles   map[string]string // of competences and trainings
}

// SystemsPage is which AI system stands on what.
type SystemsPage struct {
	Table ui.TableSpec
	Holes int
	Own   []ui.RelatedItem // what the management system itself needs (7.1)
}

// MandatoryPage is where each piece of mandatory documented information lies.
type MandatoryPage struct {
	Table        ui.TableSpec
	There, Total int
}
