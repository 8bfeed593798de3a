package account_test

import (
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/fault"
)

func TestACalendarLinkOpensUntilItIsTakenAway(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		eva := o.invite("Eva Brandt", "eva@example.org", access.Contributor)
		who := eva.Actor(access.Browser)
		opens := func(token, name string) {
			t.Helper()
			p, err := o.ByCalendar(o.ctx, token, here)
			if name == "" {
				wantKind(t, err, fault.NotFound)
			} else if o.must(err); p.Name != name {
				t.Errorf("opened that of %q", p.Name)
			}
		}
		_, err := o.MakeCalendar(o.ctx, who, true, false)
		wantKind(t, err, fault.Forbidden)
		first, err := o.MakeCalendar(o.ctx, who, false, false)
		o.must(err)
		opens(first, eva.Name)
		second, err := o.MakeCalendar(o.ctx, who, false, true)
		o.must(err)
		opens(first, "")
		opens(second, eva.Name)
		opens("", "")
		o.must(o.EndCalendar(o.ctx, o.lead(), eva.Ref))
		opens(second, "")
		wantKind(t, o.EndCalendar(o.ctx, who, eva.Ref), fault.Invalid)
		if has, err := o.HasCalendar(o.ctx, eva.Ref); has || err != nil {
			t.Errorf("a link is left: %v", err)
		}

		all, err := o.MakeCalendar(o.ctx, o.lead(), true, true)
		o.must(err)
		if p, err := o.ByCalendar(o.ctx, all, here); err != nil || !p.CalendarAll || !p.CalendarTitles {
			t.Errorf("the lead's: %+v, %v", p, err)
		}
		o.must(o.EndEverybody(o.ctx)) // a backup was put back
		opens(all, "")
	})
}

func TestACalendarLinkDiesWithTheAccess(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		eva := o.invite("Eva Brandt", "eva@example.org", access.Reader)
		token, err := o.MakeCalendar(o.ctx, eva.Actor(access.Browser), false, false)
		o.must(err)
		gone, err := o.Disable(o.ctx, o.lead(), eva.Ref, 0, "left")
		o.must(err)
		_, err = o.Enable(o.ctx, o.lead(), eva.Ref, gone.Version, "back")
		o.must(err)
		_, err = o.ByCalendar(o.ctx, token, here)
		wantKind(t, err, fault.NotFound)
	})
}

func TestGuessingCalendarLinksIsSlowedAndShutsNobodyOut(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		token, err := o.MakeCalendar(o.ctx, o.lead(), false, false)
		o.must(err)
		slowed := false
		for range 40 {
			_, err := o.ByCalendar(o.ctx, "guess", here)
			_, tooSoon := err.(*account.TooSoon) //nolint:errorlint // given as it is
			slowed = slowed || tooSoon
		}
		if !slowed {
			t.Error("forty guesses were answered at full speed")
		}
		if _, err := o.ByCalendar(o.ctx, token, here); err != nil {
			t.Errorf("the real link is shut by others' guesses: %v", err)
		}
	})
}
