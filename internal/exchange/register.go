package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
)

// outcome is what an import does with one row.
type outcome int

const (
	created outcome = iota
	updated
	unchanged
)

// register is one kind of record that comes in and goes out as a table.
type register interface {
	Spec() Spec
	Table(s *snapshot.Snapshot) Table
	// apply writes one row within the import's transaction. What the row itself
	// holds against it is refused at the row; only failures of ours are errors.
	apply(a *act, r *Row) (outcome, error)
}

// act is one import under way.
type act struct {
	ctx   context.Context //nolint:containedctx // of one import
	tx    *store.Tx
	shelf *evidence.Shelf
	files Files
	seen  map[string]int // rows by what they name, to find the same record twice
	numbering
}

// Files opens a file that an evidence list names, as the list names it.
type Files func(name string) (io.ReadCloser, error)

// kinds lists the registers of tables by their name on the command line.
var kinds = allKinds()

// Names lists the registers that tables can be imported into.
func Names() []string {
	return slices.Sorted(maps.Keys(kinds))
}

// SpecOf describes a register's table.
func SpecOf(name string) (Spec, error) {
	k, ok := kinds[name]
	if !ok {
		return Spec{}, fault.New(fault.Invalid, "There is no register %q to import into. Choose one of: %s.", name, strings.Join(Names(), ", "))
	}
	return k.Spec(), nil
}

// called is the register in a sentence.
func (s Spec) called() string {
	if s.Register == "soa" {
		return "the Statement of Applicability"
	}
	return "the " + s.Register + " register"
}

// Order is one import as a person asked for it.
type Order struct {
	Register string
	Book     *Book
	Mapping  Mapping
	DryRun   bool
	LeaveOut bool  // take the sound rows and leave the refused ones out; else one problem stops all
	Files    Files // for evidence lists; nil where there are none
}

// Report is what an import did, or would do.
type Report struct{ Result }

// errStop rolls an import back that must not be kept.
var errStop = errors.New("exchange: not kept")

// Import reads, checks and writes a table in one transaction. Nothing is kept in a
// dry run, nor while a problem stands, unless the person chose to leave the
// refused rows out. Every problem of the file is reported, not only the first.
func Import(ctx context.Context, db *store.DB, shelf *evidence.Shelf, who access.Actor, o Order) (Report, error) {
	k, ok := kinds[o.Register]
	if !ok {
		_, err := SpecOf(o.Register)
		return Report{}, err
	}
	rows, problems := Rows(o.Book, o.Mapping, k.Spec())
	rep := Report{Result: Result{Register: o.Register, Notices: Notices(o.Book, o.Mapping, k.Spec())}}
	if o.DryRun {
		aside, clear, err := trial(db, shelf)
		if err != nil {
			return rep, err
		}
		defer clear()
		shelf = aside
	}
	err := db.Write(ctx, who, access.Import, func(tx *store.Tx) error {
		if err := rep.run(&act{ctx: ctx, tx: tx, shelf: shelf, files: o.Files, seen: map[string]int{}}, k, rows); err != nil {
			return err
		}
		rep.Refuse(Collect(problems, rows)...)
		rep.Notices = append(rep.Notices, translations(rows)...)
		if o.DryRun || len(rep.Problems) > 0 && !o.LeaveOut || rep.Created+rep.Updated == 0 {
			return errStop
		}
		return nil
	})
	if err != nil {
		rep.Batch = ""
	}
	return rep, ended(err)
}

// run applies every row that reads well and counts what came of it.
func (rep *Report) run(a *act, k register, rows []*Row) error {
	var err error
	if rep.Batch, err = a.tx.NextRef("BAT"); err != nil {
		return err
	}
	a.tx.Batch = rep.Batch
	for _, r := range inOrder(rows) {
		if len(r.Problems()) > 0 {
			continue
		}
		done, err := k.apply(a, r)
		if err != nil {
			return fmt.Errorf("exchange: row %d: %w", r.Number, err)
		}
		if len(r.Problems()) > 0 {
			continue
		}
		switch done {
		case created:
			rep.Created++
		case updated:
			rep.Updated++
		case unchanged:
			rep.Unchanged++
		}
	}
	return nil
}

// refuse turns what a stage held against the record into problems of the row, at
// the columns the messages name; any other error is returned.
func (r *Row) refuse(err error) error {
	if messages := check.Messages(err); messages != nil {
		for _, m := range messages {
			column, _, _ := strings.Cut(m.Field, ".") // "drivers.kind.0" stands in the column of drivers
			r.Refuse(column, m.Text, "Correct the cell, or leave its column out of the mapping and fill it in later")
		}
		return nil
	}
	if kind := fault.KindOf(err); kind != fault.Internal {
		r.Refuse("", fault.Sentence(err), "Correct the row")
		return nil
	}
	return err
}

// once refuses the second row of a file that names the same record.
func (a *act) once(r *Row, key, name string) bool {
	if name == "" {
		return true
	}
	if first, twice := a.seen[name]; twice {
		r.Refuse(key, fmt.Sprintf("%s stands in row %d already", name, first), "Delete one of the two rows, or give one of them another id")
		return false
	}
	a.seen[name] = r.Number
	return true
}

// same says whether two records would leave the same image.
func sameImage(a, b any) (bool, error) {
	x, err := trail.Canonical(a)
	if err != nil {
		return false, err
	}
	y, err := trail.Canonical(b)
	return x == y, err
}

// Undo takes back a whole import.
func Undo(ctx context.Context, db *store.DB, who access.Actor, batch string) (int, error) {
	var n int
	err := db.Write(ctx, who, access.Import, func(tx *store.Tx) error {
		var err error
		n, err = tx.Undo(batch, snapshot.Registers())
		return err
	})
	return n, err
}
