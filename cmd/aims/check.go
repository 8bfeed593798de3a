package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
)

func checkCommand(ctx context.Context, t terminal, args []string) (int, error) {
	o := flags(t, "check")
	asOf := o.String("as-of", "", "`date` to look back to, such as 2026-11-22; the end of that day")
	stage := o.Int("stage", 0, "only what is found at `stage` 1 or 2 of a certification audit")
	clause := o.String("clause", "", "only what breaks this `clause` or control, such as 6.1.3 or A.5.4, or a part of it")
	if err := o.Parse(args); err != nil {
		return exitError, err
	}
	if err := o.noMore(); err != nil {
		return exitError, err
	}
	if err := narrowing(*stage, *clause); err != nil {
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
	gaps := slices.DeleteFunc(readiness.Check(s), func(g readiness.Gap) bool {
		return *stage != 0 && g.Audit != readiness.Audit(*stage) || *clause != "" && !breaks(g, *clause)
	})
	err = o.print(t, struct {
		Gaps []linked `json:"gaps"`
	}{links(gaps)}, func() { printGaps(t, s, *asOf, gaps) })
	if err == nil && readiness.AnyMajor(gaps) {
		return exitFound, nil
	}
	return exitFine, err
}

// linked is a gap with where it is mended, as addresses of the workbench: as a whole, or
// for each record in the order of the records.
type linked struct {
	readiness.Gap

	Link  string   `json:"link"` // where to begin
	Links []string `json:"links"`
}

func links(gaps []readiness.Gap) []linked {
	all := make([]linked, len(gaps)) // none is an empty list in JSON, never null
	for i, g := range gaps {
		all[i] = linked{g, mend(g, ""), []string{}}
		for _, ref := range g.Records {
			all[i].Links = append(all[i].Links, mend(g, ref))
		}
		if len(g.Records) > 0 {
			all[i].Link = all[i].Links[0]
		}
	}
	return all
}

func mend(g readiness.Gap, ref string) string {
	if to, known := link.Mend(g.Rule, ref); known {
		return to
	}
	return link.Look(g.Stage, g.Clauses[0], ref, true)
}

// narrowing refuses what would leave nothing out or everything: a mistyped clause would
// end with 0, as if nothing were to be found there.
func narrowing(stage int, clause string) error {
	if stage != 0 && !slices.Contains(readiness.Audits, readiness.Audit(stage)) {
		return errors.New("--stage: give 1 or 2")
	}
	known := controls.MustLoad()
	_, numbered := known.Clause(clause)
	_, control := known.Control(clause)
	if clause != "" && !numbered && !control {
		return fmt.Errorf("--clause: there is no clause or control %q; give one such as 6.1.3 or A.5.4", clause)
	}
	return nil
}

// breaks says whether a gap breaks a clause or a part of it.
func breaks(g readiness.Gap, clause string) bool {
	return slices.ContainsFunc(g.Clauses, func(c string) bool { return c == clause || strings.HasPrefix(c, clause+".") })
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
		fmt.Fprintf(t.out, "\n%-6s %-9s Stage %d  %s\n", g.Severity, g.Rule, g.Audit, strings.Join(g.Clauses, ", "))
		fmt.Fprintln(t.out, "  "+g.Message)
		fmt.Fprintf(t.out, "  Why %s: %s\n", g.Severity, g.Reason)
		if len(g.Records) > 0 {
			fmt.Fprintf(t.out, "  %d: %s\n", len(g.Records), strings.Join(g.Records, ", "))
		}
		fmt.Fprintln(t.out, "  → "+g.Fix)
	}
	fmt.Fprintf(t.out, "\n%s.\n", some(len(gaps), "gap"))
}
