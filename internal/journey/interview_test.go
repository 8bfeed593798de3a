package journey

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
)

// counted is a tab that counts what a hand does: every click, also those that only
// put the cursor into a field. Typing is counted apart.
type counted struct {
	*tab
	clicks, keys int
}

// click clicks something and waits for what must follow.
func (c *counted) click(selector, then string) {
	c.Helper()
	c.clicks++
	c.do(chromedp.Click(selector, chromedp.BySearch))
	c.sees(then)
}

// on goes on with the next question.
func (c *counted) on(then string) {
	c.Helper()
	c.click(`//main//button[@name="go"][@value="on"]`, then)
}

// write clicks into a field and types.
func (c *counted) write(name, text string) {
	c.Helper()
	c.clicks++
	c.keys += len([]rune(text))
	c.do(chromedp.Click(named(name, ""), chromedp.ByQuery), chromedp.SendKeys(named(name, ""), text, chromedp.ByQuery))
}

// box ticks a box.
func (c *counted) box(name, value string) {
	c.Helper()
	c.clicks++
	c.tick(name, value)
}

// typist is how fast a slow typist writes, in characters a second.
const typist = 3

// U2: from an empty workspace to a PDF with the Statement of Applicability in at
// most 25 clicks and ten minutes, for who never read the standard; and without scripts.
func TestU2_FirstStatementAsPDF(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		w := serve(t, true, false)
		c := &counted{tab: start(t, w, access.Lead, scripts, 1280, 900)}
		began := time.Now()
		c.open("/")
		c.click(`//nav//a[normalize-space()="Guided questions"]`, "First steps")
		c.click(`//main//a[normalize-space()="First steps"]`, "What you have at the end")
		c.click(`//main//a[normalize-space()="Start answering"]`, "Question 1 of 9")
		c.write("organisation.name", "Ærø Analytics")
		c.on("Question 2 of 9")
		c.write("organisation.does", "We rank job applications for employers.")
		c.on("Question 3 of 9")
		c.box("facts.work", "provide")
		c.box("facts.work", "use")
		c.on("Question 4 of 9")
		c.box("facts.parts", "personal")
		c.box("facts.parts", "suppliers")
		c.on("Question 5 of 9")
		c.write("system.name", "Résumé ranker")
		c.on("Question 6 of 9")
		c.write("system.purpose", "Order applications so that a person reads the best first.")
		c.on("Question 7 of 9")
		c.box("facts.touched", "individuals")
		c.on("Question 8 of 9")
		c.on("Question 9 of 9")
		c.on("Check your answers")
		c.sees("Included: 31 of 38")
		before := c.position()
		c.click(`//main//button[normalize-space()="Save and draft the Statement of Applicability"]`, "38 of 38 controls are decided")
		if got := c.position() - before; got != 3+38 {
			t.Errorf("%d entries", got)
		}
		c.click(`//main//button[normalize-space()="Make evidence pack"]`, "pack")
		c.untilMade()
		pdf := ask[string](c.tab, `document.querySelector('main a[href$=".pdf"]').getAttribute('href')`)
		c.clicks++ // on the link to the PDF
		if size := c.fetched(pdf); size < 10_000 {
			t.Errorf("the PDF has %d bytes", size)
		}
		took := time.Since(began)
		person := took + time.Duration(c.keys/typist)*time.Second
		t.Logf("U2, scripts %v: %d clicks, %d characters, %.1f s by machine, about %.0f s with a slow typist (reading not counted)", scripts, c.clicks, c.keys, took.Seconds(), person.Seconds())
		if c.clicks > 25 || person > 10*time.Minute {
			t.Errorf("%d clicks, %s", c.clicks, person)
		}
		c.clean()
	})
}

// untilMade waits until the pack is there; without scripts the page is asked again.
func (b *tab) untilMade() {
	b.Helper()
	for range 60 {
		if len(b.nodes(`main a[href$=".pdf"]`)) > 0 {
			return
		}
		time.Sleep(250 * time.Millisecond)
		b.open("/pack")
	}
	b.Fatal("the pack is not made")
}

// fetched is the size of a file of the workbench, fetched as the person of the tab.
func (b *tab) fetched(address string) int64 {
	b.Helper()
	var size int64
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		cookies, err := network.GetCookies().Do(ctx)
		if err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.w.base+address, nil)
		if err != nil {
			return err
		}
		for _, c := range cookies {
			req.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		start := make([]byte, 5)
		if _, err := io.ReadFull(res.Body, start); err != nil || string(start) != "%PDF-" {
			return fmt.Errorf("%s begins with %q: %w", address, start, err)
		}
		rest, err := io.Copy(io.Discard, res.Body)
		size = rest + int64(len(start))
		return err
	}))
	return size
}

// U6: half a sentence survives the end of the browser, Back, and another day.
func TestU6_HalfAnAnswerSurvives(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		w := serve(t, true, false)
		b := start(t, w, access.Contributor, scripts, 390, 844)
		b.open("/interviews/system/questions/name")
		b.fill("name", "Sorter")
		b.press("Save and continue", "What is it for?")
		b.fill("purpose", "Sort the ma")
		b.press("Back", "What do people call")
		b.press("Save and continue", "What is it for?")
		b.press("Save and leave", "Continue where you left")

		again := start(t, w, access.Contributor, scripts, 1280, 900)
		again.open("/interviews/system")
		again.press("Continue where you left", "What is it for?")
		if typed := ask[string](again, `document.querySelector('main [name=purpose]').value`); typed != "Sort the ma" {
			t.Errorf("what was left is %q", typed)
		}
		again.press("Save and continue", "What is your part in it?")
		again.press("I do not know yet", "How far is it?")
		again.open("/interviews/system/check")
		again.press("Register AI system", "SYS-")
		again.sees("Sort the ma")
		b.clean()
		again.clean()
	})
}
