package journey

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/aims-workbench/aims/internal/access"
)

// keyed is a tab of the filled workspace that is driven by keys alone.
func keyed(t *testing.T, role access.Role, address string) *tab {
	t.Helper()
	b := browse(t, serve(t, true, true))
	b.look(1280, 900, "light")
	b.as(role)
	b.open(address)
	b.until(`document.documentElement.dataset.keys === "on"`)
	return b
}

// until waits for an expression to be true, across the loading of pages.
func (b *tab) until(expression string) {
	b.Helper()
	for range 200 {
		var yes bool
		if err := chromedp.Run(b.ctx, chromedp.Evaluate("Boolean("+expression+")", &yes)); err == nil && yes {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.picture("never")
	b.Fatalf("never true: %s", expression)
}

// types presses keys one after another, without pointing anywhere.
func (b *tab) types(keys ...string) {
	b.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

func (b *tab) ctrlK() {
	b.Helper()
	b.do(chromedp.KeyEvent("k", chromedp.KeyModifiers(input.ModifierCtrl)))
}

// at waits until the tab is at an address.
func (b *tab) at(address string) {
	b.Helper()
	b.until(`document.readyState === "complete" && location.pathname + location.search === ` + quoted(address))
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }

// axed fails on everything axe holds against the page as it stands.
func (b *tab) axed(what string) {
	b.Helper()
	var found []finding
	b.do(ran(axe+";"+judged("document", byDay), &found))
	for _, f := range found {
		b.Errorf("%s: axe %s: %s\n    %s", what, f.ID, f.Help, f.Nodes)
	}
	for _, c := range b.complaints() {
		b.Errorf("%s: %s", what, c)
	}
}

const (
	selected = `document.querySelector("#palette [aria-selected=true]")`
	inBox    = `document.activeElement.id === "palette-q"`
)

// U25, U26: open, type, choose, open; close, and the focus is back.
func TestU26ThePaletteByKeysAlone(t *testing.T) {
	b := keyed(t, access.Lead, "/risk/RSK-2026-001")
	b.types(kb.Tab, kb.Tab)
	before := ask[string](b, `document.activeElement.outerHTML`)
	b.ctrlK()
	b.until(inBox + ` && ` + selected)
	b.axed("palette with everything")
	b.picture("open")
	b.types(kb.Escape)
	b.until(`!document.getElementById("palette").open`)
	if after := ask[string](b, `document.activeElement.outerHTML`); after != before {
		t.Errorf("the focus went to %s, not back to %s", after, before)
	}
	b.ctrlK()
	b.until(inBox)
	b.types("d", "r", "i", "f", "t")
	b.until(`document.querySelector("#palette mark")`)
	b.axed("palette with results")
	b.picture("results")
	first := ask[string](b, selected+`.id`)
	if got := ask[string](b, `document.activeElement.getAttribute("aria-activedescendant")`); got != first {
		t.Errorf("the box says %s, selected is %s", got, first)
	}
	b.types(kb.ArrowDown)
	second := ask[string](b, selected+`.id`)
	b.types(kb.ArrowUp, kb.ArrowUp)
	last := ask[string](b, selected+`.textContent`)
	if second == first || !strings.Contains(last, "Search everything") {
		t.Errorf("arrows went from %s to %s, and round to %q", first, second, last)
	}
	b.types(kb.ArrowDown)
	to := ask[string](b, selected+`.getAttribute("href")`)
	b.types(kb.Enter)
	b.at(to)
	if !strings.HasPrefix(to, "/risk/RSK-") {
		t.Errorf("drift leads to %s", to)
	}
	b.ctrlK()
	b.until(inBox)
	b.types("i", "d", " ", "r", "i", "s", "k", kb.Enter) // Enter before the answer comes
	b.at("/risk/new")
}

// Who may not do a thing is not offered it.
func TestThePaletteOffersWhatTheRoleMay(t *testing.T) {
	b := keyed(t, access.Reader, "/")
	b.ctrlK()
	b.until(selected)
	all := ask[string](b, `document.getElementById("palette-list").textContent`)
	if strings.Contains(all, "Identify a risk") || strings.Contains(all, "Import") || !strings.Contains(all, "Open Statement of Applicability") {
		t.Errorf("a reader is offered %s", all)
	}
	b.types("😀")
	b.until(`document.getElementById("palette-status").textContent !== ""`)
	b.axed("palette with an emoji")
}

// WCAG 2.1.4: keys of one letter lead on, not while typing, and not when turned off.
func TestKeysOfOneLetter(t *testing.T) {
	b := keyed(t, access.Lead, "/")
	b.types("g", "r")
	b.at("/risk")
	b.types("n")
	b.at("/risk/new")
	b.do(chromedp.Focus(`main [name=title]`, chromedp.ByQuery))
	b.types("g", "r", "?", "/", "n")
	if got := ask[string](b, `document.querySelector("main [name=title]").value + location.pathname`); got != "gr?/n/risk/new" {
		t.Errorf("typing in a field gave %q", got)
	}
	b.open("/risk/RSK-2026-002")
	b.types("e")
	b.at("/risk/RSK-2026-002/edit")
	b.open("/gaps")
	b.do( // as a keyboard sends it: the letter comes after the key, unless the page took the key
		input.DispatchKeyEvent(input.KeyRawDown).WithKey("/").WithCode("Slash"),
		input.DispatchKeyEvent(input.KeyChar).WithKey("/").WithText("/"),
		input.DispatchKeyEvent(input.KeyUp).WithKey("/").WithCode("Slash"),
	)
	b.until(`document.activeElement.matches(".find input")`)
	b.types("d", "r", "i", "f", "t", kb.Enter)
	b.at("/search?q=drift")
	b.open("/gaps")
	b.types("?")
	b.until(`document.getElementById("keys-dialog").open`)
	b.axed("list of keys")
	b.picture("keys")
	b.types("g", "r")
	b.types(kb.Escape)
	b.until(`!document.getElementById("keys-dialog").open`)
	if got := ask[string](b, `location.pathname`); got != "/gaps" {
		t.Errorf("a key behind the dialog led to %s", got)
	}
}

func TestKeysCanBeTurnedOff(t *testing.T) {
	b := keyed(t, access.Lead, "/gaps")
	// The page as it comes with the preference, before its script runs.
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(`document.addEventListener("readystatechange", () => { document.documentElement.dataset.keys = "off" }, {once: true})`).Do(ctx)
		return err
	}))
	b.open("/gaps")
	b.until(`document.readyState === "complete"`)
	b.types("g", "r", "?", "/", "n")
	if got := ask[string](b, `location.pathname + document.documentElement.dataset.keys + document.querySelectorAll("dialog[open]").length + document.activeElement.tagName`); got != "/gapsoff0BODY" {
		t.Errorf("turned off, the keys did %q", got)
	}
	b.ctrlK()
	b.until(inBox)
}

// On a phone a link leads to the search page.
func TestSearchOnAPhone(t *testing.T) {
	b := keyed(t, access.Executive, "/")
	b.look(390, 844, "dark")
	b.do(chromedp.Click(".find-link", chromedp.ByQuery), chromedp.WaitVisible(`main [name=q]`, chromedp.ByQuery))
	b.do(chromedp.SendKeys(`main [name=q]`, "résumé"+kb.Enter, chromedp.ByQuery))
	b.until(`document.querySelector("main mark")`)
	b.axed("search on a phone")
	b.picture("phone")
}
