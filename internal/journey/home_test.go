package journey

import (
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

// lowest gives the lower edge of the lowest of the elements, in pixels; 0 when one
// is missing.
const lowest = `(selectors => { const all = selectors.map(s => document.querySelector(s)); return all.includes(null) ? 0 : Math.ceil(Math.max(...all.map(e => e.getBoundingClientRect().bottom))) })`

// U4, U11: at 1280 by 800 a lead sees without scrolling what is due, overdue and
// blocked, the days to the audit, and the one thing to do next; an executive sees
// what to decide on a phone.
func TestU11_TheHomeFitsOneScreen(t *testing.T) {
	for name, filled := range map[string]bool{"empty": false, "full": true} {
		t.Run(name, func(t *testing.T) {
			b := browse(t, serve(t, true, filled))
			b.as(access.Lead)
			b.look(1280, 800, "light")
			b.open("/")
			if at := ask[int](b, lowest+`(['.figures a[href*="overdue"]', '.figures a[href*="week"]', '.figures a[href*="waiting"]', '.figures li:nth-child(4) a', '.next .button'])`); at == 0 || at > 800 {
				b.Errorf("the last of what the lead must see ends at %d", at)
			}
			b.picture("lead")
			b.as(access.Executive)
			b.look(390, 844, "light")
			b.open("/")
			if at := ask[int](b, lowest+`(['.next .button'])`); at == 0 || at > 844 {
				b.Errorf("the executive's action ends at %d", at)
			}
			b.picture("executive")
		})
	}
}

// U33: the homes of all roles, which the walk over all pages sees in three only.
func TestEveryHomeIsSound(t *testing.T) {
	b := browse(t, serve(t, true, true))
	for _, role := range access.Roles {
		b.as(role)
		b.look(1280, 900, "light")
		b.sound("/", 1280)
		b.look(390, 844, "dark")
		b.sound("/", 390)
	}
}
