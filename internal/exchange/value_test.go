package exchange

import (
	"slices"
	"strings"
	"testing"
)

// cellRow is a row with one cell under the key "k".
func cellRow(value string) *Row {
	return &Row{Number: 7, Cells: map[string]Cell{"k": {"D", "Likelihood\n(1-5)", value}}, file: "f.csv", sheet: "S"}
}

// told checks that a row holds one problem whose fix contains want, or none when want is empty.
func told(t *testing.T, r *Row, want string) {
	t.Helper()
	if want == "" {
		if len(r.problems) != 0 {
			t.Errorf("%q: unexpected %v", r.Text("k"), r.problems)
		}
		return
	}
	if len(r.problems) != 1 || !strings.Contains(r.problems[0].Fix, want) {
		t.Errorf("%q: problems %v, want a fix with %q", r.Text("k"), r.problems, want)
	}
}

func TestInt(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
		fix  string
	}{
		{"", 0, ""}, {"3", 3, ""}, {"3.0", 3, ""}, {"12 (12)", 12, ""}, {"4 - Likely", 4, ""}, {"4 (Likely)", 4, ""},
		{"12 (13)", 0, "whole number from 1 to 25"}, {"High", 0, "whole number from 1 to 25"}, {"3.5", 0, "whole number"},
		{"26", 0, "from 1 to 25"}, {"0", 0, "from 1 to 25"}, {"-1", 0, "from 1 to 25"}, {"1-5", 0, "whole number"},
		{"99999999999999999999", 0, "whole number"},
	} {
		r := cellRow(c.in)
		if got := r.Int("k", 1, 25); got != c.want {
			t.Errorf("Int(%q) = %d, want %d", c.in, got, c.want)
		}
		told(t, r, c.fix)
	}
}

func TestDay(t *testing.T) {
	for _, c := range []struct{ in, want, fix string }{
		{"", "", ""}, {"2026-06-14", "2026-06-14", ""}, {"2026/6/14", "2026-06-14", ""}, {"2026-06-14 09:30", "2026-06-14", ""},
		{"2026-06-14T09:30:00Z", "2026-06-14", ""}, {"06/14/2026", "2026-06-14", ""}, {"14/06/2026", "2026-06-14", ""},
		{"05/05/2026", "2026-05-05", ""}, {"04.05.2026", "2026-05-04", ""}, {"14 Jun 2026", "2026-06-14", ""},
		{"14 June 2026", "2026-06-14", ""}, {"June 14, 2026", "2026-06-14", ""}, {"14-Jun-2026", "2026-06-14", ""},
		{"04/05/2026", "", "Write 2026-05-04 or 2026-04-05"}, {"Jun 2026", "", "Write 2026-06-30"}, {"february 2028", "", "Write 2028-02-29"},
		{"2026-06", "", "Write 2026-06-30"}, {"Q3 2026", "", "Write 2026-09-30"}, {"Jun 2026 — ACTIVE", "", "2026-06-30"},
		{"06/14/2027\n\"Register reviewed annually\"", "", "2027-06-14"}, {"46187", "", "Write 2026-06-14"},
		{"2026-02-30", "", "Correct the month"}, {"31/31/2026", "", "Correct the month"}, {"06/14/26", "", "year-month-day"},
		{"release 2026", "", "or leave it empty"}, {"tbd", "", "or leave it empty"}, {"13.14.2026", "", "Correct the month"},
	} {
		r := cellRow(c.in)
		if got := r.Day("k"); string(got) != c.want {
			t.Errorf("Day(%q) = %q, want %q", c.in, got, c.want)
		}
		told(t, r, c.fix)
	}
}

func TestChoice(t *testing.T) {
	accepted := map[string]string{"Yes": "yes", "No": "no", "Partially met": "partial"}
	for _, c := range []struct{ in, want, fix string }{
		{"", "", ""}, {"YES", "yes", ""}, {" no. ", "no", ""}, {"partially-met", "partial", ""}, {"maybe", "", "Write one of: no, partial, yes"}, {"?", "", "Write one of"},
	} {
		r := cellRow(c.in)
		if got := r.Choice("k", accepted); got != c.want {
			t.Errorf("Choice(%q) = %q", c.in, got)
		}
		told(t, r, c.fix)
	}
}

func TestListAndEmail(t *testing.T) {
	r := cellRow("A.4.2/A.2.3 ; A.4.2\nA.5.1;")
	if got := r.List("k", "/;"); !slices.Equal(got, []string{"A.4.2", "A.2.3", "A.5.1"}) {
		t.Errorf("List = %q", got)
	}
	for _, c := range []struct{ in, want, fix string }{
		{"", "", ""}, {"Ann@Example.org", "ann@example.org", ""}, {"Ann Lee <ann@example.org>", "ann@example.org", ""},
		{"Jennifer Park (Technical Lead)", "", "name@example.org"}, {"a@b, c@d", "", "one address"},
	} {
		r := cellRow(c.in)
		if got := r.Email("k"); got != c.want {
			t.Errorf("Email(%q) = %q", c.in, got)
		}
		told(t, r, c.fix)
	}
}

func TestProblemPlace(t *testing.T) {
	r := cellRow("High")
	r.Int("k", 1, 5)
	want := Problem{"f.csv", "S", 7, "D Likelihood (1-5)", "High", `"High" is not a whole number`, "Write a whole number from 1 to 5"}
	if r.problems[0] != want {
		t.Errorf("got %+v", r.problems[0])
	}
	if got := want.String(); got != `f.csv, sheet "S", row 7, column D Likelihood (1-5): "High" is not a whole number. Write a whole number from 1 to 5` {
		t.Error(got)
	}
}
