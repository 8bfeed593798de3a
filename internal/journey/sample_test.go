package journey

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
)

// U3: a newcomer looks around in a sample, as three people, and leaves it without a
// trace. The browser must follow the forms from host to host under the security policy.
func TestU3_LookingAroundInASample(t *testing.T) {
	w := serve(t, true, false)
	bothWays(t, func(t *testing.T, scripts bool) {
		b := start(t, w, access.Lead, scripts, 1280, 900)
		b.open("/")
		b.click("Open the sample")
		b.do(chromedp.WaitVisible(".sample-bar", chromedp.ByQuery))
		b.picture("sample")
		for _, role := range []string{"Auditor", "Executive", "Lead"} {
			b.click(role)
			b.do(chromedp.WaitVisible(`//button[@aria-current="true" and contains(normalize-space(.), "`+role+`")]`, chromedp.BySearch))
		}
		b.look(390, 844, "light")
		b.picture("phone")
		if scripts { // axe is one
			b.axe()
			b.look(320, 800, "dark")
			b.axe()
			if over := ask[string](b, sideways); over != "" {
				t.Errorf("the bar does not fit: %s", over)
			}
		}
		b.click("Leave the sample and delete it")
		b.do(chromedp.WaitVisible(".sample-offer", chromedp.ByQuery))
		var where string
		b.do(chromedp.Location(&where))
		if where != w.base+"/" {
			t.Errorf("leaving leads to %s", where)
		}
		if _, err := os.Stat(w.dir + "/.sample-visit"); !os.IsNotExist(err) {
			t.Errorf("something of the sample is left: %v", err)
		}
		b.clean()
	})
}

// click presses the button that says a word.
func (b *tab) click(says string) {
	b.Helper()
	b.do(chromedp.Click(`//button[contains(normalize-space(.), "`+says+`")]`, chromedp.BySearch))
}

// axe judges the page as it is.
func (b *tab) axe() {
	b.Helper()
	var found []finding
	b.do(ran(axe+";"+judged("document", byDay), &found))
	for _, f := range found {
		b.Errorf("axe %s: %s\n    %s", f.ID, f.Help, f.Nodes)
	}
}
