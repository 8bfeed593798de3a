package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/operationview"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// The standings of incidents.
const (
	incidentOpen   = "open"
	incidentClosed = "closed"
	incidentOwed   = "notice overdue"
)

func (s *Server) incidentRoutes() []route {
	return append([]route{
		{http.MethodGet, link.IncidentLogPattern, access.EditIncident, s.showIncidentLog},
		{http.MethodGet, link.IncidentClosePattern, access.CloseIncident, s.showClose},
		{http.MethodPost, link.IncidentClosePattern, access.CloseIncident, s.closeIncident},
	}, s.incidents().routes()...)
}

// incidents are the pages of what went wrong (8.1, A.8.4).
func (s *Server) incidents() keeper[operation.Incident, *operation.Incident] {
	return keeper[operation.Incident, *operation.Incident]{
		Register: operation.Incidents, crumbs: stageCrumbs("operation"), nav: operationNav,
		sieve: []ui.FilterSelect{{Name: paramStanding, Label: "Standing", Options: []ui.Option{
			{Value: incidentOpen, Label: "Open"}, {Value: incidentClosed, Label: "Closed"}, {Value: incidentOwed, Label: "Somebody was not told in time"},
		}}},
		narrow: func(r *request, q *register.Query) error {
			switch r.QueryParam(paramStanding) {
			case incidentOpen, incidentClosed:
				q.Also = operation.IncidentsOpen(r.QueryParam(paramStanding) == incidentOpen)
			case incidentOwed:
				v, err := r.s.now(r.ctx())
				if err != nil {
					return err
				}
				q.Also = register.Among(owing(v))
			}
			return nil
		},
		row: ui.Columns[operation.Incident]{{
			Key: "closed_on", Title: "State", Class: "tight",
			Cell: incidentBadge,
			Text: incidentWord,
		}},
		list: showIncidentFigures, show: showIncident,
		saved: func(i operation.Incident) string { return i.Ref + " is logged. Add what you learn to it as you go." },
	}
}

func incidentWord(i operation.Incident) string {
	switch {
	case i.Retired():
		return "Retired"
	case i.Open():
		return "Open"
	}
	return "Closed"
}

func incidentBadge(i operation.Incident) templ.Component {
	switch {
	case i.Retired():
		return ui.Badge(ui.Neutral, incidentWord(i))
	case i.Open():
		return ui.Badge(ui.Warn, incidentWord(i))
	}
	return ui.Badge(ui.Good, incidentWord(i))
}

// owing are the incidents in force of which somebody was not told in time.
func owing(v view) []string {
	var refs []string
	for i := range v.Incidents {
		in := &v.Incidents[i]
		if !in.Retired() && slices.ContainsFunc(in.Notices, func(n operation.Notice) bool { return in.Overdue(n, v.Today()) }) {
			refs = append(refs, in.Ref)
		}
	}
	return refs
}

func showIncidentFigures(r *request, p *registerview.ListPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	open, closed := 0, 0
	for i := range v.Incidents {
		switch in := &v.Incidents[i]; {
		case in.Open():
			open++
		case !in.Retired():
			closed++
		}
	}
	figure := func(n int, label, standing string) ui.Figure {
		return ui.Figure{Value: strconv.Itoa(n), Label: label, Href: link.Register("INC", paramStanding, standing), Counts: true}
	}
	p.Above = append(p.Above, ui.Figures([]ui.Figure{
		figure(open, "open", incidentOpen), figure(closed, "closed", incidentClosed), figure(len(owing(v)), "where somebody was not told in time", incidentOwed),
	}))
	if p.May {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Log one in a minute", link.IncidentLog()))
	}
	return nil
}

func showIncident(r *request, i operation.Incident, p *registerview.RecordPage) error {
	p.Badges = append(p.Badges, incidentBadge(i))
	if len(i.Notices) > 0 {
		var duties []operationview.Duty
		for _, n := range i.Notices {
			day, at := i.Deadline(n)
			d := operationview.Duty{Notice: n, Until: day.Human(), Overdue: i.Overdue(n, r.today()), Late: i.Late(n), UnderTitle: p.Named[n.Under]}
			if at != "" {
				d.Until += ", " + at
			}
			duties = append(duties, d)
		}
		p.Above = append(p.Above, operationview.Duties(duties))
	}
	p.Below = append(p.Below, ui.SectionHead("Who worked on it", ""), ui.Facts(closing(i)))
	if i.Open() {
		p.Acts = append(p.Acts, incidentActs(r, i)...)
	}
	return nil
}

func closing(i operation.Incident) []ui.Fact {
	facts := []ui.Fact{{Label: "Logged by", Value: ui.Str(i.LoggerName)}}
	if i.ClosedOn != "" {
		facts = append(facts, ui.Fact{Label: "Closed by", Value: ui.Str(i.ClosedBy + ", " + i.ClosedOn.Human())}, ui.Fact{Label: "What was seen", Value: ui.Prose(i.Outcome)})
	}
	return facts
}

// incidentActs are what can follow an open incident.
func incidentActs(r *request, i operation.Incident) []templ.Component {
	var out []templ.Component
	if r.may(access.CloseIncident) && i.Logger != r.who.Ref {
		out = append(out, ui.LinkButton(ui.Secondary, "Close incident", link.IncidentClose(i.Ref)))
	}
	if r.may(access.EditRisk) {
		out = append(out, ui.LinkButton(ui.Secondary, "Raise a risk", link.RiskAfter(i.Ref)))
	}
	return out
}

func (s *Server) showIncidentLog(r *request) error {
	systems, err := r.named([]string{"SYS"})
	if err != nil {
		return err
	}
	return r.show(page{title: "Log an incident", crumbs: append(stageCrumbs("operation"), s.incidents().crumb()), body: operationview.IncidentLog(r.today(), systems)})
}

func (s *Server) closePage(r *request) (operationview.ClosePage, error) {
	i, err := operation.Incidents.Take(r.ctx(), s.DB, r.Param("ref"))
	return operationview.ClosePage{Incident: i, Lacks: i.Unfinished(), MayEdit: r.may(access.EditIncident)}, err
}

func (s *Server) showClose(r *request) error {
	p, err := s.closePage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Close incident", crumbs: underRecord(p.Incident.Ref), body: operationview.Close(p)})
}

func (s *Server) closeIncident(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.closePage(r)
	if err != nil {
		return err
	}
	p.Outcome = f.text("outcome")
	if err := operation.CloseIncident(r.ctx(), s.DB, r.who, p.Incident.Ref, f.version(), p.Outcome); err != nil {
		return r.refuse(err, "Close incident", func(st ui.State) templ.Component {
			st.Conflict, p.Incident.Version = r.conflict(err, p.Incident.Ref, f.version())
			p.State = st
			return operationview.Close(p)
		})
	}
	return r.done(link.Entry(p.Incident.Ref), p.Incident.Ref+" is closed.")
}
