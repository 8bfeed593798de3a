package exchange_test

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/exchange"
)

// What is written row by row reads back as it was, and no cell is a formula.
func TestRowsWrittenOneByOneReadBackAsTheyWere(t *testing.T) {
	header := []string{"Ref", "Title"}
	rows := [][]string{{"RSK-1", "=1+1"}, {"RSK-2", "two\nlines, \"quoted\"; and\ttab"}, {"RSK-3", "_x000A_ <b> & é 張"}, {"RSK-4", "'-'"}, {"RSK-5", ""}}
	for name, begin := range map[string]func(io.Writer) (exchange.RowWriter, error){
		"list.csv":  func(w io.Writer) (exchange.RowWriter, error) { return exchange.NewCSV(w, header) },
		"list.xlsx": func(w io.Writer) (exchange.RowWriter, error) { return exchange.NewXLSX(w, "Risks", header) },
	} {
		var file bytes.Buffer
		w, err := begin(&file)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if err := w.Write(r); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		book, err := exchange.Open(name, &file, exchange.DefaultLimits)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := book.Sheets[0].Rows
		if !slices.Equal(got[0], header) || len(got) != len(rows)+1 {
			t.Errorf("%s: %d rows, headings %q", name, len(got), got[0])
		}
		for i, r := range rows {
			line := append(slices.Clone(got[i+1]), "")
			if line[1] != exchange.Neutralise(r[1]) || exchange.Restore(line[1]) != r[1] {
				t.Errorf("%s: %q came back as %q", name, r[1], line[1])
			}
		}
	}
}
