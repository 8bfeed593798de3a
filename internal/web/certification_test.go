package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

// A calendar program comes without a session. By default it is told kind and reference
// alone, and nothing once the link is taken away.
func TestTheCalendarIsReadByItsSecretAlone(t *testing.T) {
	s := full(t)
	made := s.post(access.Lead, "/account/calendar", url.Values{"whose": {"all"}, "titles": {"no"}})
	found := regexp.MustCompile(`/calendar/[\w-]{43}\.ics`).FindString(made.body)
	if found == "" {
		t.Fatalf("no link on the page:\n%s", said(made.body))
	}
	if again := s.get(access.Lead, "/account/calendar"); strings.Contains(again.body, found) {
		t.Error("the secret is shown a second time")
	}
	a := s.get("", found)
	if a.StatusCode != http.StatusOK || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/calendar") {
		t.Fatalf("%d %s", a.StatusCode, a.Header.Get("Content-Type"))
	}
	if !strings.Contains(a.body, "RSK-2026-001") || strings.Contains(a.body, "script") {
		t.Error("references are missing, or titles are told")
	}
	titled := s.post(access.Lead, "/account/calendar", url.Values{"whose": {"all"}, "titles": {"yes"}})
	fresh := regexp.MustCompile(`/calendar/[\w-]{43}\.ics`).FindString(titled.body)
	if s.get("", found).StatusCode != http.StatusNotFound {
		t.Error("the link before still opens")
	}
	if !strings.Contains(s.get("", fresh).body, "DESCRIPTION:") {
		t.Error("titles were asked for and are not told")
	}
	s.post(access.Lead, "/account/calendar/end", url.Values{})
	if got := s.get("", fresh); got.StatusCode != http.StatusNotFound || s.get("", "/calendar/x").StatusCode != http.StatusNotFound {
		t.Errorf("a link that was taken away: %d", got.StatusCode)
	}
	if got := s.post(access.Reader, "/account/calendar", url.Values{"whose": {"all"}}); got.StatusCode != http.StatusForbidden {
		t.Errorf("a reader gets everybody's days: %d", got.StatusCode)
	}
}

func TestTheCertificationPages(t *testing.T) {
	s := full(t)
	for _, c := range []row{
		{name: "the cycle", as: access.External, address: "/certification/cycles/CYC-2026-001", status: http.StatusOK, want: []string{"The cycle, day by day", "not the one you approved"}, hide: []string{"Record an audit or decision"}},
		{name: "an audit", as: access.Lead, address: "/certification/events/CEV-2026-001", status: http.StatusOK, want: []string{"Record a finding", "six months after the last day of Stage 2", "Download numbered folder"}},
		{name: "an audit, from outside", as: access.External, address: "/certification/events/CEV-2026-001", status: http.StatusOK, hide: []string{"Record a finding", "Download numbered folder", "Add the usual papers"}},
		{name: "a finding filled in", as: access.Lead, address: "/improvement/nonconformities/new?source=certification+body&found_on=2026-11-01&from_records=CEV-2026-001", status: http.StatusOK, want: []string{"CEV-2026-001"}},
	} {
		s.run(c)
	}
	if a := s.get(access.Auditor, "/certification/events/CEV-2026-001/folder"); a.StatusCode != http.StatusOK || !strings.HasPrefix(a.body, "PK") {
		t.Errorf("the folder: %d", a.StatusCode)
	}
}
