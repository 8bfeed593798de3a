package account_test

import (
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/fault"
)

func TestASessionIsFoundByItsTokenOnly(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		token, expires, err := o.Start(o.ctx, o.lena, strings.Repeat("ü", 500))
		o.must(err)
		p, s, err := o.Find(o.ctx, token)
		if err != nil || p != o.lena || s.Via != access.Browser || s.CreatedAt == "" || !s.ExpiresAt.Equal(expires) || s.Agent != strings.Repeat("ü", 120) {
			t.Fatalf("found %+v %+v, %v", p, s, err)
		}
		var stored string
		o.must(o.db.Read(o.ctx).Table("sessions").Pluck("token_sum", &stored).Error)
		if len(token) != 43 || stored == token || strings.Contains(stored, token) {
			t.Fatalf("token %q stored as %q", token, stored)
		}
		for _, planted := range []string{"", stored, token + "x", "chosen-by-somebody"} {
			if o.live(planted) {
				t.Errorf("%q opens a session", planted)
			}
		}
		if other := o.start(o.lena); other == token {
			t.Error("the same token twice")
		}
	})
}

func TestR51TheOldTokenIsDead(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		for _, c := range []struct {
			name string
			act  func(p account.Person, token string) error
		}{
			{"signed out", func(_ account.Person, token string) error { return o.End(o.ctx, token) }},
			{"signed out everywhere", func(p account.Person, _ string) error { return o.EndAll(o.ctx, p.Ref, "") }},
			{"own new password", func(p account.Person, _ string) error {
				_, err := o.SetPassword(o.ctx, p.Actor(access.Browser), firstPassword, otherPassword)
				return err
			}},
			{"password reset", func(p account.Person, _ string) error {
				return o.ResetPassword(o.ctx, o.lead(), p.Ref, otherPassword)
			}},
			{"other role", func(p account.Person, _ string) error {
				_, err := o.ChangeRole(o.ctx, o.lead(), p.Ref, p.Version, access.Contributor)
				return err
			}},
			{"disabled", func(p account.Person, _ string) error {
				_, err := o.Disable(o.ctx, o.lead(), p.Ref, p.Version, "left")
				return err
			}},
			{"disabled while the row survived", func(p account.Person, _ string) error {
				return keepingSessions(o, func() error {
					_, err := o.Disable(o.ctx, o.lead(), p.Ref, p.Version, "left")
					return err
				})
			}},
			{"new password while the row survived", func(p account.Person, _ string) error {
				return keepingSessions(o, func() error { return o.ResetPassword(o.ctx, o.lead(), p.Ref, otherPassword) })
			}},
		} {
			t.Run(c.name, func(t *testing.T) {
				p := o.invite("Eva Brandt", strings.ReplaceAll(c.name, " ", "-")+"@example.org", access.Reader)
				token, bystander := o.start(p), o.start(o.lena)
				if !o.live(token) {
					t.Fatal("dead before")
				}
				o.must(c.act(p, token))
				if o.live(token) {
					t.Fatal("still alive")
				}
				if !o.live(bystander) {
					t.Fatal("somebody else was signed out")
				}
			})
		}
	})
}

// keepingSessions puts back the session rows that act removes, as if a sign-in had
// been under way at the same moment.
func keepingSessions(o *office, act func() error) error {
	type row struct {
		TokenSum, Person, Data string
		ExpiresAt              int64
	}
	var before []row
	o.must(o.db.Read(o.ctx).Table("sessions").Find(&before).Error)
	if err := act(); err != nil {
		return err
	}
	o.house(func(tx *gorm.DB) error {
		if err := tx.Table("sessions").Where("1 = 1").Delete(&row{}).Error; err != nil {
			return err
		}
		return tx.Table("sessions").Create(&before).Error
	})
	return nil
}

func TestANewRoleCountsFromTheNextSignIn(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		eva := o.invite("Eva Brandt", "eva@example.org", access.Executive)
		_, err := o.ChangeRole(o.ctx, o.lead(), eva.Ref, eva.Version, access.Reader)
		o.must(err)
		eva, err = o.SignIn(o.ctx, eva.Email, firstPassword, here)
		o.must(err)
		found, _, err := o.Find(o.ctx, o.start(eva))
		if err != nil || found.Actor(access.Browser).May(access.SignPolicy) || found.Role != access.Reader {
			t.Fatalf("found %+v, %v", found, err)
		}
	})
}

func TestEndAllSparesTheBrowserAtHand(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		keep, other := o.start(o.lena), o.start(o.lena)
		o.must(o.EndAll(o.ctx, o.lena.Ref, keep))
		if !o.live(keep) || o.live(other) {
			t.Fatalf("kept %v, other %v", o.live(keep), o.live(other))
		}
		o.must(o.End(o.ctx, keep))
		o.must(o.End(o.ctx, keep))
	})
}

func TestASessionEndsWhenIdleAndAfterFourteenDays(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		idle, used := o.start(o.lena), o.start(o.lena)
		began := o.db.Now().Time()
		o.wait(11 * time.Hour)
		if !o.live(used) {
			t.Fatal("ended too early")
		}
		o.wait(2 * time.Hour)
		if o.live(idle) || !o.live(used) {
			t.Fatal("after 13 hours the idle one must have ended and the used one not")
		}
		for o.live(used) {
			o.wait(11 * time.Hour)
			if o.db.Now().Time().Sub(began) > 16*24*time.Hour {
				t.Fatal("still alive after 16 days")
			}
		}
		if age := o.db.Now().Time().Sub(began); age < 14*24*time.Hour {
			t.Fatalf("ended after %v", age)
		}
		o.start(o.lena)
		if n := o.count("sessions"); n != 1 {
			t.Fatalf("%d sessions: what expired was not swept", n)
		}
	})
}

// What is written of a session tells no moment: it is moved rarely, to a full ten
// minutes, and not at all for what people do unseen.
func TestTheEndOfASessionTellsNoMoment(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		token := o.start(o.lena)
		end := func() (at int64) {
			o.must(o.db.Read(o.ctx).Table("sessions").Pluck("expires_at", &at).Error)
			return at
		}
		first := end()
		o.wait(4 * time.Minute)
		if !o.live(token) || end() != first {
			t.Fatalf("written after four minutes: %v, then %v", first, end())
		}
		o.wait(20 * time.Minute)
		if p, err := o.Peek(o.ctx, token); err != nil || p != o.lena || end() != first {
			t.Fatalf("looked up unseen: %v, %v, written %v, then %v", p, err, first, end())
		}
		if !o.live(token) || end() <= first || end()%600 != 0 {
			t.Fatalf("after 24 minutes: %v, then %v", first, end())
		}
		o.wait(13 * time.Hour)
		if _, err := o.Peek(o.ctx, token); fault.KindOf(err) != fault.Forbidden {
			t.Fatalf("a session that is over was found: %v", err)
		}
	})
}

func TestStartSweepsLinksAndAttempts(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		_, err := o.SignInLink(o.ctx, o.lena.Ref)
		o.must(err)
		wantKind(t, o.signIn("nobody@example.org", "wrong"), fault.Invalid)
		o.wait(3 * time.Hour)
		o.start(o.lena)
		if l, a := o.count("one_time_links"), o.count("sign_in_attempts"); l != 0 || a != 0 {
			t.Fatalf("%d links and %d counts left", l, a)
		}
	})
}
