package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/aims-workbench/aims/internal/when"
)

// Engine is the database behind the door.
type Engine string

// The engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// Options say where the data lies. With an empty URL it is the SQLite file in Dir.
type Options struct {
	Dir   string           // data folder; created when missing
	URL   string           // postgres://… for a shared database
	Clock func() time.Time // the only clock; nil means the system's
}

// DB is an open database. Close it when done.
type DB struct {
	Engine Engine
	write  *gorm.DB
	read   *gorm.DB
	pools  []*sql.DB
	clock  func() time.Time
	sample atomic.Bool
}

// Open opens, checks and migrates the database.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.Clock == nil {
		o.Clock = systemClock
	}
	open := openSQLite
	if strings.HasPrefix(o.URL, "postgres://") || strings.HasPrefix(o.URL, "postgresql://") {
		open = openPostgres
	}
	db, err := open(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(db.readSample(ctx), db.catchUp(ctx)); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func systemClock() time.Time { return time.Now() } //nolint:forbidigo // the one clock behind tx.Now

func assemble(o Options, engine Engine, dial func(gorm.ConnPool) gorm.Dialector, writer, reader *sql.DB) (*DB, error) {
	config := func() *gorm.Config {
		return &gorm.Config{
			SkipDefaultTransaction: true,
			TranslateError:         true,
			Logger:                 logger.Discard,
		}
	}
	w, errW := gorm.Open(dial(prepared(writer)), config())
	r, errR := gorm.Open(dial(prepared(reader)), config())
	if err := errors.Join(errW, errR); err != nil {
		return nil, errors.Join(err, writer.Close(), reader.Close())
	}
	if err := errors.Join(guard(w), guard(r)); err != nil {
		return nil, errors.Join(err, writer.Close(), reader.Close())
	}
	return &DB{Engine: engine, write: w, read: r, pools: []*sql.DB{writer, reader}, clock: o.Clock}, nil
}

// Close closes every connection.
func (db *DB) Close() error {
	var errs []error
	for _, p := range db.pools {
		errs = append(errs, p.Close())
	}
	return errors.Join(errs...)
}

// Now is the current instant by the database's clock.
func (db *DB) Now() when.Instant { return when.At(db.clock()) }

// Read gives a handle for queries. Its connections refuse to write.
func (db *DB) Read(ctx context.Context) *gorm.DB { return db.read.WithContext(ctx) }

// Consistent runs fn on one reading transaction, so that several queries see the
// same state.
func (db *DB) Consistent(ctx context.Context, fn func(q *gorm.DB) error) error {
	return db.read.WithContext(ctx).Transaction(fn, &sql.TxOptions{Isolation: db.isolation(), ReadOnly: db.Engine == Postgres})
}

func (db *DB) isolation() sql.IsolationLevel {
	if db.Engine == Postgres {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}
