package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// stageNav leads between the first page of a stage and its registers that are kept
// alike, and its other lists. first is what the first page is called there.
func stageNav(name, first string, more ...ui.Tab) func(here string) templ.Component {
	return func(here string) templ.Component {
		tabs := []ui.Tab{{Title: first, Href: link.Stage(name), Current: here == first}}
		for _, b := range (&snapshot.Snapshot{}).Kept() {
			if keptUnder(b, name) {
				tabs = append(tabs, ui.Tab{Title: b.Title, Href: link.Register(b.Prefix), Current: b.Title == here})
			}
		}
		for _, t := range more {
			t.Current = t.Title == here
			tabs = append(tabs, t)
		}
		return ui.SubNav(stageOf(name).Title, tabs)
	}
}
