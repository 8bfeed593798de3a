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

func TestCompareShowsWords(t *testing.T) {
	got := leadership.Compare("# Aim\n\nWe act fairly in all that we do.\n\nOld last line", "# Aim\n\nWe act fairly and openly in all that we do.\n\nQuite another ending")
	var b strings.Builder
	for _, p := range got {
		b.WriteString(string(p.Change) + "|")
		for _, piece := range p.Pieces {
			b.WriteString(string(piece.Change[0]) + "(" + piece.Text + ")")
		}
		b.WriteString("\n")
	}
	want := "same|s(# Aim)\nsame|s()\nchanged|s(We act fairly )a(and openly )s(in all that we do.)\nsame|s()\nremoved|r(Old last line)\nadded|a(Quite another ending)\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestCompareLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	lines := []string{"", "a b c", "a b d", "é ü ß", "one", "one two  three", "- item", "x\ty"}
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
