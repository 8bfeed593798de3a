package ui

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// Piece is a run of words of a comparison: it came, it went, or it stayed.
type Piece struct {
	Text       string
	Came, Went bool
}

// Pieces shows a comparison in one text: words that came are underlined, words that
// went struck through, and a screen reader is told of both. It is written by hand
// because a template would put blanks between the pieces.
func Pieces(all []Piece) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for _, p := range all {
			text := templ.EscapeString(p.Text)
			switch {
			case p.Came:
				b.WriteString(`<ins><span class="sr">[added: ]</span>` + text + "</ins>")
			case p.Went:
				b.WriteString(`<del><span class="sr">[removed: ]</span>` + text + "</del>")
			default:
				b.WriteString(text)
			}
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}
