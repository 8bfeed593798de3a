package pack

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

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
}

func TestWriteDemo(t *testing.T) {
	if p := os.Getenv("DEMO"); p != "" {
		os.WriteFile(p, render(t, demo()), 0o600)
	}
}
