package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/sample"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// sampleCommand makes a sample in a folder of its own. Passwords are printed once
// and kept nowhere.
func sampleCommand(ctx context.Context, t terminal, args []string) (int, error) {
	o := flags(t, "sample")
	o.data = dataFolder() + "-sample"
	o.Lookup("data").DefValue = o.data
	if err := o.Parse(args); err != nil {
		return exitError, err
	}
	if err := o.noMore(); err != nil {
		return exitError, err
	}
	dir, err := filepath.Abs(o.data)
	if err != nil {
		return exitError, err
	}
	if err := mustBeNew(dir); err != nil {
		return exitError, err
	}
	made, err := sample.Build(ctx, store.Options{Dir: dir, URL: o.db}, when.At(time.Now()).Day())
	if err != nil {
		return exitError, errors.Join(err, os.RemoveAll(dir)) // what is half made is no sample
	}
	out := struct {
		Data   string          `json:"data"`
		Serve  string          `json:"serve"`
		Acts   int             `json:"acts"`
		People []sample.Person `json:"people"`
	}{dir, "aims serve --data " + dir, made.Acts, made.People}
	return exitFine, o.print(t, out, func() {
		fmt.Fprintf(t.out, "A sample of a made-up insurer, with %d acts over three years. It is marked SAMPLE everywhere and is evidence of nothing.\n", out.Acts)
		fmt.Fprintf(t.out, "Data folder: %s\n\nOpen it, and sign in with the link that this prints:\n\n  %s\n\n", out.Data, out.Serve)
		fmt.Fprintln(t.out, "Or sign in as one of these. The passwords are random and shown only now:")
		for _, p := range out.People {
			fmt.Fprintf(t.out, "  %-12s %-26s %-40s %s\n", p.Role, p.Password, p.Email, p.Name+", "+p.JobTitle)
		}
		fmt.Fprintln(t.out, "\nTo be rid of it, delete the folder.")
	})
}

// mustBeNew refuses a folder that holds anything: a sample never mixes with data.
func mustBeNew(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	return fault.New(fault.Invalid, "the folder %s holds data already; name a new one with --data, or delete the old sample", dir)
}
