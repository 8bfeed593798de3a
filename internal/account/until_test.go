package account_test

import (
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func TestWhoComesFromOutsideNeedsALastDay(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		today := o.db.Now().Day()
		for _, c := range []struct {
			role  access.Role
			until when.Day
			field string
		}{
			{access.External, "", "until"},
			{access.External, today.Add(-1), "until"},
			{access.External, "soon", "until"},
			{access.Lead, today.Add(9), "until"},
			{access.Reader, today, ""},
		} {
			in := newcomer("Al "+string(c.role), string(c.role)+"@example.org", c.role)
			in.Until = c.until
			_, err := o.Invite(o.ctx, o.lead(), in)
			if c.field == "" {
				o.must(err)
			} else {
				wantKind(t, err, fault.Invalid)
				wantFields(t, err, c.field)
			}
		}
		eva := o.invite("Eva", "eva@example.org", access.Reader)
		_, err := o.ChangeRole(o.ctx, o.lead(), eva.Ref, 0, access.External)
		wantFields(t, err, "role")
		eva, err = o.Limit(o.ctx, o.lead(), eva.Ref, 0, today.Add(3))
		o.must(err)
		_, err = o.ChangeRole(o.ctx, o.lead(), eva.Ref, 0, access.Lead)
		wantFields(t, err, "role")
		eva, err = o.ChangeRole(o.ctx, o.lead(), eva.Ref, 0, access.External)
		o.must(err)
		_, err = o.Limit(o.ctx, o.lead(), eva.Ref, 0, "")
		wantFields(t, err, "until")
		_, err = o.Limit(o.ctx, eva.Actor(access.Browser), eva.Ref, 0, today.Add(300))
		wantKind(t, err, fault.Forbidden)
	})
}

// After the last day nothing opens any more: no password, no session, no link.
func TestAccessEndsWithItsLastDay(t *testing.T) {
	now := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	db, err := store.Open(t.Context(), store.Options{Dir: t.TempDir(), Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	o := newOffice(t, db)
	in := newcomer("Al Auditor", "al@example.org", access.External)
	in.Until = "2026-11-22"
	al, err := o.Invite(o.ctx, o.lead(), in)
	o.must(err)
	if _, err := o.SignIn(o.ctx, al.Email, firstPassword, here); err != nil {
		t.Fatalf("refused on the last day: %v", err)
	}
	now = time.Date(2026, 11, 22, 23, 59, 59, 0, time.UTC)
	session, _, err := o.Start(o.ctx, al, "a browser")
	o.must(err)
	link, err := o.SignInLink(o.ctx, al.Ref)
	o.must(err)
	now = now.Add(time.Second)
	_, err = o.SignIn(o.ctx, al.Email, firstPassword, here)
	wantKind(t, err, fault.Invalid)
	_, _, err = o.Find(o.ctx, session)
	wantKind(t, err, fault.Forbidden)
	_, err = o.UseSignInLink(o.ctx, link)
	wantKind(t, err, fault.Forbidden)
	_, err = o.SignInLink(o.ctx, al.Ref)
	wantKind(t, err, fault.Forbidden)

	later, err := o.Limit(o.ctx, o.lead(), al.Ref, 0, "2026-11-25")
	o.must(err)
	if _, err := o.SignIn(o.ctx, later.Email, firstPassword, here); err != nil {
		t.Errorf("refused with a later day: %v", err)
	}
}
