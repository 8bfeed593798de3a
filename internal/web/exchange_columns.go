package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/templates/exchangeview"
	"github.com/aims-workbench/aims/templates/ui"
)

// usual are the keys that files often have no column for, and that are asked at once.
var usual = []string{"owner", "unit", "category", "in_scope", "status", "review_on", "valid_until"}

// personal are the keys that cannot be the same for every row.
var personal = []string{"ref", "source", "title", "name", "control", "file"}

// page shows a mapping with what the columns hold.
func (o opened) page(m exchange.Mapping, st ui.State) exchangeview.MappingPage {
	p := exchangeview.MappingPage{
		ID: o.ID, FileName: o.FileName, Register: o.Register, Sheet: m.Sheet, HeaderRow: m.HeaderRow,
		Notices: exchange.Notices(o.book, m, o.spec), Sheets: o.sheets(), State: st,
	}
	if m.LastRow > 0 {
		p.LastRow = strconv.Itoa(m.LastRow)
	}
	given := map[string]bool{}
	for i, a := range m.Columns {
		p.Columns = append(p.Columns, exchangeview.Column{Letter: a.Source, Header: a.Header, Key: a.Key, About: about(a), Samples: o.samples(m, i)})
		given[a.Key] = true
	}
	for _, c := range o.spec.Columns {
		title := c.Title
		if c.Required {
			title += " (needed)"
		}
		p.Keys = append(p.Keys, ui.Option{Value: c.Key, Label: title})
		_, typed := m.Constants[c.Key]
		if typed || !given[c.Key] && !slices.Contains(personal, c.Key) {
			p.Constants = append(p.Constants, exchangeview.Constant{
				Key: c.Key, Title: c.Title, Help: c.Help, Value: m.Constants[c.Key], Usual: c.Required || slices.Contains(usual, c.Key),
			})
		}
	}
	p.Rows = o.rows(m)
	return p
}

// about says in a sentence why a column means what it means.
func about(a exchange.Assignment) string {
	if a.Reason == "" {
		return ""
	}
	return strings.ToUpper(a.Reason[:1]) + a.Reason[1:]
}

// sheets offers every sheet with what was found in it.
func (o opened) sheets() []ui.Option {
	tables := map[string]exchange.Range{}
	for _, f := range exchange.Find(o.book, o.spec) {
		tables[f.Sheet] = f
	}
	out := make([]ui.Option, len(o.book.Sheets))
	for i, sheet := range o.book.Sheets {
		label := sheet.Name + ": no headings found"
		if f, ok := tables[sheet.Name]; ok {
			label = fmt.Sprintf("%s: headings in row %d, %s", sheet.Name, f.HeaderRow, countOf(int64(f.DataRows), "row", "rows"))
		}
		if sheet.Hidden {
			label += " (hidden)"
		}
		out[i] = ui.Option{Value: sheet.Name, Label: label}
	}
	return out
}

// Samples shown of a column, and how much of each.
const (
	mostSamples  = 3
	longestShown = 60
)

// samples gives the first values below the heading of the i-th column.
func (o opened) samples(m exchange.Mapping, i int) []string {
	sheet, err := o.book.Sheet(m.Sheet)
	if err != nil {
		return nil
	}
	var out []string
	for _, cells := range sheet.Rows[min(m.HeaderRow, len(sheet.Rows)):] {
		if i < len(cells) && strings.TrimSpace(cells[i]) != "" {
			value := []rune(strings.TrimSpace(cells[i]))
			if len(value) > longestShown {
				value = append(value[:longestShown:longestShown], '…')
			}
			if out = append(out, string(value)); len(out) == mostSamples {
				break
			}
		}
	}
	return out
}

// rows counts the rows of data, sound or not; 0 while the mapping cannot be read.
func (o opened) rows(m exchange.Mapping) int {
	if m.Check(o.book, o.spec) != nil {
		return 0
	}
	rows, problems := exchange.Rows(o.book, m, o.spec)
	seen := map[int]bool{}
	for _, r := range rows {
		seen[r.Number] = true
	}
	for _, p := range problems {
		if p.Row > m.HeaderRow {
			seen[p.Row] = true
		}
	}
	return len(seen)
}
