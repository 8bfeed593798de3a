package store

import (
	"context"
	"database/sql"
	"sync"

	"gorm.io/gorm"
)

// mostPrepared keeps the memory small. Far fewer statements are asked often; the
// rest differ only in the length of a list.
const mostPrepared = 500

// statements is a pool of connections that prepares each statement once. What gorm
// and database/sql prepare within a transaction ends with it, so each act would
// have its statements parsed and planned again; here one that is new to a
// transaction runs as it is and is prepared before the next.
type statements struct {
	*sql.DB
	mu     sync.Mutex
	known  map[string]*sql.Stmt
	wanted map[string]bool // asked within transactions, not prepared yet
}

func prepared(pool *sql.DB) *statements {
	return &statements{DB: pool, known: map[string]*sql.Stmt{}, wanted: map[string]bool{}}
}

// GetDBConn gives the pool itself to gorm.
func (s *statements) GetDBConn() (*sql.DB, error) { return s.DB, nil }

// of gives the prepared statement of a query. Where there is none, the next
// transaction prepares it.
func (s *statements) of(query string) *sql.Stmt {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.known[query]
	if st == nil && len(s.known)+len(s.wanted) < mostPrepared {
		s.wanted[query] = true
	}
	return st
}

// prepare prepares a query unless that was done or too many are. It waits for a
// connection, so it holds no lock meanwhile and is never called in a transaction.
func (s *statements) prepare(ctx context.Context, query string) *sql.Stmt {
	s.mu.Lock()
	st, full := s.known[query], len(s.known) >= mostPrepared
	s.mu.Unlock()
	if st != nil || full {
		return st
	}
	st, err := s.PrepareContext(ctx, query)
	if err != nil {
		return nil // who runs the query as it is gets the error
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if first := s.known[query]; first != nil {
		_ = st.Close() // somebody else was quicker
		return first
	}
	s.known[query] = st
	return st
}

// ExecContext runs a statement that gives no rows.
func (s *statements) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if st := s.prepare(ctx, query); st != nil {
		return st.ExecContext(ctx, args...)
	}
	return s.DB.ExecContext(ctx, query, args...)
}

// QueryContext runs a statement that gives rows.
func (s *statements) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if st := s.prepare(ctx, query); st != nil {
		return st.QueryContext(ctx, args...)
	}
	return s.DB.QueryContext(ctx, query, args...)
}

// QueryRowContext runs a statement that gives one row.
func (s *statements) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if st := s.prepare(ctx, query); st != nil {
		return st.QueryRowContext(ctx, args...)
	}
	return s.DB.QueryRowContext(ctx, query, args...)
}

// BeginTx begins a transaction that uses what is prepared.
func (s *statements) BeginTx(ctx context.Context, o *sql.TxOptions) (gorm.ConnPool, error) {
	s.mu.Lock()
	wanted := s.wanted
	s.wanted = map[string]bool{}
	s.mu.Unlock()
	for query := range wanted {
		s.prepare(ctx, query)
	}
	tx, err := s.DB.BeginTx(ctx, o)
	if err != nil {
		return nil, err
	}
	return &act{tx, s}, nil
}

// act is one transaction.
type act struct {
	*sql.Tx
	all *statements
}

// ExecContext runs a statement that gives no rows.
func (a *act) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if st := a.all.of(query); st != nil {
		return a.Tx.StmtContext(ctx, st).ExecContext(ctx, args...)
	}
	return a.Tx.ExecContext(ctx, query, args...)
}

// QueryContext runs a statement that gives rows.
func (a *act) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if st := a.all.of(query); st != nil {
		return a.Tx.StmtContext(ctx, st).QueryContext(ctx, args...)
	}
	return a.Tx.QueryContext(ctx, query, args...)
}

// QueryRowContext runs a statement that gives one row.
func (a *act) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if st := a.all.of(query); st != nil {
		return a.Tx.StmtContext(ctx, st).QueryRowContext(ctx, args...)
	}
	return a.Tx.QueryRowContext(ctx, query, args...)
}
