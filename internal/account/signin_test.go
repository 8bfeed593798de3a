package account_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
)

func TestAnUnknownAddressCannotBeToldFromAKnownOne(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		eva := o.invite("Eva Brandt", "eva@example.org", access.Reader)
		_, err := o.Disable(o.ctx, o.lead(), eva.Ref, 0, "left")
		o.must(err)
		hashes := o.CountHashes()
		want := o.signIn("lena@example.org", "wrong password")
		wantKind(t, want, fault.Invalid)
		for _, c := range []struct{ email, password string }{
			{"lena@example.org", ""}, {"nobody@example.org", firstPassword}, {"nobody@example.org", ""},
			{"eva@example.org", firstPassword}, {"eva@example.org", "wrong password"}, {"", ""},
		} {
			before := hashes.Load()
			err := o.signIn(c.email, c.password)
			if err == nil || err.Error() != want.Error() || fault.KindOf(err) != fault.Invalid {
				t.Errorf("%q with %q: %v", c.email, c.password, err)
			}
			if n := hashes.Load() - before; n != 1 {
				t.Errorf("%q with %q: %d hashes", c.email, c.password, n)
			}
		}
		p, err := o.SignIn(o.ctx, " LENA@example.org ", firstPassword, here)
		if err != nil || p != o.lena {
			t.Fatalf("the right pair: %+v, %v", p, err)
		}
	})
}

func TestR52GuessingGetsSlowerAndNobodyIsLockedOut(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		o.invite("Eva Brandt", "eva@example.org", access.Reader)
		for _, email := range []string{"lena@example.org", "nobody@example.org"} {
			for i := range 3 {
				if s := seconds(o.signIn(email, "wrong password")); s != 0 {
					t.Fatalf("%s: failure %d has to wait %d s", email, i+1, s)
				}
			}
			longest := 0
			for range 12 {
				s := seconds(o.signIn(email, "wrong password"))
				longest = max(longest, s)
				o.wait(time.Duration(s) * time.Second)
			}
			if longest < 60 || longest > 300 {
				t.Fatalf("%s: the longest wait is %d s", email, longest)
			}
		}
		err := o.signIn("lena@example.org", "wrong password")
		if seconds(err) == 0 {
			err = o.signIn("lena@example.org", firstPassword)
		}
		wantKind(t, err, fault.Forbidden)
		if _, err := o.SignIn(o.ctx, "eva@example.org", firstPassword, here); err != nil {
			t.Fatalf("another person at the same address: %v", err)
		}
		o.wait(5 * time.Minute)
		o.must(o.signIn("lena@example.org", firstPassword))
		for range 3 {
			if s := seconds(o.signIn("lena@example.org", "wrong password")); s != 0 {
				t.Fatal("success did not clear the count")
			}
		}
	})
}

func TestManyClientsAtOneAccountKeepItsOwnerOutForAMinuteAtMost(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		slowed := false
		for i := range 40 {
			_, err := o.SignIn(o.ctx, "lena@example.org", "wrong password", fmt.Sprintf("192.0.2.%d", i))
			s := seconds(err)
			slowed = slowed || s > 0
			if s > 60 {
				t.Fatalf("client %d has to wait %d s", i, s)
			}
			o.wait(time.Duration(s) * time.Second)
		}
		if !slowed {
			t.Fatal("forty clients guessed without a pause")
		}
		o.wait(time.Minute)
		o.must(o.signIn("lena@example.org", firstPassword))
	})
}

func TestOneClientAtManyAccountsIsSlowed(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		for i := range 30 {
			if s := seconds(o.signIn(fmt.Sprintf("p%d@example.org", i), "wrong password")); s != 0 {
				t.Fatalf("address %d has to wait", i)
			}
		}
		var s int
		for i := range 12 {
			s = max(s, seconds(o.signIn(fmt.Sprintf("q%d@example.org", i), "wrong password")))
		}
		if s == 0 || s > 30 {
			t.Fatalf("wait %d s", s)
		}
		o.wait(31 * time.Second)
		for range 40 { // success costs nothing
			o.must(o.signIn("lena@example.org", firstPassword))
			o.wait(30 * time.Second)
		}
	})
}

func TestCheckPasswordIsThrottledApartFromSignIn(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		o.must(o.CheckPassword(o.ctx, o.lena.Ref, firstPassword))
		for range 3 {
			wantKind(t, o.CheckPassword(o.ctx, o.lena.Ref, "wrong password"), fault.Invalid)
		}
		for range 4 {
			o.wait(time.Duration(seconds(o.CheckPassword(o.ctx, o.lena.Ref, "wrong password"))) * time.Second)
		}
		err := o.CheckPassword(o.ctx, o.lena.Ref, "wrong password")
		if seconds(err) == 0 {
			err = o.CheckPassword(o.ctx, o.lena.Ref, firstPassword)
		}
		if n := seconds(err); n == 0 || fault.Sentence(err) != fmt.Sprintf("There were too many wrong passwords. Wait %d seconds, then try again; your account is not locked.", n) {
			t.Fatalf("no pause: %v", err)
		}
		o.must(o.signIn("lena@example.org", firstPassword))
		o.wait(5 * time.Minute)
		o.must(o.CheckPassword(o.ctx, o.lena.Ref, firstPassword))
		wantKind(t, o.CheckPassword(o.ctx, "USR-2026-999", firstPassword), fault.NotFound)
	})
}

func TestSignInLeavesNoTrailEntry(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		before := o.count("trail_entries")
		o.must(o.signIn("lena@example.org", firstPassword))
		o.must(o.End(o.ctx, o.start(o.lena)))
		if n := o.count("trail_entries"); n != before {
			t.Fatalf("%d entries, want %d", n, before)
		}
	})
}

func TestManyGuessesAtOnceAreNoFasterThanOneByOne(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		hashes := o.CountHashes()
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				if err := o.signIn("lena@example.org", "wrong password"); fault.KindOf(err) == fault.Internal {
					t.Error(err)
				}
			})
		}
		all.Wait()
		// The clock of the test moves with each reading, so a few pauses may pass.
		if n := hashes.Load(); n < 3 || n > 8 {
			t.Fatalf("%d of 20 guesses were looked at", n)
		}
	})
}
