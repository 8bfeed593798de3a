// Command testcount reads the events of go test -json, shows what failed and what
// was left out and why, and closes with one line: "N passed, N failed, N skipped".
//
// It exits 1 when anything failed, a package did not build, or no test ran: a run
// that tests nothing must not look like one that found nothing.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// event is one line of go test -json; see "go doc test2json".
type event struct {
	Action      string
	Package     string
	ImportPath  string // of build events
	Test        string
	Output      string
	Elapsed     float64 // seconds
	FailedBuild string
}

func main() {
	r := newReport(os.Stdout)
	if err := read(os.Stdin, r); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "testcount:", err)
		os.Exit(1)
	}
	if !r.close() {
		os.Exit(1)
	}
}

// read hands every event to the report. A line that is no event is output of the go command itself.
func read(in io.Reader, r *report) error {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) != nil {
				e = event{Action: "build-output", Output: string(line)}
			}
			r.add(e)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
