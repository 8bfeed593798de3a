package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
)

// importFlags are the flags of `aims import`.
type importFlags struct {
	*options
	register, mapping, undo, supports, owner  *string
	dry, leaveOut, showMap, loose, mainPolicy *bool
}

func importing(t terminal) importFlags {
	o := flags(t, "import").acting()
	return importFlags{
		options:    o,
		register:   o.String("register", "", "what the files hold: "+strings.Join(exchange.Names(), ", ")+" or policy"),
		mapping:    o.String("map", "", "JSON `file` that says which column is what; begin from --show-map"),
		undo:       o.String("undo", "", "take back the import of this `batch` instead of importing"),
		supports:   o.String("for", "", "with --files: the records, controls or clauses the files support, with commas"),
		owner:      o.String("owner", "", "with --files or a policy: who owns it"),
		dry:        o.Bool("dry-run", false, "say everything that would happen and write nothing"),
		leaveOut:   o.Bool("leave-out-refused", false, "take the sound rows and leave the refused ones out; without it one problem stops the file"),
		showMap:    o.Bool("show-map", false, "print the proposed mapping of the file and stop"),
		loose:      o.Bool("files", false, "with --register evidence: the files themselves are the evidence; a folder stands for all files in it"),
		mainPolicy: o.Bool("main", false, "with --register policy: it is the AI policy of clause 5.2"),
	}
}

func importCommand(ctx context.Context, t terminal, args []string) (int, error) {
	o := importing(t)
	if err := o.Parse(args); err != nil {
		return exitError, err
	}
	if *o.showMap {
		return o.showMapping(t)
	}
	w, err := o.open(ctx, true)
	if err != nil {
		return exitError, err
	}
	defer w.close() //nolint:errcheck // the process ends here
	who, err := w.actor(ctx, o.options)
	if err != nil {
		return exitError, err
	}
	if *o.undo != "" {
		return o.takeBack(ctx, t, w, who)
	}
	if o.NArg() == 0 {
		return exitError, fault.New(fault.Invalid, "name the file to import; `aims import --help` shows how")
	}
	total := exchange.Report{Result: exchange.Result{Register: *o.register}}
	var batches []string
	for _, one := range o.jobs(ctx, w, who) {
		rep, err := one()
		if err != nil {
			return exitError, err
		}
		total.Created += rep.Created
		total.Updated += rep.Updated
		total.Unchanged += rep.Unchanged
		total.Refused += rep.Refused
		total.Problems = append(total.Problems, rep.Problems...)
		total.Notices = append(total.Notices, rep.Notices...)
		if rep.Batch != "" {
			batches = append(batches, rep.Batch)
		}
	}
	total.Batch = strings.Join(batches, ",")
	return o.reportImport(t, total)
}

// jobs gives one import for each file; loose evidence files are one import together.
func (o importFlags) jobs(ctx context.Context, w *workspace, who access.Actor) []func() (exchange.Report, error) {
	attach := exchange.Attach{
		Ctx: ctx, DB: w.db, Shelf: w.shelf, Who: who, Owner: *o.owner, DryRun: *o.dry, Supports: w.shelf.Targets(*o.supports),
	}
	if *o.loose {
		return []func() (exchange.Report, error){func() (exchange.Report, error) { return o.importLoose(attach) }}
	}
	var jobs []func() (exchange.Report, error)
	for _, path := range o.Args() {
		if *o.register == "policy" {
			jobs = append(jobs, func() (exchange.Report, error) { return importPolicy(attach, path, *o.mainPolicy) })
		} else {
			jobs = append(jobs, func() (exchange.Report, error) { return o.importTable(ctx, w, who, path) })
		}
	}
	return jobs
}

func (o importFlags) importTable(ctx context.Context, w *workspace, who access.Actor, path string) (exchange.Report, error) {
	book, mapping, err := o.read(path)
	if err != nil {
		return exchange.Report{}, err
	}
	return exchange.Import(ctx, w.db, w.shelf, who, exchange.Order{
		Register: *o.register, Book: book, Mapping: mapping, DryRun: *o.dry, LeaveOut: *o.leaveOut, Files: beside(path),
	})
}

// read opens a table and its mapping: the given one, or the one proposed.
func (o importFlags) read(path string) (*exchange.Book, exchange.Mapping, error) {
	spec, err := exchange.SpecOf(*o.register)
	if err != nil {
		return nil, exchange.Mapping{}, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, exchange.Mapping{}, err
	}
	defer f.Close()
	book, err := exchange.Open(filepath.Base(path), f, exchange.DefaultLimits)
	if err != nil {
		return nil, exchange.Mapping{}, err
	}
	if *o.mapping == "" {
		mapping, err := exchange.Propose(book, spec)
		return book, mapping, err
	}
	m, err := os.Open(*o.mapping)
	if err != nil {
		return nil, exchange.Mapping{}, err
	}
	defer m.Close()
	mapping, err := exchange.ReadMapping(m)
	return book, mapping, err
}

func (o importFlags) showMapping(t terminal) (int, error) {
	if o.NArg() != 1 {
		return exitError, fault.New(fault.Invalid, "--show-map takes one file")
	}
	_, mapping, err := o.read(o.Arg(0))
	if err != nil {
		return exitError, err
	}
	enc := json.NewEncoder(t.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return exitFine, enc.Encode(mapping)
}

// beside opens the files that an evidence list names, from the folder of the list
// and no other.
func beside(list string) exchange.Files {
	return func(name string) (io.ReadCloser, error) {
		local := filepath.FromSlash(strings.ReplaceAll(name, "\\", "/"))
		if !filepath.IsLocal(local) {
			return nil, fs.ErrNotExist
		}
		return os.Open(filepath.Join(filepath.Dir(list), local))
	}
}

func (o importFlags) importLoose(a exchange.Attach) (exchange.Report, error) {
	if *o.register != "evidence" {
		return exchange.Report{}, fault.New(fault.Invalid, "--files goes with --register evidence")
	}
	var files []exchange.Loose
	for _, arg := range o.Args() {
		err := filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			files = append(files, exchange.Loose{Name: d.Name(), Open: func() (io.ReadCloser, error) { return os.Open(path) }})
			return nil
		})
		if err != nil {
			return exchange.Report{}, err
		}
	}
	if len(files) == 0 {
		return exchange.Report{}, fault.New(fault.Invalid, "there is no file in %s", strings.Join(o.Args(), ", "))
	}
	return exchange.ImportFiles(a, files)
}

func importPolicy(a exchange.Attach, path string, main bool) (exchange.Report, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return exchange.Report{}, err
	}
	return exchange.ImportPolicy(a, path, string(text), main)
}

func (o importFlags) takeBack(ctx context.Context, t terminal, w *workspace, who access.Actor) (int, error) {
	n, err := exchange.Undo(ctx, w.db, who, *o.undo)
	if err != nil {
		return exitError, err
	}
	return exitFine, o.print(t, struct {
		Batch  string `json:"batch"`
		Undone int    `json:"undone"`
	}{*o.undo, n}, func() { fmt.Fprintf(t.out, "%d records are as they were before %s.\n", n, *o.undo) })
}

// reportImport prints everything that was refused before what was done, because
// that is what a person must act on.
func (o importFlags) reportImport(t terminal, rep exchange.Report) (int, error) {
	err := o.print(t, rep, func() {
		for _, n := range rep.Notices {
			fmt.Fprintln(t.out, "note: "+n)
		}
		for _, p := range rep.Problems {
			fmt.Fprintln(t.out, "REFUSED: "+p.String())
		}
		fmt.Fprintln(t.out, o.summary(rep))
	})
	if err == nil && len(rep.Problems) > 0 {
		return exitFound, nil
	}
	return exitFine, err
}

func (o importFlags) summary(rep exchange.Report) string {
	counts := fmt.Sprintf("%d new, %d changed, %d unchanged, %d refused", rep.Created, rep.Updated, rep.Unchanged, rep.Refused)
	switch {
	case *o.dry:
		return "Dry run, nothing was written: " + counts + "."
	case rep.Batch != "":
		return "Imported: " + counts + ". To take it back: aims import --undo " + strings.Split(rep.Batch, ",")[0]
	case len(rep.Problems) > 0:
		return "Nothing was written: " + counts + ". Mend the rows above, or add --leave-out-refused to take the sound ones without them."
	}
	return "Nothing to do: " + counts + "."
}

var errFormat = errors.New("--format: choose json, csv or xlsx")

func exportCommand(ctx context.Context, t terminal, args []string) (int, error) {
	o := flags(t, "export")
	out := o.String("out", "", "`folder` to write into; made when missing")
	format := o.String("format", "json", "json, csv or xlsx")
	asOf := o.String("as-of", "", "`date` to look back to; the end of that day")
	if err := o.Parse(args); err != nil {
		return exitError, err
	}
	if *out == "" || !slices.Contains([]string{"json", "csv", "xlsx"}, *format) {
		return exitError, errors.Join(fault.New(fault.Invalid, "give --out FOLDER"), errFormat)
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
	return exitFine, o.print(t, struct {
		Files []string `json:"files"`
	}{files}, func() {
		for _, f := range files {
			fmt.Fprintln(t.out, f)
		}
	})
}
