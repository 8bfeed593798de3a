package ui

import (
	"slices"
	"strings"

	"github.com/a-h/templ"
)

// Sorted says what kind of values a column sorts, and so how the two directions read.
type Sorted string

// The kinds of order.
const (
	ByText   Sorted = "text"
	ByNumber Sorted = "number"
	ByDay    Sorted = "day"
)

// directions names both orders, upwards first.
func (s Sorted) directions() [2]string {
	switch s {
	case ByNumber:
		return [2]string{"lowest first", "highest first"}
	case ByDay:
		return [2]string{"earliest first", "latest first"}
	case ByText:
	}
	return [2]string{"A to Z", "Z to A"}
}

// Col is one column of a register's list, for the screen and for files alike.
type Col[T any] struct {
	Key   string // in addresses; where the column sorts, also the key of the sort
	Title string
	Class string // as in [Column]
	Sort  Sorted // empty where the column does not sort
	Fixed bool   // always shown, because it leads to the record
	Extra bool   // shown only when it is chosen
	Cell  func(T) templ.Component
	Text  func(T) string // the same in plain words: what files hold
}

// Columns describe a register's list once. Screen, print, CSV and Excel come from it.
type Columns[T any] []Col[T]

// Plain is a column whose cell is its text.
func Plain[T any](key, title, class string, sort Sorted, text func(T) string) Col[T] {
	return Col[T]{Key: key, Title: title, Class: class, Sort: sort, Text: text, Cell: func(row T) templ.Component { return Str(text(row)) }}
}

// RefCol is the column of references, which leads to the record.
func RefCol[T any](ref, href func(T) string) Col[T] {
	return Col[T]{Key: "ref", Title: "Ref", Class: "ref", Sort: ByText, Fixed: true, Text: ref,
		Cell: func(row T) templ.Component { return RefLink(ref(row), href(row)) }}
}

// More gives a column that is shown only when it is chosen.
func (c Col[T]) More() Col[T] {
	c.Extra = true
	return c
}

// Shown gives the chosen columns in their order, and those that are always there.
// Where no known column is chosen, it gives those that are shown by themselves.
func (c Columns[T]) Shown(chosen []string) Columns[T] {
	known := slices.ContainsFunc(c, func(col Col[T]) bool { return slices.Contains(chosen, col.Key) })
	var out Columns[T]
	for _, col := range c {
		if col.Fixed || known && slices.Contains(chosen, col.Key) || !known && !col.Extra {
			out = append(out, col)
		}
	}
	return out
}

// Titles are the headings of a file.
func (c Columns[T]) Titles() []string {
	out := make([]string, len(c))
	for i, col := range c {
		out[i] = col.Title
	}
	return out
}

// Texts is one row of a file.
func (c Columns[T]) Texts(row T) []string {
	out := make([]string, len(c))
	for i, col := range c {
		out[i] = col.Text(row)
	}
	return out
}

// Rows are the rows of the screen; ref names the record of a row.
func (c Columns[T]) Rows(all []T, ref func(T) string) []Row {
	out := make([]Row, len(all))
	for i, row := range all {
		cells := make([]templ.Component, len(c))
		for j, col := range c {
			cells[j] = col.Cell(row)
		}
		out[i] = Row{Ref: ref(row), Cells: cells}
	}
	return out
}

// Table is a list of its own with these rows, without tools and in one order.
func (c Columns[T]) Table(all []T, ref func(T) string) TableSpec {
	shown := c.Shown(nil)
	return TableSpec{Columns: shown.Heads("", nil), Rows: shown.Rows(all, ref)}
}

// Heads are the headings of the screen. order is the key the list is sorted by now,
// and sort gives the address that sorts by a key; without it no heading sorts.
func (c Columns[T]) Heads(order string, sort func(key string) string) []Column {
	out := make([]Column, len(c))
	for i, col := range c {
		out[i] = Column{Title: col.Title, Class: col.Class}
		if col.Sort == "" || sort == nil {
			continue
		}
		next := col.Key
		if col.Sort == ByNumber {
			next = "-" + col.Key // the highest is what people look for
		}
		switch order {
		case col.Key:
			next, out[i].Sort = "-"+col.Key, "ascending"
		case "-" + col.Key:
			next, out[i].Sort = col.Key, "descending"
		}
		out[i].SortHref = sort(next)
	}
	return out
}

// Orders offers both directions of every column that sorts. Headings are not there
// on a phone, nor are those of hidden columns.
func (c Columns[T]) Orders() []Option {
	var out []Option
	for _, col := range c {
		if col.Sort != "" {
			d := col.Sort.directions()
			out = append(out, Option{Value: col.Key, Label: col.Title + ", " + d[0]}, Option{Value: "-" + col.Key, Label: col.Title + ", " + d[1]})
		}
	}
	return out
}

// Choices offers the columns that may be hidden, and says which of them are shown.
func (c Columns[T]) Choices(shown Columns[T]) ColumnChoice {
	var out ColumnChoice
	for _, col := range c {
		if !col.Fixed {
			out.Options = append(out.Options, Option{Value: col.Key, Label: col.Title})
		}
	}
	for _, col := range shown {
		if !col.Fixed {
			out.Chosen = append(out.Chosen, col.Key)
		}
	}
	return out
}

// Joined writes several values into one cell of a file.
func Joined(values []string) string { return strings.Join(values, "; ") }
