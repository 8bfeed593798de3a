package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// everything reads all that an export, a page or a pack could show; an error is part of what is read.
func everything(t *testing.T, dir string) string {
	t.Helper()
	raw, err := sql.Open("sqlite", "file:"+filepath.Join(dir, store.FileName)+"?immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	var all strings.Builder
	tables := []string{"trail_entries", "trail_head", "links"}
	for _, r := range snapshot.Registers() {
		tables = append(tables, r.New().TableName())
	}
	for _, table := range tables {
		fmt.Fprintln(&all, table, dump(raw, table))
	}
	return all.String()
}

func dump(raw *sql.DB, table string) string {
	rows, err := raw.Query("SELECT * FROM " + table + " NOT INDEXED")
	if err != nil {
		return "unreadable"
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return "unreadable"
	}
	var out strings.Builder
	values, targets := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return "unreadable"
		}
		fmt.Fprintf(&out, "%q\n", values)
	}
	if rows.Err() != nil {
		return "unreadable"
	}
	return out.String()
}

// noticed says whether opening or verifying the database in dir finds damage.
func noticed(dir string) bool {
	db, err := store.Open(context.Background(), store.Options{Dir: dir})
	if err != nil {
		return true
	}
	defer db.Close()
	problems, err := db.Verify(context.Background(), snapshot.Registers(), nil)
	return err != nil || len(problems) > 0
}

func TestR8EveryFlippedBitThatChangesAValueIsFound(t *testing.T) {
	const flips = 300
	dir := t.TempDir()
	closed(t, dir, 200) // many tables stay empty: without enough records most flips would hit nothing
	sqlite(t, dir, "PRAGMA wal_checkpoint(TRUNCATE)")
	sound, err := os.ReadFile(filepath.Join(dir, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	was := everything(t, dir)
	if noticed(dir) {
		t.Fatal("the sound database has problems")
	}
	random := rand.New(rand.NewPCG(8, 8))
	changed, found, harmless := 0, 0, 0
	for range flips {
		bit := random.IntN(len(sound) * 8)
		damaged := t.TempDir()
		bytes := append([]byte(nil), sound...)
		bytes[bit/8] ^= 1 << (bit % 8)
		if err := os.WriteFile(filepath.Join(damaged, store.FileName), bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		if everything(t, damaged) == was {
			harmless++
			continue
		}
		changed++
		if noticed(damaged) {
			found++
		} else {
			t.Errorf("bit %d of byte %d changes what is read and was not noticed", bit%8, bit/8)
		}
	}
	t.Logf("R8: %d flips: %d changed nothing readable, %d changed something, %d of those found", flips, harmless, changed, found)
	if changed < flips/10 {
		t.Errorf("only %d flips changed anything: the test tests little", changed)
	}
}
