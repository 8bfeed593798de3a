package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update", false, "write testdata/register.xlsx anew")

// book is the fictional workbook: what register.xlsx holds, cell by cell.
var book = map[string][][]any{
	"Read me": {{"Harbour Clinic — how to use this register"}, {"One row a risk. Ask Mara Lindt before you delete one."}},
	"Register": {
		{"HARBOUR CLINIC — AI RISK REGISTER"},
		{"Owner: Mara Lindt", nil, nil, "State: June 2026"},
		{},
		{"Risk ID", "Risk Description", "Inherent Likelihood (1-5)", "Inherent Impact (1-5)", "Inherent Risk Score", "Controls in Place", "Residual Likelihood (1-5)", "Residual Impact (1-5)", "Residual Risk Score", "Risk Owner", "Review Date / Status"},
		{"R-01", "Triage model ranks urgent patients too low", 3, 4, "12 (12)", "Nurse confirms every rank", 2, 4, "8 (8)", "Mara Lindt", "Jun 2026 — ACTIVE"},
		{"R-02", "Letters do not reach patients without an address", 4, 3, "12 (12)", "Second channel by telephone", 2, 3, "6 (6)", "Tom Aydın", "Dec 2026 — MONITORED"},
		{"R-03", "Assistant reveals appointments", 2, 4, 8, "Input filter", 1, 4, 4, "Ines Roth", "Jun 2026 — CLOSED (remediated)"},
		{"SUMMARY: 3 risks, none critical"},
		{"[R-XX]", "[Risk description]", "[1-5]", "[1-5]", "[score]", "[Controls]", "[1-5]", "[1-5]", "[score]", "[Owner]", "[Date]"},
		{},
		{"Approved by: ______________   Date: ______"},
	},
}

// workbook writes the fictional workbook with its merged cells.
func workbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(f.SetSheetName("Sheet1", "Read me"))
	_, err := f.NewSheet("Register")
	must(err)
	for sheet, rows := range book {
		for i, row := range rows {
			at, err := excelize.CoordinatesToCellName(1, i+1)
			must(err)
			must(f.SetSheetRow(sheet, at, &row))
		}
	}
	for _, merged := range [][2]string{{"A1", "K1"}, {"A2", "C2"}, {"A8", "K8"}, {"A11", "K11"}} {
		must(f.MergeCell("Register", merged[0], merged[1]))
	}
	must(f.SetDocProps(&excelize.DocProperties{Creator: "Harbour Clinic", Created: "2026-06-01T00:00:00Z", Modified: "2026-06-01T00:00:00Z"}))
	var out bytes.Buffer
	must(f.Write(&out))
	return out.Bytes()
}

// The workbook of the walk-through is of our making and can be made again.
func TestRegisterXLSX(t *testing.T) {
	path := filepath.Join("testdata", "register.xlsx")
	if *update {
		if err := os.WriteFile(path, workbook(t), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := staffed(t)
	got := d.imports(exitFine, "--register", "risk", path)
	d.counts(got, 3, 0, 0, 0)
	d.notes(got, `Sheet "Read me" holds no table`, "Rows 1–3: above the header", "Row 8: a heading or note", "Row 9: placeholders", "Row 11: a heading or note",
		"Column K holds a review date and a status in one cell")
	made := filepath.Join(t.TempDir(), "register.xlsx")
	if err := os.WriteFile(made, workbook(t), 0o600); err != nil {
		t.Fatal(err)
	}
	d.counts(d.imports(exitFine, "--register", "risk", made), 0, 0, 3, 0)
}

// The fictional clinic walks the way of the README: refused first, then decided.
func TestWalkThrough(t *testing.T) {
	d := staffed(t)
	file := func(name string) string { return filepath.Join("testdata", name) }
	d.counts(d.imports(exitFine, "--register", "system", file("systems.csv")), 3, 0, 0, 0)
	got := d.imports(exitFound, "--register", "risk", file("risks.csv"))
	d.counts(got, 2, 0, 0, 4)
	d.wants(got.places(), []string{
		"3 K Notes=Calls, texts, and visits are counted eac",
		"4 M Control(s)=A.4.9",
		"5 F Risk Level (L×I)=12",
		"6 I Status=Parked",
	})
	d.holds(got, 0, "15 cells and the header 13", `Put column K Notes in double quotes: "Calls, texts, and visits are counted each month"`)
	d.holds(got, 1, "no control A.4.9", "Perhaps")
	d.holds(got, 2, "12, but its likelihood and impact give 9", "Correct the figure")
	d.holds(got, 3, `"Parked" is not one of the words`, "Write one of: closed, open, treated")
	d.counts(d.imports(exitFound, "--register", "risk", "--leave-out-refused", file("risks.csv")), 2, 0, 0, 4)

	got = d.imports(exitFound, "--register", "soa", file("statement.csv"))
	d.counts(got, 2, 0, 0, 3)
	d.wants(got.places(), []string{"3 A Control ID=A.4.7", "5 A Control ID=A.6.2", "6 B Control Title=Internal audit"})
	d.holds(got, 2, "do not belong together", "requirement 9.2")
	d.fine(d.does("verify"))
}
