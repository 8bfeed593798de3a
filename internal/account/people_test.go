package account_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
)

func TestInviteKeepsOneFormOfAnAddress(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		eva := o.invite("  Eva Brandt ", " Eva.Brandt@Example.ORG ", access.Executive)
		if eva.Ref != "USR-2026-002" || eva.Email != "eva.brandt@example.org" || eva.Name != "Eva Brandt" || eva.Role != access.Executive {
			t.Fatalf("got %+v", eva)
		}
		if eva.PasswordSetByOther() != "Lena Ohm (USR-2026-001)" || o.lena.PasswordSetByOther() != "" {
			t.Fatalf("passwords set by %q and %q", eva.PasswordSetBy, o.lena.PasswordSetBy)
		}
		found, err := o.ByEmail(o.ctx, "EVA.brandt@example.org")
		if err != nil || found != eva {
			t.Fatalf("found %+v, %v", found, err)
		}
		_, err = o.ByEmail(o.ctx, "nobody@example.org")
		wantKind(t, err, fault.NotFound)
		people, err := o.People(o.ctx)
		if err != nil || len(people) != 2 || people[0] != o.lena || people[1] != eva {
			t.Fatalf("people %+v, %v", people, err)
		}
	})
}

func TestInviteSaysAllThatIsWrongAtOnce(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		long := strings.Repeat("x", 121)
		for _, c := range []struct {
			name   string
			in     account.Newcomer
			fields []string
		}{
			{"nothing given", account.Newcomer{}, []string{"name", "email", "role", "password"}},
			{"all wrong", account.Newcomer{Name: "a\nb", Email: "at home", Role: "king", JobTitle: long, Password: "short"}, []string{"name", "email", "job_title", "role", "password"}},
			{"address with a name", account.Newcomer{Name: "A", Email: "A <a@example.org>", Role: access.Reader, Password: firstPassword}, []string{"email"}},
			{"address taken", newcomer("Else", "LENA@example.org", access.Reader), []string{"email"}},
		} {
			t.Run(c.name, func(t *testing.T) {
				_, err := o.Invite(o.ctx, o.lead(), c.in)
				wantKind(t, err, fault.Invalid)
				wantFields(t, err, c.fields...)
			})
		}
		if n := o.count("people"); n != 1 {
			t.Fatalf("%d people after refused invitations", n)
		}
	})
}

func TestOnlyAManagerOfPeopleManagesPeople(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		for _, role := range []access.Role{access.Executive, access.Auditor, access.Contributor, access.Reader} {
			who := aimstest.As(role)
			_, invite := o.Invite(o.ctx, who, account.Newcomer{})
			_, edit := o.Edit(o.ctx, who, o.lena.Ref, 0, account.Details{})
			_, change := o.ChangeRole(o.ctx, who, o.lena.Ref, 0, access.Reader)
			_, disable := o.Disable(o.ctx, who, o.lena.Ref, 0, "because")
			_, enable := o.Enable(o.ctx, who, o.lena.Ref, 0, "because")
			reset := o.ResetPassword(o.ctx, who, o.lena.Ref, otherPassword)
			for _, err := range []error{invite, edit, change, disable, enable, reset} {
				wantKind(t, err, fault.Forbidden)
			}
		}
		if n := o.count("trail_entries"); n != 1 {
			t.Fatalf("%d entries, want only the set-up's", n)
		}
	})
}

func TestEditChangesDetailsFromTheVersionRead(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		token := o.start(o.lena)
		in := account.Details{Name: "Lena Volt", Email: "Volt@example.org", JobTitle: "Head"}
		p, err := o.Edit(o.ctx, o.lead(), o.lena.Ref, 1, in)
		if err != nil || p.Version != 2 || p.Name != "Lena Volt" || p.Email != "volt@example.org" || p.PasswordSetByOther() != "" {
			t.Fatalf("got %+v, %v", p, err)
		}
		if found, _, err := o.Find(o.ctx, token); err != nil || found.Name != "Lena Volt" {
			t.Fatalf("the session gives %q, %v", found.Name, err)
		}
		_, err = o.Edit(o.ctx, o.lead(), o.lena.Ref, 1, in)
		wantKind(t, err, fault.Conflict)
		_, err = o.Edit(o.ctx, o.lead(), o.lena.Ref, 2, account.Details{})
		wantFields(t, err, "name", "email")
		o.invite("Eva Brandt", "eva@example.org", access.Reader)
		_, err = o.Edit(o.ctx, o.lead(), o.lena.Ref, 2, account.Details{Name: "L", Email: "eva@example.org"})
		wantFields(t, err, "email")
	})
}

func TestTheLastActiveLeadStays(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		_, err := o.Disable(o.ctx, o.lead(), o.lena.Ref, 0, "leaves")
		wantKind(t, err, fault.Forbidden)
		_, err = o.ChangeRole(o.ctx, o.lead(), o.lena.Ref, 0, access.Reader)
		wantKind(t, err, fault.Forbidden)
		if !strings.Contains(fault.Sentence(err), "Lena Ohm is the last active AI governance lead") {
			t.Fatalf("sentence %q", fault.Sentence(err))
		}
		moritz := o.invite("Moritz Watt", "moritz@example.org", access.Lead)
		_, err = o.ChangeRole(o.ctx, o.lead(), moritz.Ref, moritz.Version, access.Lead)
		wantFields(t, err, "role")
		_, err = o.Disable(o.ctx, o.lead(), o.lena.Ref, 0, "")
		wantKind(t, err, fault.Invalid)
		_, err = o.Disable(o.ctx, o.lead(), o.lena.Ref, 0, "leaves")
		o.must(err)
		leads, err := o.ActiveLeads(o.ctx)
		if err != nil || !slices.Equal(leads, []account.Person{moritz}) {
			t.Fatalf("leads %+v, %v", leads, err)
		}
		_, err = o.ChangeRole(o.ctx, moritz.Actor(access.Browser), moritz.Ref, 0, access.Reader)
		wantKind(t, err, fault.Forbidden)
	})
}

func TestADisabledAccountIsShutAndCanBeEnabled(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		eva := o.invite("Eva Brandt", "eva@example.org", access.Executive)
		token := o.start(eva)
		eva, err := o.Disable(o.ctx, o.lead(), eva.Ref, eva.Version, "left the company")
		o.must(err)
		if o.live(token) || !eva.Retired() || eva.RetiredBecause != "left the company" {
			t.Fatalf("still open: %+v", eva)
		}
		wantKind(t, o.signIn("eva@example.org", firstPassword), fault.Invalid)
		_, err = o.SignInLink(o.ctx, eva.Ref)
		wantKind(t, err, fault.Forbidden)
		wantKind(t, o.ResetPassword(o.ctx, o.lead(), eva.Ref, otherPassword), fault.Invalid)
		_, err = o.Edit(o.ctx, o.lead(), eva.Ref, 0, account.Details{Name: "E", Email: "e@example.org"})
		wantKind(t, err, fault.Invalid)
		_, err = o.Invite(o.ctx, o.lead(), newcomer("Eva Again", "eva@example.org", access.Reader))
		wantFields(t, err, "email")

		_, err = o.Enable(o.ctx, o.lead(), eva.Ref, eva.Version, " ")
		wantKind(t, err, fault.Invalid)
		eva, err = o.Enable(o.ctx, o.lead(), eva.Ref, eva.Version, "came back")
		o.must(err)
		_, err = o.Enable(o.ctx, o.lead(), eva.Ref, eva.Version, "again")
		wantKind(t, err, fault.Invalid)
		if o.live(token) {
			t.Fatal("a session from before came back to life")
		}
		o.must(o.signIn("eva@example.org", firstPassword))
	})
}

func TestAtTheCommandLineAPasswordMayBeLeftOut(t *testing.T) {
	both(t, func(t *testing.T, o *office) {
		in := newcomer("Eva Brandt", "eva@example.org", access.Reader)
		in.Password = ""
		eva, err := o.Invite(o.ctx, access.Installation(access.CommandLine), in)
		o.must(err)
		if eva.PasswordSetAt != "" || o.signIn(eva.Email, "") == nil {
			t.Fatalf("a password out of nothing: %+v", eva)
		}
		eva, err = o.SetPassword(o.ctx, eva.Actor(access.Browser), "", firstPassword)
		if err != nil || eva.PasswordSetByOther() != "" {
			t.Fatalf("choosing the first: %+v, %v", eva, err)
		}
		o.must(o.signIn(eva.Email, firstPassword))
	})
}
