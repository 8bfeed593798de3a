package exchange

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

// bigRegister is 10,000 risks as XLSX.
func bigRegister(b *testing.B) []byte {
	table := Table{Name: "risk", Header: []string{"Risk ID", "Category", "Description", "Likelihood", "Impact", "Owner", "Status", "Due"}}
	for i := range 10_000 {
		table.Rows = append(table.Rows, []string{fmt.Sprint("R", i), "Technical", fmt.Sprint("The model drifts in case ", i), "3", "4", "Ann", "open", "2026-06-14"})
	}
	var w bytes.Buffer
	if err := WriteXLSX(&w, table); err != nil {
		b.Fatal(err)
	}
	return w.Bytes()
}

// The price of reading 10,000 risks, beside BenchmarkLibraryAlone: at most three times it.
func BenchmarkOpenAndRead(b *testing.B) {
	data := bigRegister(b)
	for b.Loop() {
		book, err := Open("f.xlsx", bytes.NewReader(data), DefaultLimits)
		if err != nil {
			b.Fatal(err)
		}
		m, err := Propose(book, riskSpec)
		if err != nil {
			b.Fatal(err)
		}
		if rows, problems := Rows(book, m, riskSpec); len(rows) != 10_000 || len(problems) != 0 {
			b.Fatal(len(rows), problems)
		}
	}
}

func BenchmarkLibraryAlone(b *testing.B) {
	data := bigRegister(b)
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		if rows, err := f.GetRows("risk"); err != nil || len(rows) != 10_001 {
			b.Fatal(len(rows), err)
		}
		f.Close()
	}
}
