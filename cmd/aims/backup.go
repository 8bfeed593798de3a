package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/aims-workbench/aims/internal/backup"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
)

func backupCommand(ctx context.Context, t terminal, args []string) (int, error) {
	o := flags(t, "backup")
	out := o.String("out", ".", "`folder` for the backup file")
	if err := o.Parse(args); err != nil {
		return exitError, err
	}
	if err := o.noMore(); err != nil {
		return exitError, err
	}
	w, err := o.open(ctx, true)
	if err != nil {
		return exitError, err
	}
	defer w.close() //nolint:errcheck // only read
	stamp := strings.NewReplacer(":", "", "-", "").Replace(string(w.db.Now()))
	path, err := filepath.Abs(filepath.Join(*out, "aims-backup-"+stamp+".zip"))
	if err != nil {
		return exitError, err
	}
	m, err := backup.Make(ctx, w.db, w.dir, path)
	if err != nil {
		return exitError, err
	}
	if err := w.mark(ctx, "backup "+filepath.Base(path)); err != nil {
		return exitError, err
	}
	made := struct {
		File    string `json:"file"`
		Files   int    `json:"files"`
		Entries int64  `json:"entries"`
	}{path, len(m.Files), m.Position.Seq}
	return exitFine, o.print(t, made, func() {
		fmt.Fprintf(t.out, "%s\n%d files, trail up to entry %d. Keep it on another disk; it holds everything in clear.\n", path, len(m.Files), m.Position.Seq)
	})
}

func restoreCommand(ctx context.Context, t terminal, args []string) (int, error) {
	o := flags(t, "restore")
	if err := o.Parse(args); err != nil {
		return exitError, err
	}
	if len(o.rest) != 1 {
		return exitError, fault.New(fault.Invalid, "usage: aims restore --data NEW-FOLDER BACKUP.zip")
	}
	dir, err := filepath.Abs(o.data)
	if err != nil {
		return exitError, err
	}
	m, err := backup.Restore(ctx, o.rest[0], dir, snapshot.Registers())
	if err != nil {
		return exitError, err
	}
	done := struct {
		Data    string `json:"data"`
		Files   int    `json:"files"`
		Entries int64  `json:"entries"`
	}{dir, len(m.Files), m.Position.Seq}
	return exitFine, o.print(t, done, func() {
		fmt.Fprintf(t.out, "%s holds the backup of %s: %d files, trail up to entry %d, all verified.\n", dir, m.MadeAt.Human(), len(m.Files), m.Position.Seq)
	})
}
