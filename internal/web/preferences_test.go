package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

// U42: the theme is one person's own, is on every page from the next one on, and
// goes back to the system's.
func TestPreferencesAreOnesOwn(t *testing.T) {
	s := newSite(t)
	for _, r := range []row{
		{name: "dark, without keys", as: access.Reader, post: true, address: "/preferences", form: fields("theme", "dark", "keys", "off"), status: http.StatusSeeOther, want: []string{"Location: /preferences"}},
		{name: "on every page", as: access.Reader, address: "/risk", status: http.StatusOK, want: []string{`<html lang="en" data-theme="dark" data-keys="off">`}},
		{name: "shown as chosen", as: access.Reader, address: "/preferences", status: http.StatusOK, want: []string{`value="dark" checked`, `value="off" checked`}},
		{name: "nobody else's", as: access.Lead, address: "/risk", status: http.StatusOK, want: []string{`<html lang="en">`}},
		{name: "no such theme", as: access.Reader, post: true, address: "/preferences", form: fields("theme", "mauve"), status: http.StatusUnprocessableEntity, want: []string{"is not one of the choices"}},
		{name: "back to the system", as: access.Reader, post: true, address: "/preferences", form: fields("theme", "", "keys", ""), status: http.StatusSeeOther},
		{name: "as before", as: access.Reader, address: "/risk", status: http.StatusOK, want: []string{`<html lang="en">`}},
		{name: "a link in the menu", as: access.Reader, address: "/", status: http.StatusOK, want: []string{`<a href="/preferences">Preferences</a>`}},
		{name: "nobody", as: "", address: "/preferences", status: http.StatusSeeOther, want: []string{"/sign-in"}},
	} {
		s.run(r)
	}
}

// U37: the style page tells the contrasts that the tests hold, to everybody.
func TestTheStylePageTellsTheContrasts(t *testing.T) {
	s := newSite(t)
	a := s.run(row{name: "style", as: access.Reader, address: "/style", status: http.StatusOK, want: []string{"Every component", "on-accent", "ink-soft", "4.5"}})
	if n := strings.Count(a.body, `class="swatch"`); n < 40 {
		t.Errorf("%d pairs of colours", n)
	}
	s.run(row{name: "its forms keep nothing", as: access.Reader, post: true, address: "/style", form: fields("title", "x"), status: http.StatusSeeOther, want: []string{"Location: /style"}})
}

// A refused form keeps the way back that the page before it had.
func TestARefusedFormKeepsItsWayBack(t *testing.T) {
	s := full(t)
	for _, c := range []struct{ name, get, post string }{
		{"risk", "/risk/new", "/risk"},
		{"system", "/inventory/new", "/inventory"},
		{"action", "/risk/RSK-2026-001/actions/new", "/risk/RSK-2026-001/actions"},
		{"person", "/people/new", "/people"},
	} {
		shown, refused := way(s.get(access.Lead, c.get).body), way(s.post(access.Lead, c.post, fields("kind", "x")).body)
		if shown == "" || refused != shown {
			t.Errorf("%s: the way is %q, and %q once it was refused", c.name, shown, refused)
		}
	}
}

// way is the breadcrumb of a page.
func way(body string) string {
	_, rest, _ := strings.Cut(body, `<nav class="crumbs"`)
	crumbs, _, _ := strings.Cut(rest, "</nav>")
	return crumbs
}
