package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/words"
)

// benchRisk is the n-th risk of the measurements: as much text as people write.
func benchRisk(n int) risk.Risk {
	said := func(from, count int) string {
		parts := make([]string, count)
		for i := range parts {
			// The square makes some words common and most of them rare, as in a language.
			k := (n*31 + (from+i)*17) % 1000
			parts[i] = vocabulary[k*k/1000*len(vocabulary)/1000]
		}
		return strings.Join(parts, " ")
	}
	return risk.Risk{Title: "Drift " + said(0, 4), Description: said(10, 30), ForIndividuals: said(50, 15), Notes: said(70, 10), Owner: "Amara"}
}

var vocabulary = func() []string {
	out := make([]string, 3000)
	for i := range out {
		out[i] = fmt.Sprintf("%c%c%s", 'a'+i%26, 'a'+i/26%26, strings.Repeat(string(rune('a'+i%7)), i%5)) + string(rune('a'+i/676))
	}
	return out
}()

// BenchmarkSearch measures the first page of a search, read whole, beside the bare
// statement of the engine for the same words: at most 1.5 × at 100,000 records, and at
// most 100 ms at 10,000.
func BenchmarkSearch(b *testing.B) {
	for _, size := range []int{10_000, 100_000} {
		db := aimstest.DB(b)
		fillRisks(b, db, size)
		for _, asked := range []string{"drift", "RSK-2026-007", "a", vocabulary[0] + " " + vocabulary[1][:2], vocabulary[2500]} {
			q := words.Ask(asked)
			name := fmt.Sprintf("%d/%s", size, asked)
			b.Run(name+"/raw", func(b *testing.B) {
				for b.Loop() {
					var rows []int64
					err := db.Read(context.Background()).Raw("SELECT rowid FROM search_words WHERE search_words MATCH ? ORDER BY rowid DESC LIMIT 21",
						`{body} : ("`+strings.Join(q, `" AND "`)+`" *)`).Scan(&rows).Error
					if err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run(name+"/search", func(b *testing.B) {
				for b.Loop() {
					if _, _, err := db.Search(context.Background(), store.Search{Words: q, Limit: 20}); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run(name+"/count", func(b *testing.B) {
				for b.Loop() {
					if _, _, err := db.CountFound(context.Background(), q); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkIndexMadeAnew measures what the first start of a workspace of 10,000
// records from before the search costs.
func BenchmarkIndexMadeAnew(b *testing.B) {
	db := aimstest.DB(b)
	fillRisks(b, db, 10_000)
	for b.Loop() {
		if err := store.Reindex(db, context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func fillRisks(b *testing.B, db *store.DB, size int) {
	b.Helper()
	for from := 0; from < size; from += 2000 {
		err := db.Write(context.Background(), lead, access.EditRisk, func(tx *store.Tx) error {
			for n := from; n < from+2000; n++ {
				r := benchRisk(n)
				r.Ref = fmt.Sprintf("RSK-2026-%03d", n)
				if err := tx.Create("identify", &r, ""); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
