package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
)

// packCommand writes the evidence pack. Notices do not fail it: a pack that names
// a damaged file is what an auditor must get.
func packCommand(ctx context.Context, t terminal, args []string) (int, error) {
	o := flags(t, "pack")
	out := o.String("out", ".", "`folder` for the PDF and the ZIP; the ZIP holds the PDF too")
	asOf := o.String("as-of", "", "`date` to look back to, such as 2026-11-22; the end of that day in UTC")
	o.Usage = func() {
		fmt.Fprintln(t.err, "aims pack writes the evidence pack for auditors: one PDF by clause, and a ZIP with it, the evidence files and a SHA-256 manifest.")
		fmt.Fprintln(t.err, "--json prints {pdf, zip, pages, sha256, pdf_sha256, notices}; sha256 is of the ZIP. Evidence that is missing or altered is a notice; the pack is made and the exit code is 0.")
		fmt.Fprintln(t.err)
		o.PrintDefaults()
	}
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
	r, err := w.pack(ctx, *out, *asOf)
	if err != nil {
		return exitError, err
	}
	return exitFine, o.print(t, r, func() { printPack(t, r) })
}

// pack verifies the trail, makes the pack and notes outside the database which
// state was handed out.
func (w *workspace) pack(ctx context.Context, out, asOf string) (pack.Result, error) {
	s, err := w.snapshot(ctx, asOf)
	if err != nil {
		return pack.Result{}, err
	}
	marks, err := trail.Marks(w.dir)
	if err != nil {
		return pack.Result{}, err
	}
	damage, err := w.db.Verify(ctx, snapshot.Registers(), marks)
	if err != nil {
		return pack.Result{}, err
	}
	dir, err := filepath.Abs(out)
	if err != nil {
		return pack.Result{}, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return pack.Result{}, fmt.Errorf("folder for the pack: %w", err)
	}
	r, err := pack.Make(ctx, pack.Options{Snapshot: s, Catalogue: controls.MustLoad(), Source: w.shelf, OutDir: dir, Verified: true, Damage: damage})
	if err != nil {
		return r, err
	}
	mark := s.Position // what was handed out, which may be a state of the past
	mark.Why = "pack " + filepath.Base(r.ZIP) + " sha256 " + r.SHA256
	return r, trail.Mark(w.dir, mark)
}

func printPack(t terminal, r pack.Result) {
	fmt.Fprintf(t.out, "%s\n%s\n%d pages. SHA-256 of the ZIP: %s\n", r.PDF, r.ZIP, r.Pages, r.SHA256)
	for _, n := range r.Notices {
		fmt.Fprintln(t.out, "  "+n.Sentence)
	}
	switch n := len(r.Notices); {
	case n == 1:
		fmt.Fprintln(t.out, "1 notice; it stands on the cover and in Annex 6.")
	case n > 1:
		fmt.Fprintf(t.out, "%d notices; they stand on the cover and in Annex 6.\n", n)
	}
}

// verifyPack checks an archive against its own manifest.
func (o *options) verifyPack(ctx context.Context, t terminal, path string) (int, error) {
	found, err := pack.VerifyBag(ctx, path)
	if err != nil {
		return exitError, fault.New(fault.Invalid, "%s cannot be read as an evidence pack; give the ZIP that `aims pack` wrote", path).Because(err)
	}
	v := verdict{OK: len(found) == 0}
	for _, p := range found {
		m := p.Message
		if p.Name != "" {
			m = p.Name + ": " + m
		}
		v.Problems = append(v.Problems, trail.Problem{Ref: p.Name, Part: "pack", Message: m})
	}
	return o.report(t, v, path)
}

// against adds the state that a pack shows to the checkpoints, so that a trail
// rewritten since is found.
func against(marks []trail.Checkpoint, path string) ([]trail.Checkpoint, error) {
	if path == "" {
		return marks, nil
	}
	head, err := pack.Head(path)
	if err != nil {
		return nil, fault.New(fault.Invalid, "%s cannot be read as an evidence pack; give the ZIP that `aims pack` wrote", path).Because(err)
	}
	return append(marks, head), nil
}
