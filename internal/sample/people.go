package sample

import (
	"crypto/rand"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/comment"
)

// newcomer reads who somebody is and gives them a password of their own.
func (b *builder) newcomer(a act) (account.Newcomer, error) {
	var in struct {
		Name     string      `json:"name"`
		Email    string      `json:"email"`
		Role     access.Role `json:"role"`
		JobTitle string      `json:"job_title"`
	}
	err := b.fill(a, &in)
	return account.Newcomer{Name: in.Name, Email: in.Email, Role: in.Role, JobTitle: in.JobTitle, Password: rand.Text()}, err
}

func (b *builder) arrived(id string, p account.Person, password string) string {
	b.people[id] = &Person{Ref: p.Ref, Name: p.Name, Email: p.Email, Role: p.Role, JobTitle: p.JobTitle, Password: password}
	b.order = append(b.order, id)
	return p.Ref
}

// setUp makes the first account with the link that the first run prints.
func (b *builder) setUp(a act) (string, error) {
	in, err := b.newcomer(a)
	if err != nil {
		return "", err
	}
	token, err := b.accounts.SetupLink(b.ctx)
	if err != nil {
		return "", err
	}
	p, err := b.accounts.SetUp(b.ctx, token, in)
	if err != nil {
		return "", err
	}
	return b.arrived(a.ID, p, in.Password), nil
}

// invite makes an account. Executives choose a password of their own at once: the
// seal of a signature says who set it.
func (b *builder) invite(a act) (string, error) {
	in, err := b.newcomer(a)
	if err != nil {
		return "", err
	}
	p, err := b.accounts.Invite(b.ctx, b.who(a.By), in)
	if err != nil {
		return "", err
	}
	if in.Role == access.Executive {
		own := rand.Text()
		if p, err = b.accounts.SetPassword(b.ctx, p.Actor(access.Browser), in.Password, own); err != nil {
			return "", err
		}
		in.Password = own
	}
	return b.arrived(a.ID, p, in.Password), nil
}

func (b *builder) endAccess(a act) (string, error) {
	var in struct {
		Reason string `json:"reason"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	p, err := b.accounts.ByRef(b.ctx, b.people[a.ID].Ref)
	if err != nil {
		return "", err
	}
	b.order = slices.DeleteFunc(b.order, func(id string) bool { return id == a.ID })
	_, err = b.accounts.Disable(b.ctx, b.who(a.By), p.Ref, p.Version, in.Reason)
	return p.Ref, err
}

// writeVersion begins the next version of a policy and writes it as its file says.
func (b *builder) writeVersion(a act) (string, error) {
	var in struct{ Policy, Text, Changes string }
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	v, err := b.direction.DraftVersion(b.ctx, b.who(a.By), in.Policy)
	if err != nil {
		return "", err
	}
	text, err := policyText(in.Text)
	if err != nil {
		return "", err
	}
	if v.Text, err = b.expand(text); err != nil {
		return "", err
	}
	v.Changes = in.Changes
	v, err = b.direction.Write(b.ctx, b.who(a.By), v)
	return v.Ref, err
}

func (b *builder) sign(a act) (string, error) {
	p, err := b.accounts.ByRef(b.ctx, b.people[a.By].Ref)
	if err != nil {
		return "", err
	}
	_, err = b.direction.Sign(b.ctx, b.who(a.By), b.refs[a.ID], leadership.Proof{
		How: "password", CredentialSetAt: p.PasswordSetAt, CredentialSetBy: p.PasswordSetBy,
		JobTitle: p.JobTitle, Product: "AIMS Workbench, sample", Client: "127.0.0.1", Agent: "none: made with the sample",
	})
	return b.refs[a.ID], err
}

// say is a verb by which somebody speaks about the target of the act, and may name
// with @ whoever has an account that day.
func (b *builder) say(kind comment.Kind) verb {
	return func(a act) (string, error) {
		in := comment.Comment{Kind: kind}
		if err := b.fill(a, &in); err != nil {
			return "", err
		}
		var people []comment.Name
		for _, p := range b.present() {
			people = append(people, comment.Name{Ref: p.Ref, Name: p.Name, Email: p.Email})
		}
		in, err := b.comments.Add(b.ctx, b.who(a.By), in, people)
		return in.Ref, err
	}
}
