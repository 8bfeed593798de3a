package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

func checkCommand(ctx context.Context, t terminal, args []string) (int, error) {
	o := flags(t, "check")
	asOf := o.String("as-of", "", "`date` to look back to, such as 2026-11-22; the end of that day")
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
	s, err := w.snapshot(ctx, *asOf)
	if err != nil {
		return exitError, err
	}
	gaps := append([]readiness.Gap{}, readiness.Check(s)...) // none is an empty list in JSON, never null
	for i := range gaps {
		gaps[i].Records = append([]string{}, gaps[i].Records...)
	}
	err = o.print(t, struct {
		Gaps []readiness.Gap `json:"gaps"`
	}{gaps}, func() { printGaps(t, s, *asOf, gaps) })
	if err == nil && readiness.AnyMajor(gaps) {
		return exitFound, nil
	}
	return exitFine, err
}

// snapshot reads everything as it is now, or as it was at the end of a day.
func (w *workspace) snapshot(ctx context.Context, asOf string) (*snapshot.Snapshot, error) {
	day, err := when.ParseDay(asOf)
	if err != nil {
		return nil, fmt.Errorf("--as-of: %w", err)
	}
	if day == "" {
		return snapshot.Load(ctx, w.db)
	}
	return snapshot.AsOf(ctx, w.db, day.End())
}

func printGaps(t terminal, s *snapshot.Snapshot, asOf string, gaps []readiness.Gap) {
	switch {
	case s.Position.Seq == 0:
		fmt.Fprintln(t.out, "Nothing was recorded yet", asOf)
	case asOf != "":
		fmt.Fprintf(t.out, "As at the end of %s; the newest record then was of %s, entry %d of the trail\n", asOf, s.Position.At.Human(), s.Position.Seq)
	default:
		fmt.Fprintf(t.out, "As at %s, entry %d of the trail\n", s.Position.At.Human(), s.Position.Seq)
	}
	if len(gaps) == 0 {
		fmt.Fprintln(t.out, "No gap that the rules can see. An auditor may still find others.")
		return
	}
	for _, g := range gaps {
		fmt.Fprintf(t.out, "\n%-6s %-8s %s\n", g.Severity, g.Rule, strings.Join(g.Clauses, ", "))
		fmt.Fprintln(t.out, "  "+g.Message)
		if len(g.Records) > 0 {
			fmt.Fprintf(t.out, "  %d: %s\n", len(g.Records), strings.Join(g.Records, ", "))
		}
		fmt.Fprintln(t.out, "  → "+g.Fix)
	}
	fmt.Fprintf(t.out, "\n%s.\n", some(len(gaps), "gap"))
}
