package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
)

func exportCommand(ctx context.Context, t terminal, args []string) (int, error) {
	o := flags(t, "export")
	out := o.String("out", "", "`folder` to write into; made when missing")
	format := o.String("format", "json", "json, csv or xlsx")
	asOf := o.String("as-of", "", "`date` to look back to; the end of that day")
	if err := o.Parse(args); err != nil {
		return exitError, err
	}
	if err := o.noMore(); err != nil {
		return exitError, err
	}
	if *out == "" {
		return exitError, fault.New(fault.Invalid, "say where to write: --out FOLDER")
	}
	if !slices.Contains([]string{"json", "csv", "xlsx"}, *format) {
		return exitError, fault.New(fault.Invalid, "--format %s is not known; choose json, csv or xlsx", *format)
	}
	w, err := o.open(ctx, true)
	if err != nil {
		return exitError, err
	}
	defer w.close() //nolint:errcheck // only read
	s, err := w.snapshot(ctx, *asOf)
	if err != nil {
		return exitError, err
	}
	files, err := exchange.Export(s, *out, *format)
	if err != nil {
		return exitError, err
	}
	contents, err := exchange.ExportFiles(s, w.shelf, *out)
	if err != nil {
		return exitError, err
	}
	files = append(files, contents...)
	return exitFine, o.print(t, struct {
		Files []string `json:"files"`
	}{files}, func() {
		for _, f := range files {
			fmt.Fprintln(t.out, f)
		}
	})
}
