package exchange

import (
	"fmt"
	"slices"
	"strings"
)

// Skip is a stretch of rows that was not read as data, or only in part, and why.
// Text begins what stands there.
type Skip struct {
	From   int    `json:"from"`
	To     int    `json:"to"`
	Text   string `json:"text"`
	Reason string `json:"reason"`
}

// String writes the stretch as a sentence.
func (s Skip) String() string {
	rows := fmt.Sprintf("Row %d", s.From)
	if s.To > s.From {
		rows = fmt.Sprintf("Rows %d–%d", s.From, s.To)
	}
	if s.Text == "" {
		return rows + ": " + s.Reason
	}
	return fmt.Sprintf("%s: %s (%q)", rows, s.Reason, s.Text)
}

// Skipped says which rows of the mapped sheet are left out or cut short, those above the
// header included, so that a person can see nothing was lost.
func Skipped(b *Book, m Mapping, spec Spec) []Skip {
	s, err := b.Sheet(m.Sheet)
	if err != nil || m.HeaderRow < 1 || m.HeaderRow > len(s.Rows) {
		return nil
	}
	w := walk(s, m, spec)
	if m.HeaderRow > 1 {
		above := Skip{1, m.HeaderRow - 1, first(s.Rows[:m.HeaderRow-1]), "above the header"}
		return append([]Skip{above}, w.skipped...)
	}
	return w.skipped
}

// walked is what stands below a header. Stray rows look like data but stand
// after the end of the table; a person has to say what they are.
type walked struct {
	data    []int
	stray   []int
	skipped []Skip
}

// tableEnd is how many empty rows in a row end a table.
const tableEnd = 2

// walk sorts the rows below the header into data and what is not.
func walk(s *Sheet, m Mapping, spec Spec) walked {
	var w walked
	gap, ended := 0, false
	for n := m.HeaderRow + 1; n <= len(s.Rows); n++ {
		row := s.Rows[n-1]
		if blank(row) {
			gap++
			w.skip(n, row, isEmpty)
			continue
		}
		ended = ended || (gap >= tableEnd && len(w.data) > 0 && m.LastRow == 0)
		gap = 0
		switch reason := notData(s, n, m); {
		case reason != "":
			w.skip(n, row, reason)
		case ended && s.complete(n, m, spec):
			w.stray = append(w.stray, n)
		case ended:
			w.skip(n, row, "below the table")
		default:
			w.take(n, row, filledTo(s.Rows[m.HeaderRow-1]), s.Delimited)
		}
	}
	return w
}

// take adds a row of data, and says when a line of CSV ends too early.
func (w *walked) take(n int, row []string, width int, delimited bool) {
	w.data = append(w.data, n)
	if delimited && len(row) < width {
		w.skip(n, row, fmt.Sprintf("has %d of %d cells; the missing ones at its end count as empty", len(row), width))
	}
}

// isEmpty is the one reason Notices keeps to itself.
const isEmpty = "empty"

const onlyPlaceholders = "placeholders in brackets"

// notData says why a filled row is no row of the table, empty when it may be one.
func notData(s *Sheet, n int, m Mapping) string {
	row := s.Rows[n-1]
	switch {
	case m.LastRow > 0 && n > m.LastRow:
		return "below the last row of the mapping"
	case placeholders(row):
		return onlyPlaceholders
	case sameCells(row, s.Rows[m.HeaderRow-1]):
		return "repeats the header"
	case heading(s, n, m):
		return "a heading or note, not a row of the table"
	}
	return ""
}

// blank says that there is no data but gaps to fill.
func (w walked) blank() bool {
	return len(w.data) == 0 && slices.ContainsFunc(w.skipped, func(s Skip) bool { return s.Reason == onlyPlaceholders })
}

// skip notes a row and joins it to the stretch before if that has the same reason.
func (w *walked) skip(n int, row []string, reason string) {
	if last := len(w.skipped) - 1; last >= 0 && w.skipped[last].To == n-1 && w.skipped[last].Reason == reason {
		w.skipped[last].To = n
		return
	}
	w.skipped = append(w.skipped, Skip{n, n, first([][]string{row}), reason})
}

// first is the beginning of the first text in some rows.
func first(rows [][]string) string {
	for _, row := range rows {
		for _, c := range row {
			if c = flat(c); c != "" {
				if r := []rune(c); len(r) > 60 {
					return string(r[:60]) + "…"
				}
				return c
			}
		}
	}
	return ""
}

// placeholders says whether at least half of the filled cells are gaps to fill.
func placeholders(row []string) bool {
	filled, gaps := 0, 0
	for _, c := range row {
		if strings.TrimSpace(c) != "" {
			filled++
		}
		if placeholder(c) {
			gaps++
		}
	}
	return gaps > 0 && 2*gaps >= filled
}

func sameCells(a, b []string) bool {
	n := max(filledTo(a), filledTo(b))
	for i := range n {
		if i >= len(a) || i >= len(b) || flat(a[i]) != flat(b[i]) {
			return false
		}
	}
	return true
}

// heading tells a section title, a footer or a signature line from a row of a
// table with several columns: only its first filled cell says anything, and that
// is merged across or is prose. A lone identifier stays a row, an incomplete one.
func heading(s *Sheet, n int, m Mapping) bool {
	row := s.Rows[n-1]
	filled := 0
	for _, c := range row {
		if strings.TrimSpace(c) != "" {
			filled++
		}
	}
	if filled != 1 || len(m.columns()) < 2 {
		return false
	}
	return s.across[n] || strings.ContainsAny(strings.TrimSpace(first([][]string{row})), " \n")
}

// complete says whether a row fills every required column and half of all mapped ones.
func (s *Sheet) complete(n int, m Mapping, spec Spec) bool {
	filled, mapped := 0, m.columns()
	for col, key := range mapped {
		has := strings.TrimSpace(s.cell(n, col)) != ""
		if has {
			filled++
		}
		if c, ok := spec.column(key); ok && c.Required && !has {
			return false
		}
	}
	return 2*filled >= len(mapped)
}

// columns gives the mapped columns by number.
func (m Mapping) columns() map[int]string {
	out := map[int]string{}
	for _, a := range m.Columns {
		if n := number(a.Source); n > 0 && a.Key != "" {
			out[n] = a.Key
		}
	}
	return out
}

// number is the column a letter names, 0 for none.
func number(letter string) int {
	n := 0
	for _, r := range strings.ToUpper(letter) {
		if r < 'A' || r > 'Z' || n > 1<<20 {
			return 0
		}
		n = 26*n + int(r-'A') + 1
	}
	return n
}

// sortedKeys lists map keys in order, for messages that are the same every time.
func sortedKeys[V any](m map[string]V) []string {
	all := make([]string, 0, len(m))
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}
