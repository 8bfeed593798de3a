package web

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/operationview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) handleRoutes() []route {
	return []route{
		{http.MethodGet, link.ConcernsPattern, access.HandleConcern, s.listConcerns},
		{http.MethodGet, link.ConcernPattern, access.HandleConcern, s.showConcern},
		{http.MethodPost, link.ConcernPattern, access.HandleConcern, s.answerConcern},
		{http.MethodGet, link.ConcernDeskPattern, access.Read, s.showConcernDesk},
		{http.MethodGet, link.ConcernDeskSetPattern, access.SetConcernDesk, s.editConcernDesk},
		{http.MethodPost, link.ConcernDeskSetPattern, access.SetConcernDesk, s.setConcernDesk},
	}
}

// concernDesk is how concerns are taken, from the newest snapshot.
func (r *request) concernDesk() (operation.ConcernDesk, error) {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return operation.ConcernDesk{}, err
	}
	desk, _ := v.ConcernDesk()
	return desk, nil
}

// concernLinks leads to concerns, for this person.
func (r *request) concernLinks() (templ.Component, error) {
	desk, err := r.concernDesk()
	if err != nil {
		return nil, err
	}
	v, err := r.s.now(r.ctx())
	if err != nil {
		return nil, err
	}
	waiting := 0
	for _, c := range v.Concerns {
		if c.State != operation.ConcernClosed {
			waiting++
		}
	}
	return operationview.ConcernLinks(desk.Staffed() && r.may(access.ReportConcern), desk.Handles(r.who), waiting), nil
}

// concernWay is where this person reports a concern; "" while nobody would read it.
// Where people without an account may, it is that page, which does not know who asks.
func (r *request) concernWay() (string, error) {
	desk, err := operation.TakeConcernDesk(r.ctx(), r.s.DB)
	switch {
	case err != nil || !desk.Staffed():
		return "", err
	case desk.Open:
		return link.PublicConcern(), nil
	case !r.may(access.ReportConcern):
		return "", nil
	}
	return link.ConcernReport(), nil
}

// concernCrumbs leads to how concerns are taken.
func concernCrumbs() []layout.Crumb {
	return append(stageCrumbs("operation"), layout.Crumb{Text: "Concern reporting", Href: link.ConcernDesk()})
}

func (s *Server) listConcerns(r *request) error {
	all, err := operation.ConcernsFor(r.ctx(), s.DB, r.who)
	if err != nil {
		return err
	}
	t := ui.TableSpec{
		ID: "concerns", Caption: "Concerns", Count: countOf(int64(len(all)), "concern", "concerns"),
		Columns: []ui.Column{{Title: "Ref", Class: "ref"}, {Title: "State"}, {Title: "Received"}, {Title: "Answer promised by"}, {Title: "Closed"}},
		Empty:   ui.Empty{Title: "No concern was reported", Clause: "A.3.3", Why: "When somebody reports one, it stands here for you and the others who handle them."},
	}
	for _, c := range all {
		promised := c.AnswerBy.Human()
		if c.State == operation.ConcernClosed {
			promised = ""
		} else if c.Late(r.today()) {
			promised += " (late)"
		}
		t.Rows = append(t.Rows, ui.Row{Ref: c.Ref, Cells: []templ.Component{
			ui.RefLink(c.Ref, link.Concern(c.Ref)), operationview.ConcernBadge(c), ui.Str(c.ReceivedOn.Human()), ui.Str(promised), ui.Str(c.ClosedOn.Human()),
		}})
	}
	return r.show(page{title: "Concerns", crumbs: concernCrumbs(), body: operationview.Concerns(t)})
}

func (s *Server) concernPage(r *request) (operationview.HandlePage, error) {
	c, words, err := operation.ReadConcern(r.ctx(), s.DB, r.who, r.Param("ref"))
	return operationview.HandlePage{Concern: c, Words: words, Today: r.today()}, err
}

func (s *Server) showConcern(r *request) error {
	p, err := s.concernPage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: p.Concern.Ref, crumbs: append(concernCrumbs(), layout.Crumb{Text: "Concerns", Href: link.Concerns()}), body: operationview.Handle(p)})
}

func (s *Server) answerConcern(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.concernPage(r)
	if err != nil {
		return err
	}
	p.Text = f.text("text")
	if err := operation.AnswerConcern(r.ctx(), s.DB, r.who, p.Concern.Ref, f.version(), p.Text, f.yes("close")); err != nil {
		return r.refuse(err, p.Concern.Ref, func(st ui.State) templ.Component { p.State = st; return operationview.Handle(p) })
	}
	return r.done(link.Concern(p.Concern.Ref), "Your answer is sent. The reporter can read it with the code.")
}

func (s *Server) showConcernDesk(r *request) error {
	desk, err := operation.TakeConcernDesk(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p := operationview.DeskPage{Nav: operationNav(operationview.DeskTitle), Desk: desk, MaySet: r.may(access.SetConcernDesk), May: desk.Handles(r.who), MayReport: r.may(access.ReportConcern)}
	names, err := s.DB.Titles(r.ctx(), desk.Handlers)
	if err != nil {
		return err
	}
	for _, ref := range desk.Handlers {
		p.Handlers = append(p.Handlers, names[ref])
	}
	for _, c := range v.Concerns {
		if c.State == operation.ConcernClosed {
			p.Done++
		} else {
			p.Open++
		}
	}
	return r.show(page{title: "Concern reporting", crumbs: stageCrumbs("operation"), body: operationview.Desk(p)})
}

// handlers offers the people who may be named: access and a role that allows it.
func (s *Server) handlers(r *request) ([]ui.Option, error) {
	people, err := s.accounts.People(r.ctx())
	var out []ui.Option
	for _, p := range people {
		if !p.Retired() && p.Actor(access.Browser).May(access.HandleConcern) {
			out = append(out, ui.Option{Value: p.Ref, Label: p.Name, Hint: p.JobTitle})
		}
	}
	return out, err
}

func (s *Server) editConcernDesk(r *request) error {
	desk, err := operation.TakeConcernDesk(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	people, err := s.handlers(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Set up concern reporting", crumbs: concernCrumbs(), body: operationview.SetDesk(operationview.DeskForm{Desk: desk, Days: strconv.Itoa(desk.Days), People: people})})
}

func (s *Server) setConcernDesk(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := operation.ConcernDesk{
		Open: f.yes("open"), Handlers: f.list("handlers"), Readers: f.text("readers"), Promise: f.text("promise"),
		Others: f.text("others"), Days: f.number("days"), ReviewOn: f.day("review_on"),
	}
	in.Version = f.begun()
	if _, err := operation.SetConcernDesk(r.ctx(), s.DB, r.who, in); err != nil {
		people, e := s.handlers(r)
		if e != nil {
			return e
		}
		return r.refuse(err, "Set up concern reporting", func(st ui.State) templ.Component {
			return operationview.SetDesk(operationview.DeskForm{Desk: in, Days: f.text("days"), People: people, State: st})
		})
	}
	return r.done(link.ConcernDesk(), "Concern reporting is set up.")
}
