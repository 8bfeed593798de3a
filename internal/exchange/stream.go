package exchange

import (
	"encoding/csv"
	"io"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// RowWriter writes a table row by row, so that a long list never stands in memory as
// a whole. Text that a spreadsheet could run as a formula is neutralised. Nothing is
// complete before Close.
type RowWriter interface {
	Write(row []string) error
	Close() error
}

// csvRows is a [RowWriter] of UTF-8 text.
type csvRows struct{ to *csv.Writer }

// NewCSV begins a CSV file with its headings.
func NewCSV(w io.Writer, header []string) (RowWriter, error) {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return nil, err
	}
	c := csvRows{csv.NewWriter(w)}
	return c, c.Write(header)
}

// Write writes one row.
func (c csvRows) Write(row []string) error {
	safe := make([]string, len(row))
	for i, v := range row {
		safe[i] = Neutralise(v)
	}
	return c.to.Write(safe)
}

// Close writes what is left.
func (c csvRows) Close() error {
	c.to.Flush()
	return c.to.Error()
}

// xlsxRows is a [RowWriter] of one sheet. The library keeps long sheets on disk.
type xlsxRows struct {
	to    io.Writer
	file  *excelize.File
	sheet *excelize.StreamWriter
	wrap  int
	row   int
}

// streamWidth is the width of every column, in characters: the rows to come are not
// known when it must be said.
const streamWidth = 28

// NewXLSX begins a workbook of one sheet with its headings, which stay in view.
func NewXLSX(w io.Writer, name string, header []string) (RowWriter, error) {
	x := &xlsxRows{to: w, file: excelize.NewFile()}
	if err := x.begin(sheetName(name, 0), header); err != nil {
		_ = x.file.Close()
		return nil, err
	}
	return x, nil
}

func (x *xlsxRows) begin(name string, header []string) error {
	if err := x.file.SetDocProps(&excelize.DocProperties{Creator: "AIMS Workbench", Created: madeAt, Modified: madeAt}); err != nil {
		return err
	}
	bold, err := x.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	if x.wrap, err = x.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return err
	}
	if err := x.file.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if x.sheet, err = x.file.NewStreamWriter(name); err != nil {
		return err
	}
	if err := x.sheet.SetColWidth(1, len(header), streamWidth); err != nil {
		return err
	}
	if err := x.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return x.put(header, bold)
}

// Write writes one row as text.
func (x *xlsxRows) Write(row []string) error { return x.put(row, x.wrap) }

func (x *xlsxRows) put(row []string, style int) error {
	x.row++
	cells := make([]any, len(row))
	for i, v := range row {
		text := Neutralise(v)
		if len(utf16.Encode([]rune(text))) > excelize.TotalCellChars { // the library would cut it off
			return refuse("Row %d, column %s is longer than the 32,767 characters an XLSX cell may have. Export as CSV instead", x.row, Letter(i+1))
		}
		cells[i] = excelize.Cell{StyleID: style, Value: text}
	}
	at, err := excelize.CoordinatesToCellName(1, x.row)
	if err != nil {
		return err
	}
	return x.sheet.SetRow(at, cells)
}

// Close puts the workbook together.
func (x *xlsxRows) Close() error {
	defer x.file.Close()
	if err := x.sheet.Flush(); err != nil {
		return err
	}
	return x.file.Write(x.to)
}
