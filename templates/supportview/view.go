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

func page(title, href string) ui.Tab { return ui.Tab{Title: title, Href: href} }

func kept(title, prefix string) ui.Tab { return page(title, link.Register(prefix)) }

// Parts are the tabs of the stage with the pages below each.
func Parts() []ui.Part {
	return []ui.Part{
		ui.Single(Overview, link.Support()),
		{Title: "Resources", Pages: []ui.Tab{kept(support.Resources.Title, "RES"), page(Systems, link.ResourceMatrix())}},
		{Title: "Competence", Pages: []ui.Tab{
			page(Matrix, link.CompetenceMatrix()), kept(support.Competences.Title, "CMP"),
			kept(support.Proofs.Title, "PRF"), kept(support.Trainings.Title, "TRN"),
		}},
		{Title: "Awareness", Pages: []ui.Tab{kept(support.Briefings.Title, "AWR")}},
		{Title: "Communication", Pages: []ui.Tab{kept(support.Communications.Title, "COM"), kept(support.Messages.Title, "MSG")}},
		{Title: "Documents", Pages: []ui.Tab{kept(support.Documents.Title, "DOC"), page(Mandatory, link.Mandatory())}},
	}
}

// Nav leads between the parts of the stage and, below them, between the pages of the part.
func Nav(here string) templ.Component { return ui.PartNav("Support", Parts(), here) }

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

// mostAcross is how many people stand beside each other; a table with more would leave
// the page, and nobody would know what it hides.
const mostAcross = 6

// blocks are the people in groups of about the same size that fit beside each other.
func (p MatrixPage) blocks() [][]string {
	n := (len(p.People) + mostAcross - 1) / mostAcross
	return slices.Collect(slices.Chunk(p.People, max(1, (len(p.People)+n-1)/max(1, n))))
}

// competences are those that are asked of somebody among these people; in a matrix that
// fits beside each other, all.
func (p MatrixPage) competences(people []string) []support.Competence {
	if len(people) == len(p.People) {
		return p.Competences
	}
	return slices.DeleteFunc(slices.Clone(p.Competences), func(c support.Competence) bool {
		return !slices.ContainsFunc(people, func(name string) bool { _, asked := p.Of(name, c.Ref); return asked })
	})
}

// caption names a part of the matrix by the people in it.
func (p MatrixPage) caption(people []string) string {
	if len(people) == len(p.People) {
		return Matrix
	}
	return people[0] + " to " + people[len(people)-1]
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
