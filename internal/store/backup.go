package store

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/aims-workbench/aims/internal/fault"
)

// CopyTo writes a complete, consistent copy of a SQLite database to a new file,
// while others go on working. It is on disk when CopyTo returns.
func (db *DB) CopyTo(ctx context.Context, path string) error {
	if db.Engine != SQLite {
		return fault.New(fault.Invalid, "A PostgreSQL database is backed up with its own tools (pg_dump). Back up the evidence folder beside it.")
	}
	if _, err := db.pools[0].ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return fmt.Errorf("store: copy database: %w", err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("store: copy database: %w", err)
	}
	return errors.Join(f.Sync(), f.Close())
}
