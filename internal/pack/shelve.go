package pack

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// shelve puts the archive and the document under their names. What was handed out
// stays: where a file of the name holds something else, "-2", "-3" and so on is put
// behind it; where it holds the same, it is kept as it is.
func (r *Result) shelve(stem, part string, pdf []byte) error {
	for n, at := 2, stem; ; n, at = n+1, fmt.Sprintf("%s-%d", stem, n) {
		r.PDF, r.ZIP = at+".pdf", at+".zip"
		hasPDF, freePDF, errPDF := taken(r.PDF, r.PDFSHA256)
		hasZIP, freeZIP, errZIP := taken(r.ZIP, r.SHA256)
		if err := errors.Join(errPDF, errZIP); err != nil {
			return err
		}
		if !freePDF || !freeZIP {
			continue
		}
		if !hasPDF {
			if err := writeWhole(r.PDF, pdf); err != nil {
				return err
			}
		}
		if hasZIP {
			return nil
		}
		if err := os.Rename(part, r.ZIP); err != nil {
			if !hasPDF {
				err = errors.Join(err, os.Remove(r.PDF))
			}
			return fmt.Errorf("pack: name the archive: %w", err)
		}
		syncFolder(filepath.Dir(r.ZIP))
		return nil
	}
}

// taken says whether a file is there, and whether its name may be used for content
// of the SHA-256: nothing else lies under it.
func taken(path, sum string) (there, usable bool, err error) {
	found, err := sumFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, true, nil
	case err != nil:
		return false, false, err
	}
	return true, found == sum, nil
}

// writeWhole puts a file under its name only when all of it is on disk.
func writeWhole(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".pack-*.part")
	if err != nil {
		return fmt.Errorf("pack: write the document: %w", err)
	}
	_, err = f.Write(content)
	if err := errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("pack: write the document: %w", errors.Join(err, os.Remove(f.Name())))
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("pack: name the document: %w", err)
	}
	syncFolder(filepath.Dir(path))
	return nil
}

func sumFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("pack: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("pack: %s: %w", filepath.Base(path), err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
