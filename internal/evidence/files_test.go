package evidence_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
)

func sumOf(content string) string {
	h := sha256.Sum256([]byte(content))
	return hex.EncodeToString(h[:])
}

// everything lists all files below dir, finished or not.
func everything(t testing.TB, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, p)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

func TestPutKeepsContentUnderItsHash(t *testing.T) {
	for _, c := range []struct{ name, content, media string }{
		{"text", "minutes of the meeting\n", "text/plain"},
		{"a PDF", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n", "application/pdf"},
		{"a page that calls itself otherwise", "<!DOCTYPE html><script>alert(1)</script>", "text/html"},
		{"a drawing with a script", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`, "image/svg+xml"},
		{"a program", "MZ\x90\x00\x03\x00\x00\x00", "application/vnd.microsoft.portable-executable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "evidence")
			files := evidence.NewFolder(dir)
			got, err := files.Put(context.Background(), strings.NewReader(c.content), 1000)
			if err != nil {
				t.Fatal(err)
			}
			want := evidence.Stored{SHA256: sumOf(c.content), Size: int64(len(c.content)), MediaType: c.media}
			if got != want {
				t.Errorf("stored %+v, want %+v", got, want)
			}
			path := filepath.Join(dir, want.SHA256[:2], want.SHA256)
			if b, err := os.ReadFile(path); err != nil || string(b) != c.content {
				t.Errorf("%s holds %q (%v)", path, b, err)
			}
			if all := everything(t, dir); len(all) != 1 {
				t.Errorf("the folder holds %v", all)
			}
		})
	}
}

func TestR23_FaultsLeaveNothing(t *testing.T) {
	broken := errors.New("input/output error")
	for _, c := range []struct {
		name string
		r    io.Reader
		says string
	}{
		{"the sender stops at once", iotest.ErrReader(broken), "did not arrive whole"},
		{"the sender stops midway", io.MultiReader(strings.NewReader(strings.Repeat("x", 900_000)), iotest.ErrReader(broken)), "did not arrive whole"},
		{"the sender is cut off", io.MultiReader(strings.NewReader("half"), iotest.ErrReader(io.ErrUnexpectedEOF)), "did not arrive whole"},
		{"one byte too many", strings.NewReader(strings.Repeat("x", 1_000_001)), "larger than 1 MB"},
		{"nothing", strings.NewReader(""), "empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			got, err := evidence.NewFolder(dir).Put(context.Background(), c.r, 1_000_000)
			if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), c.says) {
				t.Errorf("answered %v, want a sentence with %q", err, c.says)
			}
			if got != (evidence.Stored{}) {
				t.Errorf("acknowledged %+v", got)
			}
			if left := everything(t, dir); len(left) != 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestR23_DiskFaultIsNotAcknowledged(t *testing.T) {
	dir, content := t.TempDir(), "cannot be written"
	sum := sumOf(content)
	// A file stands where the folder of this hash must be.
	if err := os.WriteFile(filepath.Join(dir, sum[:2]), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := evidence.NewFolder(dir).Put(context.Background(), strings.NewReader(content), 1000)
	if err == nil || got != (evidence.Stored{}) {
		t.Errorf("acknowledged %+v, %v", got, err)
	}
	if left := everything(t, dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestR23_ARequestThatEndsStopsTheUpload(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	dir, n := t.TempDir(), 0
	endless := readerFunc(func(p []byte) (int, error) {
		if n++; n == 3 {
			cancel()
		}
		return len(p), nil
	})
	if _, err := evidence.NewFolder(dir).Put(ctx, endless, 1<<40); !errors.Is(err, context.Canceled) {
		t.Errorf("answered %v", err)
	}
	if left := everything(t, dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestR23_SweepRemovesOnlyWhatDied(t *testing.T) {
	dir := t.TempDir()
	files := evidence.NewFolder(dir)
	kept, err := files.Put(context.Background(), strings.NewReader("kept"), 10)
	if err != nil {
		t.Fatal(err)
	}
	noon := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for name, at := range map[string]time.Time{".arriving-dead": noon.Add(-2 * time.Hour), ".arriving-alive": noon} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(path, []byte("half"), 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	old := noon.Add(-9000 * time.Hour)
	if err := os.Chtimes(filepath.Join(dir, kept.SHA256[:2], kept.SHA256), old, old); err != nil {
		t.Fatal(err)
	}
	if err := files.Sweep(noon.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	left := strings.Join(everything(t, dir), " ")
	if strings.Contains(left, "dead") || !strings.Contains(left, "alive") || !strings.Contains(left, kept.SHA256) {
		t.Errorf("after sweeping: %s", left)
	}
	if err := evidence.NewFolder(filepath.Join(dir, "none yet")).Sweep(noon); err != nil {
		t.Errorf("sweeping before the first file: %v", err)
	}
}

func TestSameContentAtOnceIsStoredOnce(t *testing.T) {
	dir := t.TempDir()
	files, content := evidence.NewFolder(dir), strings.Repeat("the same report\n", 50_000)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := files.Put(context.Background(), strings.NewReader(content), 1<<20)
			if err != nil || got.SHA256 != sumOf(content) {
				t.Errorf("stored %+v, %v", got, err)
			}
		})
	}
	wg.Wait()
	if all := everything(t, dir); len(all) != 1 {
		t.Errorf("the folder holds %v", all)
	}
	if sums, err := files.Sums(); err != nil || len(sums) != 1 || sums[0] != sumOf(content) {
		t.Errorf("sums %v, %v", sums, err)
	}
}

func TestAddingTheSameFileMendsADamagedOne(t *testing.T) {
	dir, content := t.TempDir(), "signed minutes"
	files := evidence.NewFolder(dir)
	for _, damaged := range []string{"", "signed minuteS"} {
		s, err := files.Put(context.Background(), strings.NewReader(content), 100)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, s.SHA256[:2], s.SHA256)
		if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := files.Put(context.Background(), strings.NewReader(content), 100); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != content {
			t.Errorf("after %q the file holds %q (%v)", damaged, b, err)
		}
	}
}

func TestOpenLeadsNowhereElse(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "aims.db"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	files := evidence.NewFolder(filepath.Join(dir, "evidence"))
	for _, sum := range []string{"", "a", "../aims.db", "..", strings.Repeat("A", 64), strings.Repeat("/", 64), sumOf("x") + "/"} {
		if _, err := files.Open(sum); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Open(%q) answered %v", sum, err)
		}
		if _, err := files.Size(sum); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Size(%q) answered %v", sum, err)
		}
	}
}

// zeros gives n bytes without holding them.
func zeros(n int64) io.Reader {
	return io.LimitReader(readerFunc(func(p []byte) (int, error) { clear(p); return len(p), nil }), n)
}

func TestUploadDoesNotGrowTheHeap(t *testing.T) {
	files := evidence.NewFolder(t.TempDir())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := files.Put(context.Background(), zeros(50<<20), evidence.Limit); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 4<<20 {
		t.Errorf("50 MB took %d bytes of memory", grown)
	}
}

// BenchmarkUpload sets storing 50 MB beside the least it could be: one pass of
// write, hash and sync. The difference is reading back.
func BenchmarkUpload(b *testing.B) {
	const size = 50 << 20
	b.Run("plain", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			plain(b, size)
		}
	})
	b.Run("stored", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			if _, err := evidence.NewFolder(b.TempDir()).Put(context.Background(), zeros(size), evidence.Limit); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func plain(b *testing.B, size int64) {
	file, err := os.Create(filepath.Join(b.TempDir(), "plain"))
	if err != nil {
		b.Fatal(err)
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(file, h), zeros(size))
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		b.Fatal(err)
	}
	if bytes.Equal(h.Sum(nil), nil) {
		b.Fatal("no hash")
	}
}
