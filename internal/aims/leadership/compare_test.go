package leadership_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/leadership"
)

// sides puts both texts together again.
func sides(passages []leadership.Passage) (before, after string) {
	var old, fresh strings.Builder
	for _, p := range passages {
		for _, piece := range p.Pieces {
			if piece.Change != leadership.Added {
				old.WriteString(piece.Text)
			}
			if piece.Change != leadership.Removed {
				fresh.WriteString(piece.Text)
			}
		}
		if p.Change != leadership.Added {
			old.WriteString("\n")
		}
		if p.Change != leadership.Removed {
			fresh.WriteString("\n")
		}
	}
	return old.String(), fresh.String()
}

// told writes a comparison in one line a passage: s, a and r for same, added and
// removed words.
func told(passages []leadership.Passage) string {
	var b strings.Builder
	for _, p := range passages {
		b.WriteString(string(p.Change) + "|")
		for _, piece := range p.Pieces {
			b.WriteString(string(piece.Change[0]) + "(" + piece.Text + ")")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestCompareShowsWords(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"words that came", "We act fairly in all that we do.", "We act fairly and openly in all that we do.", "changed|s(We act fairly )a(and openly )s(in all that we do.)\n"},
		{"signs are words of their own", "for all who work here.", "for all who work here, suppliers too.", "changed|s(for all who work here)a(, suppliers too)s(.)\n"},
		{"unlike lines are not mixed", "Old last line", "Quite another ending", "removed|r(Old last line)\nadded|a(Quite another ending)\n"},
		{"a line finds its like further down", "we review it each year", "a new line here\nwe review it every year", "added|a(a new line here)\nchanged|s(we review it )r(each )a(every )s(year)\n"},
		{"what stays is told too", "# Aim\n\none", "# Aim\n\none\ntwo", "same|s(# Aim)\nsame|s()\nsame|s(one)\nadded|a(two)\n"},
	} {
		if got := told(leadership.Compare(c.before, c.after)); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, c.want)
		}
	}
}

func TestCompareLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	lines := []string{"", "a b c", "a b d", "a, b (c).", "Ünïcödé: yes—no", "é ü ß", "one", "one two  three", "- item", "x\ty"}
	text := func() string {
		var all []string
		for range r.IntN(8) {
			all = append(all, lines[r.IntN(len(lines))])
		}
		if len(all) == 0 || all[len(all)-1] == "" {
			all = append(all, "end")
		}
		return strings.Join(all, "\n") + "\n"
	}
	for range 3000 {
		a, b := text(), text()
		if old, fresh := sides(leadership.Compare(a, b)); old != a || fresh != b {
			t.Fatalf("%q and %q came back as %q and %q", a, b, old, fresh)
		}
	}
	if old, fresh := sides(leadership.Compare("", "new\n")); old != "" || fresh != "new\n" {
		t.Errorf("from nothing: %q %q", old, fresh)
	}
	if got := leadership.Compare("", ""); got != nil {
		t.Errorf("nothing against nothing: %v", got)
	}
}
