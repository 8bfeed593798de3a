// Package aimstest is the test kit: real databases, people in their roles, and
// the conformance suite that every register passes.
package aimstest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"net/url"
	"os"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers "pgx" to make a schema per test

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/store"
)

// PostgresEnv names the variable that holds the address of a PostgreSQL server
// for tests. The test command sets it; in CI its absence is a failure.
const PostgresEnv = "AIMS_TEST_POSTGRES"

// Noon is the instant at which every test's clock starts.
var Noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// Clock is a clock that moves one second each time it is read, so that every act
// of a test has its own instant.
func Clock() func() time.Time {
	var mu sync.Mutex
	t := Noon
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		t = t.Add(time.Second)
		return t
	}
}

// DB opens an empty SQLite workspace in a folder of the test.
func DB(t testing.TB) *store.DB {
	t.Helper()
	return open(t, store.Options{Dir: t.TempDir(), Clock: Clock()})
}

// Postgres opens an empty PostgreSQL workspace in a schema of its own.
func Postgres(t testing.TB) *store.DB {
	t.Helper()
	address := os.Getenv(PostgresEnv)
	if address == "" {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not set: in CI the store must be tested on PostgreSQL", PostgresEnv)
		}
		t.Skipf("LEFT OUT: the PostgreSQL half, because %s is not set (the test command sets it)", PostgresEnv)
	}
	return open(t, store.Options{URL: schemaFor(t, address), Clock: Clock()})
}

// Both runs a test on each engine.
func Both(t *testing.T, run func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, DB(t)) })
	t.Run("postgres", func(t *testing.T) { run(t, Postgres(t)) })
}

func open(t testing.TB, o store.Options) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return db
}

func schemaFor(t testing.TB, address string) string {
	t.Helper()
	random := make([]byte, 6)
	_, _ = rand.Read(random) // never fails
	name := "t_" + hex.EncodeToString(random)
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := admin.Exec("CREATE SCHEMA " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := admin.Exec("DROP SCHEMA " + name + " CASCADE"); err != nil {
			t.Error(err)
		}
		if err := admin.Close(); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

// As is a person in a role, acting in the browser.
func As(role access.Role) access.Actor {
	return access.Actor{
		Ref: "USR-2026-" + string(role), Name: "Test " + role.Title(), Email: string(role) + "@example.org",
		Role: role, Via: access.Browser,
	}
}
