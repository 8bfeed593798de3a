package pack

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
)

func makePack(t testing.TB, s *snapshot.Snapshot, files Source, change ...func(*Options)) Result {
	t.Helper()
	o := Options{Snapshot: s, Catalogue: controls.MustLoad(), Source: files, OutDir: t.TempDir(), Verified: true}
	if dir := os.Getenv("PACK_OUT"); dir != "" { // to look at the pages
		o.OutDir = dir
	}
	for _, c := range change {
		c(&o)
	}
	r, err := Make(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// readText is each page of a pack as an auditor's search sees it, without line breaks.
func readText(t *testing.T, r Result) []string {
	t.Helper()
	pdf, err := os.ReadFile(r.PDF)
	if err != nil {
		t.Fatal(err)
	}
	pages := pagesOf(t, pdf)
	if len(pages) != r.Pages {
		t.Fatalf("%d pages, the result says %d", len(pages), r.Pages)
	}
	for i, p := range pages {
		pages[i] = strings.Join(strings.Fields(p), " ")
	}
	return pages
}

func TestR30EqualStateGivesEqualBytes(t *testing.T) {
	s, files := rich()
	first := makePack(t, s, files)
	for range 39 {
		again, files := rich()
		if r := makePack(t, again, files); r.SHA256 != first.SHA256 || r.PDFSHA256 != first.PDFSHA256 {
			t.Fatalf("%s and %s differ", r.SHA256, first.SHA256)
		}
	}
	if filepath.Base(first.ZIP) != "aims-evidence-pack-2026-11-22-18204.zip" {
		t.Errorf("the pack is called %s", first.ZIP)
	}
}

var subclause = regexp.MustCompile(`(\d+(?:\.\d)+) ([A-Z][A-Za-z ,]+?) What is asked, in our own words`)

// subclauses are the headings in the text, in order: "6.1.3 AI risk treatment What is asked".
func subclauses(text string) (found []string) {
	for _, m := range subclause.FindAllStringSubmatch(text, -1) {
		found = append(found, m[1]+" "+m[2])
	}
	return found
}

// blocks are the texts of the sub-clauses, each from its heading to the next.
func blocks(text string) (all []string) {
	at := subclause.FindAllStringIndex(text, -1)
	for i, m := range at {
		end := strings.LastIndex(text, "Annex 1 Statement of Applicability")
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		all = append(all, text[m[0]:end])
	}
	return all
}

func TestR31EverySubclauseAndControlStandsInThePack(t *testing.T) {
	s, files := rich()
	for name, r := range map[string]Result{"rich": makePack(t, s, files), "bare": makePack(t, bare(), shelf{})} {
		t.Run(name, func(t *testing.T) {
			text := strings.Join(readText(t, r), " ")
			// margin labels wrap: their second line follows the first line of the text
			text = regexp.MustCompile(`What is asked, in our (.*?)own words `).ReplaceAllString(text, "What is asked, in our own words $1")
			var want []string
			for _, c := range controls.MustLoad().Auditable() {
				want = append(want, c.ID+" "+c.Title)
			}
			if got := subclauses(text); !slices.Equal(got, want) {
				t.Errorf("sub-clauses\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			annex := text[strings.LastIndex(text, "Annex 1 Statement of Applicability"):strings.LastIndex(text, "Annex 2 Risk register")]
			for _, c := range controls.MustLoad().Controls {
				if !regexp.MustCompile(`\b` + regexp.QuoteMeta(c.ID) + ` `).MatchString(annex) {
					t.Errorf("%s is not in the Statement", c.ID)
				}
			}
			for _, block := range blocks(text) {
				id, _, _ := strings.Cut(block, " ")
				if !strings.Contains(block, "Evidence for "+id+" ") && !strings.Contains(block, "No evidence recorded.") && !strings.Contains(block, "None is linked to "+id+" itself.") {
					t.Errorf("%s has neither evidence nor the sentence:\n%s", id, block)
				}
			}
		})
	}
}

func TestR31CountsEqualTheRegisters(t *testing.T) {
	s, files := rich()
	r := makePack(t, s, files)
	text := strings.Join(readText(t, r), " ")
	held := entries(t, r.ZIP)
	for _, c := range []struct {
		title, file string
		all         int
		retired     int
		refs        []string
	}{
		{"Risks", "risk", len(s.Risks), 1, mapped(s.Risks, riskRef)},
		{"AI systems", "system", len(s.Systems), 0, mapped(s.Systems, systemRef)},
		{"Evidence", "evidence", len(s.Evidence), 1, mapped(s.Evidence, func(i evidence.Item) string { return i.Ref })},
		{"Statement of Applicability", "soa", len(s.Rows), 0, nil},
		{"Decisions", "decision", 1, 0, []string{"CMT-2026-002"}},
		{"Policy versions", "policy-version", len(s.Versions), 0, mapped(s.Versions, func(v leadership.Version) string { return v.Ref })},
	} {
		file := "registers/" + c.file + ".json"
		if line := fmt.Sprintf("%s %d %d %s", c.title, c.all-c.retired, c.retired, file); !strings.Contains(text, line) {
			t.Errorf("the pack does not say %q", line)
		}
		var records []map[string]any
		if err := json.Unmarshal([]byte(held[file]), &records); err != nil || len(records) != c.all {
			t.Errorf("%s holds %d records, want %d (%v)", file, len(records), c.all, err)
		}
		for _, ref := range c.refs {
			if !strings.Contains(text, ref) {
				t.Errorf("%s is not in the pack", ref)
			}
		}
	}
	if note := "A working note"; strings.Contains(text, note) || strings.Contains(held["registers/decision.json"], note) {
		t.Error("a working note is in the pack")
	}
	for _, sentence := range []string{
		"1 decision taken on single records is recorded",
		"6 issues are recorded: 3 external, 3 internal.",
		"The scope statement in force is version 2, approved by Ada Example, 3 Mar 2026, 09:30 UTC.",
		"10 of 13 AI systems in scope have an approved impact assessment; missing: SYS-2026-002, SYS-2026-004, SYS-2026-009",
		"39 controls: 38 of Annex A of ISO/IEC 42001 and 1 of the organisation's own.",
		"20 items of evidence are recorded: 18 files and 1 link in force, 1 retired.",
	} {
		if !strings.Contains(strings.ReplaceAll(text, " – ", " "), sentence) {
			t.Errorf("the pack does not say %q", sentence)
		}
	}
}

// damaged spoils four files and one signature of the rich example.
func damaged() (*snapshot.Snapshot, Source) {
	s, files := rich()
	sum := func(n int) string { return s.Evidence[n-1].SHA256 }
	files[sum(1)] = holds("content of another hand")
	delete(files, sum(2))
	files[sum(3)] = func() (io.ReadCloser, error) { return nil, fs.ErrPermission }
	files[sum(4)] = holds("")
	s.Versions[1].Text += " And more."
	return s, files
}

func TestR21R22DamageIsNamedAndThePackIsMade(t *testing.T) {
	s, files := damaged()
	r := makePack(t, s, files, func(o *Options) {
		o.Damage = []trail.Problem{{Ref: "RSK-2026-003", Message: "RSK-2026-003 differs from its newest entry (7)"}}
	})
	pages := readText(t, r)
	annex := pages[slices.IndexFunc(pages, func(p string) bool {
		return strings.Contains(p, "Annex 6 Integrity of files, signatures and trail") && !strings.Contains(p, "Contents")
	}):]
	problems := strings.Join(annex, " ")
	for _, c := range []struct{ cover, index, ref string }{
		{"1 evidence file altered (EVD-2026-001)", "ALTERED", "EVD-2026-001"},
		{"1 evidence file missing (EVD-2026-002)", "MISSING", "EVD-2026-002"},
		{"1 evidence file unreadable (EVD-2026-003)", "UNREADABLE", "EVD-2026-003"},
		{"1 evidence file empty (EVD-2026-004)", "EMPTY", "EVD-2026-004"},
		{"1 signature is INVALID (SIG-2026-001)", "INVALID: text changed after signing.", "SIG-2026-001"},
		{"1 approved text was changed (POL-2026-001.v2)", "", "POL-2026-001.v2"},
		{"1 finding of damage in the trail or the records (RSK-2026-003)", "", "RSK-2026-003 differs from its newest entry (7)."},
	} {
		if !strings.Contains(pages[0]+pages[1], c.cover) {
			t.Errorf("the cover does not say %q:\n%s", c.cover, pages[0])
		}
		if !strings.Contains(strings.Join(pages, " "), c.index) || !strings.Contains(problems, c.ref) {
			t.Errorf("%s is not named in the tables and in Annex 6", c.ref)
		}
	}
	if len(r.Notices) != 7 {
		t.Errorf("%d notices, want 7: %v", len(r.Notices), r.Notices)
	}
	for _, sum := range []string{s.Evidence[0].SHA256, sumOf("content of another hand")} {
		if !strings.Contains(strings.ReplaceAll(problems, " ", ""), sum) {
			t.Errorf("Annex 6 does not give %s", sum)
		}
	}
	if found, err := VerifyBag(t.Context(), r.ZIP); err != nil || len(found) != 0 {
		t.Errorf("the archive does not verify: %v %v", found, err)
	}
}

func TestAStatementThatWasChangedIsCalledInvalid(t *testing.T) {
	s, files := rich()
	s.Approved = []soa.Version{s.Approved[0]}
	s.Approved[0].Rows = slices.Clone(s.Approved[0].Rows)
	s.Approved[0].Rows[3].Reason = "Another reason."
	r := makePack(t, s, files)
	if text := strings.Join(readText(t, r), " "); len(r.Notices) != 1 || r.Notices[0].Kind != BadText || !strings.Contains(text, "INVALID: the rows of this version are not those that were approved") {
		t.Errorf("not named: %v", r.Notices)
	}
}

func TestNothingIsPromisedOrLeaked(t *testing.T) {
	s, files := rich()
	for name, r := range map[string]Result{"rich": makePack(t, s, files), "bare": makePack(t, bare(), shelf{})} {
		text := strings.Join(readText(t, r), " ")
		text = strings.ReplaceAll(text, "%!s(MISSING)", "")
		text = strings.ReplaceAll(text, "Not an advanced or qualified signature under eIDAS.", "")
		for _, bad := range []string{"%!", "<nil>", "undefined", "0001", "legally binding", "qualified", "advanced", "fully compliant", "is compliant", "map["} {
			if strings.Contains(text, bad) {
				t.Errorf("%s holds %q", name, bad)
			}
		}
	}
}

// TestEveryLinkLeadsSomewhere looks for references to places the pack does not have.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	s, _ := rich()
	b, err := newBook(Options{Snapshot: s, Catalogue: controls.MustLoad()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.compose()
	if _, err := b.output(io.Discard); err != nil {
		t.Fatal(err)
	}
	links := 0
	for i, p := range b.pages {
		for _, o := range p.ops {
			if name, inside := strings.CutPrefix(o.text, "#"); o.kind == opLink && inside {
				links++
				if _, known := b.anchors[name]; !known {
					t.Errorf("page %d of the body leads to %q, which is not there", i+1, name)
				}
			}
			if _, known := b.anchors[o.text]; o.kind == opPage && !known {
				t.Errorf("page %d of the body asks for the page of %q", i+1, o.text)
			}
		}
	}
	if links < 300 {
		t.Errorf("only %d links", links)
	}
}

// TestGlanceGivesTheRealPages follows the page numbers of the overview.
func TestGlanceGivesTheRealPages(t *testing.T) {
	s, files := rich()
	pages := readText(t, makePack(t, s, files))
	at := slices.IndexFunc(pages, func(p string) bool { return strings.Contains(p, "Counts of what is recorded.") })
	for _, c := range controls.MustLoad().Auditable() {
		m := regexp.MustCompile(` ` + regexp.QuoteMeta(c.ID+" "+strings.Fields(c.Title)[0]) + `[A-Za-z, ]* (?:[\d–]+) \d+ (?:–|nothing recorded|\d+ points?) (\d+) `).FindStringSubmatch(pages[at])
		if m == nil {
			t.Errorf("%s is not in the overview", c.ID)
			continue
		}
		n, err := strconv.Atoi(m[1])
		if err != nil || n > len(pages) || !strings.Contains(pages[n-1], c.ID+" "+c.Title) {
			t.Errorf("%s is not on page %s", c.ID, m[1])
		}
	}
}

func TestOtherProgramsAgree(t *testing.T) {
	s, files := damaged()
	r := makePack(t, s, files)
	out, err := exec.Command(tool(t, "qpdf"), "--check", r.PDF).CombinedOutput()
	if err != nil || bytes.Contains(out, []byte("WARNING")) {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
	dir := t.TempDir()
	for name, content := range entries(t, r.ZIP) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(content), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	check := exec.Command(tool(t, "sha256sum"), "--strict", "--quiet", "-c", manifestName)
	check.Dir = dir
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("sha256sum: %v\n%s", err, out)
	}
	inside, err := os.ReadFile(filepath.Join(dir, filepath.Base(r.PDF)))
	if err != nil || trail.Sum(inside) != r.PDFSHA256 {
		t.Errorf("the document inside is not the one beside: %v", err)
	}
}

func TestAnEmptyTrailIsRefused(t *testing.T) {
	_, err := Make(t.Context(), Options{Snapshot: snapshot.Of(snapshot.Snapshot{}), Catalogue: controls.MustLoad(), OutDir: t.TempDir()})
	if fault.KindOf(err) != fault.Invalid {
		t.Errorf("error %v", err)
	}
}

// endless gives files of a size without holding them.
type endless struct{ size int64 }

func (e endless) Open(string) (io.ReadCloser, error) {
	return io.NopCloser(io.LimitReader(zeros{}, e.size)), nil
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// TestEvidenceIsStreamed puts 256 MB of evidence in and watches the heap (R32).
func TestEvidenceIsStreamed(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: 256 MB are written only without -short")
	}
	const size = 64 << 20
	h := trail.Sum(make([]byte, size))
	s := bare()
	for i := range 4 {
		s.Evidence = append(s.Evidence, evidence.Item{Head: rec(numbered("EVD", i+1)), Title: "Log", Kind: evidence.File, FileName: "log.bin", Size: size, SHA256: h})
	}
	runtime.GC()
	var peak atomic.Uint64
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak.Store(max(peak.Load(), m.HeapInuse))
			}
		}
	}()
	r := makePack(t, s, endless{size})
	close(stop)
	if len(r.Notices) != 0 {
		t.Errorf("notices: %v", r.Notices)
	}
	if mb := peak.Load() >> 20; mb > 100 {
		t.Errorf("the heap grew to %d MB", mb)
	}
}

// BenchmarkPack makes packs of some 500 pages and more.
func BenchmarkPack(b *testing.B) {
	s, files := rich()
	for i := 61; len(s.Risks) < 1000; i++ {
		r := s.Risks[i%60]
		r.Head = rec(numbered("RSK", i))
		s.Risks = append(s.Risks, r)
	}
	b.ReportAllocs()
	pages := 0
	for b.Loop() {
		pages = makePack(b, s, files).Pages
	}
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(pages), "ns/page")
}
