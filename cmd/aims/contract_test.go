package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/exchange"
)

// Whatever cannot run ends with 2, says why on the error output and prints nothing.
func TestRefusals(t *testing.T) {
	d := staffed(t)
	d.fine(d.addUser("Rolf Reader", "rolf@example.org", "reader", "seven quiet lamps burn"))
	sheet := d.write("risks.csv", "Risk ID,Description\nR1,Wrong answers\n")
	as := func(email string, more ...string) result {
		return aims("", append([]string{"import", "--data", d.data, "--as", email, "--register", "risk", sheet}, more...)...)
	}
	nowhere := filepath.Join(t.TempDir(), "mistyped")
	for name, c := range map[string]struct {
		got  result
		says string
	}{
		"no such command":     {aims("", "imprt"), `no command "imprt"`},
		"unknown flag":        {d.does("check", "--loud"), "-loud"},
		"stray word":          {d.does("check", "now"), `"now" means nothing`},
		"nobody acts":         {aims("", "import", "--data", d.data, "--register", "risk", sheet), "--as"},
		"unknown person":      {as("nobody@example.org"), "nobody here has the address"},
		"reader imports":      {as("rolf@example.org"), "may not import"},
		"no register":         {d.does("import", sheet), "There is no register"},
		"unknown register":    {d.does("import", "--register", "riks", sheet), ", risk, soa, "},
		"no file":             {d.does("import", "--register", "risk"), "name the file"},
		"missing file":        {d.does("import", "--register", "risk", "gone.csv"), "gone.csv"},
		"no table":            {d.does("import", "--register", "risk", d.write("a.csv", "x,y\n1,2\n")), "headings"},
		"missing mapping":     {d.does("import", "--register", "risk", "--map", "gone.json", sheet), "gone.json"},
		"files without shelf": {d.does("import", "--register", "risk", "--files", sheet), "--register evidence"},
		"no batch":            {d.does("import", "--undo", "BAT-2026-999"), "BAT-2026-999"},
		"no such stage":       {d.does("check", "--stage", "3"), "1 or 2"},
		"no such clause":      {d.does("check", "--clause", "11"), "no clause or control"},
		"bad date":            {d.does("check", "--as-of", "tomorrow"), "--as-of"},
		"no out":              {d.does("export"), "--out"},
		"unknown format":      {d.does("export", "--out", t.TempDir(), "--format", "xml"), "json, csv or xlsx"},
		"pack nowhere":        {aims("", "pack", "--data", nowhere, "--out", t.TempDir()), "there is no workspace in"},
		"no pack":             {d.does("verify", "--pack", sheet), "cannot be read as an evidence pack"},
		"restore what":        {d.does("restore"), "usage"},
		"user what":           {aims("", "user"), "usage"},
		"import nowhere":      {aims("", "import", "--data", nowhere, "--as", "lea@example.org", "--register", "risk", sheet), "there is no workspace in"},
		"check nowhere":       {aims("", "check", "--data", nowhere), "there is no workspace in"},
		"verify nowhere":      {aims("", "verify", "--data", nowhere), "there is no workspace in"},
		"export nowhere":      {aims("", "export", "--data", nowhere, "--out", t.TempDir()), "there is no workspace in"},
		"backup nowhere":      {aims("", "backup", "--data", nowhere, "--out", t.TempDir()), "there is no workspace in"},
	} {
		t.Run(name, func(t *testing.T) { desk{t, d.data}.fails(c.got, c.says) })
	}
	if _, err := os.Stat(nowhere); !os.IsNotExist(err) {
		t.Errorf("a mistyped folder was made: %v", err)
	}
	if got := d.imports(exitFine, "--register", "risk", "--dry-run", sheet); got.Created != 1 {
		t.Errorf("something was written by a refused import: %+v", got)
	}
}

func TestUserAdd(t *testing.T) {
	d := atDesk(t)
	for name, c := range map[string]struct {
		got  result
		says string
	}{
		"short":     {d.addUser("Lea", "lea@example.org", "lead", "short"), "password"},
		"common":    {d.addUser("Lea", "lea@example.org", "lead", "password1234"), "password"},
		"empty":     {d.addUser("Lea", "lea@example.org", "lead", ""), "password"},
		"no e-mail": {d.addUser("Lea", "lea", "lead", password), "e-mail"},
		"no role":   {d.addUser("Lea", "lea@example.org", "boss", password), "role"},
		"no name":   {d.addUser("", "lea@example.org", "lead", password), "name"},
	} {
		t.Run(name, func(t *testing.T) {
			d := desk{t, d.data}
			d.exits(exitError, c.got)
			if !strings.Contains(strings.ToLower(c.got.err), c.says) {
				t.Errorf("said %q", c.got.err)
			}
		})
	}
	var made struct {
		Email string `json:"email"`
		Role  string `json:"role"`
	}
	d.decode(d.fine(aims(password+"\n", "user", "add", "--json", "--data", d.data, "--name", "Lea", "--email", "Lea@Example.org", "--role", "lead", "--password-stdin")), &made)
	if made.Email != "lea@example.org" || made.Role != "lead" {
		t.Errorf("made %+v", made)
	}
	d.exits(exitError, d.addUser("Other Lea", "lea@example.org", "lead", password))
}

// A flag behind the file names counts as one: else the dry run would write.
func TestFlagsAnywhere(t *testing.T) {
	d := staffed(t)
	sheet := d.write("risks.csv", "Risk ID,Description\nR1,Wrong answers\n")
	d.says(d.fine(d.does("import", "--register", "risk", sheet, "--dry-run")), "Dry run, nothing was written. It would be: 1 new")
	d.says(d.fine(d.does("import", sheet, "--register", "risk")), "Imported: 1 new", "--undo BAT-2026-", `--data "`+d.data+`" --as lea@example.org`)
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{nil, {"help"}, {"--help"}, {"version"}} {
		if r := aims("", args...); r.code != exitFine || !strings.Contains(strings.ToLower(r.out), "aims") {
			t.Errorf("%v: %+v", args, r)
		}
	}
	for _, c := range commands() {
		args := []string{c.name, "--help"}
		if c.name == "user" {
			args = []string{"user", "add", "--help"}
		}
		if r := aims("", args...); r.code != exitFine || !strings.Contains(r.err, "-data") {
			t.Errorf("%s --help: %+v", c.name, r)
		}
	}
}

// The JSON of each command is what the documentation promises.
func TestJSON(t *testing.T) {
	d := staffed(t)
	var checked struct {
		Gaps []struct {
			Rule, Severity, Reason, Message, Fix, Link string
			Stage                                      int
			Clauses, Records, Links                    []string
		}
	}
	d.decode(d.exits(exitFound, d.does("check", "--json")), &checked)
	for _, g := range checked.Gaps {
		if g.Reason == "" || g.Fix == "" || g.Stage < 1 || g.Stage > 2 || g.Records == nil || len(g.Links) != len(g.Records) || len(g.Clauses) == 0 || !strings.HasPrefix(g.Link, "/") {
			t.Errorf("gap %+v", g)
		}
	}
	whole := len(checked.Gaps)
	d.decode(d.exits(exitFound, d.does("check", "--json", "--stage", "1")), &checked)
	first := len(checked.Gaps)
	d.decode(d.exits(exitFound, d.does("check", "--json", "--stage", "2")), &checked)
	if whole == 0 || first == 0 || first+len(checked.Gaps) != whole {
		t.Errorf("%d gaps, %d at Stage 1 and %d at Stage 2", whole, first, len(checked.Gaps))
	}
	d.decode(d.fine(d.does("check", "--json", "--clause", "4.2")), &checked) // minor gaps alone
	for _, g := range checked.Gaps {
		if !slices.Contains(g.Clauses, "4.2") || g.Severity != "minor" {
			t.Errorf("4.2: %+v", g)
		}
	}
	var verdict struct {
		OK       bool  `json:"ok"`
		Problems []any `json:"problems"`
	}
	d.decode(d.fine(d.does("verify", "--json")), &verdict)
	if !verdict.OK || verdict.Problems == nil {
		t.Errorf("verdict %+v", verdict)
	}
	var exported struct{ Files []string }
	out := t.TempDir()
	d.decode(d.fine(d.does("export", "--json", "--out", out, "--format", "csv")), &exported)
	if len(exported.Files) != len(exchange.Names()) || !slices.Contains(exported.Files, filepath.Join(out, "risk.csv")) {
		t.Errorf("files %v", exported.Files)
	}
	got := d.imports(exitFound, "--register", "risk", d.write("risks.csv", "Risk ID,Description,Likelihood,Impact\nR1,Wrong answers,9,1\n"))
	if got.Register != "risk" || got.Refused != 1 || got.Batch != "" || got.Notices == nil {
		t.Errorf("import %+v", got)
	}
	var p packed
	d.decode(d.fine(d.does("pack", "--json", "--out", out)), &p)
	if p.Pages == 0 || p.SHA256 == "" || p.Notices == nil {
		t.Errorf("pack %+v", p)
	}
	d.decode(d.fine(d.does("verify", "--json", "--pack", p.ZIP)), &verdict)
	var saved struct {
		File           string
		Files, Entries int
		Damaged        []string
	}
	d.decode(d.fine(d.does("backup", "--json", "--out", out)), &saved)
	var restored struct {
		Data           string
		Files, Entries int
		Damaged        []string
	}
	d.decode(d.fine(aims("", "restore", "--json", "--data", filepath.Join(out, "back"), saved.File)), &restored)
	if saved.Entries == 0 || restored.Entries != saved.Entries || restored.Files != saved.Files {
		t.Errorf("saved %+v, restored %+v", saved, restored)
	}
}

// verify and check see the same workspace as it was on a day before it began.
func TestAsOf(t *testing.T) {
	d := staffed(t)
	d.imports(exitFine, "--register", "risk", d.write("risks.csv", "Risk ID,Description\nR1,Wrong answers\n"))
	d.says(d.exits(exitFound, d.does("check", "--as-of", "2020-01-01")), "Nothing was recorded yet")
	dir := filepath.Join(t.TempDir(), "then")
	d.fine(d.does("export", "--out", dir, "--format", "csv", "--as-of", "2020-01-01"))
	if strings.Contains(d.read(filepath.Join(dir, "risk.csv")), "Wrong answers") {
		t.Error("a risk of today stands in an export of 2020")
	}
}

// A workspace that was damaged is reported by verify and at the start.
func TestDamageIsFound(t *testing.T) {
	d := staffed(t)
	file := d.write("minutes.txt", "what was decided")
	d.imports(exitFine, "--register", "evidence", "--files", "--for", "9.3", file)
	stored, err := filepath.Glob(filepath.Join(d.data, "evidence", "??", "*"))
	if err != nil || len(stored) != 1 {
		t.Fatalf("%v %v", stored, err)
	}
	if err := os.WriteFile(stored[0], []byte("what was decidEd"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.says(d.exits(exitFound, d.does("verify")), "EVD-2026-001", "minutes.txt", "1 problem.")
}
