package pack

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVerifyBagFindsWhatWasDone rewrites a sound archive in one way each.
func TestVerifyBagFindsWhatWasDone(t *testing.T) {
	sound, _ := makeBag(t, sampleBag())
	const victim = "evidence/EVD-2026-002/minutes.pdf"
	for name, c := range map[string]struct {
		change func(w *zip.Writer, name, content string)
		after  func(w *zip.Writer)
		want   string
	}{
		"altered": {func(w *zip.Writer, n, s string) {
			if n == victim {
				s = "Minutes"
			}
			put(w, n, s)
		}, nil, "was altered"},
		"lost": {func(w *zip.Writer, n, s string) {
			if n != victim {
				put(w, n, s)
			}
		}, nil, "does not hold"},
		"added":      {put, func(w *zip.Writer) { put(w, "evidence/EVD-2026-002/extra.pdf", "x") }, "was added"},
		"signature":  {put, func(w *zip.Writer) { put(w, "manifest-sha256.txt.sig", "x") }, "manifest-sha256.txt.sig The manifest does not list this file: it was added."},
		"key":        {put, func(w *zip.Writer) { put(w, "public-key.pem", "x") }, "public-key.pem The manifest does not list this file: it was added."},
		"doubled":    {put, func(w *zip.Writer) { put(w, victim, "second") }, "twice"},
		"other case": {put, func(w *zip.Writer) { put(w, strings.ToUpper(victim), "second") }, "twice"},
		"leads out":  {put, func(w *zip.Writer) { put(w, "../x", "x") }, "out of the folder"},
		"backslash":  {put, func(w *zip.Writer) { put(w, `..\x`, "x") }, "out of the folder"},
		"absolute":   {put, func(w *zip.Writer) { put(w, "/etc/x", "x") }, "out of the folder"},
		"no manifest": {func(w *zip.Writer, n, s string) {
			if n != manifestName {
				put(w, n, s)
			}
		}, nil, "has no manifest"},
		"bad line": {func(w *zip.Writer, n, s string) {
			if n == manifestName {
				s += "not a line\n"
			}
			put(w, n, s)
		}, nil, "is not a SHA-256"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "changed.zip")
			f, err := os.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			w := zip.NewWriter(f)
			z, err := zip.OpenReader(sound)
			if err != nil {
				t.Fatal(err)
			}
			defer z.Close()
			all := entries(t, sound)
			for _, e := range z.File {
				c.change(w, e.Name, all[e.Name])
			}
			if c.after != nil {
				c.after(w)
			}
			if err := errors.Join(w.Close(), f.Close()); err != nil {
				t.Fatal(err)
			}
			problems, err := VerifyBag(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(fmt.Sprint(problems), c.want) {
				t.Errorf("problems %v, want one with %q", problems, c.want)
			}
		})
	}
	if _, err := VerifyBag(t.Context(), os.DevNull); err == nil {
		t.Error("what is no archive was verified")
	}
}

func put(w *zip.Writer, name, content string) {
	out, err := w.Create(name)
	if err == nil {
		_, err = io.WriteString(out, content)
	}
	if err != nil {
		panic(err)
	}
}
