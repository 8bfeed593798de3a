package web

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

func TestFactsProposeAndAPersonConfirms(t *testing.T) {
	s := newSite(t)
	s.withSystem("Ranker")
	uses := url.Values{"facts": {"use"}}
	ticked := url.Values{"facts": {"use"}, "rows": {"42001:A.2.2", "42001:A.2.3"}}
	for _, r := range []row{
		{name: "reachable from the Statement", as: access.Lead, address: "/soa", status: http.StatusOK, want: []string{`href="/soa/facts"`, `href="/soa/lint"`}},
		{name: "a reader is not asked", as: access.Reader, address: "/soa/facts", status: http.StatusForbidden},
		{name: "facts are asked", as: access.Lead, address: "/soa/facts", status: http.StatusOK, want: []string{"We use AI in our own work"}, hide: []string{"Confirm each proposal"}},
		{name: "the preview changes nothing", as: access.Lead, post: true, address: "/soa/facts/preview", form: uses, status: http.StatusOK, want: []string{"Confirm each proposal", `value="42001:A.2.2" checked`, "Excluded"}},
		{name: "nothing ticked is refused", as: access.Lead, post: true, address: "/soa/facts", form: uses, status: http.StatusUnprocessableEntity, want: []string{"No row was decided"}},
		{name: "two are confirmed", as: access.Lead, post: true, address: "/soa/facts", form: ticked, status: http.StatusSeeOther, want: []string{"Location: /soa/bulk/BAT-2026-001"}, traced: 2},
		{name: "a decision that stands is kept", as: access.Lead, post: true, address: "/soa/facts", form: ticked, status: http.StatusUnprocessableEntity, want: []string{"decided already"}},
		{name: "what an auditor would ask", as: access.Auditor, address: "/soa/lint", status: http.StatusOK, want: []string{"nobody owns it", "No version is approved yet", "Not decided"}, hide: []string{"/soa/A.2.2/edit"}},
		{name: "with the way to the field", as: access.Lead, address: "/soa/lint", status: http.StatusOK, want: []string{"/soa/A.2.2/edit#owner"}},
		{name: "all of it is undone", as: access.Lead, post: true, address: "/soa/bulk/BAT-2026-001/undo", form: url.Values{}, status: http.StatusSeeOther, traced: 2},
	} {
		s.run(r)
	}
}
