package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/aims-workbench/aims/internal/fault"
)

func TestOpenCSV(t *testing.T) {
	utf16 := func(order binary.AppendByteOrder, mark, s string) string {
		out := []byte(mark)
		for _, r := range s {
			out = order.AppendUint16(out, uint16(r))
		}
		return string(out)
	}
	want := [][]string{{"Név", "b"}, {"é, x", "2"}}
	for name, c := range map[string]struct {
		data, notice string
		want         [][]string
	}{
		"plain":        {"Név,b\n\"é, x\",2\n", "", want},
		"mark":         {"\uFEFFNév,b\r\n\"é, x\",2\r\n", "", want},
		"semicolon":    {"Név;b\n\"é, x\";2\n", "semicolons", want},
		"declared":     {"sep=;\nNév;b\né, x;2\n", "semicolons", append([][]string{nil}, want...)},
		"tab":          {"Név\tb\né, x\t2", "tabs", want},
		"UTF-16 LE":    {utf16(binary.LittleEndian, "\xFF\xFE", "Név;b\né, x;2\n"), "semicolons", want},
		"UTF-16 BE":    {utf16(binary.BigEndian, "\xFE\xFF", "Név,b\n\"é, x\",2\n"), "", want},
		"Windows-1252": {"N\xE9v,b\n\"\xE9, x\",2\n", "Windows-1252", [][]string{{"Név", "b"}, {"é, x", "2"}}},
		"old Mac":      {"Név,b\r\"é, x\",2\r", "Macintosh", want},
		"empty lines":  {"\nNév,b\n\n\n\"é,\nx\",2\n\n9,9\n", "", [][]string{nil, {"Név", "b"}, nil, nil, {"é,\nx", "2"}, nil, {"9", "9"}}},
		"stray quote":  {"Név,b\n5\" pipe,2\n", "Line 2", [][]string{{"Név", "b"}, {"5\" pipe", "2"}}},
		"space, quote": {"Név,b\n1, \"x, y\"\n", "Line 2", [][]string{{"Név", "b"}, {"1", "x, y"}}},
	} {
		b, err := Open("f.csv", strings.NewReader(c.data), DefaultLimits)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.EqualFunc(b.Sheets[0].Rows, c.want, slices.Equal[[]string]) {
			t.Errorf("%s: %q", name, b.Sheets[0].Rows)
		}
		if said := strings.Join(b.Notices, " "); !strings.Contains(said, c.notice) || (c.notice == "" && said != "") {
			t.Errorf("%s: notices %q", name, said)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	small := DefaultLimits
	small.File, small.Rows = 60, 3
	zipped := func(names ...string) string {
		var w bytes.Buffer
		z := zip.NewWriter(&w)
		for _, n := range names {
			if _, err := z.Create(n); err != nil {
				t.Fatal(err)
			}
		}
		z.Close()
		return w.String()
	}
	for name, c := range map[string]struct {
		data, want string
		limits     Limits
	}{
		"empty":        {"", "no filled cell", DefaultLimits},
		"blank":        {" , \n,\n", "no filled cell", DefaultLimits},
		"open quote":   {"a,b\n\"x,1\ny,2,3\n", "starts at line 2: at line 3, column", DefaultLimits},
		"bare quote":   {"a,b\n5\" x,1\ny,2,3\n", "line 2, column 2", DefaultLimits},
		"old Excel":    {"\xD0\xCF\x11\xE0....", "old Excel file (.xls) or one protected", DefaultLimits},
		"PDF":          {"%PDF-1.7", "PDF, which cannot be read here", DefaultLimits},
		"binary":       {"a\x00b", "not text", DefaultLimits},
		"Word":         {zipped("word/document.xml"), "Word document", DefaultLimits},
		"OpenDocument": {zipped("mimetype", "content.xml"), "OpenDocument", DefaultLimits},
		"Numbers":      {zipped("Index/Document.iwa"), "Numbers", DefaultLimits},
		"cut zip":      {"PK\x03\x04", "damaged or incomplete", DefaultLimits},
		"hollow xlsx":  {zipped("xl/workbook.xml"), "damaged", DefaultLimits},
		"too large":    {strings.Repeat("a,b\n", 20), "larger than the limit of 60 bytes", small},
		"too long":     {"a,b\n\n\n\n\n\n1,2\n", "more than 3 rows", small},
	} {
		_, err := Open(name, strings.NewReader(c.data), c.limits)
		if err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// workbookOf writes a workbook whose sheet "Register" the test fills.
func workbookOf(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := f.SetSheetName("Sheet1", "Register"); err != nil {
		t.Fatal(err)
	}
	fill(f)
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestOpenXLSX(t *testing.T) {
	data := workbookOf(t, func(f *excelize.File) {
		dmy, month := "dd/mm/yyyy", "mmm yyyy"
		day, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &dmy})
		mon, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &month})
		us, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
		for cell, v := range map[string]any{"A1": "Owner", "B1": "Due", "A2": "Ann", "B2": 46187, "B3": 46187, "B4": 46174, "A6": "Footer of the table", "C2": 2.5} {
			f.SetCellValue("Register", cell, v)
		}
		f.SetCellStyle("Register", "B2", "B2", day)
		f.SetCellStyle("Register", "B3", "B3", us)
		f.SetCellStyle("Register", "B4", "B4", mon)
		f.MergeCell("Register", "A2", "A4")
		f.MergeCell("Register", "A6", "C6")
		f.SetCellFormula("Register", "C3", "1+1")
		f.SetRowVisible("Register", 3, false)
		f.SetColVisible("Register", "C", false)
		f.NewSheet("Notes")
		f.SetCellValue("Notes", "A1", "x")
		f.SetSheetVisible("Notes", false)
	})
	b, err := Open("f.csv", bytes.NewReader(data), DefaultLimits) // told by content, not by name
	if err != nil {
		t.Fatal(err)
	}
	s := &b.Sheets[0]
	want := [][]string{{"Owner", "Due"}, {"Ann", "2026-06-14", "2.5"}, {"Ann", "2026-06-14", ""}, {"Ann", "Jun 2026"}, nil, {"Footer of the table"}}
	if !slices.EqualFunc(s.Rows, want, slices.Equal[[]string]) {
		t.Errorf("rows %q", s.Rows)
	}
	if !s.blind[[2]int{3, 3}] || !s.across[6] || s.across[3] || !slices.Equal(s.HiddenRows, []int{3}) || !b.Sheets[1].Hidden {
		t.Errorf("sheet %+v", s)
	}
	said := strings.Join(b.Notices, "|")
	for _, n := range []string{"hidden rows (3)", "hidden columns (C)", `"Notes" is hidden`} {
		if !strings.Contains(said, n) {
			t.Errorf("%q is not said in %q", n, said)
		}
	}
}

// repack rewrites one part of a workbook.
func repack(t testing.TB, data []byte, part string, change func(string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		var content bytes.Buffer
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content.ReadFrom(r)
		text := content.String()
		if f.Name == part {
			text = change(text)
		}
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(text))
	}
	z.Close()
	return out.Bytes()
}

const sheetPart = "xl/worksheets/sheet1.xml"

// A damaged workbook is refused; the library alone reads some of these as fewer rows.
func TestOpenDamagedXLSX(t *testing.T) {
	good := workbookOf(t, func(f *excelize.File) {
		for i := range 20 {
			f.SetCellValue("Register", fmt.Sprint("A", i+1), fmt.Sprint("text ", i))
		}
	})
	few := DefaultLimits
	few.Rows, few.Columns = 10, 3
	tight := DefaultLimits
	tight.Cells = 100
	for name, c := range map[string]struct {
		part   string
		change func(string) string
		limits Limits
		want   string
	}{
		"cut off":       {sheetPart, func(s string) string { return s[:len(s)/2] }, DefaultLimits, "damaged"},
		"emptied":       {sheetPart, func(string) string { return "" }, DefaultLimits, "damaged"},
		"no such text":  {sheetPart, func(s string) string { return strings.Replace(s, "<v>3</v>", "<v>99</v>", 1) }, DefaultLimits, "damaged"},
		"rows mixed up": {sheetPart, func(s string) string { return strings.Replace(s, `r="9"`, `r="2"`, 1) }, DefaultLimits, "damaged"},
		"texts cut":     {sharedStrings, func(s string) string { return s[:len(s)-30] + "<" }, DefaultLimits, "damaged"},
		"a huge text":   {sharedStrings, func(s string) string { return strings.Replace(s, "text 3", strings.Repeat("x", maxCellText+1), 1) }, DefaultLimits, "32,767"},
		"too many rows": {sheetPart, func(s string) string { return s }, few, "limit is 10 rows"},
		"merged madly": {sheetPart, func(s string) string {
			return strings.Replace(s, "</sheetData>", "</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:B20"/>`, 20)+"</mergeCells>", 1)
		}, tight, "merges more than"},
		"far to the left": {sheetPart, func(s string) string { return strings.Replace(s, `r="A2"`, `r="XFD2"`, 1) }, few, "limit is column C"},
	} {
		_, err := Open("f.xlsx", bytes.NewReader(repack(t, good, c.part, c.change)), c.limits)
		if err == nil || fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A bomb is refused within two seconds and the limit named, whether its directory is honest or lies.
func TestOpenZipBomb(t *testing.T) {
	bomb := repack(t, workbookOf(t, func(f *excelize.File) { f.SetCellValue("Register", "A1", "x") }), sheetPart,
		func(s string) string { return s + strings.Repeat(" ", 64<<20) })
	lying := bytes.Clone(bomb)
	for i := 0; i+4 <= len(lying); i++ {
		if string(lying[i:i+4]) == "PK\x01\x02" && binary.LittleEndian.Uint32(lying[i+24:]) > 64<<20 {
			binary.LittleEndian.PutUint32(lying[i+24:], 1000)
		}
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{"honest": {bomb, "limit of 50 MB"}, "lying": {lying, "damaged"}} {
		start := time.Now()
		_, err := Open("bomb.xlsx", bytes.NewReader(c.data), DefaultLimits)
		if err == nil || !strings.Contains(fault.Sentence(err), c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: refused after %v", name, took)
		}
	}
}

// fuzzLimits are small, so that a run tries much.
var fuzzLimits = Limits{File: 1 << 20, Unzipped: 4 << 20, Text: 4 << 20, Rows: 2000, Columns: 64, Cells: 20000}

// answers checks that Open gives a filled book that can be read on, or a sentence.
func answers(t *testing.T, data []byte) {
	b, err := Open("f", bytes.NewReader(data), fuzzLimits)
	if err != nil {
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("not a refusal: %v", err)
		}
		return
	}
	if !b.filled() {
		t.Error("an empty book is no success")
	}
	if m, err := Propose(b, riskSpec); err == nil {
		rows, problems := Rows(b, m, riskSpec)
		for _, r := range rows {
			r.Int("likelihood", 1, 5)
			r.Day("due")
		}
		if len(rows)+len(problems) == 0 {
			t.Error("neither rows nor problems")
		}
	}
}

// Whatever the bytes of the file.
func FuzzOpen(f *testing.F) {
	for _, s := range []string{"a,b\n\"x\ny\",2\n", "\xFF\xFEa\x00;\x00", "sep=;\na;b", "Risk ID,Risk,Likelihood,Impact,Due\n1,a, b,3,4,Jun 2026\n"} {
		f.Add([]byte(s))
	}
	f.Add(workbookOf(f, func(x *excelize.File) { x.SetCellValue("Register", "B2", "x") }))
	f.Fuzz(answers)
}

// Whatever the XML of a sheet in a sound workbook.
func FuzzSheet(f *testing.F) {
	base := workbookOf(f, func(x *excelize.File) {
		x.SetCellValue("Register", "A1", "Risk ID")
		x.SetCellValue("Register", "B1", "Risk")
		x.SetCellValue("Register", "B2", 46187)
		x.MergeCell("Register", "A2", "A4")
		x.SetCellFormula("Register", "C2", "1+1")
	})
	repack(f, base, sheetPart, func(s string) string { f.Add(s); return s })
	f.Fuzz(func(t *testing.T, xml string) {
		answers(t, repack(t, base, sheetPart, func(string) string { return xml }))
	})
}
