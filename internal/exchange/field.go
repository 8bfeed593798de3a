package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/when"
)

// field joins one column of a file to one field of a record, both ways: what get
// writes, set reads back unchanged. set records what it cannot take at the row. A
// column without get only comes in.
type field[T any] struct {
	Column
	get func(*T) string
	set func(*Row, *T)
}

// col begins a column; aliases are headings people use for it.
func col(key, title string, aliases ...string) Column {
	return Column{Key: key, Title: title, Aliases: aliases}
}

// help adds what the template says about the column.
func (c Column) help(text string) Column {
	c.Help = text
	return c
}

// required makes every row need the column.
func (c Column) required() Column {
	c.Required = true
	return c
}

func text[T any, S ~string](c Column, at func(*T) *S) field[T] {
	return field[T]{c,
		func(t *T) string { return string(*at(t)) },
		func(r *Row, t *T) { *at(t) = S(r.Text(c.Key)) }}
}

// score is a step of a scale. The stage knows how long the scale is.
func score[T any](c Column, at func(*T) *int) field[T] {
	const longest = 100
	c.Kind = Number
	return field[T]{c,
		func(t *T) string { return number0(*at(t)) },
		func(r *Row, t *T) { *at(t) = r.Int(c.Key, 0, longest) }}
}

func number0(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func day[T any](c Column, at func(*T) *when.Day) field[T] {
	c.Kind = Date
	return field[T]{c,
		func(t *T) string { return string(*at(t)) },
		func(r *Row, t *T) { *at(t) = r.Day(c.Key) }}
}

// choice is one of a register's words; synonyms are what other files call them.
func choice[T any, S ~string](c Column, at func(*T) *S, words []S, synonyms map[string]S) field[T] {
	accepted := map[string]string{}
	for _, w := range words {
		accepted[string(w)] = string(w)
	}
	for from, to := range synonyms {
		accepted[from] = string(to)
	}
	return field[T]{c,
		func(t *T) string { return string(*at(t)) },
		func(r *Row, t *T) { *at(t) = S(r.Choice(c.Key, accepted)) }}
}

// offered is one of the words of a catalogue, which is read when it is needed.
func offered[T any](c Column, at func(*T) *string, words func() map[string]string) field[T] {
	return field[T]{c,
		func(t *T) string { return *at(t) },
		func(r *Row, t *T) { *at(t) = r.Choice(c.Key, words()) }}
}

// list is several values in one cell, written with semicolons.
func list[T any](c Column, at func(*T) *[]string) field[T] {
	return field[T]{c,
		func(t *T) string { return strings.Join(*at(t), "; ") },
		func(r *Row, t *T) { *at(t) = r.List(c.Key, ";") }}
}

// computed is a figure that the file repeats and we work out ourselves: it is
// only compared, so that a wrong sum in somebody's sheet is found and said.
func computed[T any](c Column, want func(*T) int) field[T] {
	c.Kind = Number
	return field[T]{c,
		func(t *T) string { return number0(want(t)) },
		func(r *Row, t *T) {
			const largest = 10000
			got := r.Int(c.Key, 0, largest)
			if w := want(t); got != 0 && w != 0 && got != w {
				r.Refuse(c.Key, fmt.Sprintf("The file says %d, but its likelihood and impact give %d", got, w),
					"Correct the figure or one of its factors, or leave this column out of the mapping")
			}
		}}
}

// appended is what other files keep in a column of its own and we in a text: it is
// added there as a line that begins with label, so that nothing is lost. It stands
// behind that text's own column.
func appended[T any](c Column, label string, at func(*T) *string) field[T] {
	return field[T]{c, nil, func(r *Row, t *T) {
		value, whole := r.Text(c.Key), at(t)
		if line := label + ": " + value; value != "" && !strings.Contains(*whole, line) {
			*whole = strings.TrimSpace(*whole + "\n" + line)
		}
	}}
}

// columns is the description of a register for finding and mapping its table.
func columns[T any](fields []field[T]) []Column {
	out := make([]Column, len(fields))
	for i, f := range fields {
		out[i] = f.Column
	}
	return out
}

// table writes records as rows, one column a field.
func tableOf[T any](name string, fields []field[T], records []T) Table {
	t := Table{Name: name}
	fields = only(fields, func(f field[T]) bool { return f.get != nil })
	for _, f := range fields {
		t.Header = append(t.Header, f.Title)
	}
	for i := range records {
		row := make([]string, len(fields))
		for j, f := range fields {
			row[j] = f.get(&records[i])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// given fills a record from the columns that the file has; the rest stays as it is.
func given[T any](fields []field[T], r *Row, into *T) {
	for _, f := range fields {
		if _, has := r.Cells[f.Key]; has {
			f.set(r, into)
		}
	}
}

// only keeps the records that fit.
func only[T any](all []T, keep func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(t T) bool { return !keep(t) })
}
