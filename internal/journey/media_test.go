package journey

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
)

// plainest are pages that hold every component between them.
var plainest = []string{"/style", "/", "/risk", "/risk/matrix", "/risk/RSK-2026-001", "/soa", "/gaps", "/preferences"}

// media makes the browser answer as the person's system does.
func (b *tab) media(kind string, features ...string) {
	b.Helper()
	var all []*emulation.MediaFeature
	for i := 0; i+1 < len(features); i += 2 {
		all = append(all, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	b.do(emulation.SetEmulatedMedia().WithMedia(kind).WithFeatures(all))
}

// none reports each line that a look at the page returns.
func (b *tab) none(address, what, look string) {
	b.Helper()
	for _, found := range ask[[]string](b, look) {
		b.Errorf("%s: %s: %s", address, what, found)
	}
}

// shown names the elements of a selector that are on the screen; told shortens them.
const shown = `
	const shown = s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility() && e.getClientRects().length)
	const told = e => e.outerHTML.replace(/\s+/g, ' ').slice(0, 120)
`

// faint lists what has no visible border where colours are forced and backgrounds gone.
const faint = `(() => {` + shown + `
	const borders = e => ['Top', 'Bottom', 'Left', 'Right'].some(s => parseFloat(getComputedStyle(e)['border' + s + 'Width']) >= 1 && getComputedStyle(e)['border' + s + 'Style'] !== 'none')
	return shown('.button, .badge, .level, .notice, .error-summary, .matrix td[data-cell], input:not([type=radio], [type=checkbox], [type=hidden]), select, textarea').filter(e => !borders(e)).map(told)
})()`

// blurred lists what takes the focus without an outline.
const blurred = `(() => {` + shown + `
	return shown('a[href], button, summary, input, select, textarea').filter(e => !e.disabled).filter(e => {
		e.focus()
		const s = getComputedStyle(e)
		return document.activeElement === e && (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2)
	}).map(told)
})()`

// moving lists what moves although stillness was asked for.
const moving = `(() => {
	const long = t => t.split(',').some(d => parseFloat(d) * (d.trim().endsWith('ms') ? .001 : 1) > .01)
	return [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e); return long(s.transitionDuration) || long(s.animationDuration) }).map(e => e.outerHTML.slice(0, 120))
})()`

// U37: with forced colours the edges of controls, levels and notices stay, and so
// does the ring of the focus; with reduced motion nothing moves.
func TestU37_ForcedColoursAndStillness(t *testing.T) {
	b := browse(t, serve(t, true, true))
	b.as(access.Lead)
	b.look(1280, 900, "light")
	b.do(emulation.SetFocusEmulationEnabled(true))
	for _, p := range plainest {
		b.media("", "forced-colors", "active")
		b.open(p)
		b.do(chromedp.KeyEvent("\t")) // the ring is for those who use keys
		b.none(p, "no edge with forced colours", faint)
		b.none(p, "no ring with forced colours", blurred)
		b.media("", "prefers-reduced-motion", "reduce")
		b.none(p, "it moves", moving)
		b.media("")
		b.none(p, "no ring", blurred)
	}
}

// small lists what is pressed and is too small: 24 px for a pointer (2.5.8), 44 for a
// finger. Links within a sentence are as high as their line.
func small(least string) string {
	return `(() => {` + shown + `
	return shown('.button, summary, select, textarea, input:not([type=radio], [type=checkbox], [type=hidden]), nav a, th a, .choice').filter(e => {
		const r = e.getBoundingClientRect()
		return r.height + .5 < ` + least + ` || r.width + .5 < 24
	}).map(e => Math.round(e.getBoundingClientRect().height) + ' px: ' + told(e))
})()`
}

// U36: targets are large enough for a pointer, and larger for a finger.
func TestU36_TargetsAreLargeEnough(t *testing.T) {
	b := browse(t, serve(t, true, true))
	b.as(access.Lead)
	for _, p := range plainest {
		b.look(1280, 900, "light")
		b.open(p)
		b.none(p, "smaller than 24 px", small("24"))
		b.look(390, 844, "light")
		b.do(emulation.SetTouchEmulationEnabled(true))
		b.open(p)
		b.none(p, "smaller than 44 px for a finger", small("44"))
		b.do(emulation.SetTouchEmulationEnabled(false))
	}
}

// hidden lists what lies below something else while it has the focus.
const hidden = `(() => {` + shown + `
	return shown('main a[href], main button, main summary, main input, main select, main textarea').reverse().filter(e => !e.disabled).filter(e => {
		e.focus()
		if (document.activeElement !== e) return false
		const r = e.getClientRects()[0]
		const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)
		return !top || !(e.contains(top) || top.contains(e) || top.closest('label, tr, li, .choice')?.contains(e))
	}).map(told)
})()`

// U36 (2.4.11): going back through a long page, nothing sticky covers what has the focus.
func TestU36_TheFocusIsNeverCovered(t *testing.T) {
	b := browse(t, serve(t, true, true))
	b.as(access.Lead)
	for _, width := range []int64{1280, 390} {
		b.look(width, 500, "light")
		for _, p := range plainest {
			b.open(p)
			b.none(p, "covered", hidden)
		}
	}
}

// notForPaper lists what only serves on a screen.
const notForPaper = `(() => {` + shown + `return shown('.top, .side, .crumbs, .filter, .pager, .subnav, .button, .foot').map(told) })()`

// onPaper prints a kept page: it fits a sheet of A4 and of Letter between its margins,
// 178 and 184 mm, without navigation, with a head that says whose it is, of when, and
// of which state, and white though it is night.
func (b *tab) onPaper(ctx context.Context, p kept) {
	ask := func(expression string, out any) {
		if err := chromedp.Run(ctx, chromedp.Evaluate(expression, out)); err != nil {
			b.Errorf("%s: on paper: %v", p.name, err)
		}
	}
	if err := chromedp.Run(ctx, emulation.SetEmulatedMedia().WithMedia("print")); err != nil {
		b.Errorf("%s: on paper: %v", p.name, err)
	}
	defer func() { _ = chromedp.Run(ctx, emulation.SetEmulatedMedia().WithMedia("")) }()
	for _, width := range []int64{673, 695} {
		var over string
		err := chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(width, 950, 1, false), chromedp.Evaluate(sideways, &over))
		if err != nil || over != "" {
			b.Errorf("%s: cut on paper %d px wide: %s (%v)", p.name, width, over, err)
		}
	}
	var idle []string
	var head, ground string
	ask(notForPaper, &idle)
	ask(`document.querySelector('.print-head')?.innerText || ''`, &head)
	ask(`getComputedStyle(document.documentElement).backgroundColor`, &ground)
	if len(idle) > 0 || ground != "rgb(255, 255, 255)" {
		b.Errorf("%s: on paper that is %s stand %q", p.name, ground, idle)
	}
	for _, want := range []string{"Ærø", " 20", "trail position ", "AIMS Workbench test"} {
		if !strings.Contains(head, want) {
			b.Errorf("%s: the head on paper lacks %q: %q", p.name, want, head)
		}
	}
}
