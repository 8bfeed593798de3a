package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/aims-workbench/aims/internal/when"
)

// shelf is a source in memory: by the hash asked for, what is read.
type shelf map[string]func() (io.ReadCloser, error)

func (s shelf) Open(sum string) (io.ReadCloser, error) {
	if open, ok := s[sum]; ok {
		return open()
	}
	return nil, fs.ErrNotExist
}

func holds(content string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }
}

func sumOf(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

func (s shelf) keep(ref, name, content string) bagFile {
	s[sumOf(content)] = holds(content)
	return bagFile{ref, name, sumOf(content), int64(len(content))}
}

var madeAt = when.Instant("2026-11-22T09:30:00Z")

func sampleBag() bag {
	s := shelf{}
	return bag{Made: madeAt, Source: s, Files: []bagFile{
		s.keep("EVD-2026-002", "minutes.pdf", "minutes"),
		s.keep("EVD-2026-001", "training.csv", strings.Repeat("a,b\n", 1000)),
		s.keep("EVD-2026-001", "Training.CSV", "other"),
		s.keep("EVD-2026-003", "../../etc/passwd\nx", "hostile"),
	}, Document: func([]Notice) ([]bagEntry, error) { return []bagEntry{{"pack.pdf", []byte("%PDF")}}, nil }}
}

func makeBag(t *testing.T, b bag) (string, []Notice) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pack.zip")
	notices, err := writeBag(t.Context(), path, b)
	if err != nil {
		t.Fatal(err)
	}
	return path, notices
}

func entries(t *testing.T, path string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

func TestBagHoldsEvidenceUnderSafeNames(t *testing.T) {
	path, notices := makeBag(t, sampleBag())
	if len(notices) != 0 {
		t.Fatalf("notices for sound evidence: %v", notices)
	}
	got := entries(t, path)
	for name, want := range map[string]string{
		"pack.pdf":                               "%PDF",
		"evidence/EVD-2026-001/training (2).csv": strings.Repeat("a,b\n", 1000),
		"evidence/EVD-2026-001/Training.CSV":     "other",
		"evidence/EVD-2026-003/_.._etc_passwdx":  "hostile",
	} {
		if got[name] != want {
			t.Errorf("%s holds %.20q, want %.20q; all: %v", name, got[name], want, keys(got))
		}
	}
	if problems, err := VerifyBag(t.Context(), path); err != nil || len(problems) != 0 {
		t.Errorf("VerifyBag says %v, %v of a sound archive", problems, err)
	}
}

func keys(m map[string]string) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	return out
}

func TestBagBytesAreEqual(t *testing.T) {
	var first []byte
	for i := range 40 {
		b := sampleBag()
		b.Files[0], b.Files[i%4] = b.Files[i%4], b.Files[0]
		path, _ := makeBag(t, b)
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		}
		if !bytes.Equal(got, first) {
			t.Fatalf("archive %d differs", i+1)
		}
	}
}

func TestWrongEvidenceIsNamedAndTheBagIsMade(t *testing.T) {
	b := sampleBag()
	s := b.Source.(shelf)
	lost := bagFile{"EVD-2026-010", "lost.pdf", sumOf("lost"), 4}
	locked := bagFile{"EVD-2026-011", "locked.pdf", sumOf("locked"), 6}
	torn := bagFile{"EVD-2026-012", "torn.pdf", sumOf("torn"), 4}
	hollow := bagFile{"EVD-2026-013", "hollow.pdf", sumOf("hollow"), 6}
	forged := bagFile{"EVD-2026-014", "forged.pdf", sumOf("true"), 4}
	s[locked.SHA256] = func() (io.ReadCloser, error) { return nil, fs.ErrPermission }
	s[torn.SHA256] = func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("to"), iotest.ErrReader(errors.New("bad sector")))), nil
	}
	s[hollow.SHA256] = holds("")
	s[forged.SHA256] = holds("false")
	b.Files = append(b.Files, lost, locked, torn, hollow, forged)
	var told []Notice
	b.Document = func(n []Notice) ([]bagEntry, error) { told = n; return nil, nil }

	path, notices := makeBag(t, b)
	want := []NoticeKind{Missing, Unreadable, Unreadable, Empty, Altered}
	if len(notices) != len(want) || len(told) != len(want) {
		t.Fatalf("%d notices, %d told to the document, want %d: %v", len(notices), len(told), len(want), notices)
	}
	for i, n := range notices {
		if n.Kind != want[i] || n.Ref == "" || !strings.Contains(n.Sentence, n.Ref) || !strings.Contains(n.Sentence, n.Expected) || !strings.Contains(n.Sentence, n.Found) {
			t.Errorf("notice %d is %+v, want kind %s", i, n, want[i])
		}
	}
	got := entries(t, path)
	if got["evidence-altered/EVD-2026-014/forged.pdf"] != "false" {
		t.Errorf("the altered file is not shown: %v", keys(got))
	}
	for name := range got {
		for _, ref := range []string{"010", "011", "012", "013"} {
			if strings.Contains(name, "EVD-2026-"+ref) {
				t.Errorf("%s is in the archive", name)
			}
		}
	}
	if problems, err := VerifyBag(t.Context(), path); err != nil || len(problems) != 0 {
		t.Errorf("the archive does not verify: %v %v", problems, err)
	}
}

func TestNothingIsLeftOfABagNotMade(t *testing.T) {
	failed := errors.New("the document failed")
	for name, change := range map[string]func(*bag, context.CancelFunc) error{
		"document fails": func(b *bag, _ context.CancelFunc) error {
			b.Document = func([]Notice) ([]bagEntry, error) { return nil, failed }
			return failed
		},
		"cancelled on the way": func(b *bag, cancel context.CancelFunc) error {
			b.Progress = func(int, int) { cancel() }
			return context.Canceled
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			b := sampleBag()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			want := change(&b, cancel)
			if _, err := writeBag(ctx, filepath.Join(dir, "pack.zip"), b); !errors.Is(err, want) {
				t.Errorf("error %v, want %v", err, want)
			}
			left, err := os.ReadDir(dir)
			if err != nil || len(left) != 0 {
				t.Errorf("left behind: %v %v", left, err)
			}
		})
	}
}

// TestCoreutilsAgree does what README.txt says, with no help of ours.
func TestCoreutilsAgree(t *testing.T) {
	check := tool(t, "sha256sum")
	path, _ := makeBag(t, sampleBag())
	dir := t.TempDir()
	for name, content := range entries(t, path) {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func() (string, error) {
		cmd := exec.Command(check, "--strict", "-c", manifestName)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	out, err := run()
	if err != nil || strings.Count(out, ": OK") != 6 {
		t.Fatalf("sha256sum: %v\n%s", err, out)
	}
	if err := os.WriteFile(filepath.Join(dir, "evidence/EVD-2026-002/minutes.pdf"), []byte("Minutes"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := run(); err == nil || !strings.Contains(out, "evidence/EVD-2026-002/minutes.pdf: FAILED") {
		t.Errorf("one byte changed, and sha256sum says %v\n%s", err, out)
	}
}

func BenchmarkBag(b *testing.B) {
	content := bytes.Repeat([]byte("0123456789abcdef"), 4<<20) // 64 MiB
	h := sha256.Sum256(content)
	sum := hex.EncodeToString(h[:])
	s := shelf{sum: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
	sample := bag{Made: madeAt, Source: s, Files: []bagFile{{"EVD-2026-001", "film.mp4", sum, int64(len(content))}},
		Document: func([]Notice) ([]bagEntry, error) { return nil, nil }}
	b.Run("writeBag", func(b *testing.B) {
		b.SetBytes(int64(len(content)))
		path := filepath.Join(b.TempDir(), "pack.zip")
		for b.Loop() {
			if _, err := writeBag(b.Context(), path, sample); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("one pass of SHA-256 into a stored zip", func(b *testing.B) {
		b.SetBytes(int64(len(content)))
		for b.Loop() {
			f, err := os.Create(filepath.Join(b.TempDir(), "bare.zip"))
			if err != nil {
				b.Fatal(err)
			}
			z := zip.NewWriter(f)
			w, err := z.CreateHeader(&zip.FileHeader{Name: "film.mp4"})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := io.Copy(io.MultiWriter(w, sha256.New()), bytes.NewReader(content)); err != nil {
				b.Fatal(err)
			}
			if err := errors.Join(z.Close(), f.Sync(), f.Close()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
