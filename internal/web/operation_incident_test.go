package web

import (
	"net/url"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

func TestAnOpenIncidentIsNotRetiredByItsLogger(t *testing.T) {
	s := newSite(t)
	const at = "/operation/incidents/INC-2026-001"
	again := url.Values{"reason": {"Logged twice"}, "version": {"1"}}
	for _, r := range []row{
		{name: "logged", as: access.Contributor, post: true, address: "/operation/incidents", form: url.Values{"title": {"Wrong letters"}, "noticed_on": {"2026-11-20"}, "severity": {"grave"}}, status: 303, traced: 1},
		{name: "its logger is not offered to retire it", as: access.Contributor, address: at, status: 200, want: []string{"Open"}, hide: []string{at + "/retire"}},
		{name: "and may not", as: access.Contributor, post: true, address: at + "/retire", form: again, status: 403},
		{name: "another is", as: access.Lead, address: at, status: 200, want: []string{at + "/retire"}},
		{name: "and may", as: access.Lead, post: true, address: at + "/retire", form: again, status: 303, traced: 1},
		{name: "it is not said to be closed", as: access.Lead, address: at, status: 200, want: []string{"Retired"}, hide: []string{">Closed<"}},
	} {
		s.run(r)
	}
}
