package web

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/inputs"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/reviewview"
	"github.com/aims-workbench/aims/templates/ui"
)

// fillReview draws the inputs from the registers as they are now.
func (s *Server) fillReview(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	rv, err := review.Reviews.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	now, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	err = review.Fill(r.ctx(), s.DB, r.who, rv.Ref, f.version(), inputs.Gather(now, rv), ground(now))
	if err != nil {
		return err
	}
	return r.done(link.ReviewInputs(rv.Ref), "The inputs of "+rv.Ref+" are filled. Say what they mean.")
}

func ground(now *snapshot.Snapshot) review.Ground {
	return review.Ground{Seq: now.Position.Seq, Hash: now.Position.Hash}
}

func (s *Server) inputsPage(r *request) (reviewview.InputsPage, error) {
	rv, err := review.Reviews.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return reviewview.InputsPage{}, err
	}
	now, err := s.present.records(r.ctx(), s.DB)
	preparing := !rv.Retired() && rv.HeldOn == ""
	return reviewview.InputsPage{Review: rv, MayEdit: preparing && r.may(access.KeepReview), Moved: err == nil && preparing && moved(now, rv)}, err
}

// moved says whether anything but the review itself has changed since it was filled.
func moved(now *snapshot.Snapshot, rv review.Review) bool {
	return len(rv.Inputs) > 0 && !sameInputs(inputs.Gather(now, rv), rv.Inputs)
}

// sameInputs compares what registers hold; what was said about it does not count.
func sameInputs(a, b []review.Input) bool {
	return slices.EqualFunc(a, b, func(x, y review.Input) bool {
		sameFigure := func(f, g review.Figure) bool { return f.Label == g.Label && slices.Equal(f.Records, g.Records) }
		sameTrend := func(t, u review.Trend) bool {
			return t.Ref == u.Ref && t.Title == u.Title && slices.Equal(t.Points, u.Points)
		}
		return x.ID == y.ID && slices.EqualFunc(x.Figures, y.Figures, sameFigure) && slices.EqualFunc(x.Trends, y.Trends, sameTrend)
	})
}

func (s *Server) showInputs(r *request) error {
	p, err := s.inputsPage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "What the review looks at", crumbs: underReview(p.Review.Ref), body: reviewview.Inputs(p)})
}

func (s *Server) remarkInputs(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.inputsPage(r)
	if err != nil {
		return err
	}
	ref, said := p.Review.Ref, map[string]string{}
	for i, in := range p.Review.Inputs {
		said[in.ID] = f.text(in.ID)
		p.Review.Inputs[i].Commentary = said[in.ID]
	}
	if err := review.Remark(r.ctx(), s.DB, r.who, ref, f.version(), said); err != nil {
		return r.refuse(err, "What the review looks at", func(st ui.State) templ.Component {
			st.Conflict, p.Review.Version = r.conflict(err, ref, f.version())
			p.State = st
			return reviewview.Inputs(p)
		})
	}
	return r.done(link.Entry(ref), "What was said is saved.")
}

// holdPage offers the people with an account, top management first.
func (s *Server) holdPage(r *request) (reviewview.HoldPage, []account.Person, error) {
	rv, err := review.Reviews.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return reviewview.HoldPage{}, nil, err
	}
	people, err := s.accounts.People(r.ctx())
	people = slices.DeleteFunc(people, func(p account.Person) bool { return p.Retired() })
	slices.SortStableFunc(people, func(a, b account.Person) int {
		return one(b.Role == access.Executive) - one(a.Role == access.Executive)
	})
	p := reviewview.HoldPage{Review: rv, Meeting: review.Meeting{On: min(rv.PlannedOn, r.today())}}
	for _, person := range people {
		hint := person.JobTitle
		if person.Role == access.Executive {
			hint = "Top management. " + hint
		}
		p.People = append(p.People, ui.Option{Value: person.Ref, Label: person.Name, Hint: hint})
	}
	return p, people, err
}

func (s *Server) showHold(r *request) error {
	p, _, err := s.holdPage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Hold review", crumbs: underReview(p.Review.Ref), body: reviewview.Hold(p)})
}

func (s *Server) holdReview(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, people, err := s.holdPage(r)
	if err != nil {
		return err
	}
	ref := p.Review.Ref
	p.Chosen = f.list("attended")
	p.Meeting = review.Meeting{
		On: f.day("held_on"), Guests: guestsOf(f.text("guests")), Verdict: review.Verdict(f.text("verdict")), Conclusion: f.text("conclusion"), NextOn: f.day("next_on"),
	}
	for _, person := range people {
		if slices.Contains(p.Chosen, person.Ref) {
			p.Meeting.Attended = append(p.Meeting.Attended, review.Attendee{Account: person.Ref, Name: person.Name, Title: person.JobTitle, Role: person.Role})
		}
	}
	if err := review.Hold(r.ctx(), s.DB, r.who, ref, f.version(), p.Meeting); err != nil {
		return r.refuse(err, "Hold review", func(st ui.State) templ.Component {
			st.Conflict, p.Review.Version = r.conflict(err, ref, f.version())
			p.State = st
			return reviewview.Hold(p)
		})
	}
	return r.done(link.Entry(ref), ref+" is held. Record what was decided.")
}

// guestsOf are the names that were typed, one a line.
func guestsOf(typed string) (out []string) {
	for line := range strings.Lines(typed) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func (s *Server) becomePage(r *request) (reviewview.BecomePage, error) {
	d, err := review.Decisions.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return reviewview.BecomePage{}, err
	}
	v, err := s.now(r.ctx())
	p := reviewview.BecomePage{Decision: d}
	for _, n := range v.Nonconforming {
		if n.Open() {
			p.Nonconformities = append(p.Nonconformities, ui.Option{Value: n.Ref, Label: n.Title + " (" + n.Ref + ")"})
		}
	}
	return p, err
}

func (s *Server) showBecome(r *request) error {
	p, err := s.becomePage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Carry decision on", crumbs: underReview(p.Decision.Ref), body: reviewview.Become(p)})
}

func (s *Server) carryOn(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.becomePage(r)
	if err != nil {
		return err
	}
	ref := p.Decision.Ref
	p.As, p.Nonconformity = review.Form(f.text("as")), f.text("nonconformity")
	made, err := review.Become(r.ctx(), s.DB, r.who, ref, f.version(), p.As, p.Nonconformity)
	if err != nil {
		return r.refuse(err, "Carry decision on", func(st ui.State) templ.Component {
			st.Conflict, p.Decision.Version = r.conflict(err, ref, f.version())
			p.State = st
			return reviewview.Become(p)
		})
	}
	return r.done(link.Of(made), ref+" is carried on as "+made+".")
}
