package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// test names a test; an empty name is the package as a whole.
type test struct{ pkg, name string }

// report gathers the events of a run.
type report struct {
	out     io.Writer
	state   map[test]string           // run, pass, fail, skip
	output  map[test]*strings.Builder // kept until the test passes
	build   strings.Builder
	skipped map[string]int // by reason
	counts  map[string]int // leaf tests by state
}

func newReport(out io.Writer) *report {
	return &report{
		out: out, state: map[test]string{}, output: map[test]*strings.Builder{},
		skipped: map[string]int{}, counts: map[string]int{},
	}
}

func (r *report) say(format string, args ...any) { _, _ = fmt.Fprintf(r.out, format, args...) }

func (r *report) add(e event) {
	t := test{e.Package, e.Test}
	switch e.Action {
	case "build-output":
		_, _ = r.build.WriteString(e.Output) // never fails
	case "output":
		if r.output[t] == nil {
			r.output[t] = &strings.Builder{}
		}
		_, _ = r.output[t].WriteString(e.Output) // never fails
	case "run":
		r.state[t] = "run"
	case "pass", "fail", "skip":
		r.state[t] = e.Action
		if e.Test == "" {
			r.endPackage(e)
		}
	}
}

// endPackage counts the leaf tests of a package and shows those that failed.
func (r *report) endPackage(e event) {
	failed := r.counts["fail"]
	names := r.testsOf(e.Package)
	for i, name := range names {
		r.count(test{e.Package, name}, names[i+1:])
	}
	switch {
	case e.Action == "fail":
		if r.counts["fail"] == failed { // it did not build, or ended outside any test
			r.counts["fail"]++
		}
		r.say("FAIL  %s %.1fs\n%s", e.Package, e.Elapsed, indent(r.output[test{e.Package, ""}]))
	case len(names) > 0:
		r.say("ok    %s %.1fs\n", e.Package, e.Elapsed)
	}
	r.forget(e.Package)
}

// count counts one test; after are the names behind it. A parent counts only when
// it failed and none of its children did. A test still running when its package
// ended was cut off by a panic or a deadline.
func (r *report) count(t test, after []string) {
	state := r.ended(t)
	if parent := len(after) > 0 && strings.HasPrefix(after[0], t.name+"/"); parent {
		if state != "fail" || r.childFailed(t, after) {
			return
		}
	}
	r.counts[state]++
	switch state {
	case "fail":
		r.say("--- FAIL %s %s\n%s", t.pkg, t.name, indent(r.output[t]))
	case "skip":
		r.skipped[reason(r.output[t])]++
	}
}

func (r *report) ended(t test) string {
	if s := r.state[t]; s != "run" {
		return s
	}
	return "fail"
}

// testsOf lists a package's tests so that each parent stands right before its children.
func (r *report) testsOf(pkg string) []string {
	var names []string
	for t := range r.state {
		if t.pkg == pkg && t.name != "" {
			names = append(names, t.name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return slices.Compare(strings.Split(a, "/"), strings.Split(b, "/"))
	})
	return names
}

func (r *report) childFailed(parent test, after []string) bool {
	for _, name := range after {
		if !strings.HasPrefix(name, parent.name+"/") {
			return false
		}
		if r.ended(test{parent.pkg, name}) == "fail" {
			return true
		}
	}
	return false
}

func (r *report) forget(pkg string) {
	of := func(t test) bool { return t.pkg == pkg }
	maps.DeleteFunc(r.state, func(t test, _ string) bool { return of(t) })
	maps.DeleteFunc(r.output, func(t test, _ *strings.Builder) bool { return of(t) })
}

// close lists what was left out and prints the closing line. It says whether the run stands.
func (r *report) close() bool {
	for _, pkg := range r.unfinished() {
		r.counts["fail"]++
		r.say("FAIL  %s never ended\n", pkg)
	}
	if r.counts["fail"] > 0 && r.build.Len() > 0 {
		r.say("\n%s", indent(&r.build))
	}
	for _, why := range slices.Sorted(maps.Keys(r.skipped)) {
		r.say("skipped %d: %s\n", r.skipped[why], why)
	}
	r.say("%d passed, %d failed, %d skipped\n", r.counts["pass"], r.counts["fail"], r.counts["skip"])
	return r.counts["fail"] == 0 && r.counts["pass"] > 0
}

// unfinished lists packages whose tests began and whose end was never reported.
func (r *report) unfinished() []string {
	var pkgs []string
	for t := range r.state {
		pkgs = append(pkgs, t.pkg)
	}
	slices.Sort(pkgs)
	return slices.Compact(pkgs)
}

func indent(b *strings.Builder) string {
	if b == nil || b.Len() == 0 {
		return ""
	}
	return "    " + strings.ReplaceAll(strings.TrimRight(b.String(), "\n"), "\n", "\n    ") + "\n"
}

// reason is what the test said when it skipped: its last line before the verdict, without file and line.
func reason(b *strings.Builder) string {
	if b == nil {
		return "no reason given"
	}
	why := "no reason given"
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSpace(line)
		if _, text, found := strings.Cut(line, ".go:"); found {
			if _, text, found = strings.Cut(text, ": "); found {
				why = text
			}
		}
	}
	return why
}
