package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the raw insert beside the door

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
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

// BenchmarkOneChange measures one acknowledged change, trail and search index
// included, beside the raw insert of the same row with the same pragmas: at most 4 ×.
func BenchmarkOneChange(b *testing.B) {
	b.Run("raw insert", func(b *testing.B) {
		db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "raw.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close()
		db.SetMaxOpenConns(1)
		if _, err := db.Exec("CREATE TABLE risks (ref TEXT PRIMARY KEY, version BIGINT, created_at TEXT, updated_at TEXT, updated_by TEXT, title TEXT, description TEXT, for_individuals TEXT, notes TEXT, owner TEXT)"); err != nil {
			b.Fatal(err)
		}
		add, err := db.Prepare("INSERT INTO risks VALUES (?,?,?,?,?,?,?,?,?,?)")
		if err != nil {
			b.Fatal(err)
		}
		for n := 0; b.Loop(); n++ {
			r := benchRisk(n)
			if _, err := add.Exec(fmt.Sprintf("RSK-2026-%03d", n), 1, "2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z", "Amara", r.Title, r.Description, r.ForIndividuals, r.Notes, r.Owner); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, engine := range []string{"sqlite", "postgres"} {
		b.Run("through the door, "+engine, func(b *testing.B) {
			db := map[string]func(testing.TB) *store.DB{"sqlite": aimstest.DB, "postgres": aimstest.Postgres}[engine](b)
			for n := 0; b.Loop(); n++ {
				err := db.Write(context.Background(), lead, access.EditRisk, func(tx *store.Tx) error {
					r := benchRisk(n)
					r.Ref = fmt.Sprintf("RSK-2026-%03d", n)
					return tx.Create("identify", &r, "")
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
