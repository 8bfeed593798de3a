package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/templates/improvementview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) nonconformityClosePage(r *request) (improvementview.ClosePage, error) {
	n, err := improvement.Nonconformities.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return improvementview.ClosePage{}, err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return improvementview.ClosePage{}, err
	}
	actions := v.ActionsFor(n.Ref)
	return improvementview.ClosePage{Nonconformity: n, Actions: actions, Lacks: n.Unfinished(actions), MayEdit: r.may(access.EditNonconformity)}, nil
}

func (s *Server) showNonconformityClose(r *request) error {
	p, err := s.nonconformityClosePage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Close nonconformity", crumbs: underImprovement(p.Nonconformity.Ref), body: improvementview.Close(p)})
}

func (s *Server) closeNonconformity(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.nonconformityClosePage(r)
	if err != nil {
		return err
	}
	ref := p.Nonconformity.Ref
	p.Closing = f.text("closing")
	if err := improvement.Close(r.ctx(), s.DB, r.who, ref, f.version(), p.Closing); err != nil {
		return r.refuse(err, "Close nonconformity", func(st ui.State) templ.Component {
			st.Conflict, p.Nonconformity.Version = r.conflict(err, ref, f.version())
			p.State = st
			return improvementview.Close(p)
		})
	}
	return r.done(link.Entry(ref), ref+" is closed.")
}

func (s *Server) showCorrectiveReview(r *request) error {
	a, err := improvement.Actions.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	return r.show(page{title: "Did it work?", crumbs: underImprovement(a.Ref), body: improvementview.Review(improvementview.ReviewPage{Action: a})})
}

func (s *Server) reviewCorrective(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	a, err := improvement.Actions.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	p := improvementview.ReviewPage{Action: a, Effect: improvement.Effect(f.text("effect")), Seen: f.text("seen")}
	if err := improvement.Review(r.ctx(), s.DB, r.who, a.Ref, f.version(), p.Effect, p.Seen); err != nil {
		return r.refuse(err, "Did it work?", func(st ui.State) templ.Component {
			st.Conflict, p.Action.Version = r.conflict(err, a.Ref, f.version())
			p.State = st
			return improvementview.Review(p)
		})
	}
	return r.done(link.Entry(a.Ref), "The effect of "+a.Ref+" is recorded.")
}

// underImprovement leads to a record of clause 10.
func underImprovement(ref string) []layout.Crumb {
	return append(stageCrumbs("improvement"), layout.Crumb{Text: ref, Href: link.Entry(ref)})
}
