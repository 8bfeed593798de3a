package web

import (
	"net/url"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

func TestAMajorFindingOfStage2(t *testing.T) {
	s := newSite(t)
	org := url.Values{"name": {"Example"}, "climate": {""}, "stage2_on": {"2026-06-01"}, "stage2_ended": {"2026-06-04"}, "major_days": {"30"}}
	found := url.Values{"title": {"No criteria"}, "found_on": {"2026-06-04"}, "source": {"certification body"}, "grade": {"major"}, "clauses": {"42001:6.1.1"}, "owner": {"Test Contributor"}}
	const at = "/improvement/nonconformities/NCR-2026-001"
	wrong := url.Values{"name": {"Example"}, "stage2_on": {"2026-06-01"}, "stage2_ended": {"2026-05-31"}, "major_days": {"soon"}}
	for _, r := range []row{
		{name: "days that cannot be", as: access.Lead, post: true, address: "/scope/organisation", form: wrong, status: 422, want: []string{"Stage 2 cannot end before it begins", "whole number of days"}},
		{name: "what the certification body allows", as: access.Lead, post: true, address: "/scope/organisation", form: org, status: 303, traced: 1},
		{name: "shown with the limit", as: access.Reader, address: "/scope/organisation", status: 200, want: []string{"30 days for a major", "4 Dec 2026", "Stage 2 is repeated"}},
		{name: "found", as: access.Auditor, post: true, address: "/improvement/nonconformities", form: found, status: 303, traced: 1},
		{name: "answer and limit have their days", as: access.Lead, address: at, status: 200, want: []string{"4 Jul 2026", "by 4 Dec 2026, six months after", at + "/retire"}},
		{name: "who found it is not offered to retire it", as: access.Auditor, address: at, status: 200, hide: []string{at + "/retire"}},
		{name: "nor may", as: access.Auditor, post: true, address: at + "/retire", form: url.Values{"reason": {"Wrong"}, "version": {"1"}}, status: 403},
		{name: "nor may who sees to it", as: access.Contributor, post: true, address: at + "/retire", form: url.Values{"reason": {"Wrong"}, "version": {"1"}}, status: 403},
		{name: "another may", as: access.Lead, post: true, address: at + "/retire", form: url.Values{"reason": {"Recorded twice"}, "version": {"1"}}, status: 303, traced: 1},
		{name: "it is not said to be closed", as: access.Reader, address: at, status: 200, want: []string{"Retired"}, hide: []string{">Closed<", "six months after"}},
	} {
		s.run(r)
	}
}
