package web

import (
	"errors"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/markdown"
	"github.com/aims-workbench/aims/templates/leadershipview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) showSigning(r *request) error {
	p, err := s.signPage(r)
	if err != nil {
		return err
	}
	return r.show(signing(p, ui.State{}))
}

func signing(p leadershipview.SignPage, st ui.State) page {
	p.State = st
	return page{title: "Sign " + p.Policy.Title, crumbs: under(p.Policy.Title, link.Policy(p.Policy.Ref)), body: leadershipview.Sign(p)}
}

// signPage gathers what the signer must see: what changed since they last signed,
// and the whole text.
func (s *Server) signPage(r *request) (leadershipview.SignPage, error) {
	v, policy, err := s.version(r)
	if err != nil {
		return leadershipview.SignPage{}, err
	}
	p := leadershipview.SignPage{
		Sample: s.DB.IsSample(),
		Policy: policy, Version: v, TextHTML: markdown.HTML(v.Text), Consent: leadership.Consent(policy, v), Hindrance: hindrance(policy, v),
	}
	me, err := s.accounts.ByRef(r.ctx(), r.who.Ref)
	if err != nil {
		return p, err
	}
	p.SetBy = me.PasswordSetByOther()
	now, err := s.now(r.ctx())
	if err != nil {
		return p, err
	}
	p.Footing = footing(now, r.who)
	all, err := s.direction.Versions(r.ctx(), policy.Ref)
	if err != nil {
		return p, err
	}
	signed, err := s.signaturesOn(r, all)
	recall(&p, all, signed, r.who.Ref)
	return p, err
}

// recall finds what the person signed before, and which versions came since. all
// holds the newest version first.
func recall(p *leadershipview.SignPage, all []leadership.Version, signed map[string][]leadership.Signature, person string) {
	for _, v := range all {
		at := slices.IndexFunc(signed[v.Ref], func(g leadership.Signature) bool { return g.Signer == person })
		switch {
		case at >= 0 && v.Ref == p.Version.Ref:
			p.Already = signed[v.Ref][at]
		case at >= 0 && v.Number < p.Version.Number:
			p.Last, p.LastSigned = v, signed[v.Ref][at].SignedAt
			p.Passages = leadership.Compare(v.Text, p.Version.Text)
			slices.Reverse(p.Since)
			return
		}
		if v.Number <= p.Version.Number && v.State != leadership.Draft {
			p.Since = append(p.Since, v)
		}
	}
	slices.Reverse(p.Since)
}

// hindrance says why a version cannot be signed; the verb says it again.
func hindrance(p leadership.Policy, v leadership.Version) string {
	switch {
	case p.Retired():
		return "This policy was retired on " + p.RetiredOn.Human() + ". There is nothing to sign."
	case v.State == leadership.Draft:
		return "This version is a draft. It can be signed once it is approved."
	case v.State == leadership.Superseded:
		return "This version was replaced by a newer one. Open the policy and sign the version in force."
	case v.Altered():
		return "The text is not the one that was approved: it was changed outside the workbench. Do not sign it."
	}
	return ""
}

// maySign says whether the person may sign a version and has not done so yet.
func (r *request) maySign(p leadership.Policy, v leadership.Version, signed []leadership.Signature) bool {
	return r.may(access.SignPolicy) && hindrance(p, v) == "" &&
		!slices.ContainsFunc(signed, func(g leadership.Signature) bool { return g.Signer == r.who.Ref })
}

// signVersion asks for the password in the same request and signs.
func (s *Server) signVersion(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	proof, err := s.proveAgain(r, f.raw("password"))
	if err == nil {
		var made leadership.Signature
		if made, err = s.direction.Sign(r.ctx(), r.who, r.Param("ref"), proof); err == nil {
			return r.done(link.Signature(made.Ref), "You signed "+made.Target+". This is your receipt.")
		}
	}
	p, e := s.signPage(r)
	if e != nil {
		return err
	}
	if tooSoon, ok := errors.AsType[*account.TooSoon](err); ok {
		again := signing(p, ui.State{Sentence: tooSoon.Error()})
		again.status, again.refused = http.StatusTooManyRequests, true
		return r.show(again)
	}
	return r.refuse(err, "Sign "+p.Policy.Title, func(st ui.State) templ.Component {
		p.State = st
		return leadershipview.Sign(p)
	})
}

// proveAgain checks the password and gives what the signature seals about it. A
// missing or wrong password is said at its field.
func (s *Server) proveAgain(r *request, password string) (leadership.Proof, error) {
	var l check.List
	l.Required("password", password, "Enter your password to sign")
	if err := l.Err(); err != nil {
		return leadership.Proof{}, err
	}
	if err := s.accounts.CheckPassword(r.ctx(), r.who.Ref, password); err != nil {
		if fault.KindOf(err) == fault.Invalid {
			l.Add("password", "%s", fault.Sentence(err))
			err = l.Err()
		}
		return leadership.Proof{}, err
	}
	me, err := s.accounts.ByRef(r.ctx(), r.who.Ref)
	return leadership.Proof{
		How: "password", CredentialSetAt: me.PasswordSetAt, CredentialSetBy: me.PasswordSetBy, JobTitle: me.JobTitle,
		Product: "AIMS Workbench " + s.Version, Client: r.RealIP(), Agent: r.Request().UserAgent(),
	}, err
}

func (s *Server) showSignature(r *request) error {
	g, err := s.direction.Signature(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	p := leadershipview.SignaturePage{Signed: leadershipview.Signed{Signature: g}}
	v, err := s.direction.Version(r.ctx(), g.Target)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	p.Wrong = leadership.CheckSignature(g, v)
	if p.Policy, err = s.direction.Policy(r.ctx(), v.Policy); err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	departed, err := r.departed(g.Ref, g)
	if err != nil {
		return err
	}
	if departed {
		p.Wrong = append(p.Wrong, departedSentence)
	}
	if p.Thread, err = r.thread(g.Head, access.SignPolicy, ""); err != nil {
		return err
	}
	return r.show(page{title: "Signature of " + g.Name, crumbs: under(p.Policy.Title, link.Policy(g.Target)), body: leadershipview.Signature(p)})
}
