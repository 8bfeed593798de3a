package journey

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
)

// keptAt is where a workbench under test answers with pages it gave before.
const keptAt = "/__kept/"

// kept is a page as the workbench answered it: to whom, for what, and when.
type kept struct {
	name   string // "full, lead: GET /risk"
	by     visitor
	path   string
	header http.Header
	wire   []byte   // as sent, compressed
	fresh  []string // selectors of the blocks that no page before it had
	whole  bool     // its skeleton is new
}

// atNight says whether the page is looked at in the dark too.
func (p kept) atNight() bool { return p.by.role == access.Lead || p.by.role == "" }

// onPaper says whether somebody would print the page: what leads to a session, and the
// form for people outside, hold nothing to keep.
func (p kept) onPaper() bool {
	return p.by.state == "full" && p.by.role != "" && strings.HasSuffix(p.name, "(200)") &&
		!strings.HasPrefix(p.path, "/sign-in") && !strings.HasPrefix(p.path, "/setup") && p.path != "/operation/concerns/report"
}

// context is what axe is asked to judge: the page where its skeleton is new, else
// the blocks that were not judged elsewhere.
func (p kept) context() string {
	if p.whole {
		return "document"
	}
	quoted, _ := json.Marshal(p.fresh) // strings only
	return "{include: " + string(quoted) + "}"
}

// shelf holds pages so that a browser can look at each of them once, in any light
// and at any width, without the act that brought it.
type shelf struct {
	seen  map[[32]byte]bool
	mu    sync.Mutex
	pages []kept
	fresh chan int // numbers of the pages with something new, for those who look
}

// put keeps a page unless one with the same title and content is there: five roles
// see many pages alike, and a refusal looks the same at every address.
func (s *shelf) put(p kept, body []byte) {
	if s.is(content(string(body))) {
		return
	}
	for _, b := range blocks(string(body)) {
		if !s.is(b.shape) {
			p.fresh = append(p.fresh, b.at)
			p.whole = p.whole || strings.HasPrefix(b.at, ":root > head")
		}
	}
	p.whole = !s.is("skeleton "+skeleton(string(body))) || p.whole
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages = append(s.pages, p)
	if p.whole || len(p.fresh) > 0 {
		s.fresh <- len(s.pages) - 1
	}
}

// page gives a kept page by its number.
func (s *shelf) page(n int) (kept, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n < 0 || n >= len(s.pages) {
		return kept{}, false
	}
	return s.pages[n], true
}

// is says whether something was there before.
func (s *shelf) is(something string) bool {
	key := sha256.Sum256([]byte(something))
	before := s.seen[key]
	s.seen[key] = true
	return before
}

// content is the title and what stands in main; moments of the clock are left out.
func content(page string) string {
	_, title, _ := strings.Cut(page, "<title>")
	title, _, _ = strings.Cut(title, "</title>")
	_, main, _ := strings.Cut(page, "<main")
	main, _, _ = strings.Cut(main, "</main>")
	return title + clock.ReplaceAllString(main, "")
}

var clock = regexp.MustCompile(`\d\d:\d\d(:\d\d)?`)

// ServeHTTP answers with a kept page, under the headers it had.
func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, keptAt))
	p, ok := s.page(n)
	if err != nil || !ok {
		http.NotFound(w, r)
		return
	}
	for name, values := range p.header {
		if name != "Content-Length" && name != "Set-Cookie" {
			w.Header()[name] = values
		}
	}
	_, _ = w.Write(p.wire)
}

// visitor asks a workbench for pages as one role, without a browser.
type visitor struct {
	*testing.T
	w     *workbench
	state string // of the workspace: "full", "empty"
	role  access.Role
	shelf *shelf
}

// ask sends a request and keeps the page that comes back; it gives its body.
func (v visitor) ask(method, address string, form url.Values) (status int, body string) {
	v.Helper()
	req, err := http.NewRequest(method, v.w.base+address, strings.NewReader(form.Encode()))
	must(v.T, err)
	req.Header.Set("Accept-Encoding", "gzip")
	if v.role != "" {
		req.AddCookie(&http.Cookie{Name: "aims_session", Value: v.w.people[v.role].Session})
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	must(v.T, err)
	defer res.Body.Close()
	wire, err := io.ReadAll(res.Body)
	must(v.T, err)
	raw := unzipped(v.T, res.Header, wire)
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") && (res.StatusCode < 300 || res.StatusCode >= 400) && strings.Contains(string(raw), "<main") {
		name := fmt.Sprintf("%s, %s: %s %s (%d)", v.state, v.role, method, address, res.StatusCode)
		v.shelf.put(kept{name: name, by: v, path: address, header: res.Header, wire: wire}, raw)
		for _, wrong := range disorder(string(raw)) {
			v.Errorf("%s: %s", name, wrong)
		}
	}
	return res.StatusCode, string(raw)
}

// unzipped is a body before it was compressed for the way.
func unzipped(t *testing.T, header http.Header, wire []byte) []byte {
	t.Helper()
	if header.Get("Content-Encoding") != "gzip" {
		return wire
	}
	zipped, err := gzip.NewReader(bytes.NewReader(wire))
	must(t, err)
	raw, err := io.ReadAll(zipped)
	must(t, err)
	return raw
}

// visit asks for every page.
func (v visitor) visit() {
	v.Helper()
	for _, p := range pages() {
		v.ask(http.MethodGet, p, nil)
	}
}

var (
	postForm   = regexp.MustCompile(`(?s)<form [^>]*method="post"[^>]*>.*?</form>`)
	formAction = regexp.MustCompile(`<form [^>]*action="([^"]*)"`)
	hiddenPair = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)
)

// refused sends every form of every page as it is when nothing is filled in, and keeps
// what is refused. It changes the workspace, so it comes last.
func (v visitor) refused() {
	v.Helper()
	sent := map[string]bool{"/sign-out": true}
	for _, p := range pages() {
		status, body := v.ask(http.MethodGet, p, nil)
		if status != http.StatusOK {
			continue
		}
		for _, form := range postForm.FindAllString(body, -1) {
			action := p
			if m := formAction.FindStringSubmatch(form); m != nil {
				action = html.UnescapeString(m[1])
			}
			if sent[action] {
				continue
			}
			sent[action] = true
			values := url.Values{}
			for _, pair := range hiddenPair.FindAllStringSubmatch(form, -1) {
				values.Add(html.UnescapeString(pair[1]), html.UnescapeString(pair[2]))
			}
			v.ask(http.MethodPost, action, values)
		}
	}
}

// pages lists the addresses that are pages; files only download, and what the
// palette asks for is a part of one.
func pages() []string {
	return slices.DeleteFunc(slices.Clone(seed.Pages), func(p string) bool {
		return strings.Contains(p, "/files/") || strings.HasPrefix(p, "/export/") || strings.HasPrefix(p, "/import/templates/") || strings.Contains(p, "palette=1")
	})
}
