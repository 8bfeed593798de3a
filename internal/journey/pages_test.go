package journey

import (
	"context"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
)

// pageWeight is the most that a page may bring over the wire when nothing of it is
// in the browser's cache: HTML, style, script and typeface, in bytes.
const pageWeight = 150_000

// finding is one thing that axe holds against a page.
type finding struct{ ID, Help, Nodes string }

// Nothing is excluded. By day axe runs all its rules on a wide screen; what can
// differ by night and on a narrow one is asked again there.
const (
	byDay   = `{resultTypes: ['violations']}`
	byNight = `{resultTypes: ['violations'], runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable', 'aria-hidden-focus', 'meta-viewport']}}`
	judge   = `axe.run(CONTEXT, OPTIONS).then(r => r.violations.map(v => ({ID: v.id, Help: v.help, Nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' // ' + n.any.concat(n.all, n.none).map(c => c.message + c.relatedNodes.slice(0, 2).map(r => ' / ' + r.html.slice(0, 120))).join('')).join('\n    ')})))`
)

// U33, U35, U39, U44: every page there is, in every role, full and empty and refused,
// by day and by night and on paper, is open to everybody, fits a narrow screen and a
// sheet, and stays at home. Each shape of block is judged once, where it first stands;
// of what the other roles see, which is the same in the same colours with less in it,
// the night is left to the lead's.
func TestEveryPageIsSound(t *testing.T) {
	chromium(t)
	start := time.Now()
	all := &shelf{seen: map[[32]byte]bool{}, fresh: make(chan int, 10_000)}
	full, empty, broken := serve(t, true, true), serve(t, true, false), serve(t, true, true)
	full.kept = all
	var tabs sync.WaitGroup
	looked := make([]int, 2)
	for i := range looked {
		b := browse(t, full)
		b.carryAxe()
		tabs.Go(func() {
			for n := range all.fresh {
				if p, ok := all.page(n); ok && b.ctx.Err() == nil {
					b.lookAt(n, p)
					looked[i]++
				}
			}
		})
	}
	for _, role := range append([]access.Role{""}, access.Roles...) {
		visitor{t, full, "full", role, all}.visit()
	}
	// Who may do most meets every empty page and every refusal there is; the others meet
	// the same with less in it.
	for _, role := range []access.Role{"", access.Lead, access.Executive, access.Auditor} {
		visitor{t, empty, "empty", role, all}.visit()
		visitor{t, broken, "refused", role, all}.refused()
	}
	t.Logf("%d different pages in %s", len(all.pages), time.Since(start).Round(time.Second))
	close(all.fresh)
	tabs.Wait()
	t.Logf("%v of them with something new looked at in %s", looked, time.Since(start).Round(time.Second))
}

// carryAxe puts axe into every page that the tab opens, beyond the page's policy.
func (b *tab) carryAxe() {
	b.Helper()
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(axe).WithRunImmediately(true).Do(ctx)
		return err
	}))
}

// lookAt judges one kept page, wide by day and narrow by night. It runs beside
// another, so it reports and goes on.
func (b *tab) lookAt(n int, p kept) {
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	var found []finding
	var over string
	err := chromedp.Run(ctx, b.screen(1280, 900, "light"), chromedp.Navigate(b.w.base+keptAt+strconv.Itoa(n)))
	if err == nil {
		err = chromedp.Run(ctx, ran(judged(p.context(), byDay), &found))
	}
	b.held(p.name, "by day", found, err)
	if sum := b.weight(); sum > pageWeight {
		b.Errorf("%s: %d bytes, at most %d: %v", p.name, sum, pageWeight, b.heaviest)
	}
	for _, width := range []int64{390, 320} {
		if err := chromedp.Run(ctx, b.screen(width, 844, "dark"), chromedp.Evaluate(sideways, &over)); err != nil || over != "" {
			b.Errorf("%s: scrolls sideways at %d: %s (%v)", p.name, width, over, err)
		}
		if width == 390 && p.atNight() {
			found = nil
			err := chromedp.Run(ctx, ran(judged(p.context(), byNight), &found))
			b.held(p.name, "by night", found, err)
		}
	}
	if p.onPaper() {
		b.onPaper(ctx, p)
	}
	for _, c := range b.complaints() {
		b.Errorf("%s: %s", p.name, c)
	}
}

// sound judges the page at an address as the journey has it now, at the width and
// in the light that the tab has.
func (b *tab) sound(address string, width int64) {
	b.Helper()
	b.open(address)
	var found []finding
	b.do(ran(axe+";"+judged("document", byDay), &found))
	b.held(address, strconv.FormatInt(width, 10), found, nil)
	if over := ask[string](b, sideways); over != "" {
		b.Errorf("%s: scrolls sideways at %d: %s", address, width, over)
	}
	for _, c := range b.complaints() {
		b.Errorf("%s: %s", address, c)
	}
}

// held reports what axe holds against a page.
func (b *tab) held(name, light string, found []finding, err error) {
	if err != nil {
		b.Errorf("%s: %s: %v", name, light, err)
	}
	for _, f := range found {
		b.Errorf("%s: %s: axe %s: %s\n    %s", name, light, f.ID, f.Help, f.Nodes)
	}
}

// sideways names the widest thing that pushes the page beyond its screen.
const sideways = `(() => {
	const w = document.documentElement.clientWidth
	if (document.documentElement.scrollWidth <= w) return ''
	let worst = null, right = w
	for (const e of document.body.querySelectorAll('*')) { const r = e.getBoundingClientRect().right; if (r > right + 0.5) { right = r; worst = e } }
	return document.documentElement.scrollWidth + ' px' + (worst ? ', by ' + worst.outerHTML.slice(0, 160) : '')
})()`
