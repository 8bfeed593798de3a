package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
)

// options are the flags that commands share.
type options struct {
	*flag.FlagSet
	data string
	db   string
	as   string
	json bool
	rest []string // what is no flag
}

// flags begins the flags of a command.
func flags(t terminal, name string) *options {
	o := &options{FlagSet: flag.NewFlagSet("aims "+name, flag.ContinueOnError)}
	o.SetOutput(t.err)
	o.StringVar(&o.data, "data", dataFolder(), "the data `folder`")
	o.StringVar(&o.db, "db", "", "postgres:// `address` of a shared database; the data folder still holds the evidence files")
	o.BoolVar(&o.json, "json", false, "print JSON for scripts")
	return o
}

// Parse reads flags wherever they stand. A flag behind a file name must not pass
// for a second file: "import risks.csv --dry-run" would write.
func (o *options) Parse(args []string) error {
	for {
		if err := o.FlagSet.Parse(args); err != nil {
			return err
		}
		if o.NArg() == 0 {
			return nil
		}
		o.rest, args = append(o.rest, o.Arg(0)), o.Args()[1:]
	}
}

// noMore refuses what a command does not take, so that a forgotten dash is noticed.
func (o *options) noMore() error {
	if len(o.rest) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, "%q means nothing to this command; `%s --help` lists what it takes", o.rest[0], o.Name())
}

// acting adds --as to a command that leaves a trace in the trail.
func (o *options) acting() *options {
	o.StringVar(&o.as, "as", "", "`e-mail` address of the person who acts; the trail names them")
	return o
}

// dataFolder is where a person's data lies unless they say otherwise.
func dataFolder() string {
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "aims")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "aims-data"
	}
	switch runtime.GOOS {
	case "windows":
		return filepath.Join(home, "AppData", "Local", "aims")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "aims")
	}
	return filepath.Join(home, ".local", "share", "aims")
}

// workspace is an open data folder.
type workspace struct {
	db    *store.DB
	shelf *evidence.Shelf
	dir   string
}

// hold keeps a second workbench off the data folder while this one serves it. Behind
// PostgreSQL several may serve.
func (o *options) hold(ctx context.Context) (release func() error, err error) {
	if o.db != "" {
		return func() error { return nil }, nil
	}
	dir, err := filepath.Abs(o.data)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	return store.Hold(ctx, dir)
}

// open opens the workspace the flags name. must says that it has to exist already:
// a mistyped folder must not quietly become a new, empty workspace.
func (o *options) open(ctx context.Context, must bool) (*workspace, error) {
	dir, err := filepath.Abs(o.data)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(dir, store.FileName)); must && o.db == "" && errors.Is(err, os.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "there is no workspace in %s; give its folder with --data, or make one with `aims serve`", dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	db, err := store.Open(ctx, store.Options{Dir: dir, URL: o.db})
	if err != nil {
		return nil, err
	}
	shelf := evidence.New(db, dir)
	shelf.Known = controls.MustLoad().Known
	return &workspace{db: db, shelf: shelf, dir: dir}, nil
}

func (w *workspace) close() error { return w.db.Close() }

// actor finds the person named by --as.
func (w *workspace) actor(ctx context.Context, o *options) (access.Actor, error) {
	if o.as == "" {
		return access.Actor{}, fault.New(fault.Invalid, "say who acts: --as with the e-mail address of somebody who has an account")
	}
	p, err := account.New(w.db).ByEmail(ctx, o.as)
	if err != nil {
		return access.Actor{}, fault.New(fault.NotFound, "nobody here has the address %s; `aims user add` makes an account", o.as)
	}
	if p.Retired() {
		return access.Actor{}, fault.New(fault.Forbidden, "the account of %s has ended", o.as)
	}
	return p.Actor(access.CommandLine), nil
}

// mark notes the trail's position outside the database, unless that contradicts
// what was noted before: then the older note is the proof of damage and must stay
// the last word.
func (w *workspace) mark(ctx context.Context, why string) error {
	pos, err := store.Position(w.db.Read(ctx))
	if err != nil {
		return err
	}
	pos.Why = why
	marks, err := trail.Marks(w.dir)
	if err != nil {
		return err
	}
	for _, m := range marks {
		if m.Seq > pos.Seq || m.Seq == pos.Seq && m.Hash != pos.Hash {
			return nil
		}
	}
	return trail.Mark(w.dir, pos)
}

// print writes v as JSON when asked for, else calls human.
func (o *options) print(t terminal, v any, human func()) error {
	if !o.json {
		human()
		return nil
	}
	enc := json.NewEncoder(t.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// some counts things in words: "1 gap", "3 gaps".
func some(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
