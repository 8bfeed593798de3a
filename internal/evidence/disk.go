package evidence

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/aims-workbench/aims/internal/fault"
)

// makeDir makes a folder and has its name synced in the one above.
func makeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return diskFault("make the evidence folder", err)
	}
	return syncDir(filepath.Dir(dir))
}

// syncDir makes names durable. Windows has no such call; its journal does it.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return diskFault("keep the file", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return diskFault("keep the file", err)
	}
	return nil
}

// discard closes and removes what is left of an upload; after a rename nothing is.
func discard(tmp *os.File) error {
	var errs []error
	if err := tmp.Close(); !errors.Is(err, fs.ErrClosed) {
		errs = append(errs, err)
	}
	if err := os.Remove(tmp.Name()); !errors.Is(err, fs.ErrNotExist) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// diskFault tells a full disk, which a person can mend, from every other failure.
func diskFault(what string, err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return fault.New(fault.Invalid, "The disk is full, so the file was not kept. Free some space, then add it again.").Because(err)
	}
	return fmt.Errorf("evidence: %s: %w", what, err)
}
