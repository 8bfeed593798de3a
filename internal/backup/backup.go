// Package backup puts a whole workspace into one file and brings it back.
//
// A backup is a ZIP: the database, the evidence files, the checkpoints, and a
// manifest with the SHA-256 of each. Restore reads and checks everything in a
// folder of its own first; the data folder appears at the end by one rename, so
// there is the old state or the new one and never a mix.
package backup

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
)

// manifestName is the last entry of the ZIP.
const manifestName = "manifest.json"

// evidenceDir is the folder of evidence files inside the data folder.
const evidenceDir = "evidence"

// Manifest says what a backup holds.
type Manifest struct {
	Format   string           `json:"format"`
	MadeAt   when.Instant     `json:"made_at"`
	Position trail.Checkpoint `json:"position"`
	Files    []File           `json:"files"`
	Sample   bool             `json:"sample,omitempty"`  // the workspace is a sample: everything in it is made up
	Damaged  []string         `json:"damaged,omitempty"` // evidence that is not what was recorded, one sentence each
}

// File is one file of a backup.
type File struct {
	Name   string `json:"name"` // with forward slashes
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

const format = "aims-backup-1"

// Make writes a backup of the workspace in dir to the file to, and gives its
// manifest. The file appears under its name only when it is complete.
func Make(ctx context.Context, db *store.DB, dir, to string) (Manifest, error) {
	m := Manifest{Format: format, MadeAt: db.Now(), Sample: db.IsSample()}
	aside, err := os.MkdirTemp(filepath.Dir(to), ".aims-backup-")
	if err != nil {
		return m, fmt.Errorf("backup: %w", err)
	}
	defer os.RemoveAll(aside) //nolint:errcheck // a left-over holds nothing that counts
	copied := filepath.Join(aside, store.FileName)
	if err := db.CopyTo(ctx, copied); err != nil {
		return m, err
	}
	// The position is read after the copy: a checkpoint must never be newer than the copy.
	if m.Position, err = positionOf(ctx, copied); err != nil {
		return m, err
	}
	if m.Damaged, err = damaged(ctx, db, dir); err != nil {
		return m, err
	}
	partial := filepath.Join(aside, "backup.zip")
	if err := m.write(ctx, partial, copied, dir); err != nil {
		return m, err
	}
	if err := os.Rename(partial, to); err != nil {
		return m, fmt.Errorf("backup: %w", err)
	}
	return m, nil
}

// damaged reads every evidence file. A backup of a damaged file is still made, and
// says so: what is whole must not be lost for what is not.
func damaged(ctx context.Context, db *store.DB, dir string) ([]string, error) {
	findings, err := evidence.New(db, dir).CheckAll(ctx, func(int, int) {})
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range findings {
		if !f.Sound() {
			out = append(out, f.Ref+" "+f.Name+": "+f.Message)
		}
	}
	return out, nil
}

// positionOf opens a copied database and asks where its trail stands.
func positionOf(ctx context.Context, path string) (trail.Checkpoint, error) {
	db, err := store.Open(ctx, store.Options{Dir: filepath.Dir(path)})
	if err != nil {
		return trail.Checkpoint{}, err
	}
	pos, err := store.Position(db.Read(ctx))
	return pos, errors.Join(err, db.Close())
}

func (m *Manifest) write(ctx context.Context, path, database, dir string) error {
	out, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	z := zip.NewWriter(out)
	err = m.fill(ctx, z, database, dir)
	return errors.Join(err, z.Close(), out.Sync(), out.Close())
}

func (m *Manifest) fill(ctx context.Context, z *zip.Writer, database, dir string) error {
	if err := m.add(z, store.FileName, database); err != nil {
		return err
	}
	marks := database + ".marks"
	if err := m.marksUpTo(dir, marks); err != nil {
		return err
	}
	if err := m.add(z, trail.MarksFile, marks); err != nil {
		return err
	}
	err := filepath.WalkDir(filepath.Join(dir, evidenceDir), func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() || !d.Type().IsRegular() || filepath.Ext(path) != "" {
			return err // files under their hash have no extension; half-written ones do
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		return m.add(z, filepath.ToSlash(name), path)
	})
	if err != nil {
		return fmt.Errorf("backup: evidence: %w", err)
	}
	w, err := z.Create(manifestName)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(m)
}

// marksUpTo writes the checkpoints that the copied database has reached. A later
// one, made while the copy was under way, would call the backup cut short.
func (m *Manifest) marksUpTo(dir, to string) error {
	marks, err := trail.Marks(dir)
	if err != nil {
		return err
	}
	var lines []byte
	for _, c := range marks {
		if c.Seq > m.Position.Seq {
			continue
		}
		line, err := json.Marshal(c)
		if err != nil {
			return err
		}
		lines = append(append(lines, line...), '\n')
	}
	return os.WriteFile(to, lines, 0o600)
}

func (m *Manifest) add(z *zip.Writer, name, path string) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: m.MadeAt.Time()})
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, sum), in)
	if err != nil {
		return err
	}
	m.Files = append(m.Files, File{name, n, hex.EncodeToString(sum.Sum(nil))})
	return nil
}
