package journey

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
)

// U39: interview sheets fit A4 and Letter: every word lies within the margins, each
// sheet begins on a page of its own, and nothing of the screen is on the paper.
func TestU39_SheetsFitThePaper(t *testing.T) {
	chromium(t)
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("pdftotext is missing: in CI the prints must be read")
		}
		t.Skip("LEFT OUT: reading prints, because poppler-utils is not installed")
	}
	b := start(t, serve(t, true, true), access.Auditor, true, 1280, 900)
	for _, address := range []string{"/help/sheet?for=6", "/help/sheet?for=A.5"} {
		b.open(address)
		sheets := ask[[]string](b, `[...document.querySelectorAll('.sheet h2')].map(h => h.lastChild.textContent.trim())`)
		asked := ask[[]string](b, `[...document.querySelectorAll('.questions p, .boxes li:not(:has(a)), .boxes .ref')].map(p => p.innerText.trim())`)
		for paper, size := range map[string][2]float64{"A4": {8.27, 11.69}, "Letter": {8.5, 11}} {
			file := b.print(size, paper+"-"+strings.TrimPrefix(address, "/help/sheet?for="))
			b.within(reader, file, paper)
			text := squeeze(run(t, reader, "-layout", file, "-"))
			for _, q := range asked {
				if !strings.Contains(text, squeeze(q)) {
					t.Errorf("%s on %s: %q is cut or missing", address, paper, q)
				}
			}
			if strings.Contains(text, squeeze("Why is this here?")) || strings.Contains(text, squeeze("Print sheet")) {
				t.Errorf("%s on %s: something of the screen was printed", address, paper)
			}
			pages := strings.Split(run(t, reader, "-layout", file, "-"), "\f")
			if len(pages) < len(sheets) {
				t.Errorf("%s on %s: %d pages for %d sheets", address, paper, len(pages), len(sheets))
			}
			begun := 0
			for _, p := range pages {
				begun += strings.Count(p, "Interviewee and role")
				if strings.Count(p, "Interviewee and role") > 1 {
					t.Errorf("%s on %s: two sheets share a page", address, paper)
				}
			}
			if begun != len(sheets) {
				t.Errorf("%s on %s: %d sheets were printed, want %d", address, paper, begun, len(sheets))
			}
		}
	}
}

// print writes the page as PDF on paper of a size in inches; where pictures are
// wanted it is kept by its name.
func (b *tab) print(size [2]float64, name string) string {
	b.Helper()
	var out []byte
	b.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		out, _, err = page.PrintToPDF().WithPaperWidth(size[0]).WithPaperHeight(size[1]).WithPreferCSSPageSize(false).Do(ctx)
		return err
	}))
	file := filepath.Join(b.TempDir(), "sheet.pdf")
	if dir := os.Getenv(shotsEnv); dir != "" {
		file = filepath.Join(dir, "sheet-"+name+".pdf")
	}
	must(b.T, os.WriteFile(file, out, 0o600))
	return file
}

var (
	sheetPage = regexp.MustCompile(`<page width="([\d.]+)" height="([\d.]+)">`)
	sheetWord = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>`)
)

// within fails for a word that lies outside the paper, less a narrow edge.
func (b *tab) within(reader, file, paper string) {
	b.Helper()
	const edge = 14 // points, 5 mm: printers reach no further
	var width, height float64
	words := 0
	for line := range strings.SplitSeq(run(b.T, reader, "-bbox", file, "-"), "\n") {
		if m := sheetPage.FindStringSubmatch(line); m != nil {
			width, height = number(b.T, m[1]), number(b.T, m[2])
		}
		if m := sheetWord.FindStringSubmatch(line); m != nil {
			words++
			if number(b.T, m[1]) < edge || number(b.T, m[2]) < edge || number(b.T, m[3]) > width-edge || number(b.T, m[4]) > height-edge {
				b.Errorf("on %s, %q lies outside: %s", paper, m[5], line)
			}
		}
	}
	if words < 100 {
		b.Errorf("on %s, only %d words were printed", paper, words)
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	must(t, err)
	return string(out)
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(s, 64)
	must(t, err)
	return f
}

// squeeze takes blanks out, because lines break anywhere.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
