package account_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestCommonPasswordsAreRefused(t *testing.T) {
	eva := account.Details{Name: "Eva Brandt", Email: "eva.brandt@northwind.example"}
	for _, c := range []struct {
		password string
		refused  bool
	}{
		{"passwordpassword", true},
		{"P@ssw0rd2026!", true},
		{"Welcome-2026-2026", true},
		{"qwertyuiop12", true},
		{"1q2w3e4r5t6y", true},
		{"123456789012", true},
		{"22.11.2026 12:00", true},
		{"aaaaaaaaaaaa", true},
		{"xyxyxyxyxyxyxy", true},
		{"AimsWorkbench1", true},
		{"iso-iec-42001", true},
		{"Governance2026", true},
		{"EvaBrandt2026", true},
		{"northwind!2026", true},
		{"Sommer2026!!!", true},
		{"letmeinplease", true},
		{"violet kettle 93 harbour", false},
		{"correct horse battery staple", false},
		{"x7Kd93mQ2p!t", false},
		{"Zwölf Boxkämpfer jagen", false},
		{"四つの窓から海が見える朝", false},
	} {
		if got := account.Guessable(c.password, eva); got != c.refused {
			t.Errorf("%q refused: %v, want %v", c.password, got, c.refused)
		}
	}
}

func TestPasswordBounds(t *testing.T) {
	o := newOffice(t, aimstest.DB(t))
	long := strings.Repeat("violet kettle 93", 17)
	for _, c := range []struct{ name, password, says string }{
		{"none", "", "Choose a password of at least 12 characters"},
		{"eleven", "violet kett", "Use at least 12 characters; this has 11"},
		{"eleven letters of two bytes", "éàùâêîôûäöü", "this has 11"},
		{"too long", long[:257], "256"},
		{"not text", "violet kettle \xff\xfe", "not text"},
		{"common", "Password-2026", "anybody would try"},
		{"twelve", "violet kettl", ""},
		{"longest", long[:256], ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			eva := o.invite("Eva Brandt", strings.ReplaceAll(c.name, " ", "-")+"@example.org", access.Reader)
			err := o.ResetPassword(o.ctx, o.lead(), eva.Ref, c.password)
			if c.says == "" {
				o.must(err)
				o.must(o.signIn(eva.Email, c.password))
				return
			}
			wantFields(t, err, "password")
			if !strings.Contains(err.Error(), c.says) {
				t.Fatalf("says %q", err)
			}
		})
	}
}

func TestSetPasswordAsksForTheCurrentOne(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		_, err := o.SetPassword(o.ctx, o.lead(), "wrong password", "short")
		wantFields(t, err, "current", "password")
		_, err = o.SetPassword(o.ctx, o.lead(), firstPassword, firstPassword)
		wantFields(t, err, "password")
		o.must(o.signIn(o.lena.Email, firstPassword))
		p, err := o.SetPassword(o.ctx, o.lead(), firstPassword, otherPassword)
		if err != nil || p.Version != 2 || p.PasswordSetAt <= o.lena.PasswordSetAt || p.PasswordSetByOther() != "" {
			t.Fatalf("set %+v, %v", p, err)
		}
		wantKind(t, o.signIn(p.Email, firstPassword), fault.Invalid)
		o.must(o.signIn(p.Email, otherPassword))
		if !o.live(o.start(p)) {
			t.Fatal("the person that SetPassword gives cannot start a session")
		}
	})
}

func TestR38AResetCannotStayUnseen(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		eva := o.invite("Eva Brandt", "eva@example.org", access.Executive)
		eva, err := o.SetPassword(o.ctx, eva.Actor(access.Browser), firstPassword, otherPassword)
		if err != nil || eva.PasswordSetByOther() != "" {
			t.Fatalf("own password: %+v, %v", eva, err)
		}
		// A lead under the same name is still told apart by the reference.
		_, err = o.Edit(o.ctx, o.lead(), o.lena.Ref, 0, account.Details{Name: eva.Name, Email: o.lena.Email})
		o.must(err)
		lena, err := o.ByRef(o.ctx, o.lena.Ref)
		o.must(err)
		o.must(o.ResetPassword(o.ctx, lena.Actor(access.Browser), eva.Ref, "brass lantern 41 meadow"))
		reset, err := o.ByRef(o.ctx, eva.Ref)
		if err != nil || reset.PasswordSetByOther() != "Eva Brandt (USR-2026-001)" || reset.PasswordSetAt <= eva.PasswordSetAt {
			t.Fatalf("after the reset: %+v, %v", reset, err)
		}
		entries, err := o.db.History(o.ctx, eva.Ref)
		if err != nil || len(entries) != 3 || entries[0].Act != "reset password" || entries[0].Actor != o.lena.Ref || entries[1].Act != "set password" {
			t.Fatalf("history %+v, %v", entries, err)
		}
		wantKind(t, o.ResetPassword(o.ctx, o.lead(), o.lena.Ref, otherPassword), fault.Forbidden)
	})
}

func TestNoSecretReachesTheTrail(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		eva := o.invite("Eva Brandt", "eva@example.org", access.Executive)
		_, err := o.SetPassword(o.ctx, eva.Actor(access.Browser), firstPassword, otherPassword)
		o.must(err)
		o.must(o.ResetPassword(o.ctx, o.lead(), eva.Ref, firstPassword))
		_, err = o.Disable(o.ctx, o.lead(), eva.Ref, 0, "left")
		o.must(err)
		var hashes []string
		o.must(o.db.Read(o.ctx).Table("credentials").Pluck("password", &hashes).Error)
		entries, _, err := o.db.Recent(o.ctx, 0, 100)
		if err != nil || len(entries) != 5 || len(hashes) != 2 {
			t.Fatalf("%d entries, %d hashes, %v", len(entries), len(hashes), err)
		}
		for _, ref := range []string{o.lena.Ref, eva.Ref} {
			history, err := o.db.History(o.ctx, ref)
			o.must(err)
			for _, e := range history {
				for _, secret := range append(hashes, firstPassword, otherPassword, "argon2") {
					if strings.Contains(e.Image+e.Reason+e.Act, secret) {
						t.Errorf("entry %d holds %q", e.Seq, secret)
					}
				}
			}
		}
		problems, err := o.db.Verify(o.ctx, account.Registers(), nil)
		if err != nil || len(problems) != 0 {
			t.Fatalf("verify: %v, %v", problems, err)
		}
	})
}

func TestAPasswordStandsOrFallsWithItsEntry(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		who := o.lead()
		who.Role = "" // refused at the door, after the current password was right
		_, err := o.SetPassword(o.ctx, who, firstPassword, otherPassword)
		wantKind(t, err, fault.Forbidden)
		o.must(o.signIn(o.lena.Email, firstPassword))
		err = o.db.Write(o.ctx, o.lead(), access.ManagePeople, func(tx *store.Tx) error {
			if err := tx.House().Exec("DELETE FROM credentials").Error; err == nil {
				t.Error("a bare statement passed as a house write")
			}
			return tx.House().Where("1 = 1").Delete(&account.Person{}).Error
		})
		if err == nil {
			t.Fatal("the house pass wrote a record")
		}
		o.must(o.signIn(o.lena.Email, firstPassword))
	})
}

func TestHashesArePHCStringsThatMatchOnlyTheirPassword(t *testing.T) {
	ctx := context.Background()
	one, err := account.Hash(ctx, firstPassword)
	if err != nil || !strings.HasPrefix(one, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("hash %q, %v", one, err)
	}
	if two, _ := account.Hash(ctx, firstPassword); two == one {
		t.Error("the same salt twice")
	}
	for _, c := range []struct {
		phc, password string
		ok, damaged   bool
	}{
		{one, firstPassword, true, false},
		{one, firstPassword + " ", false, false},
		{one, "", false, false},
		{one, strings.Repeat("x", 1000), false, false},
		{"", "", false, false},
		{"", firstPassword, false, false},
		{"$argon2id$v=19$m=19456,t=2,p=1$", firstPassword, false, true},
		{strings.Replace(one, "t=2", "t=0", 1), firstPassword, false, true},
		{strings.Replace(one, "argon2id", "bcrypt", 1), firstPassword, false, true},
		{one[:len(one)-1] + "!", firstPassword, false, true},
	} {
		ok, err := account.Matches(ctx, c.phc, c.password)
		if ok != c.ok || (err != nil) != c.damaged {
			t.Errorf("%q with %q: %v, %v", c.phc, c.password, ok, err)
		}
	}
}

func TestHashingIsBounded(t *testing.T) {
	most, hash := account.MostAtOnce()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := hash(context.Background(), firstPassword); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := most.Load(); n != 2 {
		t.Fatalf("%d hashes at once, want 2", n)
	}
}
