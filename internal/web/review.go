package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/reviewview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) managementReviewRoutes() []route {
	return slices.Concat([]route{
		{http.MethodGet, link.ReviewPattern, access.Read, s.showReviews},
		{http.MethodPost, link.ReviewFillPattern, access.KeepReview, s.fillReview},
		{http.MethodGet, link.ReviewInputsPattern, access.Read, s.showInputs},
		{http.MethodPost, link.ReviewInputsPattern, access.KeepReview, s.remarkInputs},
		{http.MethodGet, link.ReviewHoldPattern, access.KeepReview, s.showHold},
		{http.MethodPost, link.ReviewHoldPattern, access.KeepReview, s.holdReview},
		{http.MethodGet, link.MinutesPattern, access.Read, s.showMinutes},
		{http.MethodGet, link.MinutesPaperPattern, access.Read, s.downloadMinutes},
		{http.MethodGet, link.MinutesSignPattern, access.SignReview, s.showMinutesSign},
		{http.MethodPost, link.MinutesSignPattern, access.SignReview, s.signMinutes},
		{http.MethodGet, link.DecisionBecomePattern, access.KeepReview, s.showBecome},
		{http.MethodPost, link.DecisionBecomePattern, access.KeepReview, s.carryOn},
	}, s.managementReviews().routes(), s.reviewDecisions().routes())
}

// reviewParts are the tabs around management reviews.
func reviewParts() []ui.Part {
	return []ui.Part{ui.Single(overview, link.Stage("review")), single(review.Reviews.About), single(review.Decisions.About)}
}

func reviewNav(here string) templ.Component {
	return ui.PartNav("Management review", reviewParts(), here)
}

// underReview leads to a record of 9.3.
func underReview(ref string) []layout.Crumb {
	return append(stageCrumbs("review"), layout.Crumb{Text: ref, Href: link.Entry(ref)})
}

func (s *Server) showReviews(r *request) error {
	p, err := r.stagePage("review", "Top management looks at the whole once in a while, says whether it holds, and decides what follows.", reviewParts())
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	unsigned, open, late := 0, 0, 0
	for i := range v.Reviews {
		unsigned += one(!v.Reviews[i].Retired() && v.Reviews[i].State() == review.Held)
	}
	for _, d := range v.Decisions {
		open += one(d.Open())
		late += one(d.Overdue(v.Today()))
	}
	p.Above = append(p.Above, reviewNav(overview), ui.Figures([]ui.Figure{
		figure(unsigned, "minutes to be signed", link.Register("MRV", paramStanding, string(review.Held))),
		figure(open, "decisions open", link.Register("MRD", paramStanding, standingOpen)),
		figure(late, "of them overdue", link.Register("MRD", paramStanding, standingLate)),
	}))
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}

// The standing of decisions beyond open and closed.
const standingLate = "late"

// managementReviews are the pages of reviews (9.3.1, 9.3.2).
func (s *Server) managementReviews() keeper[review.Review, *review.Review] {
	var states []ui.Option
	for _, st := range review.States {
		states = append(states, ui.Option{Value: string(st), Label: ui.Sentence(st)})
	}
	return keeper[review.Review, *review.Review]{
		Register: review.Reviews, crumbs: stageCrumbs("review"), nav: reviewNav,
		sieve: []ui.FilterSelect{{Name: paramStanding, Label: "How far", Options: states}},
		narrow: func(r *request, q *register.Query) error {
			return r.among(q, func(v view, standing string) (refs []string) {
				for i := range v.Reviews {
					if string(v.Reviews[i].State()) == standing {
						refs = append(refs, v.Reviews[i].Ref)
					}
				}
				return refs
			})
		},
		row: ui.Columns[review.Review]{
			ui.Plain("held_on", "Held on", "tight", ui.ByDay, func(rv review.Review) string { return rv.HeldOn.Human() }),
			{Key: "state", Title: "How far", Class: "tight", Cell: reviewview.StateBadge, Text: func(rv review.Review) string { return ui.Sentence(rv.State()) }},
		},
		begin: beginReview, show: showReview,
		saved: func(rv review.Review) string { return rv.Ref + " is planned. Fill its inputs when its day comes near." },
	}
}

// among leaves of a list the records that have the standing that the address asks for.
func (r *request) among(q *register.Query, find func(v view, standing string) []string) error {
	standing := r.QueryParam(paramStanding)
	if standing == "" {
		return nil
	}
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	q.Also = register.Among(find(v, standing))
	return nil
}

// beginReview offers a name, and to look back to the review before.
func beginReview(r *request) (review.Review, error) {
	rv := review.Review{Title: "Management review " + strconv.Itoa(r.today().Time().Year())}
	v, err := r.s.now(r.ctx())
	if err != nil {
		return rv, err
	}
	for i := range v.Reviews {
		if !v.Reviews[i].Retired() {
			rv.PeriodFrom = max(rv.PeriodFrom, v.Reviews[i].HeldOn)
		}
	}
	return rv, nil
}

// showReview puts what comes next above the fields, and what came of it below them.
func showReview(r *request, rv review.Review, p *registerview.RecordPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	taken, may := review.Of(rv.Ref, v.Decisions), r.may(access.KeepReview)
	preparing := !rv.Retired() && rv.HeldOn == ""
	p.Badges = append(p.Badges, reviewview.StateBadge(rv))
	p.MayEdit = p.MayEdit && preparing
	p.Above = append(p.Above, reviewview.Next(rv, len(taken), may))
	p.Below = append(p.Below, reviewview.Held(rv, taken, may))
	_, p.Thread.Pointing = split(p.Thread.Pointing, "MRD-") // shown above
	if len(rv.Inputs) > 0 {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Open inputs", link.ReviewInputs(rv.Ref)))
	}
	switch {
	case preparing && may && len(rv.Inputs) > 0:
		p.Acts = append(p.Acts, ui.LinkButton(ui.Primary, "Hold review", link.ReviewHold(rv.Ref)))
	case rv.HeldOn != "":
		p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Open minutes", link.Minutes(rv.Ref)))
	}
	if r.maySignMinutes(rv, taken) {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Primary, "Sign minutes", link.MinutesSign(rv.Ref)))
	}
	return nil
}

// maySignMinutes says whether the person may sign and has not done so.
func (r *request) maySignMinutes(rv review.Review, taken []review.Decision) bool {
	return r.may(access.SignReview) && rv.Hindrance(r.who.Ref, taken) == ""
}

// reviewDecisions are the pages of what reviews decided (9.3.3).
func (s *Server) reviewDecisions() keeper[review.Decision, *review.Decision] {
	return keeper[review.Decision, *review.Decision]{
		Register: review.Decisions, crumbs: stageCrumbs("review"), nav: reviewNav,
		sieve: []ui.FilterSelect{{Name: paramStanding, Label: "Standing", Options: []ui.Option{
			{Value: standingOpen, Label: "Open"}, {Value: standingLate, Label: "Overdue"}, {Value: standingClosed, Label: "Ended"},
		}}},
		narrow: func(r *request, q *register.Query) error {
			return r.among(q, func(v view, standing string) (refs []string) {
				for _, d := range v.Decisions {
					fits := map[string]bool{standingOpen: d.Open(), standingLate: d.Overdue(v.Today()), standingClosed: d.DoneOn != ""}
					if fits[standing] {
						refs = append(refs, d.Ref)
					}
				}
				return refs
			})
		},
		offer: map[string]func(*request) ([]ui.Option, error){"review": heldReviews},
		row:   ui.Columns[review.Decision]{{Key: "state", Title: "State", Class: "tight", Cell: reviewview.DecisionBadge, Text: reviewview.DecisionWord}},
		show: func(r *request, d review.Decision, p *registerview.RecordPage) error {
			p.Badges = append(p.Badges, reviewview.DecisionBadge(d))
			if d.Open() && r.may(access.KeepReview) {
				p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Carry decision on", link.DecisionBecome(d.Ref)))
			}
			return nil
		},
	}
}

// heldReviews are those that take decisions still.
func heldReviews(r *request) ([]ui.Option, error) {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return nil, err
	}
	var out []ui.Option
	for i := range v.Reviews {
		if rv := &v.Reviews[i]; !rv.Retired() && rv.State() == review.Held {
			out = append(out, ui.Option{Value: rv.Ref, Label: rv.Title + " (" + rv.Ref + ")"})
		}
	}
	return out, nil
}
