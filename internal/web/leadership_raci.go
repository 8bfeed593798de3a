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
	"github.com/aims-workbench/aims/templates/ui"
)

// raciRoutes are the table of who does what, and the register behind it.
func (s *Server) raciRoutes() []route {
	return append(s.activities().routes(), []route{
		{http.MethodGet, link.RaciPattern, access.Read, s.showRaci},
		{http.MethodGet, link.RaciEditPattern, access.EditRoles, s.editRaci},
		{http.MethodPost, link.RaciPattern, access.EditRoles, s.saveRaci},
	}...)
}

// activities are the pages of the single lines of the table (5.3, A.3.2).
func (s *Server) activities() keeper[leadership.Activity, *leadership.Activity] {
	return keeper[leadership.Activity, *leadership.Activity]{
		Register: leadership.Activities, crumbs: under("Who does what", link.Raci()), nav: leadershipview.Nav,
	}
}

func (s *Server) showRaci(r *request) error {
	p, err := s.raci(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Who does what", crumbs: leadershipCrumbs, body: leadershipview.Raci(p)})
}

// raci reads the activities in force, and the roles in force and those that an
// activity still names.
func (s *Server) raci(r *request) (leadershipview.RaciPage, error) {
	p := leadershipview.RaciPage{May: r.may(access.EditRoles)}
	v, err := s.now(r.ctx())
	if err != nil {
		return p, err
	}
	var named []string
	for _, a := range v.Activities {
		if !a.Retired() {
			p.Activities = append(p.Activities, a)
			named = append(named, a.Links()...)
		}
	}
	for _, role := range v.Roles {
		if !role.Retired() || slices.Contains(named, role.Ref) {
			p.Roles = append(p.Roles, role)
		}
	}
	return p, nil
}

// moreLines is how many empty lines the form offers for new activities.
const moreLines = 2

func (s *Server) editRaci(r *request) error {
	p, err := s.raci(r)
	if err != nil {
		return err
	}
	form := leadershipview.RaciForm{Roles: p.Roles}
	for _, a := range p.Activities {
		n := leadership.RaciLine{Ref: a.Ref, Version: a.Version, Title: a.Title, Clause: a.Clause, Parts: map[string]leadership.Part{}}
		for _, role := range p.Roles {
			n.Parts[role.Ref] = a.PartOf(role.Ref)
		}
		form.Lines = append(form.Lines, n)
	}
	if len(form.Lines) == 0 {
		form.Lines = leadership.UsualActivities(p.Roles)
	}
	form.Lines = append(form.Lines, make([]leadership.RaciLine, moreLines)...)
	return r.show(page{title: "Change who does what", crumbs: under("Who does what", link.Raci()), body: leadershipview.EditRaci(form)})
}

func (s *Server) saveRaci(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.raci(r)
	if err != nil {
		return err
	}
	lines := readLines(f, p)
	if err := s.direction.SaveTable(r.ctx(), r.who, saidLines(lines)); err != nil {
		return r.refuse(err, "Change who does what", func(st ui.State) templ.Component {
			return leadershipview.EditRaci(leadershipview.RaciForm{Roles: p.Roles, Lines: append(saidLines(lines), make([]leadership.RaciLine, moreLines)...), State: st})
		})
	}
	return r.done(link.Raci(), "The table is saved.")
}

// mostLines bounds how many lines a form may claim to have.
const mostLines = 500

func readLines(f form, p leadershipview.RaciPage) []leadership.RaciLine {
	lines := make([]leadership.RaciLine, min(max(f.number("rows"), 0), mostLines))
	for i := range lines {
		at := strconv.Itoa(i)
		n := leadership.RaciLine{Ref: f.text("ref-" + at), Version: f.number("version-" + at), Title: strings.Join(strings.Fields(f.text("title-"+at)), " "), Clause: f.text("clause-" + at), Parts: map[string]leadership.Part{}}
		for _, role := range p.Roles {
			n.Roles = append(n.Roles, role.Ref)
			if part := leadership.Part(f.text("part-" + at + "-" + role.Ref)); slices.Contains(leadership.Parts, part) {
				n.Parts[role.Ref] = part
			}
		}
		lines[i] = n
	}
	return lines
}

// saidLines leaves out the lines in which nothing was said.
func saidLines(lines []leadership.RaciLine) []leadership.RaciLine {
	return slices.DeleteFunc(lines, func(n leadership.RaciLine) bool {
		silent := true
		for _, part := range n.Parts {
			silent = silent && part == leadership.NoPart
		}
		return n.Ref == "" && n.Title == "" && silent
	})
}
