package journey

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// tied are attributes whose values only tie elements of a page to each other; what
// counts of them is which are the same.
var tied = map[string]bool{"id": true, "for": true, "form": true, "headers": true, "list": true, "name": true, "aria-controls": true, "aria-describedby": true, "aria-labelledby": true, "aria-owns": true}

// worded are attributes that carry words or an address; what counts of them is
// whether they are empty.
var worded = map[string]bool{"action": true, "alt": true, "aria-label": true, "cite": true, "content": true, "d": true, "data-do": true, "data-entry": true, "data-key": true, "data-label": true, "data-ref": true, "datetime": true, "href": true, "hx-get": true, "placeholder": true, "rows": true, "title": true, "value": true}

// repeats are the elements that stand in a row of their like.
var repeats = map[string]bool{"tr": true, "li": true, "option": true}

// shape is a part of a page without its words: the tags in their order with all
// attributes, which of the names in it are the same, and where text stands; a row of
// a table, list or choice counts once for all that are built like it. Parts of one shape are
// the same to axe: its rules ask for elements, roles, names that are there and the
// colours that classes give, and not for what the words say. What words can break,
// the width of a page, is measured on every page.
func shape(part string) string {
	var s sketch
	for z := html.NewTokenizer(strings.NewReader(part)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return strings.Join(s.lines, "\n")
		case html.TextToken:
			if len(bytes.TrimSpace(z.Raw())) > 0 {
				s.lines = append(s.lines, "text")
			}
		case html.EndTagToken:
			t := z.Token()
			s.lines = append(s.lines, "/"+t.Data)
			if repeats[t.Data] {
				s.endRow()
			}
		default:
			if t := z.Token(); t.Data != "" {
				s.begin(t)
			}
		}
	}
}

// sketch is a shape being drawn.
type sketch struct {
	lines []string
	rows  []int // where the open rows begin
	names []string
}

func (s *sketch) begin(t html.Token) {
	if repeats[t.Data] {
		s.rows = append(s.rows, len(s.lines))
	}
	line := t.Data
	for _, a := range t.Attr {
		line += " " + a.Key + "=" + s.meaning(a)
	}
	s.lines = append(s.lines, line)
}

// endRow takes a row away again when the one before it is built like it.
func (s *sketch) endRow() {
	if len(s.rows) == 0 {
		return
	}
	at := s.rows[len(s.rows)-1]
	s.rows = s.rows[:len(s.rows)-1]
	row := s.lines[at:]
	if at >= len(row) && slices.Equal(row, s.lines[at-len(row):at]) {
		s.lines = s.lines[:at]
	}
}

// meaning is what of an attribute belongs to the shape: of a name, how many names
// ago it was last used, so that rows alike look alike and a name used twice does not.
func (s *sketch) meaning(a html.Attribute) string {
	switch {
	case strings.TrimSpace(a.Val) == "":
		return ""
	case worded[a.Key]:
		return "…"
	case !tied[a.Key]:
		return a.Val
	}
	var ago strings.Builder
	for _, name := range strings.Fields(a.Val) {
		back := 0
		if i := slices.Index(s.names, name); i >= 0 {
			back = len(s.names) - i
			s.names = slices.Delete(s.names, i, i+1)
		}
		s.names = append(s.names, name)
		fmt.Fprint(&ago, back, " ")
	}
	return ago.String()
}
