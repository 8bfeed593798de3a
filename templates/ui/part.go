package ui

import (
	"context"
	"io"
	"slices"

	"github.com/a-h/templ"
)

// Part is a tab of a stage with the pages below it, the first of which it opens.
type Part struct {
	Title string
	Pages []Tab
}

// PartNav leads between the parts of a stage and, below them, between the pages of the
// part that holds the page titled here. A part of one page has nothing below it.
func PartNav(label string, parts []Part, here string) templ.Component {
	tabs := make([]Tab, len(parts))
	var below []Tab
	for i, p := range parts {
		at := slices.IndexFunc(p.Pages, func(t Tab) bool { return t.Title == here })
		tabs[i] = Tab{Title: p.Title, Href: p.Pages[0].Href, Current: at >= 0}
		if at >= 0 && len(p.Pages) > 1 {
			below = slices.Clone(p.Pages)
			below[at].Current = true
		}
	}
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if err := SubNav(label, tabs).Render(ctx, w); err != nil || below == nil {
			return err
		}
		return SubNav("Pages of this part", below).Render(ctx, w)
	})
}

// Single is a part of one page.
func Single(title, href string) Part {
	return Part{Title: title, Pages: []Tab{{Title: title, Href: href}}}
}
