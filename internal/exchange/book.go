// Package exchange takes registers in from CSV and XLSX files and writes them out again.
//
// The files are other people's: several sheets, titles above the header, notes
// below the table, unquoted commas, half dates. The package therefore works in
// four steps a person can look at and correct between: Open reads a file into a
// Book of plain text cells; Propose finds the table and says which column means
// what (a Mapping, editable, with a JSON form); Rows turns the table into Rows;
// and the accessors of a Row read each cell and write down a Problem, with the
// sheet, row, column, value, reason and fix, for everything they cannot take.
//
// Three promises. Nothing is guessed silently: what is left out is said in
// Notices or Skipped, what is doubtful is a Problem. Nothing is taken by halves:
// whoever stores the rows stores none while one Problem stands. And no file can
// exhaust the machine: Limits are asked before memory is spent.
package exchange

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/aims-workbench/aims/internal/fault"
)

// Limits is what a file may cost at most. Sizes are in bytes.
type Limits struct {
	File     int64 // the file as it was given
	Unzipped int64 // all parts of an XLSX file together
	Text     int64 // the text of all cells together
	Rows     int   // the last row of one sheet
	Columns  int   // the last filled column of one sheet
	Cells    int   // filled cells of one sheet
}

// DefaultLimits holds any register a person could have kept by hand, and refuses bombs.
var DefaultLimits = Limits{
	File:     20 << 20,
	Unzipped: 50 << 20,
	Text:     100 << 20,
	Rows:     100_000,
	Columns:  512,
	Cells:    2_000_000,
}

// Book is one opened file. Notices are sentences about how it was read that a
// person should see before trusting the result.
type Book struct {
	Name    string
	Sheets  []Sheet
	Notices []string
}

// Sheet is one grid of text. Rows[i] is row i+1 as a spreadsheet shows it, blank
// rows included; Rows[i][j] stands in column Letter(j+1). Dates are ISO days,
// formulas their saved results, and a cell merged downwards repeats its value.
// A CSV file is one sheet without a name.
type Sheet struct {
	Name       string
	Hidden     bool
	HiddenRows []int
	Delimited  bool // from CSV, where an unquoted comma shifts every later cell
	Rows       [][]string

	across map[int]bool    // rows whose first filled cell is merged over others
	blind  map[[2]int]bool // row and column of formulas without a saved result
}

// Letter names a column the way spreadsheets do: 1 is A, 27 is AA.
func Letter(column int) string {
	name, err := excelize.ColumnNumberToName(column)
	if err != nil {
		return fmt.Sprintf("column %d", column)
	}
	return name
}

// Sheet finds a sheet by name; an empty name finds the only sheet of a book.
func (b *Book) Sheet(name string) (*Sheet, error) {
	if name == "" && len(b.Sheets) == 1 {
		return &b.Sheets[0], nil
	}
	names := make([]string, len(b.Sheets))
	for i := range b.Sheets {
		if b.Sheets[i].Name == name {
			return &b.Sheets[i], nil
		}
		names[i] = b.Sheets[i].Name
	}
	return nil, refuse("%s has no sheet named %q. Choose one of: %s", b.Name, name, strings.Join(names, ", "))
}

// cell is the text at a 1-based row and column, empty outside the grid.
func (s *Sheet) cell(row, column int) string {
	if row < 1 || row > len(s.Rows) || column < 1 || column > len(s.Rows[row-1]) {
		return ""
	}
	return s.Rows[row-1][column-1]
}

// label is how notices name the sheet.
func (s *Sheet) label() string {
	if s.Name == "" {
		return "The table"
	}
	return fmt.Sprintf("Sheet %q", s.Name)
}

// Open reads a CSV or XLSX file, told apart by content and not by name. Every
// failure is fault.Invalid with a sentence that says what to do, also for files
// of other kinds, for files over a limit, and for files that hold no cell at all.
func Open(name string, r io.Reader, limits Limits) (*Book, error) {
	name = filepath.Base(name)
	data, err := io.ReadAll(io.LimitReader(r, limits.File+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if int64(len(data)) > limits.File {
		return nil, refuse("%s is larger than the limit of %s. Split it, or remove pictures and unused sheets", name, size(limits.File))
	}
	book := &Book{Name: name}
	switch what := sniff(data); what {
	case "xlsx":
		err = book.readXLSX(data, limits)
	case "text":
		err = book.readCSV(data, limits)
	case aPDF, aWord:
		err = refuse("%s is %s, which cannot be read here. Copy the table into a spreadsheet and save it as XLSX or CSV, or attach the file as evidence", name, what)
	default:
		err = refuse("%s is %s, which cannot be read here. Open it and choose File, Save As: Excel Workbook (.xlsx) or CSV UTF-8 (.csv)", name, what)
	}
	if err != nil {
		return nil, err
	}
	if !book.filled() {
		return nil, refuse("%s holds no filled cell. Check that it is the right file and that it was saved completely", name)
	}
	if ext := strings.ToLower(filepath.Ext(name)); ext == ".xlsx" && book.Sheets[0].Delimited {
		book.note("%s is named .xlsx but holds plain text; it was read as CSV", name)
	}
	return book, nil
}

func (b *Book) note(format string, args ...any) {
	b.Notices = append(b.Notices, fmt.Sprintf(format, args...))
}

func (b *Book) filled() bool {
	for i := range b.Sheets {
		for _, row := range b.Sheets[i].Rows {
			if !blank(row) {
				return true
			}
		}
	}
	return false
}

// blank says whether no cell holds more than spaces.
func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

func refuse(format string, args ...any) error {
	return fault.New(fault.Invalid, format, args...)
}

func size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%d MB", n>>20)
}

// What holds a table but is no spreadsheet.
const (
	aPDF  = "a PDF"
	aWord = "a Word document"
)

// signatures are the first bytes of kinds people try; the texts end a sentence "… is".
var signatures = []struct{ start, what string }{
	{"\xD0\xCF\x11\xE0", "an old Excel file (.xls) or one protected by a password"},
	{"%PDF", aPDF},
	{"{\\rtf", "a rich text document"},
	{"\x89PNG", "a picture"},
	{"\xFF\xD8\xFF", "a picture"},
	{"\x1F\x8B", "a gzip archive"},
	{"<?xml", "an XML file"},
	{"<!DOCTYPE", "a web page"},
	{"<html", "a web page"},
}

// sniff answers "xlsx", "text", or a phrase naming another kind of file.
func sniff(data []byte) string {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		return sniffZip(data)
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.start)) {
			return s.what
		}
	}
	marked := bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF"))
	if !marked && bytes.IndexByte(data, 0) >= 0 {
		return "not text (or UTF-16 text without its mark)"
	}
	return "text"
}
