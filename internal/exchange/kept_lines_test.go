package exchange

import (
	"slices"
	"testing"

	described "github.com/aims-workbench/aims/internal/register"
)

func TestLinesInOneCellLoseNothing(t *testing.T) {
	q := described.Question{Kind: described.Tabled, Cells: []described.Question{{Name: "on"}, {Name: "what"}, {Name: "by"}}}
	for _, values := range [][]string{
		{"2026-11-01", "Seen | by two\nand \\n told", "", "", "Later", "Ada|Ines"},
		{"", "", "last"},
		nil,
	} {
		if got := partsOf(q, linesOf(described.Answer{Question: q, Values: values})); !slices.Equal(got, values) {
			t.Errorf("%q came back as %q", values, got)
		}
	}
	if got := partsOf(q, "one | two"); !slices.Equal(got, []string{"one", "two", ""}) {
		t.Errorf("a short line gave %q", got)
	}
}
