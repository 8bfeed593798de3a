package web

import (
	"testing"

	"github.com/aims-workbench/aims/internal/aims"
)

func TestClauseRangeNamesOnlyWhatIsServed(t *testing.T) {
	for _, c := range []struct {
		clauses []aims.Clause
		want    string
	}{
		{[]aims.Clause{"6.1.3"}, "6.1.3"},
		{[]aims.Clause{"4.1", "4.2", "4.3", "4.4"}, "4.1–4.4"},
		{[]aims.Clause{"4.1", "8.1"}, "4.1 · 8.1"},
		{[]aims.Clause{"6.1.1", "6.1.2", "6.1.3", "8.2", "8.3"}, "6.1.1–6.1.3 · 8.2–8.3"},
	} {
		if got := clauseRange(c.clauses); got != c.want {
			t.Errorf("%v: %q, want %q", c.clauses, got, c.want)
		}
	}
}
