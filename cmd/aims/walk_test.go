package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// The walk-through of the README, run line by line as it is printed there.
func TestTheWalkThroughOfTheREADME(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("LEFT OUT: the lines are for a POSIX shell")
	}
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, part, found := strings.Cut(string(readme), "## From spreadsheets to a pack")
	_, part, open := strings.Cut(part, "```sh\n")
	lines, _, closed := strings.Cut(part, "```")
	if !found || !open || !closed || strings.Count(lines, "aims import") != 7 {
		t.Fatalf("the README has no walk-through of 7 imports: %s", lines)
	}
	bin, home := t.TempDir(), t.TempDir()
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	// The program is built where the lines look for it, but not into the tree.
	lines = strings.Replace(lines, "go build -o bin/ ./cmd/aims\nexport PATH=\"$PWD/bin:$PATH\"", "go build -o '"+bin+"' ./cmd/aims && export PATH=\""+bin+":$PATH\"", 1)
	lines = strings.ReplaceAll(lines, "~/", home+"/")
	shell := exec.CommandContext(ctx, "bash", "-c", lines+"\necho \"last exit code $?\"")
	shell.Dir = filepath.Join("..", "..")
	out, err := shell.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{
		"Mara Lindt (mara@example.org) has an account",
		"Imported: 3 new", "REFUSED: risks.csv, row 3", "Dry run, nothing was written",
		"REFUSED: statement.csv", "Imported: 2 new, 0 changed, 0 unchanged, 0 refused",
		"gaps.", "SHA-256 of the ZIP", "last exit code 0",
	} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is not in what the lines print:\n%s", want, out)
		}
	}
	packs, err := filepath.Glob(filepath.Join(home, "harbour-pack", "*.pdf"))
	if err != nil || len(packs) != 1 {
		t.Errorf("packs: %v, %v", packs, err)
	}
}
