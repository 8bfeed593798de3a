package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/exchange"
)

// sheet writes a table as a workbook and gives its path.
func (d desk) sheet(name string, t exchange.Table) string {
	d.Helper()
	path := filepath.Join(d.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		d.Fatal(err)
	}
	if err := exchange.WriteXLSX(f, t); err != nil {
		d.Fatal(err)
	}
	if err := f.Close(); err != nil {
		d.Fatal(err)
	}
	return path
}

// many is a register of risks that are all in order.
func many(n int) exchange.Table {
	t := exchange.Table{Name: "Risks 2026", Header: []string{"Risk ID", "Title", "Likelihood", "Impact", "Risk level", "Status", "Review date", "Controls", "Owner"}}
	for i := range n {
		l, m := 1+i%5, 1+i/5%5
		t.Rows = append(t.Rows, []string{fmt.Sprintf("X-%03d", i+1), fmt.Sprintf("What could happen, number %d", i+1), fmt.Sprint(l), fmt.Sprint(m), fmt.Sprint(l * m), "open", "2027-01-31", "A.5.4; A.6.2.4", "Mara Lindt"})
	}
	return t
}

// 500 rows with seven faults: nothing is written and all seven are said; mended,
// they are one batch that can be taken back.
func TestFiveHundredRows(t *testing.T) {
	d := staffed(t)
	table := many(500)
	faults := []struct {
		row, col      int
		value, column string
		reason, fix   string
	}{
		{3, 2, "seven", "C Likelihood", `"seven" is not a whole number`, "whole number"},
		{57, 3, "9", "D Impact", "9 is outside 1 to 5", "whole number from 1 to 5"},
		{120, 4, "99", "E Risk level", "The file says 99", "Correct the figure"},
		{199, 5, "parked", "F Status", `"parked" is not one of the words`, "closed"},
		{288, 6, "31.02.2027", "G Review date", "31.02.2027", ""},
		{402, 7, "A.5.9", "H Controls", "no control A.5.9", "Perhaps"},
		{500, 0, "X-001", "A Risk ID", "X-001 stands in row 2 already", "another id"},
	}
	for _, f := range faults {
		table.Rows[f.row-1][f.col] = f.value
	}
	got := d.imports(exitFound, "--register", "risk", d.sheet("risks.xlsx", table))
	d.counts(got, 493, 0, 0, 7)
	if len(got.Problems) != 7 || got.Batch != "" {
		t.Fatalf("%d problems, batch %q: %v", len(got.Problems), got.Batch, got.places())
	}
	for i, f := range faults {
		p := got.Problems[i]
		if p.Sheet != "Risks 2026" || p.Row != f.row+1 || p.Column != f.column || p.Value != f.value || p.File != "risks.xlsx" {
			t.Errorf("fault %d: %+v", i, p)
		}
		d.holds(got, i, f.reason, f.fix)
	}
	d.wants(d.rows("risk"), nil)

	sound := d.sheet("mended.xlsx", many(500))
	before := d.read(filepath.Join(d.exports("json"), "risk.json"))
	got = d.imports(exitFine, "--register", "risk", sound)
	d.counts(got, 500, 0, 0, 0)
	if rows := d.rows("risk"); len(rows) != 500 || !strings.Contains(before, "[\n]") {
		t.Fatalf("%d rows; before: %.80s", len(rows), before)
	}
	var undone struct {
		Batch  string
		Undone int
	}
	d.decode(d.fine(d.does("import", "--json", "--undo", got.Batch)), &undone)
	if undone.Undone != 500 {
		t.Errorf("undone %+v", undone)
	}
	d.wants(d.rows("risk"), nil)
	d.fine(d.does("verify"))
	d.counts(d.imports(exitFine, "--register", "risk", sound), 500, 0, 0, 0)
}

// An import that changed records is taken back to what they were.
func TestUndoRestores(t *testing.T) {
	d := staffed(t)
	table := many(3)
	d.imports(exitFine, "--register", "risk", d.sheet("a.xlsx", table))
	before := d.rows("risk")
	table.Rows[1][1], table.Rows[2][5] = "Another title", "closed"
	got := d.imports(exitFine, "--register", "risk", d.sheet("b.xlsx", table))
	d.counts(got, 0, 2, 1, 0)
	d.fine(d.does("import", "--undo", got.Batch))
	d.wants(d.rows("risk"), before)
	d.fails(d.does("import", "--undo", got.Batch), "")
}

// Several files go in together or not at all.
func TestSeveralFiles(t *testing.T) {
	d := staffed(t)
	good := d.write("good.csv", "Risk ID,Description\nR1,Wrong answers\n")
	bad := d.write("bad.csv", "Risk ID,Description,Likelihood,Impact\nR2,Late answers,9,9\n")
	d.counts(d.imports(exitFound, "--register", "risk", good, bad), 1, 0, 0, 1)
	d.wants(d.rows("risk"), nil)
	d.fails(d.does("import", "--register", "risk", good, "gone.csv"), "gone.csv")
	d.wants(d.rows("risk"), nil)
	got := d.imports(exitFound, "--register", "risk", "--leave-out-refused", good, bad)
	d.counts(got, 1, 0, 0, 1)
	empty := d.write("empty.txt", "")
	d.counts(d.imports(exitFound, "--register", "evidence", "--files", good, empty), 1, 0, 0, 1)
	d.wants(d.rows("evidence"), nil)
}

// A dry run leaves nothing behind, in the trail or in the folder of evidence.
func TestDryRun(t *testing.T) {
	d := staffed(t)
	d.counts(d.imports(exitFine, "--register", "evidence", "--files", "--dry-run", d.write("minutes.txt", "decided")), 1, 0, 0, 0)
	list := d.write("list.csv", "ID,Title,File,Supports\nE1,Minutes,minutes.txt,9.3\n")
	if err := os.WriteFile(filepath.Join(filepath.Dir(list), "minutes.txt"), []byte("decided"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.counts(d.imports(exitFine, "--register", "evidence", "--dry-run", list), 1, 0, 0, 0)
	if stored, _ := filepath.Glob(filepath.Join(d.data, "evidence", "*", "*")); len(stored) > 0 {
		t.Errorf("a dry run stored %v", stored)
	}
	d.counts(d.imports(exitFine, "--register", "evidence", list), 1, 0, 0, 0)
	d.counts(d.imports(exitFine, "--register", "evidence", list), 0, 0, 1, 0)
}

// hostile are the texts that a spreadsheet could run, or a table could lose.
var hostile = []string{"=1+1", "+49 30 1234", "-5 degrees", "@home", "'quoted", "'=1", "a;b, c \"d\"", "first\nsecond\n\nthird", "é – 漢 × Aydın", "_x000D_", "12 (12)", "true", "2026-01-01", "[draft] text"}

// filled is a workspace whose registers hold what is hard to carry.
func filled(t *testing.T) desk {
	d := staffed(t)
	systems := exchange.Table{Name: "AI systems", Header: []string{"Own id", "Name", "Purpose", "Notes", "Autonomy", "Life-cycle stage", "In scope", "Why in or out of scope", "Personal data", "In use since", "Owner"}}
	risks := exchange.Table{Name: "Risks", Header: []string{"Own id", "Title", "Description", "Likelihood", "Impact", "Residual likelihood", "Residual impact", "Reason for the residual rating", "Treatment", "Treatment plan", "Controls", "AI systems", "Risk sources", "Objectives affected", "Status", "Review on", "Notes", "Category"}}
	year := ""
	for i, s := range hostile {
		systems.Rows = append(systems.Rows, []string{fmt.Sprint("S", i), s + " system", s, s, "recommends", "operation and monitoring", "no", "Because " + s, "yes", "2026-02-28", s})
	}
	d.counts(d.imports(exitFine, "--register", "system", d.sheet("systems.xlsx", systems)), len(hostile), 0, 0, 0)
	year = strings.SplitN(d.rows("system")[0], "-", 3)[1]
	for i, s := range hostile {
		risks.Rows = append(risks.Rows, []string{fmt.Sprint("R", i), "Risk " + s, s, "4", "5", "2", "3", s, "mitigate", s, "A.5.4; A.10.3", fmt.Sprintf("SYS-%s-%03d", year, i+1), "C.3.1; C.3.4", "C.2.8", "treated", "2027-03-31", s, s})
	}
	d.counts(d.imports(exitFine, "--register", "risk", d.sheet("risks.xlsx", risks)), len(hostile), 0, 0, 0)
	soa := fmt.Sprintf("Control,Applicable,Justification,Drivers,Status,How implemented,AI systems,Review on\n"+
		"A.5.4,yes,'=needed,\"risk | RSK-%[1]s-001 | the worst | of all\nlegal |  | a law\",implemented,\"@first\nsecond\",SYS-%[1]s-001; SYS-%[1]s-002,2027-01-01\n"+
		"A.2.3,no,\"No other policies exist, and none are planned\",,,,,\n", year)
	d.counts(d.imports(exitFine, "--register", "soa", d.write("soa.csv", soa)), 2, 0, 0, 0)
	list := d.write("list.csv", "ID,Title,About,File,Address,Supports,Valid until\nE1,-Minutes,=about,minutes.txt,,9.3; RSK-"+year+"-002,2030-01-01\nE2,Page,,,https://example.org/a,A.5.4,\n")
	if err := os.WriteFile(filepath.Join(filepath.Dir(list), "minutes.txt"), []byte("decided"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.counts(d.imports(exitFine, "--register", "evidence", list), 2, 0, 0, 0)
	return d
}

// tables are the registers in an order in which each finds what it points to.
var tables = []string{"system", "risk", "soa", "evidence"}

// What was exported changes nothing where it comes from, and in an empty workspace
// gives the same registers, byte for byte, with their references and files.
func TestExportComesBack(t *testing.T) {
	d := filled(t)
	retired := d.imports(exitFine, "--register", "risk", d.write("more.csv", "Risk ID,Title\nZ1,Taken back\n"))
	d.fine(d.does("import", "--undo", retired.Batch))
	d.imports(exitFine, "--register", "risk", d.write("more.csv", "Risk ID,Title\nZ2,Behind a gap\n"))
	original := d.exports("csv")
	for _, format := range []string{"csv", "xlsx"} {
		t.Run(format, func(t *testing.T) {
			same, other := desk{t, d.data}, staffed(t)
			dir := same.exports(format)
			for _, register := range tables {
				file := filepath.Join(dir, register+"."+format)
				got := same.imports(exitFine, "--register", register, file)
				if got.Created+got.Updated+got.Refused > 0 || got.Unchanged == 0 {
					t.Errorf("%s into the same workspace: %+v", register, got)
				}
				got = other.imports(exitFine, "--register", register, file)
				if got.Created == 0 || got.Updated+got.Refused > 0 {
					t.Errorf("%s into an empty workspace: %+v", register, got)
				}
			}
			back := other.exports("csv")
			for _, register := range tables {
				name := register + ".csv"
				if got, want := other.read(filepath.Join(back, name)), other.read(filepath.Join(original, name)); got != want {
					t.Errorf("%s differs:\n%s\nwant\n%s", name, got, want)
				}
			}
			minutes, err := filepath.Glob(filepath.Join(back, "files", "*", "minutes.txt"))
			if err != nil || len(minutes) != 1 || other.read(minutes[0]) != "decided" {
				t.Errorf("the file of the evidence did not come back: %v", minutes)
			}
			other.fine(other.does("verify"))
		})
	}
}

// A reference nobody has is a slip, except where the register is still empty.
func TestReferencesAreKept(t *testing.T) {
	d := staffed(t)
	d.imports(exitFine, "--register", "risk", d.write("a.csv", "Title,Owner\nWrong answers,Lea\n"))
	year := thisYear(d)
	with := func(refs ...string) string {
		return d.write("b.csv", "Ref,Title\n"+strings.Join(refs, ",Late answers\n")+",Late answers\n")
	}
	d.holds(d.imports(exitFound, "--register", "risk", with("RSK-"+year+"-009")), 0, "There is no RSK-"+year+"-009 here", "Empty the cell")
	empty := staffed(t)
	for _, ref := range []string{"RSK-2019-001", "RSK-" + year + "-9", "RSK-" + year + "-99999", "SYS-" + year + "-001", "nonsense"} {
		d.holds(empty.imports(exitFound, "--register", "risk", with(ref)), 0, ref+" cannot be kept", "Empty the cell")
	}
	empty.counts(empty.imports(exitFine, "--register", "risk", with("RSK-"+year+"-007", "RSK-"+year+"-003")), 2, 0, 0, 0)
	empty.imports(exitFine, "--register", "risk", d.write("c.csv", "Title,Owner\nNo answers,Lea\n"))
	rows := empty.rows("risk")
	for i, ref := range []string{"003", "007", "008"} {
		if !strings.HasPrefix(rows[i], "RSK-"+year+"-"+ref) {
			t.Errorf("row %d is %s", i, rows[i])
		}
	}
}
