package store_test

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// closed makes a database of n entries in a folder and closes it.
func closed(t *testing.T, dir string, n int) {
	t.Helper()
	db, err := store.Open(context.Background(), store.Options{Dir: dir, Clock: aimstest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db, n)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func sqlite(t *testing.T, dir string, statements ...string) {
	t.Helper()
	raw, err := sql.Open("sqlite", filepath.Join(dir, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	for _, s := range statements {
		if _, err := raw.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func TestR11ANewerDatabaseIsRefusedAndLeftAlone(t *testing.T) {
	dir := t.TempDir()
	closed(t, dir, 4)
	sqlite(t, dir, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)", "PRAGMA wal_checkpoint(TRUNCATE)")
	before := sums(t, dir)
	db, err := store.Open(context.Background(), store.Options{Dir: dir})
	if err == nil {
		_ = db.Close()
		t.Fatal("a newer database was opened")
	}
	if fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), "9999") {
		t.Errorf("refused without naming the version: %v", err)
	}
	if after := sums(t, dir); after[store.FileName] != before[store.FileName] || len(after) != len(before) {
		t.Errorf("the folder changed: %d files, then %d", len(before), len(after))
	}
}

func sums(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][32]byte{}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = sha256.Sum256(content)
	}
	return out
}

// unzip lays down a database as an older release left it: four entries at schema 11.
func unzip(t *testing.T, from, to string) {
	t.Helper()
	packed, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	plain, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestACopyIsPutAsideOnlyWhenThereWasContent(t *testing.T) {
	dir := t.TempDir()
	closed(t, dir, 4)
	if copies, _ := filepath.Glob(filepath.Join(dir, "before-schema-*.db")); len(copies) != 0 {
		t.Fatalf("a new database left copies: %v", copies)
	}
	dir = t.TempDir()
	unzip(t, "testdata/schema-11.db.gz", filepath.Join(dir, store.FileName))
	db, err := store.Open(context.Background(), store.Options{Dir: dir, Clock: aimstest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	noProblems(t, db)
	copies, _ := filepath.Glob(filepath.Join(dir, "before-schema-*.db"))
	if len(copies) != 1 {
		t.Fatalf("copies: %v", copies)
	}
	old, err := sql.Open("sqlite", copies[0])
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	var entries, houses int
	if err := old.QueryRow("SELECT (SELECT COUNT(*) FROM trail_entries), (SELECT COUNT(*) FROM sqlite_master WHERE name = 'drafts')").Scan(&entries, &houses); err != nil {
		t.Fatal(err)
	}
	if entries != 4 || houses != 0 {
		t.Errorf("the copy holds %d entries and %d new tables", entries, houses)
	}
}
