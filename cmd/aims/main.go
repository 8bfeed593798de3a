// Command aims takes an organisation through ISO/IEC 42001 and prints the
// evidence packs its auditors ask for. `aims help` lists the commands.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/aims-workbench/aims/internal/fault"
)

// The exit codes, which scripts rely on.
const (
	exitFine  = 0
	exitFound = 1 // the command ran and found something wrong
	exitError = 2 // the command could not run
)

// version is set by the release build.
var version = "dev"

// terminal is what a command reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// command is one verb of the command line.
type command struct {
	name, does string
	run        func(ctx context.Context, t terminal, args []string) (int, error)
}

func commands() []command {
	return []command{
		{"serve", "run the workbench and print how to open it", serve},
		{"user", "add a person: user add --name N --email E --role R", userCommand},
		{"import", "bring registers in from CSV and XLSX, and files as evidence", importCommand},
		{"export", "write the registers as json, csv or xlsx", exportCommand},
		{"check", "say what an auditor would find today; exit 1 while a major gap stands", checkCommand},
		{"pack", "write the evidence pack for auditors: a PDF by clause and a ZIP with the evidence", packCommand},
		{"verify", "check the trail, every record and every evidence file", verify},
		{"backup", "write the whole workspace into one file", backupCommand},
		{"sample", "make a workspace of a made-up organisation, to look around and to learn", sampleCommand},
		{"restore", "bring a backup back into a new data folder", restoreCommand},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, terminal{os.Stdin, os.Stdout, os.Stderr}, os.Args[1:])
	stop()
	os.Exit(code)
}

// run finds the command and turns what went wrong into one line and an exit code.
func run(ctx context.Context, t terminal, args []string) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		usage(t.out)
		return exitFine
	}
	if args[0] == "version" || args[0] == "--version" {
		fmt.Fprintln(t.out, "aims", version)
		return exitFine
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.start(ctx, t, args[1:])
		}
	}
	fmt.Fprintf(t.err, "aims: there is no command %q; `aims help` lists them\n", args[0])
	return exitError
}

// start runs the command and says what went wrong.
func (c command) start(ctx context.Context, t terminal, args []string) int {
	code, err := c.run(ctx, t, args)
	if errors.Is(err, flag.ErrHelp) {
		return exitFine
	}
	if err != nil {
		fmt.Fprintln(t.err, "aims "+c.name+": "+plain(err))
		return exitError
	}
	return code
}

// plain is the sentence for people; at the terminal the cause of an internal
// error may be shown, because who sits there runs the installation.
func plain(err error) string {
	if fault.KindOf(err) == fault.Internal {
		return err.Error()
	}
	return fault.Sentence(err)
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "AIMS Workbench: ISO/IEC 42001 from scope to evidence pack.")
	fmt.Fprintln(w)
	for _, c := range commands() {
		fmt.Fprintf(w, "  aims %-9s %s\n", c.name, c.does)
	}
	fmt.Fprintln(w)
	fmt.Fprintln(w, "Every command takes --data DIR (the data folder) and --help. Commands that act take --as EMAIL.")
	fmt.Fprintln(w, "Exit code 0: fine. 1: something wrong was found. 2: the command could not run.")
}
