package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/aims-workbench/aims/internal/backup"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
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
	name := "aims-backup-" + stamp + ".zip"
	if w.db.IsSample() {
		name = store.SampleMark + "-" + name
	}
	path, err := filepath.Abs(filepath.Join(*out, name))
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
		File    string   `json:"file"`
		Files   int      `json:"files"`
		Entries int64    `json:"entries"`
		Damaged []string `json:"damaged"`
	}{path, len(m.Files), m.Position.Seq, named(m.Damaged)}
	return foundIf(m.Damaged), o.print(t, made, func() {
		fmt.Fprintf(t.out, "%s\n%d files, trail up to entry %d. Keep it on another disk; it holds everything in clear.\n", path, len(m.Files), m.Position.Seq)
		printDamaged(t, m.Damaged)
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
		Data    string   `json:"data"`
		Files   int      `json:"files"`
		Entries int64    `json:"entries"`
		Damaged []string `json:"damaged"`
	}{dir, len(m.Files), m.Position.Seq, named(m.Damaged)}
	return foundIf(m.Damaged), o.print(t, done, func() {
		fmt.Fprintf(t.out, "%s holds the backup of %s: %d files, trail up to entry %d; trail and records are verified.\n", dir, m.MadeAt.Human(), len(m.Files), m.Position.Seq)
		printDamaged(t, m.Damaged)
	})
}

// printDamaged names the evidence that was not whole when it was looked at.
func printDamaged(t terminal, damaged []string) {
	if len(damaged) == 0 {
		fmt.Fprintln(t.out, "Every evidence file is the one that was recorded.")
		return
	}
	fmt.Fprintf(t.out, "ATTENTION: %d evidence files are not what was recorded:\n", len(damaged))
	for _, d := range damaged {
		fmt.Fprintln(t.out, "  "+d)
	}
}

// named is never null in JSON.
func named(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func foundIf(damaged []string) int {
	if len(damaged) > 0 {
		return exitFound
	}
	return exitFine
}
