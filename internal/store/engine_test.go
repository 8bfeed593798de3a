package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/fault"
)

func TestR5EveryPooledConnectionHasItsPragmas(t *testing.T) {
	db, err := Open(context.Background(), Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	want := map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000", "trusted_schema": "0",
	}
	writer, reader := db.pools[0], db.pools[1]
	asked := askAll(t, writer, 1, want, "0") + askAll(t, reader, 8, want, "1")
	if asked != 9 {
		t.Errorf("%d connections were asked", asked)
	}
}

// askAll holds n connections of a pool at once, so that each is another one, and compares their pragmas.
func askAll(t *testing.T, pool *sql.DB, n int, want map[string]string, queryOnly string) int {
	t.Helper()
	if limit := pool.Stats().MaxOpenConnections; limit != n {
		t.Errorf("the pool holds %d connections, not %d", limit, n)
	}
	for i := range n {
		conn, err := pool.Conn(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		ask := func(pragma, want string) {
			var got string
			if err := conn.QueryRowContext(context.Background(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("connection %d: %s is %q, want %q (%v)", i, pragma, got, want, err)
			}
		}
		for pragma, value := range want {
			ask(pragma, value)
		}
		ask("query_only", queryOnly)
	}
	return pool.Stats().OpenConnections
}

func TestR7AnEngineThatDamagesDatabasesIsRefused(t *testing.T) {
	tests := map[string]bool{
		"3.7.0": false, "3.41.2": false, "3.51.2": false, "3.51": false, "": false, "unknown": false,
		"3.51.3": true, "3.51.10": true, "3.53.4": true, "4.0.0": true,
	}
	for version, fine := range tests {
		err := checkSQLite(version)
		if (err == nil) != fine {
			t.Errorf("SQLite %q: %v", version, err)
		}
		if !fine && (fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), minSQLite)) {
			t.Errorf("SQLite %q is refused without saying what is needed: %v", version, err)
		}
	}
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var built string
	if err := db.QueryRow("SELECT sqlite_version()").Scan(&built); err != nil {
		t.Fatal(err)
	}
	if err := checkSQLite(built); err != nil {
		t.Error(err)
	}
	t.Logf("R7: SQLite %s is built in", built)
}

// A folder may hold any character; the address of the database must not be read as options.
func TestFoldersWithOddNamesWork(t *testing.T) {
	for _, name := range []string{"a b", "a?mode=ro", "a#b", "a%20b", "日本", "a&_pragma=query_only(1)"} {
		dir := fmt.Sprintf("%s/%s", t.TempDir(), name)
		db, err := Open(context.Background(), Options{Dir: dir})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := Position(db.Read(context.Background())); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}
