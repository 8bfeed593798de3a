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
	"os"
	"path/filepath"

	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
)

// maxManifest bounds the one file that is read into memory.
const maxManifest = 64 << 20

// Restore unpacks a backup into dir, which must not exist or be empty. Everything
// is checked before dir is touched: the manifest against each file, and the trail
// with every row against the registers. Evidence that was damaged before the backup
// is brought back as it is, and named in the manifest. Nobody stays signed in.
func Restore(ctx context.Context, from, dir string, registers []store.Register) (Manifest, error) {
	if err := mustBeFree(dir); err != nil {
		return Manifest{}, err
	}
	z, err := zip.OpenReader(from)
	if err != nil {
		return Manifest{}, fault.New(fault.Invalid, "%s is not a complete backup: %v. Nothing was changed.", filepath.Base(from), err)
	}
	defer z.Close()
	m, err := readManifest(&z.Reader)
	if err != nil {
		return m, err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return m, fmt.Errorf("restore: %w", err)
	}
	aside, err := os.MkdirTemp(filepath.Dir(dir), ".aims-restore-")
	if err != nil {
		return m, fmt.Errorf("restore: %w", err)
	}
	defer os.RemoveAll(aside) //nolint:errcheck // renamed away on success
	if err := unpack(ctx, &z.Reader, m, aside); err != nil {
		return m, err
	}
	if err := proves(ctx, aside, &m, registers); err != nil {
		return m, err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return m, fmt.Errorf("restore: %w", err)
	}
	return m, os.Rename(aside, dir)
}

func mustBeFree(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) || (err == nil && len(entries) == 0) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	return fault.New(fault.Invalid, "The folder %s holds data already. Restore into a new folder (--data), look at it, then move it where you want it.", dir)
}

func readManifest(z *zip.Reader) (Manifest, error) {
	var m Manifest
	f, err := z.Open(manifestName)
	if err != nil {
		return m, fault.New(fault.Invalid, "This file has no manifest, so it is not a backup of this workbench, or it was cut short. Nothing was changed.")
	}
	defer f.Close()
	if err := json.NewDecoder(io.LimitReader(f, maxManifest)).Decode(&m); err != nil {
		return m, fault.New(fault.Invalid, "The manifest of this backup is damaged. Nothing was changed.").Because(err)
	}
	if m.Format != format {
		return m, fault.New(fault.Invalid, "This backup has the format %q, which this version does not know (it knows %q). Restore it with the version of the workbench that made it, or a newer one. Nothing was changed.", m.Format, format)
	}
	return m, nil
}

// unpack writes exactly the files of the manifest and refuses any that differ,
// are missing, are too many or point outside the folder.
func unpack(ctx context.Context, z *zip.Reader, m Manifest, dir string) error {
	if len(z.File) != len(m.Files)+1 {
		return fault.New(fault.Invalid, "The backup holds %d files, its manifest lists %d. It was changed after it was made. Nothing was restored.", len(z.File)-1, len(m.Files))
	}
	for _, f := range m.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			return fault.New(fault.Invalid, "The backup names a file outside its folder (%q). Nothing was restored.", f.Name)
		}
		if err := unpackOne(z, f, filepath.Join(dir, filepath.FromSlash(f.Name))); err != nil {
			return err
		}
	}
	return nil
}

func unpackOne(z *zip.Reader, f File, to string) error {
	in, err := z.Open(f.Name)
	if err != nil {
		return fault.New(fault.Invalid, "%s is missing from the backup. Nothing was restored.", f.Name)
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, sum), io.LimitReader(in, f.Size+1))
	if err := errors.Join(err, out.Sync(), out.Close()); err != nil {
		return fault.New(fault.Invalid, "%s cannot be read from the backup (%v). Nothing was restored.", f.Name, err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != f.SHA256 {
		return fault.New(fault.Invalid, "%s is damaged in the backup: it should have SHA-256 %s and has %s. Nothing was restored.", f.Name, f.SHA256, got)
	}
	return nil
}

// proves opens what was unpacked, verifies it like a live workspace, looks at every
// evidence file anew, and ends the sessions that were open when the backup was made.
func proves(ctx context.Context, dir string, m *Manifest, registers []store.Register) error {
	marks, err := trail.Marks(dir)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil {
		return err
	}
	problems, err := db.Verify(ctx, registers, append(marks, m.Position))
	if err == nil {
		m.Damaged, err = damaged(ctx, db, dir)
	}
	if err == nil {
		err = account.NewSessions(db).EndEverybody(ctx)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	if len(problems) > 0 {
		return fault.New(fault.Invalid, "The backup was made of damaged data: %s (%d problems in all). Nothing was restored.", problems[0].Message, len(problems))
	}
	return nil
}
