package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/templates/leadershipview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// knownRoutes are the pages of how documents are made known: publications, and who
// was asked to acknowledge them.
func (s *Server) knownRoutes() []route {
	return slices.Concat(s.publications().routes(), s.acknowledgements().routes(), []route{
		{http.MethodGet, link.VersionAskPattern, access.EditPolicy, s.showAsking},
		{http.MethodPost, link.VersionAskPattern, access.EditPolicy, s.askPeople},
		{http.MethodPost, link.AcknowledgementPattern, access.Acknowledge, s.acknowledge},
	})
}

// publications are the pages of to whom documents were made known (5.2, 7.4).
func (s *Server) publications() keeper[leadership.Publication, *leadership.Publication] {
	return keeper[leadership.Publication, *leadership.Publication]{
		Register: leadership.Publications, crumbs: leadershipCrumbs, nav: leadershipview.Nav,
		offer: map[string]func(*request) ([]ui.Option, error){"document": s.approvedVersions},
		begin: func(r *request) (leadership.Publication, error) {
			return leadership.Publication{Document: r.QueryParam("document"), PublishedOn: r.today()}, nil
		},
	}
}

// acknowledgements are the pages of who was asked to read what (5.2, 7.3).
func (s *Server) acknowledgements() keeper[leadership.Acknowledgement, *leadership.Acknowledgement] {
	return keeper[leadership.Acknowledgement, *leadership.Acknowledgement]{
		Register: leadership.Acknowledgements, crumbs: leadershipCrumbs, nav: leadershipview.Nav,
		offer: map[string]func(*request) ([]ui.Option, error){"document": s.approvedVersions},
		row: ui.Columns[leadership.Acknowledgement]{{
			Key: "state", Title: "State", Class: "tight",
			Cell: func(a leadership.Acknowledgement) templ.Component {
				return leadershipview.AskedBadge(a, s.DB.Now().Day())
			},
			Text: func(a leadership.Acknowledgement) string { return leadershipview.AskedWord(a, s.DB.Now().Day()) },
		}},
		begin: func(r *request) (leadership.Acknowledgement, error) {
			return leadership.Acknowledgement{Document: r.QueryParam("document"), AskedOn: r.today()}, nil
		},
		show: func(r *request, a leadership.Acknowledgement, p *registerview.RecordPage) error {
			p.Badges = append(p.Badges, leadershipview.AskedBadge(a, r.today()))
			p.MayEdit = p.MayEdit && a.PressedAt == ""
			return nil
		},
	}
}

// approvedVersions offers the versions that people can be given, the newest first.
func (s *Server) approvedVersions(r *request) ([]ui.Option, error) {
	v, err := s.now(r.ctx())
	if err != nil {
		return nil, err
	}
	titles := map[string]string{}
	for _, p := range v.Policies {
		titles[p.Ref] = p.Title
	}
	var out []ui.Option
	for _, text := range v.Versions {
		if text.State == leadership.Draft {
			continue
		}
		label := titles[text.Policy] + ", version " + strconv.Itoa(text.Number)
		if text.State == leadership.Superseded {
			label += " (replaced)"
		}
		out = append(out, ui.Option{Value: text.Ref, Label: label})
	}
	slices.Reverse(out)
	return out, nil
}

func (s *Server) showAsking(r *request) error {
	p, err := s.askPage(r)
	if err != nil {
		return err
	}
	p.Due = r.today().Add(30)
	return r.show(page{title: "Ask people to acknowledge", crumbs: under(p.Policy.Title, link.Policy(p.Version.Ref)), body: leadershipview.Ask(p)})
}

// askPage offers the people with an account who were not asked yet.
func (s *Server) askPage(r *request) (leadershipview.AskPage, error) {
	var p leadershipview.AskPage
	var err error
	if p.Version, p.Policy, err = s.version(r); err != nil {
		return p, err
	}
	asked, err := s.direction.Asked(r.ctx(), p.Version.Ref)
	if err != nil {
		return p, err
	}
	people, err := s.accounts.People(r.ctx())
	for _, one := range people {
		known := slices.ContainsFunc(asked, func(a leadership.Acknowledgement) bool { return a.Account == one.Ref })
		if !known && !one.Retired() {
			p.Accounts = append(p.Accounts, ui.Option{Value: one.Ref, Label: one.Name, Hint: one.JobTitle})
		}
	}
	return p, err
}

func (s *Server) askPeople(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.askPage(r)
	if err != nil {
		return err
	}
	p.Chosen, p.Others, p.Due = f.list("people"), f.text("others"), f.day("due")
	asked, err := s.direction.Ask(r.ctx(), r.who, leadership.Asking{Version: p.Version.Ref, People: chosen(p), Due: p.Due})
	if err != nil {
		return r.refuse(err, "Ask people to acknowledge", func(st ui.State) templ.Component {
			p.State = st
			return leadershipview.Ask(p)
		})
	}
	return r.done(link.Policy(p.Version.Ref)+"#asked", countOf(int64(asked), "person is", "people are")+" asked to acknowledge "+p.Policy.Title+".")
}

// chosen are the ticked accounts and the typed names.
func chosen(p leadershipview.AskPage) []leadership.Acknowledgement {
	var out []leadership.Acknowledgement
	for _, o := range p.Accounts {
		if slices.Contains(p.Chosen, o.Value) {
			out = append(out, leadership.Acknowledgement{Name: o.Label, Account: o.Value})
		}
	}
	for name := range strings.Lines(p.Others) {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, leadership.Acknowledgement{Name: name})
		}
	}
	return out
}

// acknowledge is the one press of a person who was asked.
func (s *Server) acknowledge(r *request) error {
	a, err := s.direction.Acknowledge(r.ctx(), r.who, r.Param("ref"))
	if err != nil {
		return err
	}
	return r.done(link.Policy(a.Document), "Thank you. It is recorded that you have read this version.")
}

// ownAsking is what waits for the reader under a version; without a reference when nothing does.
func ownAsking(all []leadership.Acknowledgement, person string) leadership.Acknowledgement {
	for _, a := range all {
		if a.Account == person && a.Waits() {
			return a
		}
	}
	return leadership.Acknowledgement{}
}
