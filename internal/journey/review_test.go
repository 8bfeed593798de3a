package journey

import (
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
)

// A lead plans a management review, fills it, says what it means and holds it; an
// executive signs the minutes on a phone, from the first page in two taps (9.3).
func TestAManagementReviewIsHeldAndSigned(t *testing.T) {
	bothWays(t, func(t *testing.T, scripts bool) {
		w := serve(t, true, false)
		b := start(t, w, access.Lead, scripts, 1280, 900)
		day := func(name, value string) {
			b.do(chromedp.SetValue(named(name, ""), value, chromedp.ByQuery))
		}
		b.open("/review/reviews/new")
		day("planned_on", "2026-11-20")
		b.press("Save review", "is planned")
		b.press("Fill inputs", "Say what they mean")
		for _, id := range []string{"MRI-1", "MRI-2", "MRI-3", "MRI-4", "MRI-5", "MRI-6", "MRI-7"} {
			b.fill(id, "Nothing new.")
		}
		b.press("Save what is said", "What was said is saved")
		b.press("Hold review", "Who took part?")
		b.tick("attended", "")
		b.tick("verdict", "yes")
		b.fill("conclusion", "It does what it is for.")
		day("next_on", "2027-11-20")
		b.press("Hold review", "is held")
		b.press("Record a decision", "What was decided?")
		b.fill("title", "One post more", "owner", "Ola")
		b.tick("kind", "resources")
		day("due", "2027-03-01")
		b.press("Save decision", "Carry decision on")
		b.press("Carry decision on", "What does it become?")
		b.tick("as", "improvement")
		b.press("Make record", "is carried on as")

		phone := start(t, w, access.Executive, scripts, 390, 844)
		phone.open("/")
		phone.do(chromedp.Click(`main a[href$="/sign"]`, chromedp.ByQuery))
		phone.sees("Your signature")
		phone.fill("password", seed.Password)
		phone.press("Sign minutes", "You signed the minutes")
	})
}
