package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/aims-workbench/aims"

// file is one text file of the project. Its path is relative to the root, with slashes.
type file struct {
	path string
	text string
	ast  *ast.File // of Go files
}

func (f file) room() string    { return path.Dir(f.path) }
func (f file) ext() string     { return path.Ext(f.path) }
func (f file) isTest() bool    { return strings.HasSuffix(f.path, "_test.go") }
func (f file) generated() bool { return strings.HasSuffix(f.path, "_templ.go") }
func (f file) lines() int      { return strings.Count(f.text, "\n") }

// in says whether the file lies in the folder or below it.
func (f file) in(folder string) bool { return strings.HasPrefix(f.path, folder+"/") }

// imports lists the import paths of a Go file.
func (f file) imports() []string {
	if f.ast == nil {
		return nil
	}
	var paths []string
	for _, spec := range f.ast.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, p)
		}
	}
	return paths
}

// read makes a file of a source, parsing it when it is Go.
func read(t *testing.T, name, text string) file {
	t.Helper()
	f := file{path: name, text: text}
	if f.ext() == ".go" {
		parsed, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		f.ast = parsed
	}
	return f
}

// root is the folder of go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// ignored are things of the top level that .gitignore keeps out, and git's own.
var ignored = []string{".git", ".task", "bin", "tmp", "aims"}

// written are the kinds of files people write here; fonts, pictures and sums are not read.
var written = []string{".go", ".templ", ".md", ".yml", ".yaml", ".sql", ".sh", ".css", ".mod", ".csv", ".json", ".txt", ""}

// tree reads every written file of the project.
func tree(t *testing.T) []file {
	t.Helper()
	top := root(t)
	var files []file
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(top, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		switch {
		case slices.Contains(ignored, rel) && d.IsDir():
			return filepath.SkipDir
		case d.IsDir(), rel == ".git", !slices.Contains(written, path.Ext(rel)):
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files = append(files, read(t, rel, string(text)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 50 {
		t.Fatalf("only %d files found: the tree was not read", len(files))
	}
	return files
}
