package web

import (
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

var (
	anchor   = regexp.MustCompile(`<a [^>]*?href="([^"]*)"`)
	formTag  = regexp.MustCompile(`<form [^>]*>`)
	actionOf = regexp.MustCompile(`(?:form)?action="([^"]*)"`)
	override = regexp.MustCompile(`<button [^>]*formaction="([^"]*)"`)
	ident    = regexp.MustCompile(`\sid="([^"]*)"`)
)

// alike is how many addresses of one page with the same parameters are opened: the
// rest of a list differs in its records only.
const alike = 4

// crawl walks a workspace as one role, along every link of every page.
type crawl struct {
	*site
	role   access.Role
	opened map[string]int // by pattern and names of the parameters
	seen   map[string]bool
	todo   []string
}

// U12: nothing that a page offers is refused to the person it is shown to, nothing
// leads nowhere, and every place within a page is there.
func TestU12_NoDeadLinksAndButtons(t *testing.T) {
	for name, s := range map[string]*site{"empty": newSite(t), "full": full(t)} {
		for _, role := range access.Roles {
			c := crawl{site: s, role: role, opened: map[string]int{}, seen: map[string]bool{"/": true}, todo: []string{"/"}}
			for len(c.todo) > 0 {
				next := c.todo[0]
				c.todo = c.todo[1:]
				c.open(next)
			}
			if len(c.seen) < 30 {
				t.Errorf("%s, %s: only %d addresses were found", name, role, len(c.seen))
			}
			t.Logf("%s workspace as %s: %d addresses", name, role, len(c.seen))
		}
	}
}

func (c *crawl) open(address string) {
	c.Helper()
	a := c.get(c.role, address)
	if a.StatusCode != http.StatusOK && a.StatusCode != http.StatusSeeOther {
		c.Errorf("as %s, a link leads to %s: %d", c.role, address, a.StatusCode)
	}
	if !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") {
		return
	}
	here, _, _ := strings.Cut(address, "?")
	for _, m := range anchor.FindAllStringSubmatch(a.body, -1) {
		c.follow(address, here, html.UnescapeString(m[1]), a.body)
	}
	for _, tag := range formTag.FindAllString(a.body, -1) {
		to := here
		if m := actionOf.FindStringSubmatch(tag); m != nil {
			to = html.UnescapeString(m[1])
		}
		c.mayAct(address, strings.Contains(tag, `method="post"`), to)
	}
	for _, m := range override.FindAllStringSubmatch(a.body, -1) {
		c.mayAct(address, true, html.UnescapeString(m[1]))
	}
}

// follow notes a link for later, and looks for the place that a fragment names.
func (c *crawl) follow(from, here, href, body string) {
	c.Helper()
	to, fragment, _ := strings.Cut(href, "#")
	if (to == "" || to == from) && fragment != "" && !slices.ContainsFunc(ident.FindAllStringSubmatch(body, -1), func(m []string) bool { return html.UnescapeString(m[1]) == fragment }) {
		c.Errorf("as %s, %s links to #%s, which is not there", c.role, from, fragment)
	}
	if strings.HasPrefix(to, "?") {
		to = here + to
	}
	if !strings.HasPrefix(to, "/") || c.seen[to] {
		return
	}
	u, err := url.Parse(to)
	c.must(err)
	kind := routed(http.MethodGet, u.Path)
	for _, name := range slices.Sorted(maps.Keys(u.Query())) {
		kind += " " + name
	}
	if c.opened[kind]++; c.opened[kind] <= alike {
		c.seen[to] = true
		c.todo = append(c.todo, to)
	}
}

// mayAct says whether the form of a page would be let through.
func (c *crawl) mayAct(from string, post bool, to string) {
	c.Helper()
	method := http.MethodGet
	if post {
		method = http.MethodPost
	}
	path, _, _ := strings.Cut(to, "?")
	pattern := routed(method, path)
	for _, rt := range c.server.routes() {
		if rt.method == method && rt.path == pattern {
			if rt.can != public && !c.as(c.role).May(rt.can) {
				c.Errorf("%s shows %s a form that %s %s would refuse", from, c.role, method, to)
			}
			return
		}
	}
	c.Errorf("%s has a form for %s %s, where nothing is served", from, method, to)
}
