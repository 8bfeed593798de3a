package ui

import (
	"strings"
	"testing"
)

func TestPartNav(t *testing.T) {
	parts := []Part{Single("Overview", "/s"), {"Both", []Tab{{Title: "One", Href: "/s/one"}, {Title: "Two", Href: "/s/two"}}}}
	for _, c := range []struct{ here, want string }{
		{"Overview", `href="/s" aria-current="page"`},
		{"Two", `href="/s/one" aria-current="page"`},
		{"Two", `href="/s/two" aria-current="page"`},
		{"Two", "Pages of this part"},
	} {
		if got := markup(t, PartNav("Stage", parts, c.here)); !strings.Contains(got, c.want) {
			t.Errorf("at %s: no %s in %s", c.here, c.want, got)
		}
	}
	for _, here := range []string{"Overview", "Elsewhere"} {
		if got := markup(t, PartNav("Stage", parts, here)); strings.Contains(got, "Pages of this part") {
			t.Errorf("%s has pages below it: %s", here, got)
		}
	}
}
