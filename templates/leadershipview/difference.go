package leadershipview

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/leadership"
)

// diffRow is one line of a comparison, or the section that the next lines stand in.
type diffRow struct {
	passage leadership.Passage
	section bool
}

// diffRows keeps the lines that changed, each below the heading of its section.
// Nothing comes back when nothing changed.
func diffRows(passages []leadership.Passage) []diffRow {
	var rows []diffRow
	var heading *leadership.Passage
	for i, p := range passages {
		switch {
		case p.Change == leadership.Same && isHeading(p):
			heading = &passages[i]
		case p.Change != leadership.Same && !blank(p):
			if heading != nil && !isHeading(p) {
				rows = append(rows, diffRow{*heading, true})
			}
			heading = nil
			rows = append(rows, diffRow{passage: p})
		}
	}
	return rows
}

// isHeading knows a heading by its mark in Markdown.
func isHeading(p leadership.Passage) bool { return strings.HasPrefix(p.Pieces[0].Text, "#") }

func blank(p leadership.Passage) bool {
	for _, piece := range p.Pieces {
		if strings.TrimSpace(piece.Text) != "" {
			return false
		}
	}
	return true
}

// word says what happened to the line.
func (r diffRow) word() string {
	switch r.passage.Change {
	case leadership.Added:
		return "Added"
	case leadership.Removed:
		return "Removed"
	case leadership.Changed:
		return "Changed"
	case leadership.Same:
	}
	return "In section"
}

// text renders the words of the line. It is written by hand because a template
// would put blanks between the pieces.
func (r diffRow) text() templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, r.html())
		return err
	})
}

func (r diffRow) html() string {
	if r.section {
		return templ.EscapeString(strings.TrimSpace(strings.TrimLeft(r.passage.Pieces[0].Text, "#")))
	}
	var b strings.Builder
	for _, p := range r.passage.Pieces {
		text := templ.EscapeString(p.Text)
		switch p.Change {
		case leadership.Added:
			b.WriteString("<ins>" + r.aloud("added: ") + text + "</ins>")
		case leadership.Removed:
			b.WriteString("<del>" + r.aloud("removed: ") + text + "</del>")
		case leadership.Same, leadership.Changed:
			b.WriteString(text)
		}
	}
	return b.String()
}

// aloud tells screen readers about words within a line; of a whole line its row says it.
func (r diffRow) aloud(word string) string {
	if r.passage.Change != leadership.Changed {
		return ""
	}
	return `<span class="sr">[` + word + `]</span>`
}
