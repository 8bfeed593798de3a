package journey

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/aims-workbench/aims/internal/access"
)

// told is one move of the tutorial as it stands on the page.
type told struct{ Step, Do, What, Text, Href string }

// readMoves takes the moves from the page: the words in bold, the words quoted, the
// address of the link. Nothing comes from the program behind it.
const readMoves = `[...document.querySelectorAll('.tutorial .step')].flatMap(s => [...s.querySelectorAll('li[data-do]')].map(m => ({
	Step: s.querySelector('h2').textContent.trim(), Do: m.dataset.do,
	What: (m.querySelector('b') || m.querySelector('q')).textContent.trim(),
	Text: m.querySelector('b') && m.querySelector('q') ? m.querySelector('q').textContent.trim() : '',
	Href: m.querySelector('a') ? m.querySelector('a').getAttribute('href') : ''})))`

// label gives what the eye reads of a label or button, without "(optional)".
const label = `const said = e => { const c = e.cloneNode(true); c.querySelectorAll('.optional, .sr').forEach(o => o.remove()); return c.textContent.replace(/\s+/g, ' ').trim() };
	const main = document.querySelector('main');`

// U2, U49: the tutorial leads from an empty workspace to a pack, and every button,
// question and link in it is on the pages under that very name.
func TestU49_TheTutorialIsTrue(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		b := start(t, serve(t, true, false), access.Lead, scripts, 1280, 900)
		b.open("/help/tutorial")
		moves := ask[[]told](b, readMoves)
		if len(moves) < 40 {
			t.Fatalf("only %d moves were read", len(moves))
		}
		clicks := 0
		for _, m := range moves {
			b.make(m)
			if m.Do != "see" && m.Do != "type" {
				clicks++
			}
		}
		t.Logf("%d moves, %d of them clicks", len(moves), clicks)
		b.clean()
	})
}

// make does one move as a reader would.
func (b *tab) make(m told) {
	b.Helper()
	switch m.Do {
	case "open":
		b.open(m.Href)
	case "press":
		b.pressNamed(m)
	case "type":
		field := ask[string](b, fmt.Sprintf(`(() => {%s const l = [...main.querySelectorAll('label')].find(l => said(l) === %s); return l ? l.htmlFor : '' })()`, label, literal(m.What)))
		if field == "" {
			b.Fatalf("%q: there is no field %q on %s", m.Step, m.What, ask[string](b, "location.pathname"))
		}
		b.do(chromedp.SendKeys(field, m.Text, chromedp.ByID))
	case "choose":
		choice := ask[string](b, fmt.Sprintf(`(() => {%s const f = [...main.querySelectorAll('fieldset')].find(f => said(f.querySelector('legend')) === %s);
			const l = f && [...f.querySelectorAll('label')].find(l => said(l) === %s); return l ? l.htmlFor : '' })()`, label, literal(m.What), literal(m.Text)))
		if choice == "" {
			b.Fatalf("%q: nothing reads %q under %q on %s", m.Step, m.Text, m.What, ask[string](b, "location.pathname"))
		}
		b.do(chromedp.Click(choice, chromedp.ByID))
	case "again":
		for range 100 {
			if ask[int](b, fmt.Sprintf(`(() => {%s return [...main.querySelectorAll('a')].filter(e => said(e) === %s).length })()`, label, literal(m.What))) == 0 {
				return
			}
			time.Sleep(200 * time.Millisecond)
			b.do(chromedp.Reload())
		}
		b.Fatalf("%q: %q never ends", m.Step, m.What)
	case "see":
		b.sees(m.What)
	default:
		b.Fatalf("%q: the test cannot %q", m.Step, m.Do)
	}
}

// pressNamed presses what bears the name and waits until the page it stood on is gone.
func (b *tab) pressNamed(m told) {
	b.Helper()
	found := ask[int](b, fmt.Sprintf(`(() => {%s const all = [...main.querySelectorAll('button, a')].filter(e => said(e) === %s && e.offsetParent); all.forEach((e, i) => e.id = i ? '' : 'pressed-now'); return all.length })()`, label, literal(m.What)))
	if found == 0 {
		b.Fatalf("%q: nothing is called %q on %s", m.Step, m.What, ask[string](b, "location.pathname"))
	}
	b.do(chromedp.Click("pressed-now", chromedp.ByID))
	for range 800 { // twenty seconds: other tests share the machine
		var still bool
		if err := chromedp.Run(b.ctx, chromedp.Evaluate(`!!document.getElementById('pressed-now') || document.readyState !== 'complete'`, &still)); err == nil && !still {
			if wrong := ask[string](b, `(document.querySelector('.error-summary') || {innerText: ''}).innerText`); wrong != "" {
				b.Fatalf("%q: pressing %q was refused: %s", m.Step, m.What, strings.Join(strings.Fields(wrong), " "))
			}
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	b.Fatalf("%q: pressing %q led nowhere", m.Step, m.What)
}

// literal is a text as a script writes it.
func literal(text string) string {
	out, _ := json.Marshal(text) // a string cannot fail
	return string(out)
}

// U49: asking why costs nothing that was typed, works by keyboard, and what unfolds
// is open to everybody, by day and by night, wide and narrow.
func TestU49_AskingWhyLosesNothing(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		b := start(t, serve(t, true, true), access.Lead, scripts, 1280, 900)
		b.open("/risk/new")
		b.fill("title", "Typed before asking")
		b.do(chromedp.Focus(".why summary", chromedp.ByQuery), chromedp.KeyEvent(kb.Enter))
		b.sees("Put what could happen into one line")
		if typed := ask[string](b, `document.querySelector('main [name=title]').value`); typed != "Typed before asking" {
			t.Errorf("the title is %q", typed)
		}
		for _, c := range []struct {
			width  int64
			scheme string
		}{{1280, "light"}, {390, "dark"}, {320, "light"}} {
			b.look(c.width, 900, c.scheme)
			b.picture("why")
			var found []finding
			if scripts {
				b.do(ran(axe+";"+judged("document", byDay), &found))
			}
			for _, f := range found {
				b.Errorf("open at %d: axe %s: %s\n    %s", c.width, f.ID, f.Help, f.Nodes)
			}
			if over := ask[string](b, sideways); over != "" {
				b.Errorf("open at %d: scrolls sideways: %s", c.width, over)
			}
		}
		b.clean()
	})
}
