package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
)

func pool(t *testing.T) *statements {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(filepath.Join(t.TempDir(), "s.db"), false))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1) // as the writer has
	if _, err := db.Exec("CREATE TABLE t (n INTEGER)"); err != nil {
		t.Fatal(err)
	}
	return prepared(db)
}

// add runs one act of two statements.
func add(s *statements, n int) error {
	tx, err := s.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	a := tx.(*act) //nolint:forcetypeassert // BeginTx made it
	defer a.Rollback()
	if _, err := a.ExecContext(context.Background(), "INSERT INTO t VALUES (?)", n); err != nil {
		return err
	}
	var sum int
	if err := a.QueryRowContext(context.Background(), "SELECT SUM(n) FROM t").Scan(&sum); err != nil {
		return err
	}
	return a.Commit()
}

func TestStatementsOfAnActArePreparedForTheNext(t *testing.T) {
	s := pool(t)
	for n := range 3 {
		if err := add(s, n); err != nil {
			t.Fatal(err)
		}
		if want := min(n, 1) * 2; len(s.known) != want {
			t.Errorf("after act %d: %d statements are prepared, want %d", n+1, len(s.known), want)
		}
	}
}

// One connection, and everybody at once: whoever prepares must not keep the others
// from what they need to finish.
func TestPreparingDoesNotWaitForItself(t *testing.T) {
	s := pool(t)
	var all sync.WaitGroup
	for n := range 20 {
		all.Go(func() {
			if err := add(s, n); err != nil {
				t.Error(err)
			}
			var count int
			if err := s.QueryRowContext(context.Background(), fmt.Sprintf("SELECT COUNT(*) + %d FROM t", n)).Scan(&count); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(s.known) < 2 {
		t.Errorf("%d statements are prepared", len(s.known))
	}
}

// Lists of every length make statements of every text; they must not fill the memory.
func TestNotEveryStatementIsKept(t *testing.T) {
	s := pool(t)
	for n := range mostPrepared + 50 {
		if _, err := s.ExecContext(context.Background(), fmt.Sprintf("INSERT INTO t VALUES (%d)", n)); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.known) != mostPrepared {
		t.Errorf("%d statements are kept", len(s.known))
	}
	if err := add(s, 1); err != nil || len(s.wanted) != 0 {
		t.Errorf("%d wait to be prepared, %v", len(s.wanted), err)
	}
	if _, err := s.ExecContext(context.Background(), "INSERT INTO nowhere VALUES (1)"); err == nil {
		t.Error("a statement that cannot be prepared went through")
	}
}
