package web

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/desk"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// readLists is what a person must hold to keep a view: whoever reads a list may.
const readLists = access.Read

// saveView keeps how a list stands under a name, for its owner alone.
func (s *Server) saveView(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	v := desk.View{Page: f.text("page"), Name: f.text("name"), Query: f.text("query")}
	if err := s.isList(v); err != nil {
		return err
	}
	if err := s.desk.SaveView(r.ctx(), r.who.Ref, v); err != nil {
		return r.refuse(err, "Save this view", func(st ui.State) templ.Component {
			return ui.SaveView(link.Views(), v.Page, v.Query, v.Name, joined(v.Page, v.Query), st)
		})
	}
	return r.done(joined(v.Page, v.Query), "The view "+v.Name+" is saved. It stands above the list.")
}

// forgetView drops a view; the list itself stays as it is.
func (s *Server) forgetView(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	v := desk.View{Page: f.text("page"), Name: f.text("name")}
	if err := s.isList(v); err != nil {
		return err
	}
	if err := s.desk.DropView(r.ctx(), r.who.Ref, v.Page, v.Name); err != nil {
		return err
	}
	return r.done(v.Page, "The view "+v.Name+" is forgotten.")
}

// isList refuses a page that is not ours: the person is sent there afterwards.
func (s *Server) isList(v desk.View) error {
	known := slices.ContainsFunc(s.routes(), func(rt route) bool { return rt.method == http.MethodGet && rt.path == v.Page })
	if _, err := url.ParseQuery(v.Query); !known || err != nil || len(v.Query) > 2000 {
		return fault.New(fault.Invalid, "This view belongs to no list. Open the list and save the view there.")
	}
	return nil
}
