package main

import (
	"context"
	"encoding/json"
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
	if len(o.rest) == 0 {
		return exitError, fault.New(fault.Invalid, "name the file to import; `aims import --help` shows how")
	}
	total, err := o.run(o.jobs(ctx, w, who))
	if err != nil {
		return exitError, err
	}
	return o.reportImport(t, total)
}

// run imports; several files are tried first, so that a bad one keeps all out.
func (o importFlags) run(jobs []job) (exchange.Report, error) {
	total, err := o.together(jobs, *o.dry || len(jobs) > 1)
	if err == nil && len(jobs) > 1 && !*o.dry && (len(total.Problems) == 0 || *o.leaveOut) {
		return o.together(jobs, false)
	}
	return total, err
}

// job imports one file, or tries it when dry.
type job func(dry bool) (exchange.Report, error)

// together adds up what the jobs report.
func (o importFlags) together(jobs []job, dry bool) (exchange.Report, error) {
	total := exchange.Report{Result: exchange.Result{Register: *o.register}}
	var batches []string
	for _, one := range jobs {
		rep, err := one(dry)
		if err != nil {
			return total, err
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
	return total, nil
}

// jobs gives one import for each file; loose evidence files are one import together.
func (o importFlags) jobs(ctx context.Context, w *workspace, who access.Actor) []job {
	attach := func(dry bool) exchange.Attach {
		return exchange.Attach{
			Ctx: ctx, DB: w.db, Shelf: w.shelf, Who: who, Owner: *o.owner, DryRun: dry, LeaveOut: *o.leaveOut,
			Supports: w.shelf.Targets(*o.supports),
		}
	}
	if *o.loose {
		return []job{func(dry bool) (exchange.Report, error) { return o.importLoose(attach(dry)) }}
	}
	var jobs []job
	for _, path := range o.rest {
		if *o.register == "policy" {
			jobs = append(jobs, func(dry bool) (exchange.Report, error) { return importPolicy(attach(dry), path, *o.mainPolicy) })
		} else {
			jobs = append(jobs, func(dry bool) (exchange.Report, error) { return o.importTable(ctx, w, who, path, dry) })
		}
	}
	return jobs
}

func (o importFlags) importTable(ctx context.Context, w *workspace, who access.Actor, path string, dry bool) (exchange.Report, error) {
	book, mapping, err := o.read(path)
	if err != nil {
		return exchange.Report{}, err
	}
	return exchange.Import(ctx, w.db, w.shelf, who, exchange.Order{
		Register: *o.register, Book: book, Mapping: mapping, DryRun: dry, LeaveOut: *o.leaveOut, Files: beside(path),
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
	if len(o.rest) != 1 {
		return exitError, fault.New(fault.Invalid, "--show-map takes one file")
	}
	_, mapping, err := o.read(o.rest[0])
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
	var notices []string
	for _, arg := range o.rest {
		err := filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || d.IsDir():
				return err
			case path != arg && strings.HasPrefix(d.Name(), "."):
				notices = append(notices, path+" was left out: it is a hidden file; name it itself to take it")
			case !d.Type().IsRegular():
				notices = append(notices, path+" was left out: it is a link or a device, not a file")
			default:
				files = append(files, exchange.Loose{Name: d.Name(), Open: func() (io.ReadCloser, error) { return os.Open(path) }})
			}
			return nil
		})
		if err != nil {
			return exchange.Report{}, err
		}
	}
	if len(files) == 0 {
		return exchange.Report{}, fault.New(fault.Invalid, "there is no file in %s", strings.Join(o.rest, ", "))
	}
	rep, err := exchange.ImportFiles(a, files)
	rep.Notices = append(notices, rep.Notices...)
	return rep, err
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
	case rep.Batch != "":
		return "Imported: " + counts + "." + o.howToUndo(rep.Batch)
	case *o.dry:
		return "Dry run, nothing was written. It would be: " + counts + "."
	case len(rep.Problems) > 0 && rep.Created+rep.Updated == 0:
		return "Nothing was written: " + counts + ". Mend what is refused above and import again."
	case len(rep.Problems) > 0:
		return "Nothing was written, because something was refused. Mend it and import again, or add --leave-out-refused to take the rest without it: " + counts + "."
	}
	return "Nothing to do: " + counts + "."
}

// howToUndo gives whole commands, the newest batch first, to be copied.
func (o importFlags) howToUndo(batches string) string {
	var lines strings.Builder
	lines.WriteString(" To take it back:")
	shared := ""
	if o.db != "" {
		shared = " --db URL" // it may hold a password
	}
	for _, batch := range slices.Backward(strings.Split(batches, ",")) {
		fmt.Fprintf(&lines, "\n  aims import --data %q%s --as %s --undo %s", o.data, shared, o.as, batch)
	}
	return lines.String()
}
