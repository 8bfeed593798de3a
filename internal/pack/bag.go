package pack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/aims-workbench/aims/internal/when"
)

// Source gives the bytes of evidence by their SHA-256 in lower-case hex. A file
// that is not there is fs.ErrNotExist; anything else means it cannot be read.
type Source interface {
	Open(sha256 string) (io.ReadCloser, error)
}

// bagFile is one piece of evidence to put in. Name is the name it was given by
// people and may be anything; Ref is its reference.
type bagFile struct {
	Ref, Name, SHA256 string
	Size              int64
}

// bagEntry is a small file made by us.
type bagEntry struct {
	Name    string
	Content []byte
}

// bag is an archive to be made.
type bag struct {
	Made   when.Instant // the only time in the archive
	Files  []bagFile
	Source Source
	// Document gives what is made last, knowing what is wrong with the evidence:
	// the pack's PDF, whose cover must say it, and other listed files.
	Document func([]Notice) ([]bagEntry, error)
	Progress func(done, total int) // evidence files; may be nil
}

const (
	manifestName = "manifest-sha256.txt"
	readmeName   = "README.txt"
	goodFolder   = "evidence"
	badFolder    = "evidence-altered" // shown to the auditor, never mistaken for what was recorded
)

// writeBag makes the archive at path: streamed, with equal bytes for equal input.
// It is written beside path, forced to disk and renamed, so that path is never a
// part of an archive; an error or the end of ctx leaves nothing.
//
// Evidence that is missing, unreadable, empty or altered becomes a notice and the
// archive is made all the same. Altered evidence lies under evidence-altered/, so
// what lies under evidence/ is always what was recorded. Evidence is read once;
// only when some is found wrong in its middle is everything checked and the
// archive begun anew, because an entry written cannot be moved.
func writeBag(ctx context.Context, path string, b bag) (notices []Notice, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".pack-*.part")
	if err != nil {
		return nil, fmt.Errorf("pack: make the archive: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreClosed(f.Close()), os.Remove(f.Name()))
		}
	}()
	w := newBagWriter(ctx, f, b)
	err = w.fill()
	if errors.Is(err, errBeginAnew) {
		if w, err = beginAnew(ctx, f, b); err == nil {
			err = w.fill()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("pack: %w", err)
	}
	if err := f.Chmod(0o644); err != nil {
		return nil, fmt.Errorf("pack: share the archive: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return nil, fmt.Errorf("pack: write the archive to disk: %w", err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return nil, fmt.Errorf("pack: name the archive: %w", err)
	}
	syncFolder(filepath.Dir(path))
	return w.notices, nil
}

// syncFolder makes the rename last. Some systems cannot sync a folder; the
// archive is whole there too, only its name may be lost with the power.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// ignoreClosed forgives a file that is closed already.
func ignoreClosed(err error) error {
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}

// beginAnew checks all evidence first and empties the file.
func beginAnew(ctx context.Context, f *os.File, b bag) (*bagWriter, error) {
	known, err := checkFiles(ctx, b.Source, b.Files)
	if err != nil {
		return nil, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	if err := f.Truncate(0); err != nil {
		return nil, err
	}
	w := newBagWriter(ctx, f, b)
	w.known = known
	return w, nil
}
