package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/scopeview"
	"github.com/aims-workbench/aims/templates/ui"
)

var crumbIssues = layout.Crumb{Text: "Issues", Href: link.Issues()}

func (s *Server) listIssues(r *request) error {
	themes, err := s.scope.Themes(r.ctx())
	if err != nil {
		return err
	}
	l := listing[scope.Issue]{
		title: "Issues", one: "issue", many: "issues", usual: scope.UsualIssueSort,
		columns: scopeview.IssueColumns(), ref: func(i scope.Issue) string { return i.Ref },
		filter: r.filter("Search issues",
			ui.FilterSelect{Name: "side", Label: "Side", Options: scopeview.Sides()},
			ui.FilterSelect{Name: "theme", Label: "Theme", Options: options(themes)},
			ui.FilterSelect{Name: "effect", Label: "Effect", Options: []ui.Option{{Value: "open", Label: "Not written down"}}},
			showRetired),
		find: func(p store.Place) (store.Page[scope.Issue], error) {
			return s.scope.Issues(r.ctx(), scope.IssueQuery{
				Text: r.QueryParam("q"), Side: scope.Side(r.QueryParam("side")), Theme: r.QueryParam("theme"),
				NoEffect: r.QueryParam("effect") == "open", Retired: r.QueryParam("show") == "retired", Place: p,
			})
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		return page{title: "Issues", crumbs: scopeCrumbs(), body: scopeview.Issues(scopeview.ListPage{Table: t, May: r.may(access.EditScope)})}
	})
}

func (s *Server) newIssue(r *request) error {
	form, err := s.issueForm(r)
	if err != nil {
		return err
	}
	in := scope.Issue{Side: scope.Side(r.QueryParam("side"))}
	return r.show(page{title: "Identify an issue", crumbs: scopeCrumbs(crumbIssues), body: form(in, ui.State{})})
}

func (s *Server) identifyIssue(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	form, err := s.issueForm(r)
	if err != nil {
		return err
	}
	in := readIssue(f)
	made, err := s.scope.Identify(r.ctx(), r.who, in)
	if err != nil {
		return r.refuse(err, "Identify an issue", func(st ui.State) templ.Component { return form(in, st) })
	}
	return r.done(link.Issue(made.Ref), made.Title+" is recorded as "+made.Ref+".")
}

func (s *Server) showIssue(r *request) error {
	is, err := s.scope.Issue(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	thread, err := r.thread(is.Head, access.EditScope, link.IssueRetire(is.Ref))
	if err != nil {
		return err
	}
	p := scopeview.IssuePage{Issue: is, Thread: thread, MayEdit: r.may(access.EditScope) && !is.Retired()}
	return r.show(page{title: is.Title, crumbs: scopeCrumbs(crumbIssues), body: scopeview.Issue(p)})
}

func (s *Server) editIssue(r *request) error {
	is, err := s.scope.Issue(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	form, err := s.issueForm(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Change " + is.Title, crumbs: scopeCrumbs(crumbIssues), body: form(is, ui.State{})})
}

func (s *Server) reviseIssue(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	form, err := s.issueForm(r)
	if err != nil {
		return err
	}
	in := readIssue(f)
	in.Ref, in.Version = r.Param("ref"), f.version()
	if _, err := s.scope.ReviseIssue(r.ctx(), r.who, in); err != nil {
		return r.refuse(err, "Change "+in.Title, func(st ui.State) templ.Component {
			st.Conflict, in.Version = r.conflict(err, in.Ref, in.Version)
			return form(in, st)
		})
	}
	return r.done(link.Issue(in.Ref), in.Title+" is saved.")
}

func (s *Server) retireIssue(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.scope.RetireIssue(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showIssue)
	}
	return r.done(link.Issue(ref), ref+" is retired.")
}

// issueForm reads what the form offers and returns what makes it.
func (s *Server) issueForm(r *request) (func(scope.Issue, ui.State) templ.Component, error) {
	themes, err := s.scope.Themes(r.ctx())
	return func(in scope.Issue, st ui.State) templ.Component {
		return scopeview.IssueForm(scopeview.IssueFormPage{Issue: in, Themes: themes, State: st})
	}, err
}

func readIssue(f form) scope.Issue {
	return scope.Issue{
		Side: scope.Side(f.text("side")), Theme: f.text("theme"), Title: f.text("title"),
		Effect: f.text("effect"), Response: f.text("response"), Owner: f.text("owner"),
	}
}
