package web

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Two people at one machine: a form that stood open when the other one signed in is
// not saved under their name, and waits for who wrote it.
func TestAFormOfSomebodyElseIsNotSavedUnderMyName(t *testing.T) {
	s := full(t)
	form := s.formOn(s.get(access.Lead, link.RiskEdit("RSK-2026-001")).body, link.Risk("RSK-2026-001"))
	form.Set("title", "Written by the lead")
	before := s.position()
	a := s.post(access.Contributor, link.Risk("RSK-2026-001"), form)
	if a.StatusCode != http.StatusForbidden || s.position() != before || !strings.Contains(a.body, "Somebody else is signed in now") {
		t.Fatalf("%d, %d entries\n%.1500s", a.StatusCode, s.position()-before, a.body)
	}
	if len(s.drafts(access.Contributor)) != 0 {
		t.Error("it is a draft of the wrong person")
	}
	landed := s.signsIn(access.Lead, "", a.Cookies()...)
	if got := s.formOn(s.get(access.Lead, landed).body, link.Risk("RSK-2026-001")); got.Get("title") != "Written by the lead" {
		t.Errorf("came back as %q", got.Get("title"))
	}
}

// A change of many rows is previewed first; its draft goes with the act all the same,
// and an empty form is told so.
func TestTheDraftOfABulkChangeGoesWithIt(t *testing.T) {
	s := full(t)
	t.Run("risks", func(t *testing.T) {
		page, preview, apply := "/risk/bulk?row=RSK-2026-001", "/risk/bulk/preview?row=RSK-2026-001", "/risk/bulk?row=RSK-2026-001"
		form := s.formOn(s.get(access.Lead, page).body, preview)
		if a := s.post(access.Lead, preview, form); a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Nothing is filled in") {
			t.Errorf("an empty form: %d", a.StatusCode)
		}
		form.Set("owner", "Somebody new")
		s.autosave(access.Lead, preview, form)
		s.applies(t, preview, apply, form)
	})
	t.Run("the Statement", func(t *testing.T) {
		form := s.formOn(s.get(access.Lead, "/soa/bulk?row=A.5.4").body, link.SoABulkPreview())
		form.Set("owner", "Somebody new")
		s.autosave(access.Lead, link.SoABulkPreview(), form)
		s.applies(t, link.SoABulkPreview(), link.SoABulk(), form)
	})
}

// applies goes from a preview to the act and looks whether a draft is left.
func (s *site) applies(t *testing.T, preview, apply string, form url.Values) {
	t.Helper()
	if len(s.drafts(access.Lead)) != 1 {
		t.Fatalf("kept %q", s.drafts(access.Lead))
	}
	shown := s.post(access.Lead, preview, form)
	act := s.formOn(shown.body, apply)
	if shown.StatusCode != http.StatusOK || !maps.EqualFunc(url.Values{"w": act[ui.WritingField]}, url.Values{"w": form[ui.WritingField]}, func(a, b []string) bool { return len(a) == 1 && a[0] == b[0] }) {
		t.Fatalf("%d carries %q", shown.StatusCode, act[ui.WritingField])
	}
	if a := s.post(access.Lead, apply, act); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %.1500s", a.StatusCode, a.body)
	}
	if left := s.drafts(access.Lead); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
}
