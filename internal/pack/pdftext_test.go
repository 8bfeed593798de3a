package pack

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

var hostile = []string{
	"", " ", "\x00\x01\x02", "🙂🙂🙂 family 👨‍👩‍👧", "invoice\u202efdp.exe", strings.Repeat("x", 5000), "風險評估と監査 감사",
	"\xff\xfe broken", "((( \\ )))", "a\rb\nc\td", "שלום مرحبا नमस्ते", "e\u0301 a\u0323\u0302", "\u2028\u2029\ufeff\u200b", strings.Repeat("風", 3000),
	"Ελληνικά Кириллица Łódź Đặng", "\U0010ffff\ufffe\uffff", "<script>alert(1)</script>", "](x) ![](", strings.Repeat("> ", 40) + "deep", "| a |\n|---|\n| b | c | d |",
}

func TestHostileText(t *testing.T) {
	for i, s := range hostile {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			d := newDocument(meta{Organisation: s, Title: "T", AsAt: demoMeta.AsAt, DocumentID: s, TrailHead: s})
			d.watermark(s)
			d.contents()
			d.cover(cover{Title: s, Subtitle: s, Numerals: []string{s}, Facts: []fact{{s, text(s)}}, Notices: []coverNotice{{noticeGap, s}}})
			d.heading(1, s, s)
			d.anchor(s)
			d.para(s)
			d.small(s)
			d.bullets([]string{s})
			d.facts(fact{s, refs(s)}, fact{s, monoText(s)})
			d.hash(s, s)
			d.notice(noticeWarning, s)
			d.table(table{Caption: s, Columns: []column{{s, 1, false}, {s, 1, true}}, Rows: []row{{s, []cell{badgeText(s), urlText(s)}}, {s, []cell{strongText(s), quietText(s)}}}})
			d.markdown(s)
			pages := pagesOf(t, render(t, d))
			if len(pages) < 3 {
				t.Errorf("%d pages", len(pages))
			}
		})
	}
}

func TestReplacedCharactersAreSeenAndCounted(t *testing.T) {
	d := newDocument(demoMeta)
	d.cover(cover{Title: "T"})
	d.para("Signed by 風險 and 🙂.")
	if d.replaced() != 3 {
		t.Errorf("%d replaced, want 3", d.replaced())
	}
	all := strings.Join(pagesOf(t, render(t, d)), "\n")
	if !strings.Contains(all, "Signed by □□ and □.") || !strings.Contains(all, "3 characters have no glyph") {
		t.Errorf("not told:\n%s", all)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":              "plain",
		"Łódź Ωμέγα Жук":     "Łódź Ωμέγα Жук",
		"a\u202eb\u2066c":    "abc",
		"tab\there":          "tab here",
		"e\u0301":            "é",
		"nul\x00":            "nul",
		"🙂":                  "□",
		"\xff":               "□",
		"kept\nline":         "kept\nline",
		"“quotes” – and … €": "“quotes” – and … €",
	} {
		if got, _ := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHashCanBeCopied(t *testing.T) {
	d := newDocument(demoMeta)
	d.table(table{Columns: []column{{"SHA-256", 1, false}, {"Other", 2, false}}, Rows: []row{{"", []cell{monoText(someHash), text("x")}}}})
	all := strings.Join(pagesOf(t, render(t, d)), "")
	if !strings.Contains(all, someHash[:32]) || !strings.Contains(all, someHash[32:]) {
		t.Errorf("not in two halves:\n%s", all)
	}
}

func TestOnlySafeAddressesAreLinks(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.org/a b": "https://example.org/a%20b", "mailto:a@example.org": "mailto:a@example.org", "#RSK-2026-001": "#RSK-2026-001",
		"javascript:alert(1)": "", "file:///etc/passwd": "", "example.org": "", "http://[": "",
	} {
		if got := webLink(address); got != want {
			t.Errorf("webLink(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestWatermarkIsOnEveryPage(t *testing.T) {
	d := demo()
	d.watermark("SAMPLE")
	for i, p := range pagesOf(t, render(t, d)) {
		if !strings.Contains(p, "SAMPLE") {
			t.Errorf("page %d has no watermark", i+1)
		}
	}
}

func TestProgressReachesTheEnd(t *testing.T) {
	d := demo()
	var done, total int
	d.onProgress(func(n, of int) { done, total = n, of })
	render(t, d)
	if done == 0 || done != total {
		t.Errorf("progress ended at %d of %d", done, total)
	}
}

func TestDigitsAreTabular(t *testing.T) {
	for _, id := range []faceID{regular, semibold, italic, monospace} {
		f := faces()[id]
		for r := '1'; r <= '9'; r++ {
			if f.advance[r] != f.advance['0'] {
				t.Errorf("face %d: %c is %d wide and 0 is %d", id, r, f.advance[r], f.advance['0'])
			}
		}
		for _, r := range "aZ éßŁ ΑΩλ ЖЯю □–…·“”€" {
			if !f.covered[r] {
				t.Errorf("face %d lacks %c", id, r)
			}
		}
	}
}

func TestTooManyCellsIsAnError(t *testing.T) {
	d := newDocument(demoMeta)
	d.table(table{Columns: []column{{"One", 1, false}}, Rows: []row{{"", []cell{text("a"), text("b")}}}})
	if _, err := d.output(io.Discard); !errors.Is(err, errTooManyCells) {
		t.Errorf("error %v", err)
	}
}
