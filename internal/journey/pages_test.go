package journey

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
)

// pageWeight is the most that a page may bring over the wire when nothing of it is
// in the browser's cache: HTML, style, script and typeface, in bytes.
const pageWeight = 150_000

// finding is one thing that axe holds against a page.
type finding struct{ ID, Help, Nodes string }

// judge runs all rules of axe, with no exclusion. The contrast of every text is among them.
const judge = `axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => ({ID: v.id, Help: v.help, Nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' // ' + (n.any.concat(n.all, n.none)[0] || {message: ''}).message).join('\n    ')})))`

// pages lists the addresses that are pages; files only download, and what the
// palette asks for is a part of one.
func pages() []string {
	return slices.DeleteFunc(slices.Clone(seed.Pages), func(p string) bool {
		return strings.Contains(p, "/files/") || strings.HasPrefix(p, "/export/") || strings.HasPrefix(p, "/import/templates/") || strings.Contains(p, "palette=1")
	})
}

// U33, U35, U44: every page, in three roles, empty and full, by day on a wide screen
// and by night on a narrow one, is open to everybody, fits, and stays at home.
func TestEveryPageIsSound(t *testing.T) {
	start := time.Now()
	full, empty := serve(t, true, true), serve(t, true, false)
	for _, c := range []struct {
		name          string
		w             *workbench
		role          access.Role
		width, height int64
		scheme        string
	}{
		{"full, lead, day", full, access.Lead, 1280, 900, "light"},
		{"full, lead, night", full, access.Lead, 390, 844, "dark"},
		{"full, executive, day", full, access.Executive, 1280, 900, "light"},
		{"full, reader, night", full, access.Reader, 390, 844, "dark"},
		{"empty, lead, day", empty, access.Lead, 1280, 900, "light"},
		{"empty, reader, night", empty, access.Reader, 390, 844, "dark"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := browse(t, c.w)
			b.as(c.role)
			b.look(c.width, c.height, c.scheme)
			for _, p := range pages() {
				b.sound(p, c.width)
			}
		})
	}
	t.Logf("all pages in %s", time.Since(start).Round(time.Second))
}

// sound looks at one page.
func (b *tab) sound(address string, width int64) {
	b.Helper()
	b.open(address)
	for _, c := range b.complaints() {
		b.Errorf("%s: %s", address, c)
	}
	if sum := b.weight(); sum > pageWeight {
		b.Errorf("%s: %d bytes, at most %d", address, sum, pageWeight)
	}
	if main := ask[string](b, "document.title + document.querySelector('main').innerHTML"); b.judged[main] {
		return // a refusal or a missing record looks the same at every address
	} else {
		b.judged[main] = true
	}
	var found []finding
	b.do(chromedp.Evaluate(axe+";"+judge, &found, chromedp.EvalAsValue, awaited))
	for _, f := range found {
		b.Errorf("%s: axe %s: %s\n    %s", address, f.ID, f.Help, f.Nodes)
	}
	if width > 500 {
		return
	}
	for _, narrow := range []int64{width, 320} {
		if narrow != width {
			b.look(narrow, 800, "dark")
		}
		if over := ask[string](b, sideways); over != "" {
			b.Errorf("%s: scrolls sideways at %d: %s", address, narrow, over)
		}
	}
	b.look(width, 844, "dark")
}

// sideways names the widest thing that pushes the page beyond its screen.
const sideways = `(() => {
	const w = document.documentElement.clientWidth
	if (document.documentElement.scrollWidth <= w) return ''
	let worst = null, right = w
	for (const e of document.body.querySelectorAll('*')) { const r = e.getBoundingClientRect().right; if (r > right + 0.5) { right = r; worst = e } }
	return document.documentElement.scrollWidth + ' px' + (worst ? ', by ' + worst.outerHTML.slice(0, 160) : '')
})()`
