package web

import (
	"net/http"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) reviewRoutes() []route {
	return []route{
		{http.MethodGet, link.RiskReviewPattern, access.EditRisk, s.askReview},
		{http.MethodPost, link.RiskReviewPattern, access.EditRisk, s.reviewRisk},
	}
}

func (s *Server) reviewForm(r *request) (riskview.ReviewForm, error) {
	var p riskview.ReviewForm
	var err error
	if p.Risk, err = s.risks.Take(r.ctx(), r.Param("ref")); err != nil {
		return p, err
	}
	p.Criteria, err = s.risks.Criteria(r.ctx())
	return p, err
}

func (s *Server) askReview(r *request) error {
	p, err := s.reviewForm(r)
	if err != nil {
		return err
	}
	p.Next = string(p.Risk.ReviewBy(p.Criteria, r.today()))
	return r.show(page{title: "Review " + p.Risk.Ref, crumbs: riskCrumb(p.Risk), body: riskview.Review(p)})
}

func (s *Server) reviewRisk(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	made, err := s.risks.Review(r.ctx(), r.who, ref, f.version(), f.text("note"), f.day("review_on"))
	if err == nil {
		return r.done(link.Risk(ref), ref+" is confirmed as it stands. The next review is on "+made.ReviewOn.Human()+".")
	}
	p, e := s.reviewForm(r)
	if e != nil {
		return e
	}
	p.Note, p.Next = f.text("note"), f.text("review_on")
	return r.refuse(err, "Review "+ref, func(st ui.State) templ.Component {
		st.Conflict, p.Risk.Version = r.conflict(err, ref, f.version())
		p.State = st
		return riskview.Review(p)
	})
}

// mostReviews is how many confirmations the page of a risk shows; all of them stand
// in its history.
const mostReviews = 10

// reviewsOf reads from the trail who confirmed a risk as it stood, the newest first.
func (s *Server) reviewsOf(r *request, ref string) ([]riskview.Reviewed, error) {
	entries, err := s.DB.History(r.ctx(), ref)
	if err != nil {
		return nil, err
	}
	var out []riskview.Reviewed
	for _, e := range entries {
		if e.Act == risk.ReviewAct && len(out) < mostReviews {
			out = append(out, riskview.Reviewed{On: e.At.Day().Human(), By: e.Actor, Note: e.Reason})
		}
	}
	return out, nil
}
