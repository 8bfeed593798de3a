package exchange

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var smallSpec = Spec{Register: "risk", Columns: []Column{
	{Key: "ref", Title: "Reference", Aliases: []string{"ID"}, Required: true},
	{Key: "text", Title: "Description", Required: true, Help: "Say what could happen."},
	{Key: "n", Title: "Likelihood", Kind: Number},
	{Key: "due", Title: "Due date", Aliases: []string{"Fällig am"}, Kind: Date},
}}

func csvBook(t *testing.T, text string) *Book {
	t.Helper()
	b, err := Open("f.csv", strings.NewReader(text), DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRecognise(t *testing.T) {
	for _, c := range []struct {
		heading, key string
		how          Confidence
	}{
		{"Reference", "ref", Exact}, {" id ", "ref", Exact}, {"Likelihood\n(1-5)", "n", Exact}, {"Likelihood (1×5)", "n", Exact},
		{"DueDate", "due", Exact}, {"due_date", "due", Exact}, {"FALLIG  AM:", "due", Exact}, {"Due date / status", "due", Likely},
		{"Date due", "due", Likely}, {"Long name of a description", "", ""}, {"[Reference]", "", ""}, {"", "", ""}, {"(1-5)", "", ""},
	} {
		if key, how := recognise(c.heading, smallSpec); key != c.key || how != c.how {
			t.Errorf("%q is %q (%s), want %q (%s)", c.heading, key, how, c.key, c.how)
		}
	}
}

func TestRowsFromCSV(t *testing.T) {
	head := "Our register\nas of June\nID,Description,Likelihood,Due date\n"
	for name, c := range map[string]struct {
		body     string
		rows     []int
		problems []string // row, column, beginning of reason
		skipped  []string
	}{
		"plain":             {"R1,a,3,2026-01-02\n", []int{4}, nil, []string{"1-2 above the header"}},
		"one empty row":     {"R1,a,3,\n\nR2,b,4,\n", []int{4, 6}, nil, []string{"1-2 above the header", "5-5 empty"}},
		"footer":            {"R1,a,3,\n\n\nPrepared by,Ann\n", []int{4}, []string{"7  The row looks like part"}, []string{"1-2 above the header", "5-6 empty"}},
		"note":              {"R1,a,3,\n\n\nPrepared by Ann\n", []int{4}, nil, []string{"1-2 above the header", "5-6 empty", "7-7 a heading or note, not a row of the table"}},
		"section":           {"Part one: models,,,\nR1,a,3,\n", []int{5}, nil, []string{"1-2 above the header", "4-4 a heading or note, not a row of the table"}},
		"header again":      {"R1,a,3,\nID,Description,Likelihood,Due date\nR2,b,1,\n", []int{4, 6}, nil, []string{"1-2 above the header", "5-5 repeats the header"}},
		"template":          {"[R-01],[text],[1-5],[date]\nR2,b,1,\n", []int{5}, nil, []string{"1-2 above the header", "4-4 placeholders in brackets"}},
		"lone identifier":   {"R1,a,3,\nR2\n", []int{4, 5}, []string{`5 B Description "Description" is empty`}, []string{"1-2 above the header", "5-5 has 1 of 4 cells; the missing ones at its end count as empty"}},
		"one placeholder":   {"R1,a,[1-5],\n", []int{4}, []string{"4 C Likelihood The cell still holds a placeholder"}, []string{"1-2 above the header"}},
		"spreadsheet error": {"R1,a,#REF!,\n", []int{4}, []string{"4 C Likelihood The cell shows a spreadsheet error"}, []string{"1-2 above the header"}},
		"nothing":           {"\n", nil, []string{"3  There is no row of data"}, []string{"1-2 above the header"}},
		"shifted left":      {"R1,a,2026-01-02\nR2,b,4,2026-01-02\n", []int{5}, []string{"4  The row has 3 cells and the header 4"}, []string{"1-2 above the header", "4-4 has 3 of 4 cells; the missing ones at its end count as empty"}},
		"shifted":           {"R1,a, b,3,2026-01-02\nR2,b,4,\n", []int{5}, []string{"4 B Description The row has 5 cells and the header 4"}, []string{"1-2 above the header"}},
	} {
		b := csvBook(t, head+c.body)
		m, rows, problems := read(t, b, smallSpec)
		var numbers []int
		for _, r := range rows {
			numbers = append(numbers, r.Number)
		}
		if !slices.Equal(numbers, c.rows) {
			t.Errorf("%s: rows %v, want %v", name, numbers, c.rows)
		}
		all := Collect(problems, rows)
		for i, p := range all {
			if got := fmt.Sprintf("%d %s %s", p.Row, p.Column, p.Reason); i >= len(c.problems) || !strings.HasPrefix(got, c.problems[i]) || p.Fix == "" || p.File != "f.csv" {
				t.Errorf("%s: problem %q, fix %q", name, got, p.Fix)
			}
		}
		if len(all) != len(c.problems) {
			t.Errorf("%s: %d problems, want %d", name, len(all), len(c.problems))
		}
		var told []string
		for _, s := range Skipped(b, m, smallSpec) {
			told = append(told, fmt.Sprintf("%d-%d %s", s.From, s.To, s.Reason))
		}
		if !slices.Equal(told, c.skipped) {
			t.Errorf("%s: skipped %q", name, told)
		}
	}
}

func TestShiftedRowProposals(t *testing.T) {
	for name, c := range map[string]struct{ row, column, fix string }{
		"prose after a comma":    {"R1,fails, then leaks, badly,3,2026-01-02", "B Description", `"fails, then leaks, badly"`},
		"kinds leave one way":    {"R1,Doe,Ann,3,2026-01-02", "", `A ID ("R1,Doe") or B Description ("Doe,Ann")`},
		"a quotation mark":       {`R1,"a ""b""", c,3,2026-01-02`, "B Description", `"a ""b"", c"`},
		"no way fits the kinds":  {"R1,a,x,y,z,w", "", "Put the cell that holds the comma in double quotes"},
		"the last cell overflew": {"R1,a,3,2026-01-02,x", "D Due date", `"2026-01-02,x"`},
	} {
		b := csvBook(t, "ID,Description,Likelihood,Due date\nR0,a,1,2026-01-01\n"+c.row+"\n")
		_, rows, problems := read(t, b, smallSpec)
		if len(rows) != 1 || len(problems) != 1 {
			t.Errorf("%s: %d rows, %v", name, len(rows), problems)
			continue
		}
		if p := problems[0]; p.Row != 3 || p.Column != c.column || !strings.Contains(p.Fix, c.fix) {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

func TestRowsFromXLSX(t *testing.T) {
	data := workbookOf(t, func(f *excelize.File) {
		f.NewSheet("Template")
		for sheet, cells := range map[string]map[string]any{
			"Register": {"B3": "ID", "C3": "Description", "D3": "Likelihood", "B4": "R1", "C4": "a", "D4": 3, "B5": "R2", "C5": "b", "E5": "aside", "B7": "Signed by"},
			"Template": {"A1": "ID", "B1": "Description", "C1": "Likelihood", "D1": "Due date", "A2": "[R-1]", "B2": "[what]"},
		} {
			for cell, v := range cells {
				f.SetCellValue(sheet, cell, v)
			}
		}
		f.SetCellFormula("Register", "D5", "1+1")
		f.MergeCell("Register", "B7", "D7")
	})
	b, err := Open("f.xlsx", bytes.NewReader(data), DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	found := Find(b, smallSpec)
	if len(found) != 2 || found[0].Sheet != "Register" || found[0].HeaderRow != 3 || !found[1].Blank {
		t.Fatalf("found %+v", found)
	}
	m, rows, problems := read(t, b, smallSpec)
	if aside := m.Columns[4]; aside.Source != "E" || aside.Key != "" || !strings.Contains(aside.Reason, "no heading") {
		t.Errorf("column E = %+v", aside)
	}
	if len(rows) != 2 || len(problems) != 0 || rows[1].Number != 5 {
		t.Fatalf("%d rows, %v", len(rows), problems)
	}
	if p := rows[1].Problems(); len(p) != 1 || p[0].Column != "D Likelihood" || !strings.Contains(p[0].Reason, "formula") {
		t.Errorf("a formula never calculated must be a problem: %v", p)
	}
	b.Sheets = b.Sheets[1:]
	if _, err := Propose(b, smallSpec); err == nil || !strings.Contains(err.Error(), "blank template") {
		t.Errorf("a blank template must not be chosen: %v", err)
	}
}

func TestMappingByHand(t *testing.T) {
	b := csvBook(t, "x,y,z\nR1,first,2\nR2,second,3\nend,of,4\n")
	if _, err := Propose(b, smallSpec); err == nil || !strings.Contains(err.Error(), `"Reference", "Description"`) {
		t.Errorf("no header must be refused with what is looked for: %v", err)
	}
	m, err := ReadMapping(strings.NewReader(`{"sheet":"","header_row":1,"last_row":3,"columns":[{"source":"a","header":"x","key":"ref"},{"source":"B","key":"text"}],"constants":{"n":"5"}}`))
	if err != nil {
		t.Fatal(err)
	}
	rows, problems := Rows(b, m, smallSpec)
	if len(rows) != 2 || len(problems) != 0 || rows[1].Text("ref") != "R2" || rows[1].Int("n", 1, 5) != 5 {
		t.Errorf("%v %v", rows, problems)
	}
	if s := Skipped(b, m, smallSpec); len(s) != 1 || s[0].String() != `Row 4: below the last row of the mapping ("end")` {
		t.Errorf("skipped %v", s)
	}
	if _, err := ReadMapping(strings.NewReader(`{"sheets":"x"}`)); err == nil {
		t.Error("a misspelt field must be refused")
	}
}

func TestMappingCheck(t *testing.T) {
	b := csvBook(t, "x,y\n1,2\n")
	ok := []Assignment{{Source: "A", Key: "ref"}, {Source: "B", Key: "text"}}
	for name, c := range map[string]struct {
		m    Mapping
		want []string
	}{
		"good":           {Mapping{HeaderRow: 1, Columns: ok}, nil},
		"no such sheet":  {Mapping{Sheet: "S", HeaderRow: 1}, []string{"a sheet that is not there"}},
		"no such row":    {Mapping{HeaderRow: 9}, []string{"header row lies outside"}},
		"unknown key":    {Mapping{HeaderRow: 1, Columns: ok, Constants: map[string]string{"zz": "1"}}, []string{`no column "zz"`}},
		"twice":          {Mapping{HeaderRow: 1, Columns: ok, Constants: map[string]string{"ref": "1"}}, []string{`"ref" is given twice`}},
		"missing":        {Mapping{HeaderRow: 1, Columns: ok[:1]}, []string{`No column gives "Description"`}},
		"letters":        {Mapping{HeaderRow: 1, Columns: []Assignment{ok[0], {Source: "A", Key: "text"}, {Source: "Q"}, {Source: "1"}}}, []string{"lists this column twice", "not there", "not there"}},
		"another's file": {Mapping{HeaderRow: 1, Columns: []Assignment{ok[0], {Source: "B", Header: "Owner", Key: "text"}}}, []string{`headed "y" here`}},
	} {
		found := c.m.Check(b, smallSpec)
		for i, p := range found {
			if i >= len(c.want) || !strings.Contains(p.Reason, c.want[i]) || p.Fix == "" {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if len(found) != len(c.want) {
			t.Errorf("%s: %d problems, want %d", name, len(found), len(c.want))
		}
		if rows, problems := Rows(b, c.m, smallSpec); len(c.want) > 0 && (rows != nil || len(problems) != len(c.want)) {
			t.Errorf("%s: a refused mapping must give no rows", name)
		}
	}
}
