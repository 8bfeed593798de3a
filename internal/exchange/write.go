package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Table is a header and rows to write. Name becomes the sheet's name.
type Table struct {
	Name   string
	Header []string
	Rows   [][]string
}

// dangerous are the first characters a spreadsheet may take for a formula.
const dangerous = "=+-@\t\r\x00"

// Neutralise puts an apostrophe before text that a spreadsheet could run as a
// formula. Restore undoes exactly this: text that already starts so gets one more.
func Neutralise(s string) string {
	if rest := strings.TrimLeft(s, "'"); rest != "" && strings.IndexByte(dangerous, rest[0]) >= 0 {
		return "'" + s
	}
	return s
}

// Restore takes off the apostrophe Neutralise put on.
func Restore(s string) string {
	if rest := strings.TrimLeft(s, "'"); len(rest) < len(s) && rest != "" && strings.IndexByte(dangerous, rest[0]) >= 0 {
		return s[1:]
	}
	return s
}

// WriteCSV writes UTF-8 with a mark, without which Excel misreads accents.
func WriteCSV(w io.Writer, t Table) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		safe := make([]string, len(row))
		for i, v := range row {
			safe[i] = Neutralise(v)
		}
		if err := c.Write(safe); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// madeAt stands for the time of writing, so that equal tables give equal bytes.
const madeAt = "2000-01-01T00:00:00Z"

// WriteXLSX writes one sheet a table, each with a bold header that stays in
// view. All cells are text. Equal tables give equal bytes.
func WriteXLSX(w io.Writer, tables ...Table) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "AIMS Workbench", Created: madeAt, Modified: madeAt}); err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	wrap, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	for i, t := range tables {
		name := sheetName(t.Name, i)
		if i == 0 {
			err = f.SetSheetName("Sheet1", name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err != nil {
			return err
		}
		if err := writeSheet(f, name, t, bold, wrap); err != nil {
			return fmt.Errorf("write sheet %q: %w", name, err)
		}
	}
	return f.Write(w)
}

func writeSheet(f *excelize.File, name string, t Table, bold, wrap int) error {
	for col := range t.Header {
		letter := Letter(col + 1)
		if err := f.SetColWidth(name, letter, letter, columnWidth(t, col)); err != nil {
			return err
		}
		if err := f.SetColStyle(name, letter, wrap); err != nil {
			return err
		}
	}
	for i, row := range append([][]string{t.Header}, t.Rows...) {
		for j, v := range row {
			text := xlsxText(Neutralise(v))
			if len(utf16.Encode([]rune(text))) > excelize.TotalCellChars { // the library would cut it off
				return refuse("Row %d, column %s is longer than the 32,767 characters an XLSX cell may have. Export as CSV or JSON instead", i+1, Letter(j+1))
			}
			if v == "" {
				continue
			}
			if err := f.SetCellStr(name, fmt.Sprint(Letter(j+1), i+1), text); err != nil {
				return err
			}
		}
	}
	if err := f.SetRowStyle(name, 1, 1, bold); err != nil {
		return err
	}
	return f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// escaped is the form in which XLSX texts carry a character by its number.
var escaped = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// xlsxText writes control characters, which XML cannot hold, by their number, and
// keeps text that looks like such a number from being read as one.
func xlsxText(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '_' && escaped.MatchString(s[i:]):
			b.WriteString("_x005F_")
		case r < ' ' && r != '\t' && r != '\n':
			fmt.Fprintf(&b, "_x%04X_", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// columnWidth suits the longest text, between 10 and 60 characters.
func columnWidth(t Table, col int) float64 {
	longest := utf8.RuneCountInString(t.Header[col])
	for _, row := range t.Rows {
		if col < len(row) {
			longest = max(longest, utf8.RuneCountInString(row[col]))
		}
	}
	return float64(min(max(longest+2, 10), 60))
}

// sheetName keeps to what Excel allows: 31 characters, none of : \ / ? * [ ].
func sheetName(name string, i int) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, name), "' ")
	if r := []rune(name); len(r) > 31 {
		name = string(r[:31])
	}
	if name == "" {
		return fmt.Sprintf("Sheet%d", i+1)
	}
	return name
}

// Template writes an empty table of the register to fill in, with a second sheet
// that says what belongs in each column.
func Template(w io.Writer, spec Spec) error {
	table := Table{Name: spec.Register}
	guide := Table{Name: "How to fill this in", Header: []string{"In this column", "Needed", "Write"}}
	for _, c := range spec.Columns {
		table.Header = append(table.Header, c.Title)
		needed := "no"
		if c.Required {
			needed = "yes"
		}
		guide.Rows = append(guide.Rows, []string{c.Title, needed, c.Help})
	}
	return WriteXLSX(w, table, guide)
}
