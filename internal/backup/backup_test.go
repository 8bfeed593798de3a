package backup

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
)

// place is a workspace with its folder.
type place struct {
	*testing.T
	dir string
	db  *store.DB
}

func open(t *testing.T, dir string) place {
	t.Helper()
	db, err := store.Open(context.Background(), store.Options{Dir: dir, Clock: aimstest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // some tests close it themselves
	return place{t, dir, db}
}

func (p place) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

func (p place) identifies(title string) {
	p.Helper()
	_, err := risk.New(p.db).Identify(p.Context(), aimstest.As(access.Lead), risk.Risk{Title: title})
	p.must(err)
}

// keeps stores a file as evidence and gives its hash.
func (p place) keeps(content string) string {
	p.Helper()
	shelf := evidence.New(p.db, p.dir)
	item, err := shelf.AddFile(p.Context(), aimstest.As(access.Lead), evidence.Item{Title: "Minutes"}, strings.NewReader(content), "minutes.txt")
	p.must(err)
	return item.SHA256
}

func (p place) backsUp() (string, Manifest) {
	p.Helper()
	to := filepath.Join(p.TempDir(), "backup.zip")
	m, err := Make(p.Context(), p.db, p.dir, to)
	p.must(err)
	return to, m
}

// exported is every register as JSON, at one position of the trail.
func (p place) exported() map[string]string {
	p.Helper()
	s, err := snapshot.Load(p.Context(), p.db)
	p.must(err)
	dir := p.TempDir()
	files, err := exchange.Export(s, dir, "json")
	p.must(err)
	out := map[string]string{}
	for _, f := range files {
		content, err := os.ReadFile(f)
		p.must(err)
		out[filepath.Base(f)] = string(content)
	}
	return out
}

// verifies checks the trail, the rows and the files.
func (p place) verifies() {
	p.Helper()
	marks, err := trail.Marks(p.dir)
	p.must(err)
	problems, err := p.db.Verify(p.Context(), snapshot.Registers(), marks)
	p.must(err)
	findings, err := evidence.New(p.db, p.dir).CheckAll(p.Context(), func(int, int) {})
	p.must(err)
	for _, f := range findings {
		if !f.Sound() {
			p.Errorf("%s: %s", f.Ref, f.Message)
		}
	}
	if len(problems) > 0 {
		p.Errorf("not whole: %+v", problems)
	}
}

// A backup made while 50 people write is one moment of the trail: what is restored
// verifies and exports the same bytes as the original gave at that moment.
func TestBackupAmongWriters(t *testing.T) {
	p := open(t, t.TempDir())
	p.identifies("The first")
	p.must(trail.Mark(p.dir, mustPosition(p, "before")))
	const writers, each = 50, 6
	var wg sync.WaitGroup
	var once sync.Once
	busy := make(chan struct{})
	for w := range writers {
		wg.Go(func() {
			for n := range each {
				_, err := risk.New(p.db).Identify(context.Background(), aimstest.As(access.Lead), risk.Risk{Title: fmt.Sprintf("Risk %d of writer %d", n, w)})
				if err != nil {
					t.Error(err)
				}
				once.Do(func() { close(busy) })
			}
		})
	}
	<-busy
	file, m := p.backsUp()
	wg.Wait()
	if m.Position.Seq >= mustPosition(p, "").Seq {
		t.Logf("all writing was over before the copy: entry %d", m.Position.Seq)
	}
	back := filepath.Join(t.TempDir(), "back")
	_, err := Restore(t.Context(), file, back, snapshot.Registers())
	p.must(err)
	r := open(t, back)
	r.verifies()
	if got := mustPosition(r, "").Seq; got != m.Position.Seq {
		t.Errorf("restored to entry %d, the manifest says %d", got, m.Position.Seq)
	}
	then := p.exportedUpTo(m.Position.Seq)
	if got := r.exported()["risk.json"]; got != then {
		g, w := strings.Split(got, "\n"), strings.Split(then, "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Errorf("line %d of %d/%d: %s\nwant %s", i, len(g), len(w), g[i], w[i])
				break
			}
		}
	}
}

// exportedUpTo is the risks as the trail's images had them at an entry: here each
// risk was only ever identified, so its one image is its state.
func (p place) exportedUpTo(seq int64) string {
	p.Helper()
	var images []string
	p.must(p.db.Read(p.Context()).Table("trail_entries").Where("register = ? AND seq <= ?", "risks", seq).Order("ref").Pluck("image", &images).Error)
	if len(images) == 0 {
		p.Fatal("no image")
	}
	return "[\n" + strings.Join(images, ",\n") + "\n]\n"
}

func mustPosition(p place, why string) trail.Checkpoint {
	p.Helper()
	pos, err := store.Position(p.db.Read(p.Context()))
	p.must(err)
	pos.Why = why
	return pos
}

// Everything comes back byte for byte, files of evidence included; an upload that
// never finished does not.
func TestBackupHoldsEverything(t *testing.T) {
	p := open(t, t.TempDir())
	p.identifies("Wrong answers")
	sum := p.keeps("what was decided")
	p.must(os.WriteFile(filepath.Join(p.dir, "evidence", ".arriving-123"), []byte("half"), 0o600))
	p.must(trail.Mark(p.dir, mustPosition(p, "start")))
	file, m := p.backsUp()
	back := filepath.Join(t.TempDir(), "new", "back")
	got, err := Restore(t.Context(), file, back, snapshot.Registers())
	p.must(err)
	if len(m.Files) != 3 || len(got.Files) != 3 {
		t.Errorf("files %+v", m.Files)
	}
	r := open(t, back)
	r.verifies()
	for name, want := range p.exported() {
		if r.exported()[name] != want {
			t.Errorf("%s differs", name)
		}
	}
	content, err := os.ReadFile(filepath.Join(back, "evidence", sum[:2], sum))
	if err != nil || string(content) != "what was decided" {
		t.Errorf("evidence %q, %v", content, err)
	}
	if marks, err := trail.Marks(back); err != nil || len(marks) != 1 {
		t.Errorf("checkpoints %+v, %v", marks, err)
	}
}

// A checkpoint made while the copy was under way is newer than the copy. It stays
// out: else the restored workspace would seem cut short.
func TestBackupLeavesNewerMarksOut(t *testing.T) {
	p := open(t, t.TempDir())
	p.identifies("Wrong answers")
	later := mustPosition(p, "start")
	later.Seq, later.Hash = later.Seq+7, strings.Repeat("a", 64)
	p.must(trail.Mark(p.dir, mustPosition(p, "start")))
	p.must(trail.Mark(p.dir, later))
	file, _ := p.backsUp()
	back := filepath.Join(t.TempDir(), "back")
	_, err := Restore(t.Context(), file, back, snapshot.Registers())
	p.must(err)
	open(t, back).verifies()
}

// spoiled is a backup that must not be restored.
func TestRestoreRefuses(t *testing.T) {
	p := open(t, t.TempDir())
	p.identifies("Wrong answers")
	p.keeps("what was decided")
	file, m := p.backsUp()
	whole, err := os.ReadFile(file)
	p.must(err)
	change := func(edit func(Manifest) Manifest) func() []byte {
		return func() []byte {
			return repack(t, whole, func(name string) bool { return name != manifestName }, ptr(edit(copied(m))))
		}
	}
	cases := map[string]struct {
		make func() []byte
		says string
	}{
		"no zip":      {func() []byte { return []byte("hello") }, "not a complete backup"},
		"empty":       {func() []byte { return nil }, "not a complete backup"},
		"no manifest": {func() []byte { return repack(t, whole, func(name string) bool { return name != manifestName }, nil) }, "no manifest"},
		"missing file": {func() []byte {
			return repack(t, whole, func(name string) bool { return !strings.HasPrefix(name, "evidence/") }, &m)
		}, "its manifest lists"},
		"newer format":   {change(func(m Manifest) Manifest { m.Format = "aims-backup-2"; return m }), "aims-backup-2"},
		"outside":        {change(func(m Manifest) Manifest { m.Files[0].Name = "../aims.db"; return m }), "outside its folder"},
		"absolute":       {change(func(m Manifest) Manifest { m.Files[0].Name = "/etc/aims.db"; return m }), "outside its folder"},
		"renamed":        {change(func(m Manifest) Manifest { m.Files[0].Name = "other.db"; return m }), "missing from the backup"},
		"twice":          {change(func(m Manifest) Manifest { m.Files[1] = m.Files[0]; return m }), ""},
		"other content":  {change(func(m Manifest) Manifest { m.Files[0].SHA256 = strings.Repeat("0", 64); return m }), "is damaged"},
		"other position": {change(func(m Manifest) Manifest { m.Position.Seq += 5; return m }), "damaged data"},
		"unlisted file":  {change(func(m Manifest) Manifest { m.Files = m.Files[:2]; return m }), "its manifest lists"},
	}
	for _, cut := range []int{1, 20, len(whole) / 4, len(whole) / 2, len(whole) - 200, len(whole) - 1} {
		cases[fmt.Sprintf("cut at %d", cut)] = struct {
			make func() []byte
			says string
		}{func() []byte { return whole[:cut] }, ""}
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { refuses(t, c.make(), c.says) })
	}
}

func ptr[T any](v T) *T { return &v }

func copied(m Manifest) Manifest {
	m.Files = append([]File{}, m.Files...)
	return m
}

// refuses restores a spoiled backup beside a marker: nothing may appear and the
// target stays as it was.
func refuses(t *testing.T, content []byte, says string) {
	t.Helper()
	home := t.TempDir()
	file, target := filepath.Join(home, "backup.zip"), filepath.Join(home, "target")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(target, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Restore(t.Context(), file, target, snapshot.Registers())
	if err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("said %v, want %q", err, says)
	}
	var left []string
	_ = filepath.WalkDir(home, func(path string, _ fs.DirEntry, _ error) error { left = append(left, path); return nil })
	if len(left) != 3 {
		t.Errorf("left behind: %v", left)
	}
}

// repack rewrites a backup with some of its files, and with another manifest.
func repack(t *testing.T, whole []byte, keep func(string) bool, m *Manifest) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		if !keep(f.Name) || m != nil && f.Name == manifestName {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(w, r); err != nil {
			t.Fatal(err)
		}
	}
	if m != nil {
		w, err := z.Create(manifestName)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.NewEncoder(w).Encode(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
