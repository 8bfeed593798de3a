package exchange

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

var hostile = []string{"=1+1", "+49 30", "-5", "@me", "\tx", "\rx", "'=1", "''=1", "'quoted'", "é – 漢", "a,b;\"c\"", "line\nbreak", "_x000D_", "_x000D_x000D_", "a\x01b", "—"}

func TestNeutraliseRestores(t *testing.T) {
	for _, s := range append(hostile, "", "'", "\x00x", "plain") {
		safe := Neutralise(s)
		if safe != "" && strings.IndexByte(dangerous, safe[0]) >= 0 {
			t.Errorf("%q stays dangerous", s)
		}
		if back := Restore(safe); back != s {
			t.Errorf("%q came back as %q", s, back)
		}
	}
}

// What is written reads back equal, in both forms, and twice the same bytes.
func TestRoundTrip(t *testing.T) {
	spec := Spec{Register: "x", Columns: []Column{{Key: "a", Title: "Alpha"}, {Key: "b", Title: "Beta"}}}
	table := Table{Name: "x", Header: []string{"Alpha", "Beta"}}
	for _, s := range hostile {
		table.Rows = append(table.Rows, []string{"id", s})
	}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"t.csv":  func(w *bytes.Buffer) error { return WriteCSV(w, table) },
		"t.xlsx": func(w *bytes.Buffer) error { return WriteXLSX(w, table, Table{Name: "[other]", Header: []string{"Z"}}) },
	} {
		var one, two bytes.Buffer
		if write(&one) != nil || write(&two) != nil {
			t.Fatal("writing failed")
		}
		if !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Errorf("%s: two writings differ", name)
		}
		b, err := Open(name, &one, DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		_, rows, problems := read(t, b, spec)
		if len(rows) != len(hostile) || len(problems) != 0 {
			t.Fatalf("%s: %d rows, %v", name, len(rows), problems)
		}
		for i, r := range rows {
			if got := r.Text("b"); got != hostile[i] {
				t.Errorf("%s: %q came back as %q", name, hostile[i], got)
			}
		}
	}
}

func TestTemplateIsEmptyAndExplained(t *testing.T) {
	var w bytes.Buffer
	if err := Template(&w, riskSpec); err != nil {
		t.Fatal(err)
	}
	b, err := Open("template.xlsx", &w, DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Sheets) != 2 || !slices.Equal(b.Sheets[0].Rows[0][:2], []string{"Reference", "Category"}) || b.Sheets[1].Rows[3][2] != riskSpec.Columns[2].Help {
		t.Errorf("template = %v", b.Sheets)
	}
	_, rows, problems := read(t, b, riskSpec)
	if len(rows) != 0 || len(problems) != 1 || !strings.Contains(problems[0].Reason, "no row of data") {
		t.Errorf("an empty template must be a problem: %v", problems)
	}
}

func TestResultJSON(t *testing.T) {
	r := Result{Register: "risk"}
	if got, _ := json.Marshal(r); string(got) != `{"register":"risk","created":0,"updated":0,"unchanged":0,"refused":0,"problems":[],"notices":[]}` {
		t.Error(string(got))
	}
	r.Refuse(Problem{Row: 9}, Problem{File: "f", Sheet: "s", Row: 3, Column: "c", Value: "v", Reason: "r", Fix: "x"}, Problem{Row: 9})
	if r.Refused != 2 || r.Problems[0].Row != 9 {
		t.Errorf("%+v", r)
	}
	if got, _ := json.Marshal(r.Problems[2]); string(got) != `{"file":"f","sheet":"s","row":3,"column":"c","value":"v","reason":"r","fix":"x"}` {
		t.Error(string(got))
	}
}
