package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func get(t *testing.T, method, path, accept string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	if accept != "" {
		r.Header.Set("Accept-Encoding", accept)
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestHandlerServesEveryFileForEver(t *testing.T) {
	kinds := map[string]string{
		"app.css": "text/css; charset=utf-8", "htmx.min.js": "text/javascript; charset=utf-8",
		"favicon.svg": "image/svg+xml", "inter-latin.woff2": "font/woff2", "inter-greek.woff2": "font/woff2",
	}
	for name, kind := range kinds {
		if !regexp.MustCompile(`^/static/.+\.[0-9a-f]{8}\.\w+$`).MatchString(Path(name)) {
			t.Errorf("Path(%q) = %q carries no hash", name, Path(name))
		}
		res := get(t, http.MethodGet, Path(name), "")
		body, _ := io.ReadAll(res.Body)
		if res.StatusCode != http.StatusOK || !bytes.Equal(body, byName[name].body) {
			t.Errorf("%s: status %d, %d bytes", name, res.StatusCode, len(body))
		}
		for header, want := range map[string]string{
			"Content-Type": kind, "X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=31536000, immutable",
		} {
			if got := res.Header.Get(header); got != want {
				t.Errorf("%s: %s = %q, want %q", name, header, got, want)
			}
		}
	}
}

func TestHandlerRefuses(t *testing.T) {
	tests := []struct{ method, path string }{
		{http.MethodGet, "/static/app.css"},          // without the hash
		{http.MethodGet, "/static/app.00000000.css"}, // an old hash
		{http.MethodGet, "/static/"},
		{http.MethodGet, "/static/css/tokens.css"},
		{http.MethodGet, "/static/../static.go"},
		{http.MethodPost, Path("app.css")},
	}
	for _, tt := range tests {
		res := get(t, tt.method, tt.path, "")
		if res.StatusCode != http.StatusNotFound || res.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: status %d, nosniff %q", tt.method, tt.path, res.StatusCode, res.Header.Get("X-Content-Type-Options"))
		}
		if res.Header.Get("Cache-Control") != "" {
			t.Errorf("%s %s: a refusal must not be cached for ever", tt.method, tt.path)
		}
	}
}

func TestHandlerSendsGzipOnlyWhenAsked(t *testing.T) {
	res := get(t, http.MethodGet, Path("app.css"), "gzip, br")
	if res.Header.Get("Content-Encoding") != "gzip" || res.Header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("headers %v", res.Header)
	}
	zr, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if body, _ := io.ReadAll(zr); !bytes.Equal(body, byName["app.css"].body) {
		t.Error("the unpacked body differs from the file")
	}
	if res := get(t, http.MethodGet, Path("inter-latin.woff2"), "gzip"); res.Header.Get("Content-Encoding") != "" {
		t.Error("a woff2 file is compressed already")
	}
}

func TestPathAndIconPanicOnUnknownNames(t *testing.T) {
	for what, f := range map[string]func(){"Path": func() { Path("no.css") }, "Icon": func() { Icon("no-icon") }} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s accepted a name that is not embedded", what)
				}
			}()
			f()
		}()
	}
}

func TestIconsAreHiddenAndPlain(t *testing.T) {
	for name, svg := range icons {
		if !strings.Contains(svg, `aria-hidden="true"`) || !strings.HasSuffix(svg, "</svg>") {
			t.Errorf("%s: %s", name, svg)
		}
		if strings.Contains(svg, "style=") || strings.Contains(svg, "<script") || strings.Contains(svg, "<!--") {
			t.Errorf("%s carries what the policy refuses: %s", name, svg)
		}
	}
	if !strings.Contains(Mark(), `aria-hidden="true"`) {
		t.Error("the mark is read out")
	}
}

// TestStylesheetStaysHome: every url() is one of our own addresses (U44).
func TestStylesheetStaysHome(t *testing.T) {
	css := string(byName["app.css"].body)
	urls := regexp.MustCompile(`url\(([^)]*)\)`).FindAllStringSubmatch(css, -1)
	if len(urls) != 4 {
		t.Errorf("%d url() in the style sheet, want one a font file", len(urls))
	}
	for _, u := range urls {
		if _, ok := byAddress[u[1]]; !ok {
			t.Errorf("url(%s) is not one of ours", u[1])
		}
	}
	for _, banned := range []string{"//", "@import", "http:", "https:", "expression("} {
		if strings.Contains(css, banned) {
			t.Errorf("the style sheet holds %q", banned)
		}
	}
}

func TestStylesheetHoldsItsPromises(t *testing.T) {
	css := string(byName["app.css"].body)
	for _, want := range []string{"@layer tokens, base, layout, components, print;", "forced-colors: active", "prefers-reduced-motion", "@media print", "@page"} {
		if !strings.Contains(css, want) {
			t.Errorf("the style sheet lacks %q", want)
		}
	}
	if open, closed := strings.Count(css, "{"), strings.Count(css, "}"); open != closed {
		t.Errorf("%d { and %d }: a rule is not closed", open, closed)
	}
	used := regexp.MustCompile(`var\((--[\w-]+)`).FindAllStringSubmatch(css, -1)
	for _, u := range used {
		if !strings.Contains(css, u[1]+":") {
			t.Errorf("%s is used and nowhere set", u[1])
		}
	}
}

// A 50-row list is about 55 kB of HTML, 5 kB packed; with the script, the style
// sheet and the Latin font it must stay below 150 kB (U43).
func TestWeight(t *testing.T) {
	sum := len(byName["app.css"].zipped) + len(byName["htmx.min.js"].zipped) + len(byName["inter-latin.woff2"].body)
	if limit := 90_000; sum > limit {
		t.Errorf("style sheet, script and font weigh %d bytes, more than %d", sum, limit)
	}
}

// TestContrast holds WCAG 2.2 contrast of the tokens in both themes: 4.5 for text, 3
// for the edges of controls and the focus ring (1.4.3, 1.4.11; U37).
func TestContrast(t *testing.T) {
	all := Contrasts()
	if len(all) < 40 {
		t.Errorf("only %d pairs are looked at", len(all))
	}
	for _, c := range all {
		for theme, got := range map[string]float64{"light": c.Light, "dark": c.Dark} {
			if got < c.Least {
				t.Errorf("%s: --%s on --%s has %.2f, needs %.1f", theme, c.Front, c.Back, got, c.Least)
			}
		}
	}
}

// Every colour stands in both themes, so nothing stays light in the dark.
func TestNoColourIsWrittenOutsideTheTokens(t *testing.T) {
	for _, part := range sheets {
		css := string(must(files.ReadFile("css/" + part + ".css")))
		css = regexp.MustCompile(`light-dark\(#\w{6}, #\w{6}\)`).ReplaceAllString(css, "")
		if part == "print" {
			continue // paper is white
		}
		if loose := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b`).FindString(css); loose != "" {
			t.Errorf("css/%s.css holds the colour %s outside of light-dark()", part, loose)
		}
	}
}

func TestContrastOfBlackOnWhite(t *testing.T) {
	if got := contrast("#000000", "#ffffff"); math.Abs(got-21) > 0.001 {
		t.Errorf("contrast = %v, want 21", got)
	}
}
