package exchange

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Confidence says how a column was recognised; empty when it was not.
type Confidence string

// How a column was recognised.
const (
	Exact  Confidence = "exact"  // the heading is a known name
	Likely Confidence = "likely" // the heading contains a known name
)

// Assignment says what one source column means. Source is its letter. An empty
// Key means the column is ignored; Reason says why, or why the key was chosen.
type Assignment struct {
	Source     string     `json:"source"`
	Header     string     `json:"header,omitempty"`
	Key        string     `json:"key"`
	Confidence Confidence `json:"confidence,omitempty"`
	Reason     string     `json:"reason,omitempty"`
}

// Mapping is where the table is and what its columns mean. People edit it, on
// the page or as JSON. LastRow ends the table by hand; 0 finds the end.
// Constants give a key one value for every row the file has no column for.
type Mapping struct {
	Sheet     string            `json:"sheet"`
	HeaderRow int               `json:"header_row"`
	LastRow   int               `json:"last_row,omitempty"`
	Columns   []Assignment      `json:"columns"`
	Constants map[string]string `json:"constants,omitempty"`
}

// ReadMapping reads the JSON form. A misspelt field is refused, not ignored.
func ReadMapping(r io.Reader) (Mapping, error) {
	var m Mapping
	d := json.NewDecoder(io.LimitReader(r, 1<<20))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Mapping{}, refuse("The mapping file cannot be read (%v). Start from the one a dry run proposes", err)
	}
	return m, nil
}

// Propose maps the best table of the book. It refuses when there is none, and
// when all there is is a blank template.
func Propose(b *Book, spec Spec) (Mapping, error) {
	found := Find(b, spec)
	if len(found) == 0 {
		return Mapping{}, refuse("No sheet of %s has a row of headings for %s. It looks for headings such as %s. Check that it is the right file, or give a mapping", b.Name, spec.called(), headings(spec))
	}
	if best := found[0]; best.Blank {
		return Mapping{}, refuse("%s holds only a blank template (%s with placeholders in brackets). Fill it in, or choose another sheet in a mapping", b.Name, where(best))
	}
	return ProposeAt(b, found[0].Sheet, found[0].HeaderRow, spec)
}

// ProposeAt maps the columns under the header row a person has pointed at.
func ProposeAt(b *Book, sheet string, headerRow int, spec Spec) (Mapping, error) {
	s, err := b.Sheet(sheet)
	if err != nil {
		return Mapping{}, err
	}
	if headerRow < 1 || headerRow > len(s.Rows) {
		return Mapping{}, refuse("%s has %d rows; row %d cannot be its header", s.label(), len(s.Rows), headerRow)
	}
	return assign(s, headerRow, spec), nil
}

func where(r Range) string {
	if r.Sheet == "" {
		return fmt.Sprintf("row %d", r.HeaderRow)
	}
	return fmt.Sprintf("sheet %q", r.Sheet)
}

func headings(spec Spec) string {
	var titles []string
	for _, c := range spec.Columns {
		if c.Required || len(titles) < 3 {
			titles = append(titles, fmt.Sprintf("%q", c.Title))
		}
	}
	return strings.Join(titles, ", ")
}

// assign gives each key to the first column that names it exactly, else to the
// first that contains it; every other column is ignored with its reason.
func assign(s *Sheet, headerRow int, spec Spec) Mapping {
	m := Mapping{Sheet: s.Name, HeaderRow: headerRow}
	for col := 1; col <= s.width(headerRow); col++ {
		heading := s.cell(headerRow, col)
		a := Assignment{Source: Letter(col), Header: flat(heading)}
		a.Key, a.Confidence = recognise(heading, spec)
		m.Columns = append(m.Columns, a)
	}
	taken := map[string]string{}
	for _, pass := range []Confidence{Exact, Likely} {
		for i := range m.Columns {
			if a := &m.Columns[i]; a.Confidence == pass {
				m.Columns[i] = settle(*a, taken, spec)
			}
		}
	}
	for i := range m.Columns {
		a := &m.Columns[i]
		switch {
		case a.Reason != "":
		case a.Header == "":
			a.Reason = "ignored: the column has no heading"
		default:
			a.Reason = fmt.Sprintf("ignored: %s has no such column", spec.called())
		}
	}
	return m
}

func settle(a Assignment, taken map[string]string, spec Spec) Assignment {
	column, _ := spec.column(a.Key)
	if first, ok := taken[a.Key]; ok && a.Confidence == Likely {
		return Assignment{Source: a.Source, Header: a.Header,
			Reason: fmt.Sprintf("ignored: it has no place of its own, and %q, which it resembles, is given by column %s", column.Title, first)}
	} else if ok {
		return Assignment{Source: a.Source, Header: a.Header,
			Reason: fmt.Sprintf("ignored: column %s already gives %q", first, column.Title)}
	}
	taken[a.Key] = a.Source
	a.Reason = fmt.Sprintf("the heading is a name of %q", column.Title)
	if a.Confidence == Likely {
		a.Reason = fmt.Sprintf("the heading contains a name of %q; check it", column.Title)
	}
	return a
}

// width is the last column with a heading, or for a spreadsheet with any value
// below it: there a value without heading is its own column, in CSV a shifted one.
func (s *Sheet) width(headerRow int) int {
	w := filledTo(s.Rows[headerRow-1])
	if s.Delimited {
		return w
	}
	for _, row := range s.Rows[headerRow-1:] {
		w = max(w, filledTo(row))
	}
	return w
}

// filledTo is the last column that is not blank.
func filledTo(cells []string) int {
	for i := len(cells); i > 0; i-- {
		if strings.TrimSpace(cells[i-1]) != "" {
			return i
		}
	}
	return 0
}

// source is the letter of the column that gives key, empty if none does.
func (m Mapping) source(key string) string {
	for _, a := range m.Columns {
		if a.Key == key {
			return a.Source
		}
	}
	return ""
}

// flat writes a heading in one line.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
