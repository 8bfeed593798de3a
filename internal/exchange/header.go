package exchange

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Kind is what a column's cells look like. It helps to find out where an
// unquoted comma split a cell; the accessors of Row decide what is taken.
type Kind string

// The kinds of column. The zero value is Text, which fits everything.
const (
	Text   Kind = ""
	Number Kind = "number"
	Date   Kind = "date"
	Email  Kind = "email"
)

// Column is one thing a register keeps. Key is the adapter's name for it, Title
// the heading written on export, Aliases other headings people use. Help is one
// sentence for the person who fills a template.
type Column struct {
	Key      string
	Title    string
	Aliases  []string
	Kind     Kind
	Required bool
	Help     string
}

// Spec describes a register to the importer. Register is its word on the
// command line, such as "risk".
type Spec struct {
	Register string
	Columns  []Column
}

// column finds a column by key.
func (s Spec) column(key string) (Column, bool) {
	i := slices.IndexFunc(s.Columns, func(c Column) bool { return c.Key == key })
	if i < 0 {
		return Column{}, false
	}
	return s.Columns[i], true
}

// Range is a table found in a sheet. Blank says that it holds only placeholders
// in [brackets]: a template to fill in, offered but never chosen.
type Range struct {
	Sheet     string
	Hidden    bool
	HeaderRow int
	DataRows  int
	Matched   []string // keys found in the header
	Missing   []string // titles of required columns not found
	Blank     bool

	score int
}

// headerWithin is how many rows from the top may stand above the header.
const headerWithin = 60

// Find gives the sheets that hold a table of the register, the best first:
// filled before blank, visible before hidden, then by how much of the header is
// understood, then by rows.
func Find(b *Book, spec Spec) []Range {
	var found []Range
	for i := range b.Sheets {
		if r, ok := findIn(&b.Sheets[i], spec); ok {
			found = append(found, r)
		}
	}
	slices.SortStableFunc(found, func(a, b Range) int {
		return cmp.Or(
			order(a.Blank, b.Blank), order(a.DataRows == 0, b.DataRows == 0),
			cmp.Compare(len(a.Missing), len(b.Missing)), order(a.Hidden, b.Hidden),
			cmp.Compare(b.score, a.score), cmp.Compare(b.DataRows, a.DataRows))
	})
	return found
}

func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// findIn takes the row in which most headings are understood. A header shows at
// least two columns of the register and at least half of the required ones.
func findIn(s *Sheet, spec Spec) (Range, bool) {
	r := Range{Sheet: s.Name, Hidden: s.Hidden}
	for n := 1; n <= min(len(s.Rows), headerWithin); n++ {
		if score := headerScore(s.Rows[n-1], spec); score > r.score {
			r.score, r.HeaderRow = score, n
		}
	}
	if r.HeaderRow == 0 {
		return Range{}, false
	}
	m := assign(s, r.HeaderRow, spec)
	required := 0
	for _, c := range spec.Columns {
		if c.Required {
			required++
		}
		if m.source(c.Key) != "" {
			r.Matched = append(r.Matched, c.Key)
		} else if c.Required {
			r.Missing = append(r.Missing, c.Title)
		}
	}
	w := walk(s, m, spec)
	r.DataRows, r.Blank = len(w.data), w.blank()
	return r, len(r.Matched) >= min(2, len(spec.Columns)) && 2*len(r.Missing) <= required
}

// headerScore counts 2 for a heading that is a known name, 1 for one that contains it.
func headerScore(cells []string, spec Spec) int {
	best := map[string]int{}
	for _, cell := range cells {
		key, how := recognise(cell, spec)
		if how != "" {
			best[key] = max(best[key], map[Confidence]int{Exact: 2, Likely: 1}[how])
		}
	}
	total := 0
	for _, n := range best {
		total += n
	}
	return total
}

// recognise tells which column a heading means: exactly one of its names, or
// else the longest name whose words make up at least half of the heading.
func recognise(heading string, spec Spec) (key string, how Confidence) {
	if placeholder(heading) {
		return "", ""
	}
	bare, full := words(withoutBrackets(heading)), words(heading)
	longest := 0
	for _, c := range spec.Columns {
		for _, name := range append([]string{c.Title, c.Key}, c.Aliases...) {
			n := words(name)
			if same(n, full) || same(words(withoutBrackets(name)), bare) {
				return c.Key, Exact
			}
			if len(n) > longest && 2*len(n) >= len(bare) && contains(bare, n) {
				key, how, longest = c.Key, Likely, len(n)
			}
		}
	}
	return key, how
}

// withoutBrackets drops hints such as (1-5), (Yes/No) and the (s) of a plural.
func withoutBrackets(text string) string { return parenthesised.ReplaceAllString(text, " ") }

var parenthesised = regexp.MustCompile(`\([^)]*\)`)

// same compares headings without regard to how their words are run together.
func same(a, b []string) bool {
	return len(a) > 0 && strings.Join(a, "") == strings.Join(b, "")
}

// contains says whether the words of name stand together in heading.
func contains(heading, name []string) bool {
	return len(name) > 0 && strings.Contains(" "+strings.Join(heading, " ")+" ", " "+strings.Join(name, " ")+" ")
}

// words reduces text to its words: lower case, accents off, × as x, camelCase
// and snake_case taken apart.
func words(text string) []string {
	var b strings.Builder
	var last rune
	for _, r := range norm.NFD.String(strings.ReplaceAll(text, "×", "x")) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsUpper(r) && unicode.IsLower(last):
			b.WriteRune(' ')
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			last = ' '
			b.WriteRune(' ')
			continue
		}
		last = r
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Fields(b.String())
}

// placeholder says whether the whole text is a gap to fill, such as "[R-XX-01]".
func placeholder(text string) bool {
	t := strings.TrimSpace(text)
	return len(t) > 2 && t[0] == '[' && t[len(t)-1] == ']'
}
