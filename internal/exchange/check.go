package exchange

import (
	"fmt"
	"strings"
)

// checker gathers what is wrong with a mapping.
type checker struct {
	book  *Book
	m     Mapping
	spec  Spec
	given map[string]string // the source of each key so far
	found []Problem
}

// Check tells everything wrong with the mapping at once, in plain words; nil
// when it can be used. A heading written in the mapping must be the file's own:
// so a mapping made for another file is noticed.
func (m Mapping) Check(b *Book, spec Spec) []Problem {
	c := checker{book: b, m: m, spec: spec, given: map[string]string{}}
	s, err := b.Sheet(m.Sheet)
	if err != nil {
		c.add("", m.Sheet, "The mapping names a sheet that is not there", err.Error())
		return c.found
	}
	if m.HeaderRow < 1 || m.HeaderRow > len(s.Rows) {
		c.add("", fmt.Sprint(m.HeaderRow), "The header row lies outside the sheet", fmt.Sprintf("Give a row from 1 to %d", len(s.Rows)))
		return c.found
	}
	c.sources(s)
	for _, a := range m.Columns {
		if a.Key != "" {
			c.key(a.Source, a.Key)
		}
	}
	for _, key := range sortedKeys(m.Constants) {
		c.key("the values for all rows", key)
	}
	for _, col := range spec.Columns {
		if col.Required && c.given[col.Key] == "" {
			c.add("", "", fmt.Sprintf("No column gives %q, which every row needs", col.Title),
				fmt.Sprintf("Name the column that holds it %q, or map it, or give one value for all rows", col.Title))
		}
	}
	return c.found
}

func (c *checker) add(column, value, reason, fix string) {
	c.found = append(c.found, Problem{c.book.Name, c.m.Sheet, c.m.HeaderRow, column, value, reason, fix})
}

// sources holds each assignment to the columns there are.
func (c *checker) sources(s *Sheet) {
	width, seen := s.width(c.m.HeaderRow), map[int]bool{}
	for _, a := range c.m.Columns {
		n := number(a.Source)
		switch {
		case n < 1 || n > width:
			c.add(a.Source, a.Header, "The mapping names a column that is not there", fmt.Sprintf("Use the letters A to %s", Letter(width)))
		case seen[n]:
			c.add(a.Source, a.Header, "The mapping lists this column twice", "Keep one of the two lines")
		case a.Header != "" && !same(words(a.Header), words(s.cell(c.m.HeaderRow, n))) && a.Header != flat(s.cell(c.m.HeaderRow, n)):
			c.add(a.Source, a.Header, fmt.Sprintf("The column is headed %q here", flat(s.cell(c.m.HeaderRow, n))), "Check that the mapping belongs to this file, and correct its letters")
		}
		seen[n] = true
	}
}

// key holds one use of a key to the register, and to one use only.
func (c *checker) key(source, key string) {
	if _, ok := c.spec.column(key); !ok {
		c.add(source, key, fmt.Sprintf("There is no column %q in %s", key, c.spec.called()), "Use one of: "+keys(c.spec))
		return
	}
	if other, twice := c.given[key]; twice {
		c.add(source, key, fmt.Sprintf("%q is given twice, by %s and by %s", key, other, source), "Leave one of them out")
	}
	c.given[key] = source
}

func keys(spec Spec) string {
	all := make([]string, len(spec.Columns))
	for i, c := range spec.Columns {
		all[i] = c.Key
	}
	return strings.Join(all, ", ")
}
