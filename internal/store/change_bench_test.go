package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite" // the raw inserts beside the door

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
)

// BenchmarkOneChange measures one acknowledged change, trail and search index
// included, beside what a program could do at best that writes the very same values
// into the same tables with the same indexes, statements prepared and nothing
// checked: the row alone ("raw", the budget is 4 × of it), and all that the door
// writes. They take turns, so that what else the machine does is in all three.
func BenchmarkOneChange(b *testing.B) {
	db := aimstest.DB(b)
	row, all := newRaw(b), newRaw(b)
	var took struct{ row, all, door []time.Duration }
	for n := 0; b.Loop(); n++ {
		ref := fmt.Sprintf("RSK-2026-%03d", n)
		took.door = append(took.door, timed(b, func() error { return changeOne(db, n, ref) }))
		values, entry := written(b, db, ref)
		took.row = append(took.row, timed(b, func() error { return row.insert(values) }))
		took.all = append(took.all, timed(b, func() error { return all.everything(values, entry) }))
	}
	door, raw, bare := median(took.door), median(took.row), median(took.all)
	b.ReportMetric(float64(door.Microseconds()), "door-µs")
	b.ReportMetric(float64(raw.Microseconds()), "raw-µs")
	b.ReportMetric(float64(bare.Microseconds()), "raw-all-µs")
	b.ReportMetric(float64(door)/float64(raw), "×raw")
	b.ReportMetric(float64(door)/float64(bare), "×raw-all")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkOneChangePostgres has no raw insert beside it: its limit is the network.
func BenchmarkOneChangePostgres(b *testing.B) {
	db := aimstest.Postgres(b)
	for n := 0; b.Loop(); n++ {
		if err := changeOne(db, n, fmt.Sprintf("RSK-2026-%03d", n)); err != nil {
			b.Fatal(err)
		}
	}
}

func changeOne(db *store.DB, n int, ref string) error {
	return db.Write(context.Background(), lead, access.EditRisk, func(tx *store.Tx) error {
		r := benchRisk(n)
		r.Ref = ref
		return tx.Create("identify", &r, "")
	})
}

func timed(b *testing.B, do func() error) time.Duration {
	b.Helper()
	start := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// written reads what the door wrote of a record.
func written(b *testing.B, db *store.DB, ref string) ([]any, trail.Entry) {
	b.Helper()
	rows, err := db.Read(context.Background()).Model(&risk.Risk{}).Where("ref = ?", ref).Rows()
	if err != nil || !rows.Next() {
		b.Fatal(err)
	}
	defer rows.Close()
	columns, _ := rows.Columns()
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	if err := rows.Scan(into...); err != nil {
		b.Fatal(err)
	}
	var e trail.Entry
	if err := db.Read(context.Background()).Where("ref = ?", ref).Take(&e).Error; err != nil {
		b.Fatal(err)
	}
	return values, e
}

// raw is a database of the same schema behind prepared statements alone.
type raw struct {
	db                                        *sql.DB
	addRow, addEntry, addWords, setHead, head *sql.Stmt
}

func newRaw(b *testing.B) raw {
	b.Helper()
	dir := b.TempDir()
	schema, err := store.Open(context.Background(), store.Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	if err := schema.Close(); err != nil {
		b.Fatal(err)
	}
	q := url.Values{"_pragma": {"journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)"}, "_txlock": {"immediate"}}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, store.FileName)+"?"+q.Encode())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	prepare := func(query string) *sql.Stmt {
		st, err := db.Prepare(query)
		if err != nil {
			b.Fatal(err)
		}
		return st
	}
	var columns int
	if err := db.QueryRow("SELECT COUNT(*) FROM pragma_table_info('risks')").Scan(&columns); err != nil {
		b.Fatal(err)
	}
	marks := func(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }
	return raw{
		db: db, addRow: prepare("INSERT INTO risks VALUES (" + marks(columns) + ")"), addEntry: prepare("INSERT INTO trail_entries VALUES (" + marks(16) + ")"),
		addWords: prepare("INSERT INTO search_words (rowid, register, ref, name, body) VALUES (" + marks(5) + ")"),
		head:     prepare("SELECT seq, hash, at FROM trail_head WHERE id = 1"), setHead: prepare("UPDATE trail_head SET seq = ?, hash = ?, at = ? WHERE id = 1"),
	}
}

func (r raw) insert(values []any) error {
	_, err := r.addRow.Exec(values...)
	return err
}

func (r raw) everything(values []any, e trail.Entry) error {
	tx, err := r.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var seq int64
	var hash, at string
	if err := tx.Stmt(r.head).QueryRow().Scan(&seq, &hash, &at); err != nil {
		return err
	}
	if _, err := tx.Stmt(r.addRow).Exec(values...); err != nil {
		return err
	}
	_, err = tx.Stmt(r.addEntry).Exec(e.Seq, e.At, e.Actor, e.Name, e.Role, e.Via, e.Act, e.Register, e.Ref, e.Version, e.Reason, e.Batch, e.Image, e.ImageSum, e.Prev, e.Hash)
	if err != nil {
		return err
	}
	if _, err := tx.Stmt(r.addWords).Exec(store.IndexRow(e)...); err != nil {
		return err
	}
	if _, err := tx.Stmt(r.setHead).Exec(e.Seq, e.Hash, e.At); err != nil {
		return err
	}
	return tx.Commit()
}
