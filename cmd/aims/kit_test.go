package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const password = "four unrelated words walk"

// desk is a person at the command line with a data folder of their own.
type desk struct {
	*testing.T
	data string
}

// result is what a command answered.
type result struct {
	code     int
	out, err string
}

// atDesk begins with an empty data folder.
func atDesk(t *testing.T) desk { return desk{t, filepath.Join(t.TempDir(), "data")} }

// staffed begins with a workspace that Lea Brandt leads.
func staffed(t *testing.T) desk {
	d := atDesk(t)
	d.fine(d.addUser("Lea Brandt", "lea@example.org", "lead", password))
	return d
}

func aims(input string, args ...string) result {
	var out, errs bytes.Buffer
	code := run(context.Background(), terminal{strings.NewReader(input), &out, &errs}, args)
	return result{code, out.String(), errs.String()}
}

func (d desk) addUser(name, email, role, pass string) result {
	return aims(pass+"\n", "user", "add", "--data", d.data, "--name", name, "--email", email, "--role", role, "--password-stdin")
}

// does runs a command on the data folder, as Lea where the command acts.
func (d desk) does(command string, args ...string) result {
	all := []string{command, "--data", d.data}
	if command == "import" {
		all = append(all, "--as", "lea@example.org")
	}
	return aims("", append(all, args...)...)
}

// exits checks the exit code and gives the result on.
func (d desk) exits(code int, r result) result {
	d.Helper()
	if r.code != code {
		d.Fatalf("exit %d, want %d\n%s%s", r.code, code, r.out, r.err)
	}
	return r
}

func (d desk) fine(r result) result { d.Helper(); return d.exits(exitFine, r) }

// fails checks that a command could not run and said why.
func (d desk) fails(r result, says string) {
	d.Helper()
	d.exits(exitError, r)
	if !strings.Contains(r.err, says) || r.out != "" {
		d.Errorf("said %q and printed %q, want %q", r.err, r.out, says)
	}
}

// says checks that every text stands in the output.
func (d desk) says(r result, texts ...string) {
	d.Helper()
	for _, s := range texts {
		if !strings.Contains(r.out, s) {
			d.Errorf("not said: %s\nin:\n%s", s, r.out)
		}
	}
}

// imported is the JSON that `aims import` promises.
type imported struct {
	Register  string    `json:"register"`
	Created   int       `json:"created"`
	Updated   int       `json:"updated"`
	Unchanged int       `json:"unchanged"`
	Refused   int       `json:"refused"`
	Problems  []problem `json:"problems"`
	Notices   []string  `json:"notices"`
	Batch     string    `json:"batch"`
}

type problem struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet"`
	Row    int    `json:"row"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
	Fix    string `json:"fix"`
}

// imports runs an import and reads its JSON, which must hold what is promised and
// no more.
func (d desk) imports(code int, args ...string) imported {
	d.Helper()
	var got imported
	d.decode(d.exits(code, d.does("import", append([]string{"--json"}, args...)...)), &got)
	for _, p := range got.Problems {
		if p.Reason == "" || p.Fix == "" || p.File == "" {
			d.Errorf("a problem without file, reason or fix: %+v", p)
		}
	}
	return got
}

// counts checks what an import did.
func (d desk) counts(got imported, created, updated, unchanged, refused int) {
	d.Helper()
	if got.Created != created || got.Updated != updated || got.Unchanged != unchanged || got.Refused != refused {
		d.Fatalf("created %d, updated %d, unchanged %d, refused %d; want %d, %d, %d, %d\n%+v", got.Created, got.Updated, got.Unchanged, got.Refused,
			created, updated, unchanged, refused, got.Problems)
	}
}

func (d desk) decode(r result, into any) {
	d.Helper()
	dec := json.NewDecoder(strings.NewReader(r.out))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		d.Fatalf("%v in\n%s", err, r.out)
	}
	if strings.Contains(r.out, "null") {
		d.Errorf("null where a list is promised:\n%s", r.out)
	}
}

// write puts a file into a folder of the test and gives its path.
func (d desk) write(name, content string) string {
	d.Helper()
	path := filepath.Join(d.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		d.Fatal(err)
	}
	return path
}

func (d desk) read(path string) string {
	d.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		d.Fatal(err)
	}
	return string(content)
}

// exports writes the registers and gives the folder.
func (d desk) exports(format string) string {
	d.Helper()
	dir := filepath.Join(d.TempDir(), "out")
	d.fine(d.does("export", "--out", dir, "--format", format))
	return dir
}
