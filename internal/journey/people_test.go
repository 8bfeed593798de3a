package journey

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/store"
)

// bothWays runs a journey with the page's scripts and without (U38).
func bothWays(t *testing.T, run func(t *testing.T, scripts bool)) {
	t.Run("with scripts", func(t *testing.T) { run(t, true) })
	t.Run("without scripts", func(t *testing.T) { run(t, false) })
}

// start opens a tab as a person with or without scripts.
func start(t *testing.T, w *workbench, role access.Role, scripts bool, width, height int64) *tab {
	b := browse(t, w)
	b.do(emulation.SetScriptExecutionDisabled(!scripts))
	b.look(width, height, "light")
	b.as(role)
	return b
}

// named finds the field of a form.
func named(name, value string) string {
	if value == "" {
		return fmt.Sprintf("main [name=%q]", name)
	}
	return fmt.Sprintf("main [name=%q][value=%q]", name, value)
}

// fill types into empty fields, by name and text in turn.
func (b *tab) fill(pairs ...string) {
	b.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		field := named(pairs[i], "")
		b.do(chromedp.SendKeys(field, pairs[i+1], chromedp.ByQuery))
	}
}

// tick chooses a box or one of several answers.
func (b *tab) tick(name, value string) {
	b.Helper()
	b.do(chromedp.Click(named(name, value), chromedp.ByQuery))
}

// press clicks the button or link with a text and waits for what must follow, which must
// not stand there before: waiting for it would be no waiting.
func (b *tab) press(text, then string) {
	b.Helper()
	var before string
	b.do(chromedp.Text("body", &before, chromedp.ByQuery))
	if strings.Contains(strings.ToLower(before), strings.ToLower(then)) {
		b.Errorf("%q stands on the page before %q is pressed", then, text)
	}
	path := fmt.Sprintf(`//main//button[normalize-space()=%q] | //main//a[normalize-space()=%q] | //main//summary[normalize-space()=%q]`, text, text, text)
	b.do(chromedp.Click(path, chromedp.BySearch))
	b.sees(then)
}

// sees waits until the page says something.
func (b *tab) sees(text string) {
	b.Helper()
	var body string
	for range 100 {
		if err := chromedp.Run(b.ctx, chromedp.Text("body", &body, chromedp.ByQuery)); err == nil && strings.Contains(strings.ToLower(body), strings.ToLower(text)) {
			b.picture("sees")
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	var where string
	_ = chromedp.Run(b.ctx, chromedp.Location(&where))
	b.picture("failed")
	b.Fatalf("%q is not on %s:\n%.1500s", text, where, body)
}

// position is how far the trail has come.
func (b *tab) position() int64 {
	b.Helper()
	pos, err := store.Position(b.w.db.Read(context.Background()))
	must(b.T, err)
	return pos.Seq
}

// From the set-up link to a decided control, as a lead on the first day.
func TestFirstDay(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		w := serve(t, false, false)
		token, err := account.New(w.db).SetupLink(context.Background())
		must(t, err)
		b := start(t, w, "", scripts, 1280, 900)
		b.open("/setup?token=" + token)
		b.fill("name", "Lea Lead", "email", "lea@example.org", "password", seed.Password)
		b.do(chromedp.Submit(named("password", ""), chromedp.ByQuery))
		b.sees("Your AI management system")

		b.open("/scope/organisation/edit")
		b.fill("name", "Ærø Analytics", "does", "Ranks applications")
		b.tick("climate", "no")
		b.fill("climate_reason", "Small loads")
		b.do(chromedp.Submit(named("name", ""), chromedp.ByQuery))
		b.sees("Ranks applications")

		b.open("/scope/statements")
		b.do(chromedp.Click(`main form[action="/scope/statements"] button`, chromedp.ByQuery))
		b.sees("Exclusions")
		year := b.year()
		b.open("/scope/statements/SCP-" + year + "-001/edit")
		b.fill("text", "Ranking of applications for employers")
		b.do(chromedp.Submit(named("text", ""), chromedp.ByQuery))
		b.sees("Ranking of applications for employers")
		b.open("/scope/statements/SCP-" + year + "-001/approve")
		b.do(chromedp.Click(`main form[action$="/approve"] button`, chromedp.ByQuery))
		b.sees("Approved")

		b.open("/inventory/new")
		b.fill("name", "Résumé ranker", "purpose", "Order applications")
		b.do(chromedp.Submit(named("name", ""), chromedp.ByQuery))
		b.sees("SYS-")

		b.open("/soa/A.5.4/edit")
		b.tick("applicable", "yes")
		b.fill("reason", "Applicants are affected by the ranking.")
		b.do(chromedp.Submit(named("reason", ""), chromedp.ByQuery))
		b.sees("Applicants are affected by the ranking.")

		b.open("/risk/new")
		b.fill("title", "Drift harms a group")
		b.do(chromedp.Click(`main details:has([value="42001:A.5.4"]) > summary`, chromedp.ByQuery))
		b.tick("controls", "42001:A.5.4")
		b.do(chromedp.Submit(named("title", ""), chromedp.ByQuery))
		b.sees("RSK-")
		b.open("/soa/A.5.4")
		b.sees("Drift harms a group")
		b.clean()
	})
}

// year is the one in which the workbench's clock stands.
func (b *tab) year() string { return fmt.Sprint(b.w.db.Now().Time().Year()) }

// clean fails when the browser complained on the way.
func (b *tab) clean() {
	b.Helper()
	for _, c := range b.complaints() {
		b.Error(c)
	}
}

// version writes and approves the next version of a policy.
func (w *workbench) version(t *testing.T, policy, text, changes string) string {
	t.Helper()
	ctx, d, lead := context.Background(), leadership.New(w.db), w.people[access.Lead].Actor
	v, err := d.DraftVersion(ctx, lead, policy)
	must(t, err)
	v.Text, v.Changes = text, changes
	v, err = d.Write(ctx, lead, v)
	must(t, err)
	_, err = d.ApproveVersion(ctx, lead, v.Ref, v.Version)
	must(t, err)
	return v.Ref
}

// U13, U14: top management opens the workbench on a telephone and signs the AI policy
// in at most four taps, a password and a minute, and reads first what changed since
// it last signed.
func TestU13_SigningOnATelephone(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		w := serve(t, true, false)
		d, who := leadership.New(w.db), w.people[access.Executive]
		p, err := d.Draft(context.Background(), w.people[access.Lead].Actor, leadership.Policy{Title: "AI policy", Main: true})
		must(t, err)
		first := w.version(t, p.Ref, "We use AI fairly.", "")
		_, err = d.Sign(context.Background(), who.Actor, first, leadership.Proof{How: "password", CredentialSetAt: w.db.Now(), CredentialSetBy: who.Ref})
		must(t, err)
		w.version(t, p.Ref, "We use AI fairly.\n\nA person decides.", "Nobody is turned down by a machine alone.")

		b := start(t, w, access.Executive, scripts, 390, 844)
		began, taps := time.Now(), 0
		b.open("/")
		b.sees("Sign")
		tap := func(selector string) {
			taps++
			b.do(chromedp.Click(selector, chromedp.ByQuery))
		}
		tap(`main a[href$="/sign"]`)
		b.sees("A person decides.")
		if got := ask[[]string](b, `[...document.querySelectorAll('main h2')].slice(0, 3).map(h => h.innerText.trim())`); len(got) < 3 || got[0] != "What changed since you last signed" || got[2] != "The whole text" {
			t.Errorf("the page begins with %q", got)
		}
		if in := ask[float64](b, `[...document.querySelectorAll('main dd')].find(d => d.innerText.includes('turned down')).getBoundingClientRect().bottom`); in > 844 {
			t.Errorf("what changed stands at %.0f of 844 pixels: it is not seen without scrolling", in)
		}
		tap(named("password", ""))
		b.fill("password", seed.Password)
		before := b.position()
		tap(`main form[action$="/sign"] button[type=submit], main form[action$="/sign"] button:not([type])`)
		b.sees("SIG-")
		t.Logf("signed with %d taps, of which one puts the cursor into the password, in %.1f s of the browser; reading and typing come to that", taps, time.Since(began).Seconds())
		if taps > 4 || time.Since(began) > time.Minute || b.position() != before+1 {
			t.Errorf("%d taps, %v, %d entries", taps, time.Since(began), b.position()-before)
		}
		receipt := ask[string](b, `document.querySelector('main a[href$="/receipt.pdf"]').getAttribute('href')`)
		if size := b.fetched(receipt); size < 10_000 {
			t.Errorf("the receipt at %s has %d bytes", receipt, size)
		}
		b.open("/")
		b.sees("Nothing waits for you")
		b.clean()
	})
}

// A contributor attaches a file to a risk, from the risk.
func TestAttachingAFile(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		w := serve(t, true, false)
		r, err := risk.New(w.db).Identify(context.Background(), w.people[access.Contributor].Actor, risk.Risk{Title: "Drift"})
		must(t, err)
		file := filepath.Join(t.TempDir(), "report.txt")
		must(t, os.WriteFile(file, []byte("a report"), 0o600))
		b := start(t, w, access.Contributor, scripts, 1280, 900)
		b.open("/risk/" + r.Ref)
		b.press("Attach evidence", "Several files at once")
		b.fill("title", "Drift report")
		b.do(chromedp.SetUploadFiles(named("file", ""), []string{file}, chromedp.ByQuery))
		b.do(chromedp.Submit(named("title", ""), chromedp.ByQuery))
		b.sees("EVD-")
		b.open("/risk/" + r.Ref)
		b.sees("Drift report")
		b.clean()
	})
}

// Two people change one risk, the second by keyboard alone: nothing typed is lost.
func TestTwoPeopleChangeOneRisk(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		w := serve(t, true, false)
		ctx, risks := context.Background(), risk.New(w.db)
		r, err := risks.Identify(ctx, w.people[access.Contributor].Actor, risk.Risk{Title: "Drift"})
		must(t, err)
		b := start(t, w, access.Contributor, scripts, 1280, 900)
		b.open("/risk/" + r.Ref + "/edit")
		theirs := r
		theirs.Title = "Drift seen by Lea"
		_, err = risks.Assess(ctx, w.people[access.Lead].Actor, theirs)
		must(t, err)
		b.focus("title")
		b.do(chromedp.KeyEvent(" and typed by keyboard"), chromedp.KeyEvent(kb.Enter))
		b.sees("Drift seen by Lea")
		if typed := ask[string](b, `document.querySelector('main [name=title]').value`); !strings.Contains(typed, "and typed by keyboard") {
			t.Errorf("the title is %q: the typed text is lost", typed)
		}
		b.focus("title")
		b.do(chromedp.KeyEvent(kb.Enter))
		b.sees("version 3,") // the frame names the person on every page
		now, err := risks.Take(ctx, r.Ref)
		must(t, err)
		if now.Version != 3 || !strings.Contains(now.Title, "typed by keyboard") {
			t.Errorf("after saving again the risk is version %d, %q", now.Version, now.Title)
		}
	})
}

// focus goes to a field with the tabulator key, and looks whether each stop shows.
func (b *tab) focus(name string) {
	b.Helper()
	for range 80 {
		b.do(chromedp.KeyEvent(kb.Tab))
		at := ask[[]string](b, `(() => { const e = document.activeElement, s = getComputedStyle(e); return [e.getAttribute('name') || '', e.outerHTML.slice(0, 120), (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none' ? 'seen' : ''] })()`)
		if at[2] == "" && !strings.HasPrefix(at[1], "<body") {
			b.Errorf("the focus does not show on %s", at[1])
		}
		if at[0] == name {
			return
		}
	}
	b.Fatalf("the tabulator key does not reach %s", name)
}

// R41: a foreign name that points at this machine reaches no handler, whatever the
// browser thinks of it.
func TestR41_AForeignNameReachesNothing(t *testing.T) {
	chromium(t)
	w := serve(t, true, true)
	b := browse(t, w, chromedp.Flag("host-resolver-rules", "MAP evil.example 127.0.0.1"))
	b.as(access.Lead)
	foreign := strings.Replace(w.base, "127.0.0.1", "evil.example", 1)
	for _, address := range []string{"/", "/risk/RSK-2026-001", "/sign-in"} {
		response, err := chromedp.RunResponse(b.ctx, chromedp.Navigate(foreign+address))
		must(t, err)
		if response.Status != 421 {
			t.Errorf("%s: %d, want 421", address, response.Status)
		}
		if body := ask[string](b, "document.body.innerText"); strings.Contains(body, "RSK-") || strings.Contains(body, "password") {
			t.Errorf("%s shows %q", address, body)
		}
	}
	if w.asked() == 0 {
		t.Error("the foreign name did not reach the machine: nothing was tested")
	}
	b.do(network.ClearBrowserCookies())
	b.complaints() // here it is the test that asks another name
}
