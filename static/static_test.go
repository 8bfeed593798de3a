package static

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
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

// TestContrast computes WCAG 2.2 contrast of the tokens in both themes: 4.5 for
// text, 3 for the edges of controls and the focus ring (1.4.3, 1.4.11).
func TestContrast(t *testing.T) {
	tokens := readTokens(t)
	type pair struct {
		front, back string
		least       float64
	}
	pairs := []pair{
		{"on-accent", "accent", 4.5}, {"on-accent", "accent-deep", 4.5}, {"on-bad", "bad", 4.5},
		{"accent-deep", "accent-soft", 4.5}, {"accent", "accent-soft", 4.5},
		{"good", "good-soft", 4.5}, {"warn", "warn-soft", 4.5}, {"bad", "bad-soft", 4.5},
		{"ink", "accent-soft", 4.5}, {"ink", "good-soft", 4.5}, {"ink", "warn-soft", 4.5}, {"ink", "bad-soft", 4.5},
		{"edge", "paper", 3}, {"edge", "surface", 3}, {"bad", "surface", 3}, {"accent", "rule", 3},
	}
	for _, back := range []string{"paper", "surface", "sunk"} {
		for _, front := range []string{"ink", "ink-soft", "accent", "accent-deep", "bad", "warn", "good"} {
			pairs = append(pairs, pair{front, back, 4.5})
		}
	}
	for band := 1; band <= 5; band++ {
		pairs = append(pairs, pair{"ink", fmt.Sprintf("band-%d", band), 4.5})
	}
	for _, p := range pairs {
		for theme, name := range []string{"light", "dark"} {
			front, back := tokens[p.front], tokens[p.back]
			if len(front) != 2 || len(back) != 2 {
				t.Fatalf("--%s or --%s is not a light-dark() colour", p.front, p.back)
			}
			if got := contrast(front[theme], back[theme]); got < p.least {
				t.Errorf("%s: --%s on --%s has %.2f, needs %.1f", name, p.front, p.back, got, p.least)
			}
		}
	}
}

func readTokens(t *testing.T) map[string][]string {
	t.Helper()
	css, err := files.ReadFile("css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	tokens := map[string][]string{}
	for _, m := range regexp.MustCompile(`--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)`).FindAllStringSubmatch(string(css), -1) {
		tokens[m[1]] = m[2:4]
	}
	return tokens
}

func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(hex string) float64 {
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestContrastOfBlackOnWhite(t *testing.T) {
	if got := contrast("#000000", "#ffffff"); math.Abs(got-21) > 0.001 {
		t.Errorf("contrast = %v, want 21", got)
	}
}
