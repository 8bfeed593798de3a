package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/markdown"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/reviewview"
	"github.com/aims-workbench/aims/templates/ui"
)

// reviewed is a review with its decisions, read from the registers themselves: what is
// signed must not be older than what stands there.
func (s *Server) reviewed(r *request) (review.Review, []review.Decision, error) {
	rv, err := review.Reviews.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return rv, nil, err
	}
	all, err := review.Decisions.InForce(r.ctx(), s.DB, nil)
	return rv, review.Of(rv.Ref, all), err
}

func (s *Server) minutesPage(r *request, signing bool) (reviewview.MinutesPage, error) {
	rv, taken, err := s.reviewed(r)
	if err != nil {
		return reviewview.MinutesPage{}, err
	}
	text := rv.Text(taken)
	main, looked, _ := strings.Cut(text, review.LookedAt)
	return reviewview.MinutesPage{
		Review: rv, Main: markdown.HTML(main), Inputs: markdown.HTML(looked), Sum: leadership.Sum(text), Consent: review.Consent(rv),
		Hindrance: rv.Hindrance(r.who.Ref, taken), Sample: s.DB.IsSample(), Signing: signing, MaySign: r.maySignMinutes(rv, taken),
	}, nil
}

func (s *Server) showMinutes(r *request) error {
	p, err := s.minutesPage(r, false)
	if err != nil {
		return err
	}
	return r.show(page{title: "Minutes of " + p.Review.Title, crumbs: underReview(p.Review.Ref), body: reviewview.Minutes(p)})
}

func (s *Server) minutesSignPage(r *request) (reviewview.MinutesPage, error) {
	p, err := s.minutesPage(r, true)
	if err != nil {
		return p, err
	}
	me, err := s.accounts.ByRef(r.ctx(), r.who.Ref)
	p.SetBy = me.PasswordSetByOther()
	return p, err
}

func (s *Server) showMinutesSign(r *request) error {
	p, err := s.minutesSignPage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Sign minutes", crumbs: underReview(p.Review.Ref), body: reviewview.Minutes(p)})
}

// signMinutes asks for the password in the same request and signs what was read.
func (s *Server) signMinutes(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	proof, err := s.proveAgain(r, f.raw("password"))
	if err == nil {
		if err = review.Sign(r.ctx(), s.DB, r.who, ref, f.text("sum"), proof); err == nil {
			return r.done(link.Minutes(ref), "You signed the minutes of "+ref+".")
		}
	}
	p, e := s.minutesSignPage(r)
	if e != nil {
		return err
	}
	if tooSoon, ok := errors.AsType[*account.TooSoon](err); ok {
		p.State = ui.State{Sentence: tooSoon.Error()}
		return r.show(page{title: "Sign minutes", crumbs: underReview(ref), body: reviewview.Minutes(p), status: http.StatusTooManyRequests, refused: true})
	}
	return r.refuse(err, "Sign minutes", func(st ui.State) templ.Component {
		p.State = st
		return reviewview.Minutes(p)
	})
}

// downloadMinutes hands out the paper. Once signed, the same minutes give the same bytes
// whenever they are asked for.
func (s *Server) downloadMinutes(r *request) error {
	rv, taken, err := s.reviewed(r)
	if err != nil {
		return err
	}
	org, err := s.scope.Organisation(r.ctx())
	if err != nil {
		return err
	}
	in := pack.Reviewed{Organisation: org.Name, Review: rv, Decisions: taken}
	if s.DB.IsSample() {
		in.Mark = store.SampleMark
	}
	pdf, err := pack.Minutes(in)
	if err != nil {
		return err
	}
	name := "aims-minutes-" + rv.Ref + ".pdf"
	if in.Mark != "" {
		name = in.Mark + "-" + name
	}
	return r.paper(name, pdf)
}

// minutesToSign asks one of top management who took part for a signature; without a
// person, for the first one at all.
func minutesToSign(v view, person string) []ui.Task {
	var out []ui.Task
	for i := range v.Reviews {
		rv := &v.Reviews[i]
		if rv.Retired() || rv.State() != review.Held || len(review.Of(rv.Ref, v.Decisions)) == 0 {
			continue
		}
		if person != "" && rv.Hindrance(person, review.Of(rv.Ref, v.Decisions)) != "" {
			continue
		}
		t := task("Sign the minutes of “"+rv.Title+"”", "9.3.1", link.MinutesSign(rv.Ref))
		t.Hint = "Held on " + rv.HeldOn.Human()
		out = append(out, t)
	}
	return out
}
