package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/aims-workbench/aims/internal/fault"
)

// zipKinds are parts that give away what an Office-like zip is.
var zipKinds = []struct{ part, what string }{
	{"xl/workbook.bin", "a binary Excel file (.xlsb)"},
	{"word/document.xml", aWord},
	{"ppt/presentation.xml", "a PowerPoint file"},
	{"Index/Document.iwa", "an Apple Numbers or Pages file"},
	{"content.xml", "an OpenDocument file (.ods or .odt)"},
}

func sniffZip(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "a damaged or incomplete file (its zip directory cannot be read)"
	}
	names := map[string]bool{}
	for _, f := range z.File {
		names[partName(f.Name)] = true
	}
	if names["xl/workbook.xml"] {
		return "xlsx"
	}
	for _, k := range zipKinds {
		if names[k.part] {
			return k.what
		}
	}
	return "a zip archive"
}

// partName evens out what the library evens out: slashes, and the case of one name.
func partName(name string) string {
	name = strings.ReplaceAll(name, "\\", "/")
	if strings.EqualFold(name, sharedStrings) {
		return sharedStrings
	}
	return name
}

// readXLSX takes every worksheet in. The library is only given a file whose
// parts have been inflated once under the limit and whose sheets have been
// scanned, because by itself it reads a truncated or lying file as fewer rows.
func (b *Book) readXLSX(data []byte, limits Limits) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = b.damaged().Because(fmt.Errorf("panic: %v", p))
		}
	}()
	w, err := b.unpack(data, limits)
	if err != nil {
		return err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: limits.Unzipped, UnzipXMLSizeLimit: limits.Unzipped,
	})
	if err != nil {
		return b.damaged().Because(err)
	}
	defer f.Close()
	if err := isoDates(f); err != nil {
		return b.damaged().Because(err)
	}
	for _, name := range f.GetSheetList() {
		place := w.places[name]
		if _, ok := w.parts[place]; !ok {
			return b.damaged().Because(fmt.Errorf("no part for sheet %q", name))
		}
		if !strings.Contains(place, "/worksheets/") {
			b.note("Sheet %q is a chart or macro sheet and was left out", name)
			continue
		}
		if err := b.readSheet(f, name, w, limits); err != nil {
			return err
		}
	}
	return nil
}

// workbook is the unpacked file: its parts by name, the part of each sheet, and
// how many shared texts there are.
type workbook struct {
	parts  map[string][]byte
	places map[string]string
	texts  int
}

func (b *Book) unpack(data []byte, limits Limits) (w workbook, err error) {
	if w.parts, err = b.inflate(data, limits); err != nil {
		return w, err
	}
	if w.texts, err = checkStrings(w.parts[sharedStrings]); err != nil {
		return w, err
	}
	if w.places, err = sheetParts(w.parts); err != nil {
		return w, b.damaged().Because(err)
	}
	return w, nil
}

const sharedStrings = "xl/sharedStrings.xml"

func (b *Book) damaged() *fault.Error {
	return fault.New(fault.Invalid, "%s is damaged and was not read. Open it in a spreadsheet program, let it repair the file, and save it again as .xlsx", b.Name)
}

// inflate reads every part once, counting real bytes, whatever the directory claims.
func (b *Book) inflate(data []byte, limits Limits) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, b.damaged().Because(err)
	}
	tooLarge := refuse("%s unpacks to more than the limit of %s. Remove pictures and unused sheets, or split it", b.Name, size(limits.Unzipped))
	var declared uint64
	most := uint64(limits.Unzipped) //nolint:gosec // a limit of ours, above 0
	for _, f := range z.File {
		if declared += f.UncompressedSize64; declared > most || f.UncompressedSize64 > most {
			return nil, tooLarge
		}
	}
	parts, left := map[string][]byte{}, limits.Unzipped
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, b.damaged().Because(err)
		}
		content, err := io.ReadAll(io.LimitReader(r, left+1))
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, b.damaged().Because(fmt.Errorf("%s: %w", f.Name, err))
		}
		if left -= int64(len(content)); left < 0 {
			return nil, tooLarge
		}
		parts[partName(f.Name)] = content
	}
	return parts, nil
}

// sheetParts maps sheet names to their parts, by way of the workbook's relations.
func sheetParts(parts map[string][]byte) (map[string]string, error) {
	var workbook struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			Any  string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := errors.Join(
		xml.Unmarshal(parts["xl/workbook.xml"], &workbook),
		xml.Unmarshal(parts["xl/_rels/workbook.xml.rels"], &relations)); err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, r := range relations.All {
		target := partName(r.Target)
		if strings.HasPrefix(target, "/") {
			targets[r.ID] = path.Clean(target)[1:]
			continue
		}
		targets[r.ID] = path.Join("xl", target)
	}
	places := map[string]string{}
	for _, s := range workbook.Sheets {
		places[s.Name] = targets[s.ID+s.Any]
	}
	return places, nil
}

// readSheet scans the sheet, then lets the library format its values.
func (b *Book) readSheet(f *excelize.File, name string, w workbook, limits Limits) error {
	o, err := scan(w.parts[w.places[name]], w.texts, limits)
	if fault.KindOf(err) == fault.Invalid {
		return refuse("Sheet %q of %s: %s", name, b.Name, fault.Sentence(err))
	}
	if err != nil {
		return b.damaged().Because(fmt.Errorf("sheet %q: %w", name, err))
	}
	s := Sheet{Name: name, blind: o.blind, across: map[int]bool{}}
	if err := b.readCells(f, &s, limits); err != nil {
		return err
	}
	if visible, err := f.GetSheetVisible(name); err == nil {
		s.Hidden = !visible
	}
	if !s.spread(o.merges, limits.Cells) {
		return refuse("Sheet %q of %s merges more than %d cells, which is the limit. Unmerge them", name, b.Name, limits.Cells)
	}
	b.sayHidden(&s, o.hiddenColumns)
	b.Sheets = append(b.Sheets, s)
	return nil
}

// readCells takes the formatted values in, up to the last filled row.
func (b *Book) readCells(f *excelize.File, s *Sheet, limits Limits) error {
	rows, err := f.Rows(s.Name)
	if err != nil {
		return b.damaged().Because(err)
	}
	defer rows.Close()
	last := 0
	for text := int64(0); rows.Next(); {
		cells, err := rows.Columns()
		if err != nil {
			return b.damaged().Because(err)
		}
		for _, c := range cells {
			text += int64(len(c))
		}
		if text > limits.Text {
			return refuse("Sheet %q of %s holds more than %s of text, which is the limit. Split it", s.Name, b.Name, size(limits.Text))
		}
		s.Rows = append(s.Rows, cells)
		if !blank(cells) {
			last = len(s.Rows)
			if rows.GetRowOpts().Hidden {
				s.HiddenRows = append(s.HiddenRows, last)
			}
		}
	}
	s.Rows = s.Rows[:last]
	if err := rows.Error(); err != nil {
		return b.damaged().Because(err)
	}
	return nil
}

func (b *Book) sayHidden(s *Sheet, columns []string) {
	if s.Hidden {
		b.note("Sheet %q is hidden; it was read too", s.Name)
	}
	if len(s.HiddenRows) > 0 {
		b.note("Sheet %q has hidden rows (%s); they were read like the others", s.Name, spans(s.HiddenRows))
	}
	if len(columns) > 0 {
		b.note("Sheet %q has hidden columns (%s); they were read like the others", s.Name, strings.Join(columns, ", "))
	}
}

// spread repeats a cell merged downwards in each of its rows. A merge to the
// right is only remembered: its one value stays in the leftmost column, which
// is how titles and notes are told from rows of a table. It gives up, and says so,
// after budget rows of merges.
func (s *Sheet) spread(merges []span, budget int) (done bool) {
	for _, m := range merges {
		value := s.cell(m.top, m.left)
		if value == "" {
			continue
		}
		for r := m.top; r <= min(m.bottom, len(s.Rows)); r++ {
			if budget--; budget < 0 {
				return false
			}
			if m.right > m.left {
				s.across[r] = true
			}
			row := s.Rows[r-1]
			for len(row) < m.left {
				row = append(row, "")
			}
			if row[m.left-1] == "" {
				row[m.left-1] = value
			}
			s.Rows[r-1] = row
		}
	}
	return true
}

// spans writes row numbers briefly: 5, 7–9.
func spans(rows []int) string {
	var parts []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		if i == j {
			parts = append(parts, fmt.Sprint(rows[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d–%d", rows[i], rows[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
