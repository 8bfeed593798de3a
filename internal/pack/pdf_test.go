package pack

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/aims-workbench/aims/internal/when"
)

const someHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

var demoMeta = meta{
	Organisation: "Müller & Søn Maschinenbau GmbH",
	Title:        "AIMS evidence pack",
	AsAt:         when.Instant("2026-11-22T09:30:00Z"),
	DocumentID:   "PCK-2026-003",
	TrailHead:    someHash,
}

const demoPolicy = `# Purpose

Müller & Søn uses artificial intelligence where it **helps people decide**, never where it hides who decided. This policy says what we *will* and will not do, and who answers for it.

## Principles

1. Every AI system has a named owner, who can stop it.
2. Before a system touches people, its impact is assessed, and the assessment is read by somebody who did not build it:
   - on individuals,
   - on groups, and
   - on society.
3. What we tell users is true, complete and in plain words.

> Where speed and care compete, care wins.

| Role | Decides | Days |
|---|---|---:|
| Board | acceptance of high risks | 10 |
| AI lead | release of a changed model | 11 |

Questions go to [the AI lead](mailto:ai@example.org). The identifier is ` + "`POL-2026-001`" + `. <b>Raw HTML</b> is shown as written.
`

// demo is a small pack that uses everything once or more.
func demo() *document {
	d := newDocument(demoMeta)
	d.contents()
	d.cover(cover{
		Title: "AIMS evidence pack", Subtitle: "Management system for artificial intelligence, ISO/IEC 42001:2023, clauses 4 to 10",
		Numerals: []string{"4", "5", "6", "7", "8", "9", "10"},
		Facts: []fact{
			{"As at", text(demoMeta.AsAt.Human())}, {"Document", text(demoMeta.DocumentID)},
			{"Trail position", text("entry 18,204")}, {"Trail head", monoText(someHash)}, {"Prepared by", text("Ada Grønbech, AI governance lead")},
		},
		Notices: []coverNotice{{noticeWarning, "1 file altered: see Evidence. The file EVD-2026-014 no longer has the bytes that were recorded."}},
	})
	d.heading(1, "4", "Context of the organisation")
	d.para("What the organisation is, what surrounds it, and where the management system begins and ends.")
	d.heading(2, "4.1", "The organisation and its context")
	d.para(strings.Repeat("The plant in Aarhus builds presses and sells them with a predictive maintenance model. ", 5))
	d.bullets([]string{"External: the EU AI Act's duties for high-risk systems, customers in medicine.", "Internal: two people know the training pipeline; a third is being trained since March, with the aim that every shift has somebody who can stop a model and say why."})
	d.heading(2, "4.2", "Interested parties")
	d.notice(noticeGap, "No interested party has been recorded. The standard asks which parties matter and what they need.")
	d.heading(2, "4.3", "Scope statement")
	d.facts(fact{"Statement", text(strings.Repeat("Design, training and operation of the press monitor. ", 4))},
		fact{"Version", text("3")}, fact{"Approved on", text("11 Nov 2026")}, fact{"Approved by", nil},
		fact{"A label of some length that wraps", text("A value")})
	d.hash("SHA-256 of the text", someHash)
	d.notice(noticeInfo, "This version replaces version 2 of 1 Feb 2026.")
	d.notice(noticeWarning, "The statement names a site that is not in the inventory.")
	d.small("Printed from the register of scope statements. Names appear as recorded.")
	d.heading(1, "5", "Leadership")
	d.heading(2, "5.2", "AI policy")
	d.facts(fact{"Policy", text("POL-2026-001, version 4")}, fact{"State", badgeText("Approved")})
	d.markdown(demoPolicy)
	d.heading(1, "6", "Planning")
	d.heading(2, "6.1.2", "Risk register")
	d.landscape()
	d.table(demoRisks(40))
	d.portrait()
	d.heading(2, "6.1.3", "Entries")
	for i := 1; i <= 12; i++ {
		d.anchor(fmt.Sprintf("RSK-2026-%03d", i))
		d.heading(3, fmt.Sprintf("RSK-2026-%03d", i), "The model is wrong about a rare part")
		d.facts(fact{"Owner", text("Ada Grønbech")}, fact{"Evidence", refs("EVD-2026-001", "EVD-2026-002")}, fact{"Treatment", text(strings.Repeat("A person checks each rejected part. ", i))})
	}
	d.heading(1, "7", "Support")
	d.heading(2, "7.5", "Evidence")
	t := table{Caption: "Evidence files", Columns: []column{{"Reference", 1.3, false}, {"Name", 3, false}, {"SHA-256", 2.6, false}, {"Bytes", 1, true}}}
	for i := 1; i <= 30; i++ {
		t.Rows = append(t.Rows, row{fmt.Sprintf("EVD-2026-%03d", i), []cell{text(fmt.Sprintf("EVD-2026-%03d", i)), text("minutes of the review board, very_long_file_name_without_any_blank_in_it_at_all_2026-11-11.pdf"), monoText(someHash), text(fmt.Sprint(1111 * i * i))}})
	}
	d.table(t)
	return d
}

func demoRisks(n int) table {
	t := table{Caption: "Risk register, 6.1.2 and 8.2", Columns: []column{
		{"Reference", 1.2, false}, {"Risk", 3, false}, {"System", 1.5, false}, {"Source", 1.2, false},
		{"Inherent", 0.8, true}, {"Treatment", 2.4, false}, {"Residual", 0.8, true}, {"Status", 1.2, false}}}
	for i := 1; i <= n; i++ {
		id := fmt.Sprintf("RSK-2026-%03d", i)
		status := []string{"In progress", "Done", "Not started", "Needs attention"}[i%4]
		t.Rows = append(t.Rows, row{"", []cell{refs(id), text(strings.Repeat("The model is wrong about a rare part and nobody sees it. ", 1+i%4)),
			text("Press monitor"), text("C.3.2"), text(fmt.Sprint(i % 26)), text("A person checks each rejected part; weekly sample."), text(fmt.Sprint(i % 7)), badgeText(status)}})
	}
	return t
}

func render(t testing.TB, d *document) []byte {
	t.Helper()
	var b bytes.Buffer
	pages, err := d.output(&b)
	if err != nil {
		t.Fatal(err)
	}
	if pages < 1 {
		t.Fatal("no pages")
	}
	return b.Bytes()
}

// tool finds a program of poppler or qpdf: CI must have it, elsewhere the test is skipped aloud.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is needed in CI", name)
		}
		t.Skipf("SKIPPED: %s is not installed, so the document was not read back", name)
	}
	return path
}

func save(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pack.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// pagesOf is the text of each page as poppler reads it.
func pagesOf(t *testing.T, pdf []byte) []string {
	t.Helper()
	out, err := exec.Command(tool(t, "pdftotext"), "-layout", save(t, pdf), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

func TestSameBytes(t *testing.T) {
	first := render(t, demo())
	for i := range 39 {
		if !bytes.Equal(first, render(t, demo())) {
			t.Fatalf("document %d differs from the first", i+2)
		}
	}
	d := demo()
	if !bytes.Equal(render(t, d), render(t, d)) {
		t.Error("a document written twice differs")
	}
}

var update = flag.Bool("update", false, "write the golden text anew")

// TestGoldenText reads the demonstration pack back as an auditor's search would.
func TestGoldenText(t *testing.T) {
	var got strings.Builder
	for i, p := range pagesOf(t, render(t, demo())) {
		fmt.Fprintf(&got, "--- page %d\n", i+1)
		for l := range strings.Lines(p) {
			if words := strings.Fields(l); len(words) > 0 {
				got.WriteString(strings.Join(words, " ") + "\n")
			}
		}
	}
	const golden = "testdata/pdf-demo.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("text changed (-want +got); if on purpose, run with -update:\n%s", diff)
	}
}

func TestFileIsSound(t *testing.T) {
	out, err := exec.Command(tool(t, "qpdf"), "--check", save(t, render(t, demo()))).CombinedOutput()
	if err != nil || strings.Contains(string(out), "WARNING") {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}

// long has so many headings that the contents take several pages.
func long() *document {
	d := newDocument(demoMeta)
	d.contents()
	d.cover(cover{Title: "Long", Subtitle: "pack"})
	for c := 4; c <= 15; c++ {
		d.heading(1, fmt.Sprint(c), fmt.Sprintf("Clause title %d", c))
		for s := 1; s <= 11; s++ {
			if s == 5 {
				d.landscape()
			}
			d.heading(2, fmt.Sprintf("%d.%d", c, s), fmt.Sprintf("Section title %d-%d", c, s))
			d.para(strings.Repeat("Some sentence of the text. ", 7*c*s%90+1))
			d.portrait()
			d.heading(3, "", fmt.Sprintf("Part %d-%d", c, s))
			d.para("A last line.")
		}
	}
	return d
}

func TestContentsGiveTheRealPages(t *testing.T) {
	pages := pagesOf(t, render(t, long()))
	entry := regexp.MustCompile(`(?m)^\s*(\d+(?:\.\d+)?)\s+((?:Clause|Section) title \S+)[\s.]+(\d+)$`)
	seen, lists := 0, 0
	for i, p := range pages[:12] {
		found := entry.FindAllStringSubmatch(p, -1)
		if len(found) > 0 {
			lists++
		}
		for _, m := range found {
			n, err := strconv.Atoi(m[3])
			if err != nil || n <= i || n > len(pages) {
				t.Fatalf("contents name page %q", m[3])
			}
			title := regexp.MustCompile(`(?m)^\s*` + regexp.QuoteMeta(m[1]) + `\s+` + m[2] + `\s*$`)
			if !title.MatchString(pages[n-1]) {
				t.Errorf("%s %s is not on page %d", m[1], m[2], n)
			}
			if !strings.Contains(pages[n-1], fmt.Sprintf("Page %d of %d", n, len(pages))) {
				t.Errorf("page %d calls itself something else", n)
			}
			seen++
		}
	}
	if seen != 12*12 || lists < 2 {
		t.Errorf("contents have %d lines on %d pages, want 144 on several", seen, lists)
	}
}

func TestBookmarksMakeATree(t *testing.T) {
	d := long()
	out, err := exec.Command(tool(t, "qpdf"), "--json", "--json-key=outlines", save(t, render(t, d))).Output()
	if err != nil {
		t.Fatal(err)
	}
	type mark struct {
		Title string
		Page  int `json:"destpageposfrom1"`
		Kids  []mark
	}
	var tree struct{ Outlines []mark }
	if err := json.Unmarshal(out, &tree); err != nil {
		t.Fatal(err)
	}
	if len(tree.Outlines) != 12 || len(tree.Outlines[3].Kids) != 11 || len(tree.Outlines[3].Kids[4].Kids) != 1 {
		t.Fatalf("the tree has %d clauses: %.300s", len(tree.Outlines), out)
	}
	section := tree.Outlines[3].Kids[4]
	if section.Title != "7.5  Section title 7-5" {
		t.Errorf("bookmark says %q", section.Title)
	}
	for _, h := range d.headings {
		if h.number == "7.5" && h.at.page.number != section.Page {
			t.Errorf("bookmark leads to page %d, want %d", section.Page, h.at.page.number)
		}
	}
}

// TestPagesAreWellMade makes many documents of blocks in chance order and looks
// for what a compositor would not let pass.
func TestPagesAreWellMade(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 1))
		d := newDocument(demoMeta)
		for range 60 {
			d.chance(r)
		}
		render(t, d)
		for i, p := range d.pages {
			_, h := pageSize(p.wide)
			if len(p.ops) == 0 {
				t.Fatalf("seed %d: page %d is empty", seed, i+1)
			}
			for _, o := range p.ops {
				if o.y > h-footEdge+1 || o.y+o.h > h-footEdge+1 {
					t.Fatalf("seed %d: page %d: %+v stands in the footer", seed, i+1, o)
				}
			}
		}
		for _, h := range d.headings {
			size, lead, _, after := h.measures()
			_, height := pageSize(h.at.page.wide)
			end := h.at.y + 4 + lead*float64(len(h.lines)) + after
			if height-footEdge-end < 3*bodyLine-0.1 || !textBelow(h.at.page, h.at.y+4+size) {
				t.Errorf("seed %d: heading %q stands alone at the foot of its page", seed, h.title)
			}
		}
	}
}

func textBelow(p *page, y float64) bool {
	return slices.ContainsFunc(p.ops, func(o op) bool { return o.kind == opText && o.y > y })
}

func (d *document) chance(r *rand.Rand) {
	words := strings.Repeat("some words and more ", 1+r.IntN(60))
	switch r.IntN(10) {
	case 0:
		d.heading(1, "9", "A clause")
		d.para(words)
	case 1, 2:
		d.heading(2, "9.1", "A section")
		d.para(words + words)
	case 3:
		d.heading(3, "9.1.1", "A part")
		d.table(demoRisks(3 + r.IntN(9)))
	case 4:
		d.notice([]noticeKind{noticeGap, noticeWarning, noticeInfo}[r.IntN(3)], words+words)
	case 5:
		d.bullets([]string{words, "short", words})
	case 6:
		d.heading(2, "9.2", "Facts")
		d.facts(fact{"Label", text(words)}, fact{"A longer label than the margin holds", nil}, fact{"Third", text("x")}, fact{"Fourth", text("y")})
	case 7:
		d.landscape()
		d.table(demoRisks(r.IntN(30)))
	case 8:
		d.portrait()
		d.markdown(demoPolicy)
	default:
		d.para(words)
		d.small(words)
	}
}
