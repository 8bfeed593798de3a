package account

import (
	"context"
	"net/mail"
	"strings"
	"unicode"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Newcomer is what is asked about a new person.
type Newcomer struct {
	Name     string
	Email    string
	Role     access.Role
	JobTitle string
	Password string
	Until    when.Day // last day of access; who comes from outside needs one
}

// Details is what may be changed about a person besides role and password.
type Details struct{ Name, Email, JobTitle string }

func (in Newcomer) details() Details { return Details{in.Name, in.Email, in.JobTitle} }

// tidy is the details as they are kept.
func (d Details) tidy() Details {
	return Details{strings.TrimSpace(d.Name), normal(d.Email), strings.TrimSpace(d.JobTitle)}
}

// check puts every message at its form field: name, email, job_title.
func (d Details) check(l *check.List) {
	l.Required("name", d.Name, "Give the person's name as it should stand in the records")
	oneLine(l, "name", d.Name)
	l.Required("email", d.Email, "Give an e-mail address: the person signs in with it")
	if parsed, err := mail.ParseAddress(d.Email); d.Email != "" && (err != nil || parsed.Address != d.Email) {
		l.Add("email", "This is not an e-mail address. Write it like name@example.org")
	}
	l.AtMost("email", d.Email, 254)
	oneLine(l, "job_title", d.JobTitle)
}

func oneLine(l *check.List, field, value string) {
	l.AtMost(field, value, 120)
	if strings.ContainsFunc(value, unicode.IsControl) {
		l.Add(field, "Write this on one line")
	}
}

// unique adds a message when somebody else has the address.
func (d Details) unique(l *check.List, q *gorm.DB, self string) error {
	other, err := byEmail(q, d.Email)
	switch {
	case err != nil || other.Ref == "" || other.Ref == self:
	case other.Retired():
		l.Add("email", "This address belongs to the disabled account of %s. Enable that account instead", other.Name)
	default:
		l.Add("email", "%s has an account with this address already", other.Name)
	}
	return err
}

// Invite adds a person and their first password. It needs access.ManagePeople.
// Messages stand at name, email, role, job_title and password, all at once.
//
// At the command line the password may be left out: the person then comes in by
// a sign-in link made there, and chooses one.
func (a *Accounts) Invite(ctx context.Context, who access.Actor, in Newcomer) (Person, error) {
	if err := who.Require(access.ManagePeople); err != nil {
		return Person{}, err
	}
	var l check.List
	d := in.details().tidy()
	d.check(&l)
	l.Required("role", string(in.Role), "Choose a role")
	check.OneOf(&l, "role", in.Role, access.Roles)
	checkUntil(&l, in.Role, in.Until, a.today())
	if in.Password != "" || who.Via != access.CommandLine {
		checkPassword(&l, in.Password, d)
	}
	if err := d.unique(&l, a.db.Read(ctx), ""); err != nil {
		return Person{}, err
	}
	if err := l.Err(); err != nil {
		return Person{}, err
	}
	hash, err := a.firstHash(ctx, in.Password)
	if err != nil {
		return Person{}, err
	}
	var p Person
	err = a.db.Write(ctx, who, access.ManagePeople, func(tx *store.Tx) error {
		p, err = add(tx, Person{Name: d.Name, Email: d.Email, JobTitle: d.JobTitle, Role: in.Role, Until: in.Until}, hash, who)
		return err
	})
	return p, err
}

func (a *Accounts) firstHash(ctx context.Context, password string) (string, error) {
	if password == "" {
		return "", nil
	}
	return a.hasher.hash(ctx, password)
}

// add writes the person and, when there is one, the password. by is who chose the
// password; the zero Actor means the person.
func add(tx *store.Tx, p Person, hash string, by access.Actor) (Person, error) {
	var l check.List
	if err := (Details{Email: p.Email}).unique(&l, tx.Read(), ""); err != nil {
		return Person{}, err
	}
	if err := l.Err(); err != nil {
		return Person{}, err
	}
	ref, err := tx.NextRef("USR")
	if err != nil {
		return Person{}, err
	}
	p.Ref = ref
	if hash != "" {
		if err := p.giveHash(tx, hash, by); err != nil {
			return Person{}, err
		}
	}
	return p, tx.Create("invite", &p, "")
}

// Edit changes name, address or job title; messages as for Invite. It needs
// access.ManagePeople and the version that was read.
func (a *Accounts) Edit(ctx context.Context, who access.Actor, ref string, version int, in Details) (Person, error) {
	in = in.tidy()
	return a.change(ctx, who, ref, version, func(tx *store.Tx, p *Person) error {
		var l check.List
		in.check(&l)
		if err := in.unique(&l, tx.Read(), ref); err != nil {
			return err
		}
		if err := l.Err(); err != nil {
			return err
		}
		p.Name, p.Email, p.JobTitle = in.Name, in.Email, in.JobTitle
		return tx.Update("edit", p, "")
	})
}

// ChangeRole gives a person another role and ends their sessions, so that nothing
// begun under the old role goes on. The last active lead keeps theirs.
func (a *Accounts) ChangeRole(ctx context.Context, who access.Actor, ref string, version int, role access.Role) (Person, error) {
	return a.change(ctx, who, ref, version, func(tx *store.Tx, p *Person) error {
		var l check.List
		l.Required("role", string(role), "Choose a role")
		check.OneOf(&l, "role", role, access.Roles)
		if role == p.Role {
			l.Add("role", "%s has this role already. Choose another", p.Name)
		}
		switch {
		case role == access.External && p.Until == "":
			l.Add("role", "Give the access a last day first: an external auditor has one")
		case role == access.Lead && p.Until != "":
			l.Add("role", "Take the last day away first: the access of a lead does not end by itself")
		}
		if err := l.Err(); err != nil {
			return err
		}
		if err := keepALead(tx, *p); err != nil {
			return err
		}
		p.Role = role
		return endThen(tx, p, func() error { return tx.Update("change role", p, "") })
	})
}

// Limit sets the last day of a person's access, or takes it away with an empty one.
// Messages stand at until. After that day they cannot sign in, and sessions are over.
func (a *Accounts) Limit(ctx context.Context, who access.Actor, ref string, version int, until when.Day) (Person, error) {
	return a.change(ctx, who, ref, version, func(tx *store.Tx, p *Person) error {
		var l check.List
		checkUntil(&l, p.Role, until, tx.Now.Day())
		if err := l.Err(); err != nil {
			return err
		}
		p.Until = until
		return tx.Update("limit access", p, "")
	})
}

// WarnBefore is how many days before its end access for a time is pointed out.
const WarnBefore = 14

// checkUntil says at until what is wrong with a last day. A lead has none, so that
// people can always be managed; who comes from outside always has one.
func checkUntil(l *check.List, role access.Role, until, today when.Day) {
	l.Day("until", until)
	switch {
	case role == access.External && until == "":
		l.Add("until", "Give the last day of the access: an external auditor is here for a time")
	case role == access.Lead && until != "":
		l.Add("until", "The access of a lead does not end by itself. Leave this empty, or choose another role")
	case until.Passed(today):
		l.Add("until", "This day has passed. Give a day from today on; to end access now, use End access")
	}
}

// Disable retires the account for a reason that must be given; the person's
// sessions and links end at once. The last active lead cannot be disabled.
func (a *Accounts) Disable(ctx context.Context, who access.Actor, ref string, version int, reason string) (Person, error) {
	reason = strings.TrimSpace(reason)
	return a.change(ctx, who, ref, version, func(tx *store.Tx, p *Person) error {
		if err := keepALead(tx, *p); err != nil {
			return err
		}
		if err := p.dropCalendar(tx); err != nil {
			return err
		}
		return endThen(tx, p, func() error { return tx.Retire(p, reason) })
	})
}

// Enable takes a disabled account back into use, with the password it had. The
// reason must be given.
func (a *Accounts) Enable(ctx context.Context, who access.Actor, ref string, version int, reason string) (Person, error) {
	reason = strings.TrimSpace(reason)
	var p Person
	err := a.db.Write(ctx, who, access.ManagePeople, func(tx *store.Tx) error {
		var err error
		if p, err = store.Load[Person](tx, ref, version); err != nil {
			return err
		}
		if !p.Retired() {
			return fault.New(fault.Invalid, "The account of %s is in use already.", p.Name)
		}
		if reason == "" {
			return fault.New(fault.Invalid, "Say why the account of %s is enabled again: the reason is kept with it.", p.Name)
		}
		p.RetiredOn, p.RetiredBecause = "", ""
		return tx.Update("enable", &p, reason)
	})
	return p, err
}

// change loads an account in use and lets fn change it, as a manager of people.
func (a *Accounts) change(ctx context.Context, who access.Actor, ref string, version int, fn func(*store.Tx, *Person) error) (Person, error) {
	var p Person
	err := a.db.Write(ctx, who, access.ManagePeople, func(tx *store.Tx) error {
		var err error
		if p, err = loadActive(tx, ref, version); err != nil {
			return err
		}
		return fn(tx, &p)
	})
	return p, err
}

func loadActive(tx *store.Tx, ref string, version int) (Person, error) {
	p, err := store.Load[Person](tx, ref, version)
	if err == nil && p.Retired() {
		return p, fault.New(fault.Invalid, "The account of %s is disabled. Enable it first.", p.Name)
	}
	return p, err
}

// keepALead refuses when p is the only lead in use. The door lets one writer in at
// a time, so two leads cannot remove each other.
func keepALead(tx *store.Tx, p Person) error {
	if p.Role != access.Lead {
		return nil
	}
	var others int64
	if err := activeLeads(tx.Read()).Where("ref <> ?", p.Ref).Count(&others).Error; err != nil {
		return err
	}
	if others == 0 {
		return fault.New(fault.Forbidden,
			"%s is the last active AI governance lead; without one nobody could manage people. Make somebody else a lead first.", p.Name)
	}
	return nil
}

// endThen ends the person's sessions and links in the transaction of the act.
func endThen(tx *store.Tx, p *Person, act func() error) error {
	if err := endAccess(tx.House(), p.Ref); err != nil {
		return err
	}
	return act()
}
