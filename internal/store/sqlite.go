package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	driver "modernc.org/sqlite"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trail"
)

// FileName is the database inside the data folder.
const FileName = "aims.db"

// minSQLite is the first release without the WAL-reset corruption bug (3.7.0–3.51.2 have it).
const minSQLite = "3.51.3"

// dsn carries every pragma in the address, because a PRAGMA run later reaches
// only one connection of the pool. _txlock=immediate: a transaction that reads
// first and writes later would otherwise fail with SQLITE_BUSY.
func dsn(path string, readOnly bool) string {
	q := url.Values{
		"_pragma": {
			"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)",
			"foreign_keys(1)", "trusted_schema(0)",
		},
		"_time_format": {"sqlite"},
		"_timezone":    {"UTC"},
	}
	if readOnly {
		q["_pragma"] = append(q["_pragma"], "query_only(1)")
	} else {
		q.Set("_txlock", "immediate")
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: q.Encode()}).String()
}

// dialector is gorm's SQLite dialect over the pure-Go engine. The stock
// Translate reads another driver's error type, so constraint codes are mapped here.
type dialector struct{ *sqlite.Dialector }

// Translate maps SQLite's extended result codes to gorm's errors.
func (d dialector) Translate(err error) error {
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return err
	}
	switch e.Code() {
	case 1555, 2067:
		return gorm.ErrDuplicatedKey
	case 787:
		return gorm.ErrForeignKeyViolated
	case 275:
		return gorm.ErrCheckConstraintViolated
	}
	return err
}

func openSQLite(ctx context.Context, o Options) (*DB, error) {
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("store: data folder: %w", err)
	}
	path := filepath.Join(o.Dir, FileName)
	writer, err := sql.Open("sqlite", dsn(path, false))
	if err != nil {
		return nil, fmt.Errorf("store: open %s: %w", path, err)
	}
	writer.SetMaxOpenConns(1)
	if err := prepareSQLite(ctx, writer, o.Dir); err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	reader, err := sql.Open("sqlite", dsn(path, true))
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	reader.SetMaxOpenConns(8)
	reader.SetMaxIdleConns(8)
	dial := func(pool gorm.ConnPool) gorm.Dialector {
		return dialector{sqlite.New(sqlite.Config{DriverName: "sqlite", Conn: pool}).(*sqlite.Dialector)}
	}
	return assemble(o, SQLite, dial, writer, reader)
}

func prepareSQLite(ctx context.Context, db *sql.DB, dir string) error {
	var version string
	if err := db.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&version); err != nil {
		return fmt.Errorf("store: cannot open the database in %s: %w", dir, err)
	}
	if err := checkSQLite(version); err != nil {
		return err
	}
	p, err := migrator(db, goose.DialectSQLite3, "sqlite")
	if err != nil {
		return err
	}
	return migrate(ctx, p, func(from int64) error {
		aside := filepath.Join(dir, fmt.Sprintf("before-schema-%d.db", from+1))
		if err := os.Remove(aside); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		_, err := db.ExecContext(ctx, "VACUUM INTO ?", aside)
		return err
	})
}

// checkFile asks SQLite whether tables and indexes agree. PostgreSQL guards its own files.
func (db *DB) checkFile(q *gorm.DB) ([]trail.Problem, error) {
	if db.Engine != SQLite {
		return nil, nil
	}
	var said []string
	if err := q.Raw("PRAGMA integrity_check(20)").Scan(&said).Error; err != nil {
		return nil, fmt.Errorf("store: check the file: %w", err)
	}
	var problems []trail.Problem
	for _, s := range said {
		if s != "ok" {
			problems = append(problems, trail.Problem{Part: "file", Message: "the database file is damaged: " + s})
		}
	}
	return problems, nil
}

// busy says that another process is writing for longer than we wait.
func busy(err error) error {
	const sqliteBusy = 5
	if e, ok := errors.AsType[*driver.Error](err); ok && e.Code()&0xff == sqliteBusy {
		return fault.New(fault.Conflict, "Somebody else is making a large change, such as an import. Nothing was saved; your text is kept. Save again in a moment.").Because(err)
	}
	return fmt.Errorf("store: begin: %w", err)
}

// checkSQLite refuses an embedded engine that is known to damage databases.
func checkSQLite(version string) error {
	if olderThan(version, minSQLite) {
		return fault.New(fault.Invalid,
			"This build carries SQLite %s. Releases before %s can corrupt a database that is being written; use a newer build.", version, minSQLite)
	}
	return nil
}

func olderThan(a, b string) bool {
	var x, y [3]int
	_, errA := fmt.Sscanf(a, "%d.%d.%d", &x[0], &x[1], &x[2])
	_, errB := fmt.Sscanf(b, "%d.%d.%d", &y[0], &y[1], &y[2])
	if errA != nil || errB != nil {
		return true
	}
	for i := range x {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return false
}
