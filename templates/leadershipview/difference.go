package leadershipview

import (
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/leadership"
)

// diffRow is one line of a comparison, or a run of unchanged lines left out.
type diffRow struct {
	passage leadership.Passage
	skipped int
}

// diffRows keeps one unchanged line on each side of a change and counts the rest.
// Blank lines are not shown. Nothing comes back when nothing changed.
func diffRows(passages []leadership.Passage) []diffRow {
	var filled []leadership.Passage
	changed := false
	for _, p := range passages {
		if !blank(p) {
			filled = append(filled, p)
			changed = changed || p.Change != leadership.Same
		}
	}
	if !changed {
		return nil
	}
	var rows []diffRow
	for i, p := range filled {
		switch last := len(rows) - 1; {
		case near(filled, i):
			rows = append(rows, diffRow{passage: p})
		case last >= 0 && rows[last].skipped > 0:
			rows[last].skipped++
		default:
			rows = append(rows, diffRow{passage: p, skipped: 1})
		}
	}
	return rows
}

func blank(p leadership.Passage) bool {
	for _, piece := range p.Pieces {
		if strings.TrimSpace(piece.Text) != "" {
			return false
		}
	}
	return true
}

// near says whether a line changed or stands next to one that did.
func near(all []leadership.Passage, i int) bool {
	for j := max(0, i-1); j <= min(len(all)-1, i+1); j++ {
		if all[j].Change != leadership.Same {
			return true
		}
	}
	return false
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
	return "Unchanged"
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
	switch {
	case r.skipped == 1:
		return "1 line"
	case r.skipped > 1:
		return strconv.Itoa(r.skipped) + " lines"
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
