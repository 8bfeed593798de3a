package store_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
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

func TestACopyIsPutAsideOnlyWhenThereWasContent(t *testing.T) {
	dir := t.TempDir()
	closed(t, dir, 4)
	if copies, _ := filepath.Glob(filepath.Join(dir, "before-schema-*.db")); len(copies) != 0 {
		t.Fatalf("a new database left copies: %v", copies)
	}
	// Taking back the newest migration stands for a database of an older release.
	sqlite(t, dir,
		"DROP TABLE sessions", "DROP TABLE one_time_links", "DROP TABLE credentials", "DROP TABLE sign_in_attempts",
		"DROP TABLE import_drafts", "DELETE FROM goose_db_version WHERE version_id > 10")
	db, err := store.Open(context.Background(), store.Options{Dir: dir, Clock: aimstest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	noProblems(t, db)
	copies, _ := filepath.Glob(filepath.Join(dir, "before-schema-*.db"))
	if len(copies) != 1 || filepath.Base(copies[0]) != "before-schema-11.db" {
		t.Fatalf("copies: %v", copies)
	}
	old, err := sql.Open("sqlite", copies[0])
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	var entries, houses int
	if err := old.QueryRow("SELECT (SELECT COUNT(*) FROM trail_entries), (SELECT COUNT(*) FROM sqlite_master WHERE name = 'sessions')").Scan(&entries, &houses); err != nil {
		t.Fatal(err)
	}
	if entries != 4 || houses != 0 {
		t.Errorf("the copy holds %d entries and %d new tables", entries, houses)
	}
}
