package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// readCSV takes the text in as one nameless sheet.
func (b *Book) readCSV(data []byte, limits Limits) error {
	text, err := b.decode(data)
	if err != nil {
		return err
	}
	if !bytes.ContainsRune(text, '\n') && bytes.ContainsRune(text, '\r') {
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
		b.note("%s ends its lines the old Macintosh way; they were read as lines", b.Name)
	}
	comma, declared := delimiter(text)
	if declared {
		// Blanked, not cut, so that row numbers stay those of the file.
		end := bytes.IndexByte(text, '\n')
		if end < 0 {
			end = len(text)
		}
		text = text[end:]
	}
	rows, err := b.parse(text, comma, limits)
	if err != nil {
		return err
	}
	if comma != ',' {
		b.note("%s separates its cells by %s; it was read so", b.Name, map[rune]string{';': "semicolons", '\t': "tabs"}[comma])
	}
	b.Sheets = []Sheet{{Delimited: true, Rows: rows}}
	return nil
}

// decode gives UTF-8 without a mark and says aloud when it had to assume the encoding.
func (b *Book) decode(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return nil, refuse("%s is damaged UTF-16 text. Save it again as CSV UTF-8", b.Name)
		}
		return text, nil
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	}
	if utf8.Valid(data) {
		return data, nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return nil, refuse("%s is in an encoding that cannot be told. Save it again as CSV UTF-8", b.Name)
	}
	b.note("%s is not UTF-8; it was read as Windows-1252. Check letters such as é, ü or €, and save it as CSV UTF-8 if they look wrong", b.Name)
	return text, nil
}

// delimiter picks the separator that splits most of the first lines into the
// same number of cells. Excel's own "sep=;" line decides and is declared.
func delimiter(text []byte) (comma rune, declared bool) {
	if first, _, _ := bytes.Cut(text, []byte("\n")); len(first) >= 5 && bytes.EqualFold(first[:4], []byte("sep=")) {
		if r := rune(first[4]); strings.ContainsRune(",;\t", r) {
			return r, true
		}
	}
	comma = ','
	best := 0
	for _, candidate := range ",;\t" {
		if s := steadiness(text, candidate); s > best {
			comma, best = candidate, s
		}
	}
	return comma, false
}

// steadiness is how many of the first 30 lines share the most common number of
// cells above one, times that number.
func steadiness(text []byte, comma rune) int {
	counts := map[int]int{}
	cells, quoted, lines := 1, false, 0
	for _, r := range string(text) {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == comma:
			cells++
		case r == '\n':
			if cells > 1 {
				counts[cells]++
			}
			cells, lines = 1, lines+1
		}
		if lines == 30 {
			break
		}
	}
	if cells > 1 {
		counts[cells]++
	}
	best := 0
	for n, times := range counts {
		best = max(best, n*times)
	}
	return best
}

// parse reads strictly first. The two lenient readings are taken only when they
// leave every row as wide as the first filled one, and then said aloud.
func (b *Book) parse(text []byte, comma rune, limits Limits) ([][]string, error) {
	rows, strictErr := parseAs(text, comma, false, false, limits)
	if bad, ok := errors.AsType[*csv.ParseError](strictErr); ok {
		for _, lazy := range []bool{false, true} {
			if rows, err := parseAs(text, comma, lazy, true, limits); err == nil && even(rows) {
				b.note("Line %d of %s has a quotation mark where none belongs; all rows still have the same number of cells, so it was read as part of the text. Check that row", bad.Line, b.Name)
				return rows, nil
			}
		}
		return nil, refuse("%s cannot be split into cells in the row that starts at line %d: at line %d, column %d %s. Put the whole cell in double quotes and write each quotation mark inside it twice", b.Name, bad.StartLine, bad.Line, bad.Column, quoteFault(bad.Err))
	}
	if strictErr != nil {
		return nil, strictErr
	}
	return rows, nil
}

func quoteFault(err error) string {
	if errors.Is(err, csv.ErrBareQuote) {
		return "a quotation mark stands inside a cell that is not quoted"
	}
	return "a quoted cell is not closed, or text follows its closing quotation mark"
}

func even(rows [][]string) bool {
	width := 0
	for _, row := range rows {
		if len(row) == 0 {
			continue
		}
		if width == 0 {
			width = len(row)
		}
		if len(row) != width {
			return false
		}
	}
	return true
}

// parseAs keeps the rows a spreadsheet would show: encoding/csv drops empty
// lines, so they are put back by counting line ends.
func parseAs(text []byte, comma rune, lazy, trim bool, limits Limits) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.LazyQuotes, r.TrimLeadingSpace, r.FieldsPerRecord = comma, lazy, trim, -1
	var rows [][]string
	var offset int64
	ended, cells := 0, 0 // lines ended before the next record; cells so far
	for {
		record, err := r.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		start, _ := r.FieldPos(0)
		for empty := start - ended - 1; empty > 0 && len(rows) <= limits.Rows; empty-- {
			rows = append(rows, nil)
		}
		ended += bytes.Count(text[offset:r.InputOffset()], []byte("\n"))
		offset = r.InputOffset()
		rows = append(rows, record)
		cells += len(record)
		if len(rows) > limits.Rows || cells > limits.Cells || len(record) > limits.Columns {
			return nil, refuse("The file has more than %d rows, %d columns or %d cells, which is the limit. Split it", limits.Rows, limits.Columns, limits.Cells)
		}
	}
}
