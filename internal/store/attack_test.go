package store_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
)

// attacker is somebody with the password of the database and no wish to use the
// door: a connection that may write, with the triggers of the trail dropped.
type attacker struct {
	*testing.T
	conn   *sql.Conn
	engine store.Engine
}

func attack(t *testing.T, db *store.DB) attacker {
	t.Helper()
	a := intrude(t, db)
	if db.Engine == store.Postgres {
		a.exec("DROP TRIGGER trail_no_change ON trail_entries")
		a.exec("DROP TRIGGER trail_no_truncate ON trail_entries")
	} else {
		a.exec("DROP TRIGGER trail_no_update")
		a.exec("DROP TRIGGER trail_no_delete")
	}
	return a
}

// intrude opens the connection and leaves the triggers.
func intrude(t *testing.T, db *store.DB) attacker {
	t.Helper()
	pool, err := db.Read(context.Background()).DB()
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pool.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Raw(func(any) error { return driver.ErrBadConn }) }) // never back into the pool
	a := attacker{t, conn, db.Engine}
	if db.Engine == store.Postgres {
		a.exec("SET default_transaction_read_only = off")
	} else {
		a.exec("PRAGMA query_only = 0")
	}
	return a
}

func (a attacker) exec(statement string, args ...any) {
	a.Helper()
	if err := a.try(statement, args...); err != nil {
		a.Fatalf("%s: %v", statement, err)
	}
}

func (a attacker) try(statement string, args ...any) error {
	_, err := a.conn.ExecContext(context.Background(), statement, args...)
	return err
}

// ask reads one row of text.
func (a attacker) ask(columns int, query string, args ...any) []string {
	a.Helper()
	values, targets := make([]string, columns), make([]any, columns)
	for i := range values {
		targets[i] = &values[i]
	}
	if err := a.conn.QueryRowContext(context.Background(), query, args...).Scan(targets...); err != nil {
		a.Fatalf("%s: %v", query, err)
	}
	return values
}

func editRisk(t *testing.T, db *store.DB, ref, title string) {
	t.Helper()
	err := db.Write(context.Background(), lead, access.EditRisk, func(tx *store.Tx) error {
		rec, err := store.Load[risk.Risk](tx, ref, 0)
		if err != nil {
			return err
		}
		rec.Title = title
		return tx.Update("assess", &rec, "because of "+title)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// fill makes n entries: risks, each edited once.
func fill(t *testing.T, db *store.DB, n int) {
	t.Helper()
	for i := range n / 2 {
		r := addRisk(t, db, fmt.Sprintf("risk %d", i))
		editRisk(t, db, r.Ref, fmt.Sprintf("risk %d, seen again", i))
	}
}

func verify(t *testing.T, db *store.DB, marks ...trail.Checkpoint) []trail.Problem {
	t.Helper()
	problems, err := db.Verify(context.Background(), snapshot.Registers(), marks)
	if err != nil {
		t.Fatalf("verify: %v", err)
	}
	return problems
}

func position(t *testing.T, db *store.DB) trail.Checkpoint {
	t.Helper()
	at, err := store.Position(db.Read(context.Background()))
	if err != nil {
		t.Fatal(err)
	}
	return at
}
