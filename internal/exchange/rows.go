package exchange

import (
	"fmt"
	"strings"
)

// Cell is one value as text, with where it came from. Column is empty for a constant.
type Cell struct {
	Column string // letter
	Header string
	Value  string
}

// Row is one row of the register. Its accessors (Text, Int, Day, …) read a cell
// and record a Problem for what they cannot take; they then answer the zero
// value. A key that no column gives reads as empty.
type Row struct {
	Number int
	Cells  map[string]Cell

	file, sheet string
	problems    []Problem
	taken       []taken
}

// Problems are what the accessors and Refuse recorded so far, in that order.
func (r *Row) Problems() []Problem { return r.problems }

// Refuse records a problem at the cell of key, for rules only the register
// knows. An empty key refuses the row as a whole.
func (r *Row) Refuse(key, reason, fix string) {
	c := r.Cells[key]
	r.problems = append(r.problems, Problem{r.file, r.sheet, r.Number, c.place(), shorten(c.Value), reason, fix})
}

// place is letter and heading.
func (c Cell) place() string {
	return strings.TrimSpace(c.Column + " " + flat(c.Header))
}

// Rows reads the table. Rows that cannot be trusted to stand under their
// headings are not among the rows returned, and each has a problem; so has an
// empty table. A mapping that Check refuses gives those problems and no rows.
func Rows(b *Book, m Mapping, spec Spec) ([]*Row, []Problem) {
	if problems := m.Check(b, spec); problems != nil {
		return nil, problems
	}
	s, err := b.Sheet(m.Sheet)
	if err != nil {
		return nil, []Problem{{File: b.Name, Sheet: m.Sheet, Reason: err.Error()}}
	}
	t := table{book: b, sheet: s, mapping: m, spec: spec, columns: m.columns()}
	w := walk(s, m, spec)
	t.learn(w.data)
	for _, n := range w.data {
		t.read(n)
	}
	for _, n := range w.stray {
		t.problem(n, 0, first(s.Rows[n-1:n]), "The row looks like part of the register but stands below empty rows that end the table",
			"Delete the empty rows above it if it belongs to the register, or set the last row of the table in the mapping")
	}
	if len(w.data)+len(w.stray) == 0 {
		t.problem(m.HeaderRow, 0, "", "There is no row of data below this header", "Check that it is the right sheet and that it is filled in")
	}
	return t.rows, t.problems
}

// table is one reading of one mapped sheet.
type table struct {
	book     *Book
	sheet    *Sheet
	mapping  Mapping
	spec     Spec
	columns  map[int]string
	kinds    map[int]Kind
	rows     []*Row
	problems []Problem
}

func (t *table) problem(row, col int, value, reason, fix string) {
	place := ""
	if col > 0 {
		place = t.place(col)
	}
	t.problems = append(t.problems, Problem{t.book.Name, t.sheet.Name, row, place, shorten(value), reason, fix})
}

func (t *table) place(col int) string {
	return Cell{Column: Letter(col), Header: t.sheet.cell(t.mapping.HeaderRow, col)}.place()
}

// read takes one row, or refuses it when its cells cannot be matched to headings.
func (t *table) read(n int) {
	if t.sheet.Delimited && !t.aligned(n) {
		return
	}
	r := &Row{Number: n, Cells: map[string]Cell{}, file: t.book.Name, sheet: t.sheet.Name}
	for key, value := range t.mapping.Constants {
		r.Cells[key] = Cell{Header: "the same for every row", Value: value}
	}
	for col, key := range t.columns {
		r.Cells[key] = Cell{Letter(col), t.sheet.cell(t.mapping.HeaderRow, col), Restore(tidy(t.sheet.cell(n, col)))}
	}
	for _, c := range t.spec.Columns {
		t.vet(r, c)
	}
	t.rows = append(t.rows, r)
}

// vet holds a cell to what no accessor can see: formulas that were never
// calculated, spreadsheet errors, and required cells left empty.
func (t *table) vet(r *Row, c Column) {
	cell, given := r.Cells[c.Key]
	if !given {
		return
	}
	switch {
	case t.sheet.blind[[2]int{r.Number, number(cell.Column)}]:
		r.Refuse(c.Key, "The cell holds a formula whose result was not saved", "Open the file in a spreadsheet program, let it calculate, and save it")
	case spreadsheetErrors[cell.Value]:
		r.Refuse(c.Key, "The cell shows a spreadsheet error", "Mend the formula or write the value")
		r.Cells[c.Key] = Cell{cell.Column, cell.Header, ""}
	case placeholder(cell.Value):
		r.Refuse(c.Key, "The cell still holds a placeholder in brackets", "Write the value, or empty the cell")
		r.Cells[c.Key] = Cell{cell.Column, cell.Header, ""}
	case c.Required && cell.Value == "":
		r.Refuse(c.Key, fmt.Sprintf("%q is empty, and every row needs it", c.Title), strings.TrimSpace("Fill it in. "+c.Help))
	}
}

var spreadsheetErrors = map[string]bool{
	"#REF!": true, "#N/A": true, "#VALUE!": true, "#NAME?": true, "#DIV/0!": true, "#NUM!": true, "#NULL!": true, "#SPILL!": true,
}

// tidy trims a cell, and writes its line ends one way.
func tidy(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
}
