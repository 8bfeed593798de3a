package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"

	"github.com/aims-workbench/aims/internal/fault"
)

//go:embed migrations
var migrations embed.FS

// overlay is the portable folder of migrations with one dialect's files laid over it.
type overlay []fs.FS

// Open finds the file in the first folder that has it.
func (o overlay) Open(name string) (fs.File, error) {
	for _, folder := range o {
		if f, err := folder.Open(name); err == nil {
			return f, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists the files of all folders together, sorted by name.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	var all []fs.DirEntry
	for _, folder := range o {
		entries, err := fs.ReadDir(folder, name)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if !e.IsDir() {
				all = append(all, e)
			}
		}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

func migrator(db *sql.DB, dialect goose.Dialect, folder string) (*goose.Provider, error) {
	common, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	own, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, db, overlay{common, own})
}

// migrate brings the schema up to this binary's version. before is called once,
// when a database with content is about to be changed, to put a copy aside.
// A database newer than the binary is refused untouched.
func migrate(ctx context.Context, p *goose.Provider, before func(from int64) error) error {
	current, target, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("store: read schema version: %w", err)
	}
	if current > target {
		return fault.New(fault.Invalid,
			"This data was last used by a newer AIMS Workbench (schema %d; this program knows %d). Use the newer program; nothing was changed.", current, target)
	}
	if current == target {
		return nil
	}
	if current > 0 {
		if err := before(current); err != nil {
			return fmt.Errorf("store: copy before migration: %w", err)
		}
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("store: migrate: %w", err)
	}
	return nil
}
