package journey

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
)

// save sends the form that a field stands in and waits for what must follow.
func (c *counted) save(button, then string) {
	c.Helper()
	c.click(fmt.Sprintf(`//main//button[normalize-space()=%q]`, button), then)
}

// choose takes an entry of a list: one click opens it, one takes it.
func (c *counted) choose(name, value string) {
	c.Helper()
	c.clicks += 2
	c.do(chromedp.SetValue(named(name, ""), value, chromedp.ByQuery))
}

// U2, for the next thing after it: from an AI system that nobody has written down to
// an impact assessment of a sensitive use that top management approved (6.1.4, A.5.2),
// in one sitting and without knowing an address. The list of what is missing leads to
// each field; going there, typing and saving are three clicks.
func TestNewSystemToApprovedAssessment(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		chromium(t)
		w := serve(t, true, false)
		c := &counted{tab: start(t, w, access.Lead, scripts, 1280, 900)}
		c.open("/")
		c.click(`//nav//a[span="AI systems"]`, "Register an AI system")
		c.click(`//main//a[normalize-space()="Register an AI system"]`, "Intended use")
		c.write("name", "Résumé ranker")
		c.write("purpose", "Order applications so that a person reads the best first.")
		c.write("intended_use", "Recruiters read the list from the top.")
		c.write("misuse", "Rejecting the end of the list unread.")
		c.write("affected", "Applicants")
		c.box("in_scope", "yes")
		c.save("Save AI system", "is registered as SYS-")
		c.click(`//main//a[normalize-space()="Assess its impact"]`, "Begin an impact assessment")
		c.save("Begin assessment", "Not started")

		c.click(`//main//a[normalize-space()="Conclusion"]`, "Which of these uses is it?")
		c.box("uses", "employment")
		c.box("sensitive-or-restricted", "yes")
		c.box("decision", "go with conditions")
		c.save("Save and check answers", "before this can be approved")
		c.mend(t, map[string]string{
			"assessors": "Test AI governance lead and two recruiters", "assessed_on": c.year() + "-01-12", "next_review": fmt.Sprint(c.w.db.Now().Time().Year()+1) + "-01-12",
			"jurisdictions": "Germany", "users-and-oversight": "Recruiters, who may put anybody first.", "failure-modes": "It ranks at random after a change of the input.", "misuse-scenarios": "Nobody reads the end of the list.", "public-summary": "We sort applications and a person decides.",
			"individuals": "Older applicants rank lower", "balance": "Faster answers outweigh it once people check.",
			"conditions": "A person reads every application below the line.",
		})
		c.as(access.Executive)
		c.open("/")
		c.sees("Approve the impact assessment")
		c.click(`//main//a[normalize-space()="Read and decide"]`, "Approval")
		c.save("Approve IMP-"+c.year()+"-001", "Approved")
		c.sees("by Test Executive")
		c.clean()
		t.Logf("%d clicks, %d characters", c.clicks, c.keys)
		if c.clicks > 65 {
			t.Errorf("%d clicks, at most 65", c.clicks)
		}
	})
}

// mend goes to each thing that the check says is missing and gives it, as the list
// tells; words by what is asked, and a rating where an impact is.
func (c *counted) mend(t *testing.T, words map[string]string) {
	for range 30 {
		gap := ask[string](c.tab, `document.querySelector('main .conflict a')?.getAttribute('href') || ''`)
		if gap == "" {
			return
		}
		_, field, _ := strings.Cut(gap, "#")
		c.clicks++
		c.open(gap)
		c.sees("Save and check answers")
		if !ask[bool](c.tab, `!!document.getElementById('`+field+`')`) {
			t.Errorf("%s leads to nothing", gap)
		}
		name := ask[string](c.tab, `document.getElementById('`+field+`')?.name || ''`)
		switch {
		case field == "individuals":
			c.write("individuals.what", words["individuals"])
			for field, value := range map[string]string{"area": "Fairness", "effect": "harm", "severity": "4", "likelihood": "3", "scale": "3", "irreversible": "2"} {
				c.choose("individuals."+field, value)
			}
		case field == "consultations":
			c.write("consultations.who", "Two applicants over fifty")
			c.choose("consultations.voice", "people affected")
			c.write("consultations.said", "They want to know what counts.")
		case words[name] == "":
			t.Fatalf("%s asks for %q", gap, name)
		default:
			c.clicks++
			c.keys += len(words[name])
			c.do(chromedp.SetValue(named(name, ""), words[name], chromedp.ByQuery))
		}
		c.save("Save and check answers", "Check the assessment of")
	}
	t.Error("there is always something missing")
}
