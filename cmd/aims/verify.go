package main

import (
	"context"
	"fmt"

	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
)

// verdict is what `aims verify` prints.
type verdict struct {
	OK       bool            `json:"ok"`
	Problems []trail.Problem `json:"problems"`
}

func verify(ctx context.Context, t terminal, args []string) (int, error) {
	o := flags(t, "verify")
	if err := o.Parse(args); err != nil {
		return exitError, err
	}
	w, err := o.open(ctx, true)
	if err != nil {
		return exitError, err
	}
	defer w.close() //nolint:errcheck // only read
	marks, err := trail.Marks(w.dir)
	if err != nil {
		return exitError, err
	}
	problems, err := w.db.Verify(ctx, snapshot.Registers(), marks)
	if err != nil {
		return exitError, err
	}
	return o.report(t, verdict{len(problems) == 0, problems}, w.dir)
}

// report prints a verdict and gives its exit code.
func (o *options) report(t terminal, v verdict, what string) (int, error) {
	if v.Problems == nil {
		v.Problems = []trail.Problem{}
	}
	err := o.print(t, v, func() {
		fmt.Fprintln(t.out, what)
		for _, p := range v.Problems {
			fmt.Fprintln(t.out, "  "+p.Message)
		}
		if v.OK {
			fmt.Fprintln(t.out, "Everything that was checked is whole.")
		} else {
			fmt.Fprintf(t.out, "%d problems.\n", len(v.Problems))
		}
	})
	if err == nil && !v.OK {
		return exitFound, nil
	}
	return exitFine, err
}
