package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

// A page comes at a fraction of its size where the browser takes that, and is the
// same page then and for those that do not ask.
func TestPagesAreSqueezed(t *testing.T) {
	s := newSite(t)
	plain := s.get(access.Lead, "/soa")
	req := httptest.NewRequest(http.MethodGet, "http://"+testHost+"/soa", nil)
	req.Header.Set("Accept-Encoding", "gzip, br")
	squeezed := s.send(access.Lead, req)
	if got := plain.Header.Get("Content-Encoding"); got != "" {
		t.Errorf("nobody asked for %q", got)
	}
	if squeezed.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(squeezed.Header.Get("Vary"), "Accept-Encoding") {
		t.Fatalf("headers %v", squeezed.Header)
	}
	if small, large := len(squeezed.body), len(plain.body); small*3 > large {
		t.Errorf("%d bytes of %d", small, large)
	}
	unzipped, err := gzip.NewReader(strings.NewReader(squeezed.body))
	s.must(err)
	page, err := io.ReadAll(unzipped)
	s.must(err)
	if string(page) != plain.body {
		t.Error("not the same page")
	}
}
