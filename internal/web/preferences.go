package web

import (
	"net/http"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/templates/accountview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// The names of what a person may prefer, as the desk keeps them.
const (
	preferTheme = "theme" // "light", "dark" or nothing
	preferKeys  = "keys"  // "off" or nothing
)

func (s *Server) preferenceRoutes() []route {
	return []route{
		{http.MethodGet, link.PreferencesPattern, access.Read, s.showPreferences},
		{http.MethodPost, link.PreferencesPattern, access.Read, s.savePreferences},
		{http.MethodGet, link.StylePattern, access.Read, s.showStyle},
		{http.MethodPost, link.StylePattern, access.Read, s.tryStyle},
	}
}

// prefers gives what the person prefers. Every page needs it in several places, so
// it is read once a request.
func (r *request) prefers() (map[string]string, error) {
	if r.chosen != nil {
		return r.chosen, nil
	}
	var err error
	r.chosen, err = r.s.desk.Preferences(r.ctx(), r.who.Ref)
	return r.chosen, err
}

func (s *Server) showPreferences(r *request) error {
	chosen, err := r.prefers()
	if err != nil {
		return err
	}
	return r.show(page{title: "Preferences", body: accountview.Preferences(accountview.PreferencesPage{Theme: chosen[preferTheme], Keys: chosen[preferKeys], MayCalendar: r.may(access.FollowCalendar)})})
}

func (s *Server) savePreferences(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p := accountview.PreferencesPage{Theme: f.text(preferTheme), Keys: f.text(preferKeys), MayCalendar: r.may(access.FollowCalendar)}
	var l check.List
	check.OneOf(&l, preferTheme, p.Theme, []string{"light", "dark"})
	check.OneOf(&l, preferKeys, p.Keys, []string{"off"})
	if err := l.Err(); err != nil {
		return r.refuse(err, "Preferences", func(st ui.State) templ.Component {
			p.State = st
			return accountview.Preferences(p)
		})
	}
	for name, value := range map[string]string{preferTheme: p.Theme, preferKeys: p.Keys} {
		if err := s.desk.Prefer(r.ctx(), r.who.Ref, name, value); err != nil {
			return err
		}
	}
	return r.done(link.Preferences(), "Your preferences were saved.")
}

func (s *Server) showStyle(r *request) error {
	return r.show(page{title: "Every component", body: ui.StylePage()})
}

// tryStyle lets the sample forms of the style page be sent; they keep nothing.
func (s *Server) tryStyle(r *request) error {
	return r.done(link.Style(), "The form was sent. Nothing was saved, because this page holds examples only.")
}
