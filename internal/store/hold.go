package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/fault"
)

// The files by which a folder is held: a database that is locked and holds nothing, and
// the number of the process.
const (
	lockName = "serve.lock"
	pidName  = "serve.pid"
)

// Hold takes a data folder for one serving workbench. The lock is the operating system's,
// so it ends with the process however that ends; release ends it sooner. A folder that
// another holds is refused with the number of that process.
func Hold(ctx context.Context, dir string) (release func() error, err error) {
	q := url.Values{"_txlock": {"exclusive"}, "_pragma": {"busy_timeout(0)"}}
	lock, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(dir, lockName))+"?"+q.Encode())
	if err != nil {
		return nil, fmt.Errorf("store: hold the data folder: %w", err)
	}
	tx, err := lock.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return nil, errors.Join(held(dir), lock.Close())
	}
	pid := filepath.Join(dir, pidName)
	if err := os.WriteFile(pid, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("store: hold the data folder: %w", err), tx.Rollback(), lock.Close())
	}
	return func() error { return errors.Join(os.Remove(pid), tx.Rollback(), lock.Close()) }, nil
}

func held(dir string) error {
	by := "another process"
	if pid, err := os.ReadFile(filepath.Join(dir, pidName)); err == nil {
		by = "process " + strings.TrimSpace(string(pid))
	}
	return fault.New(fault.Conflict, "A workbench is already running on %s (%s). Use it in the browser, or stop it and try again.", dir, by)
}
