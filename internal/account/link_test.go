package account_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestR53SetUpHappensOnce(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		a, ctx := account.New(db).Thrifty(), context.Background()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		some, err := a.Any(ctx)
		if err != nil || some {
			t.Fatalf("there is an account in a new workspace: %v", err)
		}
		lena := newcomer("Lena Ohm", "lena@example.org", access.Reader)
		_, err = a.SetUp(ctx, "guessed", lena)
		wantKind(t, err, fault.Forbidden)
		replaced, err := a.SetupLink(ctx)
		must(err)
		token, err := a.SetupLink(ctx)
		must(err)
		if a.PeekSetup(ctx, replaced) || a.PeekSetup(ctx, "") || !a.PeekSetup(ctx, token) || !a.PeekSetup(ctx, token) {
			t.Fatal("only the newest link works, and looking leaves it so")
		}
		_, err = a.SetUp(ctx, replaced, lena)
		wantKind(t, err, fault.Forbidden)
		_, err = a.SetUp(ctx, token, account.Newcomer{})
		wantFields(t, err, "name", "email", "password")
		p, err := a.SetUp(ctx, token, lena)
		if err != nil || p.Role != access.Lead || p.Ref != "USR-2026-001" || p.PasswordSetByOther() != "" {
			t.Fatalf("set up %+v, %v", p, err)
		}
		_, err = a.SetUp(ctx, token, newcomer("Second", "second@example.org", access.Lead))
		wantKind(t, err, fault.Forbidden)
		_, err = a.SetupLink(ctx)
		wantKind(t, err, fault.Forbidden)
		if some, err = a.Any(ctx); err != nil || !some || a.PeekSetup(ctx, token) {
			t.Fatalf("set-up is not dead: %v", err)
		}
		entries, err := db.History(ctx, p.Ref)
		if err != nil || len(entries) != 1 || entries[0].Name != "Installation" || entries[0].Via != string(access.Browser) {
			t.Fatalf("history %+v, %v", entries, err)
		}
	})
}

func TestOfTwoSetUpsAtOnceOneWins(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		a, ctx := account.New(db).Thrifty(), context.Background()
		token, err := a.SetupLink(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var errs [4]error
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() {
				_, errs[i] = a.SetUp(ctx, token, newcomer("Lena Ohm", string(rune('a'+i))+"@example.org", access.Lead))
			})
		}
		all.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				wantKind(t, err, fault.Forbidden)
			}
		}
		if people, err := a.People(ctx); err != nil || won != 1 || len(people) != 1 {
			t.Fatalf("%d won, %d people, %v", won, len(people), err)
		}
	})
}

func TestASetUpLinkLastsADay(t *testing.T) {
	ctx, db := context.Background(), aimstest.DB(t)
	a := account.New(db).Thrifty()
	token, err := a.SetupLink(ctx)
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, db: db}
	o.wait(23*time.Hour + 59*time.Minute)
	if !a.PeekSetup(ctx, token) {
		t.Fatal("expired early")
	}
	o.wait(time.Minute)
	_, err = a.SetUp(ctx, token, newcomer("Lena Ohm", "lena@example.org", access.Lead))
	wantKind(t, err, fault.Forbidden)
}

func TestR53ASignInLinkWorksOnceAndSoon(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		link := func() string {
			token, err := o.SignInLink(o.ctx, o.lena.Ref)
			o.must(err)
			return token
		}
		dead := func(why, token string) {
			t.Helper()
			if p, err := o.UseSignInLink(o.ctx, token); err == nil || fault.KindOf(err) != fault.Forbidden {
				t.Fatalf("%s: %+v, %v", why, p, err)
			}
		}
		replaced, token := link(), link()
		eva := o.invite("Eva Brandt", "eva@example.org", access.Reader)
		others, err := o.SignInLink(o.ctx, eva.Ref)
		o.must(err)
		dead("replaced", replaced)
		dead("made up", "made up")
		p, err := o.UseSignInLink(o.ctx, token)
		if err != nil || p != o.lena {
			t.Fatalf("used: %+v, %v", p, err)
		}
		dead("used", token)
		if p, err = o.UseSignInLink(o.ctx, others); err != nil || p != eva {
			t.Fatalf("another person's: %+v, %v", p, err)
		}
		late := link()
		o.wait(15 * time.Minute)
		dead("expired", late)

		reset, err := o.SignInLink(o.ctx, eva.Ref)
		o.must(err)
		o.must(o.ResetPassword(o.ctx, o.lead(), eva.Ref, otherPassword))
		dead("from before a reset", reset)
		_, err = o.SignInLink(o.ctx, "USR-2026-999")
		wantKind(t, err, fault.NotFound)
	})
}

func TestOfTwoUsesOfALinkOneWins(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		token, err := o.SignInLink(o.ctx, o.lena.Ref)
		o.must(err)
		var errs [4]error
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() { _, errs[i] = o.UseSignInLink(o.ctx, token) })
		}
		all.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				wantKind(t, err, fault.Forbidden)
			}
		}
		if won != 1 {
			t.Fatalf("%d won", won)
		}
	})
}
