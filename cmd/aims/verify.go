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
	packed := o.String("pack", "", "check this evidence `ZIP` against its own manifest, and nothing else")
	older := o.String("against", "", "hold the trail against the state that this evidence `ZIP` shows, too")
	if err := o.Parse(args); err != nil {
		return exitError, err
	}
	if err := o.noMore(); err != nil {
		return exitError, err
	}
	if *packed != "" {
		return o.verifyPack(ctx, t, *packed)
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
	if marks, err = against(marks, *older); err != nil {
		return exitError, err
	}
	problems, err := w.db.Verify(ctx, snapshot.Registers(), marks)
	if err != nil {
		return exitError, err
	}
	damaged, err := w.damagedFiles(ctx)
	if err != nil {
		return exitError, err
	}
	problems = append(problems, damaged...)
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
			fmt.Fprintln(t.out, some(len(v.Problems), "problem")+".")
		}
	})
	if err == nil && !v.OK {
		return exitFound, nil
	}
	return exitFine, err
}

// damagedFiles reads every evidence file, of every revision, and names those that
// are not what was stored.
func (w *workspace) damagedFiles(ctx context.Context) ([]trail.Problem, error) {
	findings, err := w.shelf.CheckAll(ctx, func(int, int) {})
	if err != nil {
		return nil, err
	}
	var out []trail.Problem
	for _, f := range findings {
		if !f.Sound() {
			out = append(out, trail.Problem{Register: "evidence_items", Ref: f.Ref, Part: "file", Message: f.Ref + " " + f.Name + ": " + f.Message})
		}
	}
	return out, nil
}
