package web

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/improvementview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) improvementRoutes() []route {
	return slices.Concat([]route{
		{http.MethodGet, link.ImprovementPattern, access.Read, s.showImprovement},
		{http.MethodGet, link.NonconformityClosePattern, access.CloseNonconformity, s.showNonconformityClose},
		{http.MethodPost, link.NonconformityClosePattern, access.CloseNonconformity, s.closeNonconformity},
		{http.MethodGet, link.CorrectiveReviewPattern, access.ReviewCorrective, s.showCorrectiveReview},
		{http.MethodPost, link.CorrectiveReviewPattern, access.ReviewCorrective, s.reviewCorrective},
	}, s.nonconformities().routes(), s.correctiveActions().routes(), s.improvements().routes())
}

// improvementParts are the tabs around what did not conform.
func improvementParts() []ui.Part {
	return []ui.Part{
		ui.Single(overview, link.Stage("improvement")),
		single(improvement.Nonconformities.About), single(improvement.Actions.About), single(improvement.Improvements.About),
	}
}

func improvementNav(here string) templ.Component {
	return ui.PartNav("Improvement", improvementParts(), here)
}

func (s *Server) showImprovement(r *request) error {
	p, err := r.stagePage("improvement", "What did not go as required, what you did about it, and what you make better.", improvementParts())
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	open, major, back, unseen := 0, 0, 0, 0
	for _, n := range v.Nonconforming {
		open += one(n.Open())
		major += one(n.Open() && n.Grade == improvement.Major)
		back += one(!n.Retired() && len(v.BackAgain(n)) > 0)
	}
	for _, a := range v.Corrective {
		unseen += one(!a.Retired() && a.Step() == improvement.ToReview)
	}
	p.Above = append(p.Above, improvementNav(overview), ui.Figures([]ui.Figure{
		figure(open, "nonconformities open", link.Register("NCR", paramStanding, standingOpen)),
		figure(major, "of them major", link.Register("NCR", paramStanding, standingOpen, "grade", string(improvement.Major))),
		figure(back, "have come back", link.Register("NCR", paramStanding, standingBack)),
		figure(unseen, "actions whose effect is to be seen", link.Register("CAR", paramStanding, string(improvement.ToReview))),
	}))
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}

// The standings of nonconformities.
const (
	standingOpen   = "open"
	standingClosed = "closed"
	standingBack   = "back"
)

// nonconformities are the pages of what did not conform (10.2).
func (s *Server) nonconformities() keeper[improvement.Nonconformity, *improvement.Nonconformity] {
	return keeper[improvement.Nonconformity, *improvement.Nonconformity]{
		Register: improvement.Nonconformities, crumbs: stageCrumbs("improvement"), nav: improvementNav,
		sieve: []ui.FilterSelect{{Name: paramStanding, Label: "Standing", Options: []ui.Option{
			{Value: standingOpen, Label: "Open"}, {Value: standingClosed, Label: "Closed"}, {Value: standingBack, Label: "Has come back"},
		}}},
		narrow: narrowNonconformities,
		row: ui.Columns[improvement.Nonconformity]{{
			Key: "closed_on", Title: "State", Class: "tight", Cell: nonconformityBadge, Text: nonconformityWord,
		}},
		show: showNonconformity,
	}
}

func narrowNonconformities(r *request, q *register.Query) error {
	standing := r.QueryParam(paramStanding)
	if standing == "" {
		return nil
	}
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	refs := []string{}
	for _, n := range v.Nonconforming {
		fits := map[string]bool{standingOpen: n.Open(), standingClosed: n.ClosedOn != "", standingBack: len(v.BackAgain(n)) > 0}
		if fits[standing] {
			refs = append(refs, n.Ref)
		}
	}
	q.Also = register.Among(refs)
	return nil
}

func nonconformityWord(n improvement.Nonconformity) string {
	switch {
	case n.Retired():
		return "Retired"
	case n.Open():
		return "Open"
	}
	return "Closed"
}

func nonconformityBadge(n improvement.Nonconformity) templ.Component {
	switch {
	case n.Retired():
		return ui.Badge(ui.Neutral, nonconformityWord(n))
	case n.Open():
		return ui.Badge(ui.Warn, nonconformityWord(n))
	}
	return ui.Badge(ui.Good, nonconformityWord(n))
}

// showNonconformity puts what is missing above the fields and the actions below them.
func showNonconformity(r *request, n improvement.Nonconformity, p *registerview.RecordPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	actions := v.ActionsFor(n.Ref)
	lacks := n.Unfinished(actions)
	p.Badges = append(p.Badges, nonconformityBadge(n))
	p.Above = append(p.Above, improvementview.Again(v.BackAgain(n)))
	if n.Open() && len(lacks) > 0 {
		p.Above = append(p.Above, improvementview.Missing(n.Ref, lacks, r.may(access.EditNonconformity)))
	}
	if limit := n.Limit(v.Organisation()); n.Open() && limit != "" {
		p.Above = append(p.Above, improvementview.Limit(limit, limit.Passed(v.Today())))
	}
	p.Below = append(p.Below, improvementview.Actions(n.Ref, actions, n.Open() && r.may(access.EditCorrective)))
	facts := []ui.Fact{{Label: "Recorded by", Value: ui.Str(n.FinderName)}}
	if n.ClosedOn != "" {
		facts = append(facts, ui.Fact{Label: "Closed by", Value: ui.Str(n.ClosedBy + ", " + n.ClosedOn.Human())}, ui.Fact{Label: "What was seen", Value: ui.Prose(n.Closing)})
	}
	p.Below = append(p.Below, ui.SectionHead("Who worked on it", ""), ui.Facts(facts))
	_, p.Thread.Pointing = split(p.Thread.Pointing, "CAR-") // shown above
	if n.Open() && r.may(access.CloseNonconformity) && !improvement.SamePerson(n.Owner, r.who.Name) {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Close nonconformity", link.NonconformityClose(n.Ref)))
	}
	return nil
}

// correctiveActions are the pages of what removes causes (10.2).
func (s *Server) correctiveActions() keeper[improvement.Action, *improvement.Action] {
	var steps []ui.Option
	for _, st := range []improvement.Step{improvement.ToDo, improvement.ToReview, improvement.Effective, improvement.Ineffective} {
		steps = append(steps, ui.Option{Value: string(st), Label: ui.Sentence(st)})
	}
	return keeper[improvement.Action, *improvement.Action]{
		Register: improvement.Actions, crumbs: stageCrumbs("improvement"), nav: improvementNav,
		sieve: []ui.FilterSelect{{Name: paramStanding, Label: "How far", Options: steps}},
		narrow: func(r *request, q *register.Query) error {
			standing := r.QueryParam(paramStanding)
			if standing == "" {
				return nil
			}
			v, err := r.s.now(r.ctx())
			if err != nil {
				return err
			}
			refs := []string{}
			for _, a := range v.Corrective {
				if string(a.Step()) == standing {
					refs = append(refs, a.Ref)
				}
			}
			q.Also = register.Among(refs)
			return nil
		},
		row: ui.Columns[improvement.Action]{{
			Key: "effect", Title: "How far", Class: "tight", Cell: improvementview.StepBadge,
			Text: func(a improvement.Action) string { return ui.Sentence(a.Step()) },
		}},
		show: func(r *request, a improvement.Action, p *registerview.RecordPage) error {
			p.Badges = append(p.Badges, improvementview.StepBadge(a))
			p.Below = append(p.Below, improvementview.Seen(a))
			if a.DoneOn != "" && a.Effect == "" && !a.Retired() && r.may(access.ReviewCorrective) && !improvement.SamePerson(a.Owner, r.who.Name) {
				p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Say whether it worked", link.CorrectiveReview(a.Ref)))
			}
			return nil
		},
	}
}

// improvements are the pages of continual improvement (10.1).
func (s *Server) improvements() keeper[improvement.Improvement, *improvement.Improvement] {
	return keeper[improvement.Improvement, *improvement.Improvement]{
		Register: improvement.Improvements, crumbs: stageCrumbs("improvement"), nav: improvementNav,
	}
}
