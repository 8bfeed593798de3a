package sample_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"io"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/backup"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/internal/sample"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// filesOpen reads every file by what its name says it is.
func filesOpen(w *workspace) {
	findings, err := w.shelf().CheckAll(w.ctx, func(int, int) {})
	w.must(err)
	for _, f := range findings {
		if !f.Sound() {
			w.Errorf("%s: %s", f.Name, f.Message)
		}
	}
	kinds := map[string]int{}
	for _, i := range w.snap.Evidence {
		in, err := w.shelf().Open(i.SHA256)
		w.must(err)
		content, err := io.ReadAll(in)
		w.must(errors.Join(err, in.Close()))
		ending := filepath.Ext(i.FileName)
		kinds[ending]++
		if err := opens(ending, content); err != nil {
			w.Errorf("%s: %v", i.FileName, err)
		}
		if i.Owner == "" || i.ValidUntil == "" || len(i.Supports) == 0 || !strings.Contains(i.About, "Classification: ") {
			w.Errorf("%s lacks owner, classification, day or what it supports", i.FileName)
		}
	}
	if len(kinds) < 7 {
		w.Errorf("kinds of files: %v", kinds)
	}
}

func opens(ending string, content []byte) error {
	switch ending {
	case ".png":
		_, err := png.Decode(bytes.NewReader(content))
		return err
	case ".json":
		if !json.Valid(content) {
			return errors.New("no JSON")
		}
	case ".csv":
		return addsUp(strings.TrimPrefix(string(content), "\uFEFF"))
	case ".xlsx":
		_, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		return err
	case ".eml":
		m, err := mail.ReadMessage(bytes.NewReader(content))
		if err == nil && m.Header.Get("Subject") == "" {
			err = errors.New("no subject")
		}
		return err
	case ".md", ".txt":
		if !utf8.Valid(content) || len(content) < 150 || strings.ContainsAny(string(content), "${}") {
			return errors.New("words are missing, or something was not filled in")
		}
	default:
		return fmt.Errorf("an unknown kind %q", ending)
	}
	return nil
}

// addsUp reads a table and holds its last line, if that is the sum, against the others.
func addsUp(text string) error {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) < 3 {
		return fmt.Errorf("no table: %w", err)
	}
	last := rows[len(rows)-1]
	if last[0] != "total" {
		return nil
	}
	for col := 1; col < len(last); col++ {
		want, err := strconv.Atoi(last[col])
		if err != nil {
			continue // a rate, or words
		}
		sum := 0
		for _, r := range rows[1 : len(rows)-1] {
			n, _ := strconv.Atoi(r[col])
			sum += n
		}
		if sum != want {
			return fmt.Errorf("column %s adds up to %d and says %d", rows[0][col], sum, want)
		}
	}
	return nil
}

func packSaysSample(w *workspace) {
	out := w.TempDir()
	r, err := pack.Make(w.ctx, pack.Options{Snapshot: w.snap, Catalogue: controls.MustLoad(), Source: w.shelf(), OutDir: out, Verified: true})
	w.must(err)
	for _, path := range []string{r.PDF, r.ZIP} {
		if !strings.HasPrefix(filepath.Base(path), "SAMPLE-") {
			w.Errorf("the pack is called %s", filepath.Base(path))
		}
	}
	if found, err := pack.VerifyBag(w.ctx, r.ZIP); err != nil || len(found) > 0 {
		w.Errorf("the archive: %v %v", err, found)
	}
	z, err := zip.OpenReader(r.ZIP)
	w.must(err)
	defer z.Close()
	manifest, err := z.Open("manifest-sha256.txt")
	w.must(err)
	lines, err := io.ReadAll(manifest)
	w.must(err)
	if !strings.Contains(string(lines), "SAMPLE.txt") || !strings.Contains(string(lines), "SAMPLE-aims-evidence-pack") {
		w.Error("the manifest does not say that it is a sample")
	}
	pages := textOf(w, r.PDF)
	if len(pages) != r.Pages {
		w.Fatalf("%d pages are read of %d", len(pages), r.Pages)
	}
	for n, text := range pages {
		if !strings.Contains(text, "SAMPLE") {
			w.Errorf("page %d does not say SAMPLE", n+1)
		}
	}
}

// textOf reads a PDF page by page with the tool that people have for it.
func textOf(w *workspace, path string) []string {
	w.Helper()
	text, err := exec.CommandContext(w.ctx, pdfReader(w), path, "-").Output()
	w.must(err)
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}

func backupKeepsTheMark(w *workspace) {
	file, back := filepath.Join(w.TempDir(), "b.zip"), filepath.Join(w.TempDir(), "back")
	m, err := backup.Make(w.ctx, w.db, w.dir, file)
	w.must(err)
	if !m.Sample {
		w.Error("the manifest of the backup does not say that it is a sample")
	}
	_, err = backup.Restore(w.ctx, file, back, snapshot.Registers())
	w.must(err)
	db, err := store.Open(w.ctx, store.Options{Dir: back})
	w.must(err)
	defer db.Close()
	if !db.IsSample() {
		w.Error("the restored workspace is no sample any more")
	}
}

func peopleSignIn(w *workspace) {
	accounts := account.New(w.db)
	for _, p := range []sample.Person{w.made.Face(access.Lead), w.made.Face(access.Executive)} {
		got, err := accounts.SignIn(w.ctx, p.Email, p.Password, "127.0.0.1")
		if err != nil || got.Ref != p.Ref {
			w.Errorf("%s cannot sign in: %v", p.Name, err)
		}
	}
	if _, err := sample.Build(w.ctx, store.Options{Dir: w.dir}, today); fault.KindOf(err) != fault.Invalid {
		w.Errorf("a second sample was built into the same folder: %v", err)
	}
}

func signaturesAreNotReal(w *workspace) {
	for _, g := range w.snap.Signatures {
		if !strings.Contains(g.Line("sample"), "not a real signature") {
			w.Errorf("%s does not say in its seal what it is", g.Ref)
		}
		for _, v := range w.snap.Versions {
			if v.Ref == g.Target && len(leadership.CheckSignature(g, v)) > 0 {
				w.Errorf("%s: %v", g.Ref, leadership.CheckSignature(g, v))
			}
		}
	}
}

// clearlyMadeUp keeps addresses of real people and firms out of the texts.
func clearlyMadeUp(w *workspace) {
	address := regexp.MustCompile(`[\w.-]+@[\w.-]+|https?://\S+`)
	names, err := filepath.Glob("data/*.yaml")
	w.must(err)
	for _, name := range names {
		raw, err := os.ReadFile(name)
		w.must(err)
		for _, found := range address.FindAllString(string(raw), -1) {
			if !strings.Contains(found, "example.org") && !strings.Contains(found, "example.com") {
				w.Errorf("%s: %s", name, found)
			}
		}
	}
}
