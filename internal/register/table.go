package register

import (
	"fmt"
	"iter"
	"strings"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/when"
)

// Table is any number of like things, one a line: the steps of a timeline, what was
// monitored. Its cells are fields of the line that hold one value each, and none of
// them is a box to tick, because a browser does not send an empty box and the lines
// would slip. A form names a cell "table.cell".
func Table[T, R any](name, label string, at func(*T) *[]R, cells ...Field[R]) Field[T] {
	f := Field[T]{Question: Question{Name: name, Label: label, Kind: Tabled}}
	for _, c := range cells {
		f.Cells = append(f.Cells, c.Question)
	}
	f.get = func(t *T) []string {
		var out []string
		for i := range *at(t) {
			for _, c := range cells {
				out = append(out, strings.Join(c.get(&(*at(t))[i]), " "))
			}
		}
		return out
	}
	f.set = func(t *T, given []string) (problem string) {
		var lines []R
		for line := range f.lines(given) {
			var r R
			for i, c := range cells {
				if p := c.set(&r, []string{line[i]}); p != "" {
					problem = fmt.Sprintf("%s: %s", c.Label, p)
				}
			}
			lines = append(lines, r)
		}
		*at(t) = lines
		return problem
	}
	return f
}

// CellName is what a form calls a column of a table.
func (q Question) CellName(cell Question) string { return q.Name + "." + cell.Name }

// Naming are the prefixes of the records that a field, or a cell of its lines, may name.
func (q Question) Naming() []string {
	if q.Kind == Record || q.Kind == Records {
		return q.Of
	}
	var out []string
	for _, c := range q.Cells {
		out = append(out, c.Of...)
	}
	return out
}

// lines cuts the values of a table into lines and leaves out the empty ones.
func (q Question) lines(values []string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for n := len(q.Cells); n > 0 && len(values) >= n; values = values[n:] {
			if strings.TrimSpace(strings.Join(values[:n], "")) != "" && !yield(values[:n]) {
				return
			}
		}
	}
}

// Lines are the lines of a table with what each cell holds.
func (a Answer) Lines() [][]Answer {
	var out [][]Answer
	for line := range a.lines(a.Values) {
		cells := make([]Answer, len(line))
		for i, v := range line {
			cells[i] = Answer{Question: a.Cells[i]}
			if v != "" {
				cells[i].Values = []string{v}
			}
		}
		out = append(out, cells)
	}
	return out
}

// told is each line in words.
func (a Answer) told() []string {
	var out []string
	for _, line := range a.Lines() {
		var parts []string
		for _, c := range line {
			if !c.Empty() {
				parts = append(parts, c.Plain())
			}
		}
		out = append(out, strings.Join(parts, " · "))
	}
	return out
}

// columns gathers what a form sends for a table, column by column, into lines.
func (q Question) columns(posted func(name string) []string) []string {
	sent, most := make([][]string, len(q.Cells)), 0
	for i, c := range q.Cells {
		sent[i] = posted(q.CellName(c))
		most = max(most, len(sent[i]))
	}
	out := make([]string, 0, most*len(q.Cells))
	for line := range most {
		for _, column := range sent {
			v := ""
			if line < len(column) {
				v = column[line]
			}
			out = append(out, v)
		}
	}
	return out
}

// checkLines says at each cell what is wrong with it.
func (q Question) checkLines(values []string, l *check.List) {
	n := 0
	for line := range q.lines(values) {
		for i, c := range q.Cells {
			at, v := fmt.Sprintf("%s.%d", q.CellName(c), n), strings.TrimSpace(line[i])
			switch {
			case v == "":
				if c.Must != "" {
					l.Add(at, "%s", c.Must)
				}
			case c.Kind == OnDay:
				l.Day(at, when.Day(v))
			case c.Kind == OneOf:
				check.OneOf(l, at, v, offered(c.Options))
			case c.Kind == Record:
				c.ref(at, v, l)
			case c.Kind == Prose:
				l.AtMost(at, v, longProse)
			default:
				l.AtMost(at, v, longLine)
			}
		}
		n++
	}
}

// pointed are the records that the lines of a table name.
func (q Question) pointed(values []string) []string {
	var out []string
	for line := range q.lines(values) {
		for i, c := range q.Cells {
			if c.Kind == Record && line[i] != "" {
				out = append(out, line[i])
			}
		}
	}
	return out
}
