package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
)

// Export writes the registers of a snapshot into a folder and lists the files. As
// json it is everything, a list of canonical records, one a line; as csv and xlsx it is the
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
		path := filepath.Join(dir, s.FileName(name+ending))
		err := into(path, func(w io.Writer) error { return write(w, kinds[name].Table(s)) })
		if err != nil {
			return files, err
		}
		files = append(files, path)
	}
	return files, nil
}

// ExportFiles writes the newest file of each item of evidence in force to where the
// exported list says it lies, so that the list can be imported elsewhere.
func ExportFiles(s *snapshot.Snapshot, shelf *evidence.Shelf, dir string) ([]string, error) {
	var files []string
	for _, i := range s.Evidence {
		if i.Retired() || i.Kind != evidence.File {
			continue
		}
		to := filepath.Join(dir, filepath.FromSlash(fileBeside(&i)))
		if err := exportFile(shelf, i, to); err != nil {
			return files, err
		}
		files = append(files, to)
	}
	return files, nil
}

func exportFile(shelf *evidence.Shelf, i evidence.Item, to string) error {
	in, err := shelf.Open(i.SHA256)
	if err != nil {
		return fault.New(fault.Invalid, "The file of %s (%s) cannot be read, so the export is not whole. `aims verify` says what is damaged.", i.Ref, i.FileName).Because(err)
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return into(to, func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	})
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
		path := filepath.Join(dir, s.FileName(register.Name+".json"))
		err := into(path, func(w io.Writer) error { return lines(w, register.Records) })
		if err != nil {
			return files, err
		}
		files = append(files, path)
	}
	path := filepath.Join(dir, s.FileName("position.json"))
	err := into(path, func(w io.Writer) error { return json.NewEncoder(w).Encode(s.Position) })
	return append(files, path), err
}

// lines writes a JSON list of the records in their canonical form, one a line.
func lines(w io.Writer, records []any) error {
	if _, err := io.WriteString(w, "["); err != nil {
		return err
	}
	before := "\n"
	for _, rec := range records {
		image, err := trail.Canonical(rec)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, before+image); err != nil {
			return err
		}
		before = ",\n"
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}

func into(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return errors.Join(write(f), f.Close())
}
