package journey

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"github.com/aims-workbench/aims/internal/access"
)

// workbook writes a register of risks as people keep it: with headings of their own,
// a line above them, and levels in numbers.
func workbook(t *testing.T, rows int) string {
	t.Helper()
	f := excelize.NewFile()
	line := func(n int, cells ...any) {
		must(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", n), &cells))
	}
	line(1, "Risk register of the AI board")
	line(2, "Risk ID", "Risk title", "Description", "Category", "Likelihood (1-5)", "Impact (1-5)", "Responsible owner", "Mood")
	for n := range rows {
		line(n+3, fmt.Sprintf("R-%03d", n+1), fmt.Sprintf("Risk %d of the workbook", n+1), "What may happen", "safety", 1+n%5, 1+n/5%5, "Ines Roth", "grey")
	}
	path := filepath.Join(t.TempDir(), "register.xlsx")
	must(t, f.SaveAs(path))
	must(t, f.Close())
	return path
}

// U16: two hundred risks of a workbook come in within two minutes, through the
// preview of the columns and a dry run that writes nothing.
func TestU16_TwoHundredRisksFromExcel(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		file := workbook(t, 200)
		b := start(t, serve(t, true, false), access.Lead, scripts, 1280, 900)
		began, clicks := time.Now(), 0
		next := func(button, then string) {
			clicks++
			b.press(button, then)
		}
		b.open("/import")
		clicks++
		b.tick("register", "risk")
		clicks++ // choosing the file
		b.do(chromedp.SetUploadFiles(named("file", ""), []string{file}, chromedp.ByQuery))
		before := b.position()
		next("Read the file", "Check 200 rows")
		if shown := ask[[]string](b, `[...document.querySelectorAll('main select')].filter(s => s.name.startsWith('key-') && s.value).map(s => s.value)`); len(shown) < 6 {
			t.Errorf("only %q are matched by themselves", shown)
		}
		next("Check 200 rows", "200 risks can be imported")
		if b.position() != before {
			t.Error("the dry run left entries in the trail")
		}
		next("Import 200 risks", "200 risks made")
		took := time.Since(began)
		t.Logf("200 risks in %.1f s and %d clicks", took.Seconds(), clicks)
		if n := b.position() - before; took > 2*time.Minute || n != 200 {
			t.Errorf("%v and %d entries", took, n)
		}
		b.clean()
		must(t, os.Remove(file))
	})
}
