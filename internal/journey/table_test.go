package journey

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
)

// U18: a lead filters the register, ticks rows, sees what would change, changes it and
// takes it back, with scripts and without.
func TestU18_ChangeManyRisksAndUndo(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		b := start(t, serve(t, true, true), access.Lead, scripts, 1280, 900)
		b.open("/risk?status=open")
		if scripts {
			b.do(chromedp.Click(`main th [data-tick-all]`, chromedp.ByQuery))
			rows := len(b.nodes(`main input[name="row"]:checked`))
			b.sees(fmt.Sprintf("%d ticked", rows))
			b.do(chromedp.Click(`main th [data-tick-all]`, chromedp.ByQuery))
		}
		b.do(chromedp.Click(`main input[name="row"][value="RSK-2026-001"]`, chromedp.ByQuery), chromedp.Click(`main input[name="row"][value="RSK-2026-002"]`, chromedp.ByQuery))
		b.press("Change ticked risks", "Change 2 risks together")
		b.fill("owner", "Ines Roth")
		before := b.position()
		b.press("Preview change", "2 risks will change")
		if b.position() != before {
			t.Error("the preview left entries in the trail")
		}
		b.press("Change 2 risks", "2 risks changed together")
		if b.position() != before+2 {
			t.Errorf("%d entries for two risks", b.position()-before)
		}
		b.press("Undo this change", "This was undone")
	})
}

// U17: fifty rows of six cells from the clipboard become risks.
func TestU17_PasteFromExcel(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		b := start(t, serve(t, true, false), access.Lead, scripts, 1280, 900)
		b.open("/import/paste?register=risk")
		cells := []string{"Title\tDescription\tCategory\tOwner\tTreatment\tStatus"}
		for i := range 50 {
			cells = append(cells, fmt.Sprintf("Risk %d\t\"two\nlines\"\tlaw\tAda\tmitigate\topen", i))
		}
		b.do(chromedp.SetValue(named("pasted", ""), strings.Join(cells, "\n"), chromedp.ByQuery))
		b.press("Read the rows", "Check 50 rows")
		b.press("Check 50 rows", "50 risks can be imported")
		before := b.position()
		b.do(chromedp.Submit(named("checked", ""), chromedp.ByQuery))
		b.sees("Imported as")
		if n := b.position() - before; n != 50 {
			t.Errorf("%d entries for fifty risks", n)
		}
	})
}

// U24: filter, order and columns stand in the address, so reload and Back keep them,
// and a saved view brings them back.
func TestU24_TheAddressKeepsTheList(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		b := start(t, serve(t, true, true), access.Reader, scripts, 1280, 900)
		b.open("/risk?status=open")
		b.press("Columns", "Columns to show")
		b.tick("cols", "category")
		b.do(chromedp.Click(`//main//button[normalize-space()="Show these columns"]`, chromedp.BySearch),
			chromedp.WaitVisible(`//main//th[contains(., "Category")]`, chromedp.BySearch))
		b.do(chromedp.Click(`//main//th//a[normalize-space()="Risk"]`, chromedp.BySearch), chromedp.WaitVisible(`main th[aria-sort="ascending"]`, chromedp.ByQuery))
		var there string
		b.do(chromedp.Location(&there))
		for _, want := range []string{"status=open", "cols=category", "sort=title"} {
			if !strings.Contains(there, want) {
				t.Errorf("%q is not in %s", want, there)
			}
		}
		b.press("Views", "Only you see it")
		b.fill("name", "Open by title")
		b.press("Save this view", "is saved")
		b.open("/risk")
		b.press("Open by title", "Category")
		var back string
		b.do(chromedp.Location(&back))
		if back != there {
			t.Errorf("the view leads to %s, not to %s", back, there)
		}
		b.do(chromedp.Reload())
		b.sees("Category")
	})
}
