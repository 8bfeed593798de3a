package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
)

// Export writes the registers of a snapshot into a folder and lists the files. As
// json it is everything, one canonical record a line; as csv and xlsx it is the
// registers that can be imported again unchanged.
func Export(s *snapshot.Snapshot, dir, format string) ([]string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	switch format {
	case "json":
		return exportJSON(s, dir)
	case "xlsx":
		return exportTables(s, dir, ".xlsx", func(w io.Writer, t Table) error { return WriteXLSX(w, t) })
	}
	return exportTables(s, dir, ".csv", WriteCSV)
}

func exportTables(s *snapshot.Snapshot, dir, ending string, write func(io.Writer, Table) error) ([]string, error) {
	var files []string
	for _, name := range Names() {
		path := filepath.Join(dir, name+ending)
		err := into(path, func(w io.Writer) error { return write(w, kinds[name].Table(s)) })
		if err != nil {
			return files, err
		}
		files = append(files, path)
	}
	return files, nil
}

// TableOf is one register as a table, for downloads.
func TableOf(name string, s *snapshot.Snapshot) (Table, error) {
	if _, err := SpecOf(name); err != nil {
		return Table{}, err
	}
	return kinds[name].Table(s), nil
}

func exportJSON(s *snapshot.Snapshot, dir string) ([]string, error) {
	var files []string
	for _, register := range s.Records() {
		path := filepath.Join(dir, register.Name+".json")
		err := into(path, func(w io.Writer) error { return lines(w, register.Records) })
		if err != nil {
			return files, err
		}
		files = append(files, path)
	}
	path := filepath.Join(dir, "position.json")
	err := into(path, func(w io.Writer) error { return json.NewEncoder(w).Encode(s.Position) })
	return append(files, path), err
}

// lines writes each record in its canonical form, one a line.
func lines(w io.Writer, records []any) error {
	for _, rec := range records {
		image, err := trail.Canonical(rec)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, image+"\n"); err != nil {
			return err
		}
	}
	return nil
}

func into(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return errors.Join(write(f), f.Close())
}
