package exchange

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// span is a merged area, all four edges 1-based and inclusive.
type span struct{ top, left, bottom, right int }

// outline is what a sheet's XML says beside its values.
type outline struct {
	merges        []span
	blind         map[[2]int]bool
	hiddenColumns []string
}

// maxCellText is Excel's own limit of 32,767 characters, in bytes of UTF-8.
const maxCellText = 4 * 32767

// checkStrings refuses a shared text longer than Excel allows: referred to from
// many cells, one huge text would multiply in memory. It counts the texts.
func checkStrings(part []byte) (count int, err error) {
	d := xml.NewDecoder(bytes.NewReader(part))
	length := 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return count, nil
		}
		if err != nil {
			return 0, refuse("The texts of the workbook are damaged. Open it in a spreadsheet program and save it again as .xlsx")
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "si" {
				length = 0
				count++
			}
		case xml.CharData:
			if length += len(t); length > maxCellText {
				return 0, refuse("The workbook holds a text longer than the 32,767 characters a cell may have")
			}
		}
	}
}

// scanner walks a sheet's XML once, before any memory is spent on its cells.
type scanner struct {
	outline
	limits           Limits
	depth            int
	strings          int // shared texts there are
	row, col, cells  int
	formula, hasText bool
	shared, inValue  bool
	value            []byte
}

// scan finds merges, hidden columns and formulas without results, and holds the
// sheet to the limits. Anything the library would misread silently (cut-off XML,
// rows or cells out of order, references to no text) is an error here.
func scan(part []byte, strings int, limits Limits) (outline, error) {
	s := scanner{limits: limits, strings: strings, outline: outline{blind: map[[2]int]bool{}}}
	d := xml.NewDecoder(bytes.NewReader(part))
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return outline{}, err
		}
		if err := s.take(token); err != nil {
			return outline{}, err
		}
	}
	if s.depth != 0 || len(part) == 0 {
		return outline{}, errors.New("the sheet is cut off")
	}
	return s.outline, nil
}

func (s *scanner) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		s.depth++
		return s.start(t)
	case xml.EndElement:
		s.depth--
		s.inValue = false
		if t.Name.Local == "c" {
			return s.endCell()
		}
	case xml.CharData:
		if s.inValue && s.shared {
			s.value = append(s.value, t...)
		}
	}
	return nil
}

func (s *scanner) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "row":
		return s.startRow(attr(t, "r"))
	case "c":
		s.shared, s.value = attr(t, "t") == "s", s.value[:0]
		return s.startCell(attr(t, "r"))
	case "f":
		s.formula = true
	case "v", "is":
		s.hasText, s.inValue = true, t.Name.Local == "v"
	case "mergeCell":
		return s.merge(attr(t, "ref"))
	case "col":
		if hidden := attr(t, "hidden"); hidden == "1" || hidden == "true" {
			s.hideColumns(attr(t, "min"), attr(t, "max"))
		}
	}
	return nil
}

func (s *scanner) startRow(r string) error {
	next := s.row + 1
	if r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < next {
			return fmt.Errorf("row %q follows row %d", r, s.row)
		}
		next = n
	}
	s.row, s.col = next, 0
	return nil
}

func (s *scanner) startCell(r string) error {
	next := s.col + 1
	if r != "" {
		col, row, err := excelize.CellNameToCoordinates(r)
		if err != nil || col < next || row != s.row {
			return fmt.Errorf("cell %q is out of order in row %d", r, s.row)
		}
		next = col
	}
	s.col, s.formula, s.hasText = next, false, false
	return nil
}

func (s *scanner) endCell() error {
	if s.formula && !s.hasText {
		s.blind[[2]int{s.row, s.col}] = true
	}
	if !s.formula && !s.hasText {
		return nil
	}
	s.cells++
	if text := string(bytes.TrimSpace(s.value)); s.shared && text != "" {
		if n, err := strconv.Atoi(text); err != nil || n < 0 || n >= s.strings {
			return fmt.Errorf("cell %s%d refers to text %q of %d", Letter(s.col), s.row, text, s.strings)
		}
	}
	return s.within()
}

// within holds the sheet to its limits.
func (s *scanner) within() error {
	switch {
	case s.row > s.limits.Rows:
		return refuse("there is a filled cell in row %d, and the limit is %d rows. Delete the rows below the table", s.row, s.limits.Rows)
	case s.col > s.limits.Columns:
		return refuse("there is a filled cell in column %s, and the limit is column %s. Delete the columns right of the table", Letter(s.col), Letter(s.limits.Columns))
	case s.cells > s.limits.Cells:
		return refuse("it has more than %d filled cells, which is the limit. Split it", s.limits.Cells)
	}
	return nil
}

func (s *scanner) merge(ref string) error {
	from, to, ok := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !ok {
		to = from
	}
	left, top, err1 := excelize.CellNameToCoordinates(from)
	right, bottom, err2 := excelize.CellNameToCoordinates(to)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	s.merges = append(s.merges, span{min(top, bottom), min(left, right), max(top, bottom), max(left, right)})
	return nil
}

func (s *scanner) hideColumns(first, last string) {
	a, _ := strconv.Atoi(first)
	z, _ := strconv.Atoi(last)
	switch {
	case a < 1 || z < a || a > s.limits.Columns: // beyond any data
	case a == z:
		s.hiddenColumns = append(s.hiddenColumns, Letter(a))
	default:
		s.hiddenColumns = append(s.hiddenColumns, Letter(a)+"–"+Letter(z))
	}
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// isoDates makes the library write every cell whose style shows a full date as
// 2006-01-02. A style showing only month and year keeps its text, because the
// day behind it was never chosen by a person.
func isoDates(f *excelize.File) error {
	iso := "yyyy-mm-dd"
	index, err := f.NewStyle(&excelize.Style{CustomNumFmt: &iso})
	if err != nil {
		return err
	}
	codes := map[int]string{14: "d/m/y", 15: "d/m/y", 16: "d/m", 22: "d/m/y"}
	if f.Styles.NumFmts != nil {
		for _, n := range f.Styles.NumFmts.NumFmt {
			codes[n.NumFmtID] = n.FormatCode
		}
	}
	styles := f.Styles.CellXfs.Xf
	for i := range styles {
		if id := styles[i].NumFmtID; id != nil && showsDay(codes[*id]) {
			styles[i].NumFmtID = styles[index].NumFmtID
			styles[i].ApplyNumberFormat = styles[index].ApplyNumberFormat
		}
	}
	return nil
}

// literals are the parts of a number format that are shown as they stand.
var literals = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\\.|_.|\*.`)

// showsDay tells date formats with a day in them from numbers, months and times.
func showsDay(format string) bool {
	code := strings.ToLower(literals.ReplaceAllString(format, ""))
	return strings.Contains(code, "d") && strings.ContainsAny(code, "my") && !strings.Contains(code, "general")
}
