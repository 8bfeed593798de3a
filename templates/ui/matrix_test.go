package ui

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// U27: the threshold runs as one line between the cells that lie above it and the rest.
func TestTheThresholdIsOneLine(t *testing.T) {
	m := MatrixSpec{Legend: "threshold", Columns: []string{"1", "2", "3"}, Rows: []MatrixRow{
		{Title: "2", Cells: []MatrixCell{{}, {Above: true}, {Above: true}}},
		{Title: "1", Cells: []MatrixCell{{}, {}, {Above: true}}},
	}}
	want := [][]string{{"", "left below", ""}, {"", "", "left"}}
	for i := range m.Rows {
		for j := range m.Rows[i].Cells {
			if got := m.edge(i, j); got != want[i][j] {
				t.Errorf("row %d, column %d: %q, want %q", i, j, got, want[i][j])
			}
		}
	}
	m.Legend = ""
	if got := m.edge(0, 1); got != "" {
		t.Errorf("a line that no legend explains: %q", got)
	}
}

// U27: the list that phones show counts what the table counts, the worst band first.
func TestTheListByBandHoldsTheNumbersOfTheTable(t *testing.T) {
	m := styleMatrix()
	inTable, inList, tone := 0, 0, 6
	for _, r := range m.Rows {
		for _, c := range r.Cells {
			inTable += c.Count
		}
	}
	for _, b := range m.bands() {
		inList += b.total
		if b.tone >= tone {
			t.Errorf("band %q stands after a milder one", b.word)
		}
		tone = b.tone
		sum := 0
		for _, f := range b.filled {
			sum += f.cell.Count
		}
		if sum != b.total {
			t.Errorf("band %q: its lines hold %d, its head says %d", b.word, sum, b.total)
		}
	}
	if inTable == 0 || inTable != inList {
		t.Errorf("the table holds %d, the list %d", inTable, inList)
	}
	p := read(t, RiskMatrix(m))
	for _, a := range p.all(func(n *html.Node) bool { return n.Data == "a" && strings.Contains(value(n, "aria-label"), " at ") }) {
		if !strings.HasPrefix(value(a, "aria-label"), words(a)) {
			t.Errorf("the name %q does not begin with what is seen, %q", value(a, "aria-label"), words(a))
		}
	}
}
