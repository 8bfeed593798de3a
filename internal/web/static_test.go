package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

// A page without its style sheet is readable to a test and useless to a person.
func TestPagesFindTheirFiles(t *testing.T) {
	s := newSite(t)
	page := s.get(access.Lead, "/").body
	for _, mark := range []string{`rel="stylesheet" href="`, `<script defer src="`, `type="image/svg+xml" href="`} {
		_, rest, found := strings.Cut(page, mark)
		if !found {
			t.Fatalf("the page has no %s", mark)
		}
		address, _, _ := strings.Cut(rest, `"`)
		if a := s.get("", address); a.StatusCode != http.StatusOK || a.body == "" || !strings.Contains(a.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: status %d, %d bytes, cache %q", address, a.StatusCode, len(a.body), a.Header.Get("Cache-Control"))
		}
	}
}
