package web

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

var (
	foundItem = regexp.MustCompile(`(?s)<ul class="found">.*?</ul>`)
	foundLink = regexp.MustCompile(`<a href="([^"]*)"`)
	tabLink   = regexp.MustCompile(`(?s)<a href="(/search\?[^"]*)"[^>]*>([^<]*)<span class="tally">(\d+)</span>`)
	nextLink  = regexp.MustCompile(`rel="next" href="([^"]*)"`)
)

// leads lists where the results of a page lead, page after page.
func leads(s *site, address string) []string {
	s.Helper()
	var out []string
	for address != "" {
		a := s.get(access.Lead, address)
		if a.StatusCode != http.StatusOK {
			s.Fatalf("%s: %d", address, a.StatusCode)
		}
		for _, list := range foundItem.FindAllString(a.body, -1) {
			for _, m := range foundLink.FindAllStringSubmatch(list, -1) {
				out = append(out, html.UnescapeString(m[1]))
			}
		}
		next := nextLink.FindStringSubmatch(a.body)
		if address = ""; next != nil {
			address = html.UnescapeString(next[1])
		}
	}
	return out
}

// U25: the same question finds the same on both engines, in the same order.
func TestU25BothEnginesFindTheSame(t *testing.T) {
	found := map[string][][]string{}
	questions := []string{
		"drift", "RSK-2026-001", "a.5.4", "42001:A.5.4", "6.1.3", "policy", "person decides", "samples we", "résumé", "RESUME", "bericht", "two.pdf", "lea", "applicants", "retired", "merged", "schifffahrt", "donau", "script", "ærø", "שלום", "漢字",
		"a", "the of", "%", "_", "'", `"`, "\" OR \"", "NOT", "minutes", "example.org", "lead@example.org", "contributor@example.org", "SOA-2026-001",
	}
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		dir := t.TempDir()
		s := siteOn(t, db, dir)
		seed.Full(t, db, dir, s.as)
		for _, q := range questions {
			found[q] = append(found[q], leads(s, "/search?q="+url.QueryEscape(q)))
		}
	})
	for _, q := range questions {
		if n := len(found[q]); n == 2 && !slices.Equal(found[q][0], found[q][1]) {
			t.Errorf("%q:\nsqlite   %v\npostgres %v", q, found[q][0], found[q][1])
		}
	}
	for q, first := range map[string]string{
		"RSK-2026-001": "/risk/RSK-2026-001", "6.1.3": "/catalogue/6.1.3", "a.5.4": "/catalogue/A.5.4", "two.pdf": "/evidence/EVD-2026-001",
		"merged": "/risk/RSK-2026-012", "contributor@example.org": "/people/USR-2026-004", "résumé": "/inventory/SYS-2026-001", "fairly openly": "/leadership/policies/POL-2026-001.v2",
	} {
		if found[q] == nil {
			continue
		}
		if got := found[q][0]; len(got) == 0 || got[0] != first {
			t.Errorf("%q finds %v, want %s first", q, got, first)
		}
	}
}

// U8: each count of the page opens a list of that length.
func TestU8TheCountsOfASearchOpenTheirLists(t *testing.T) {
	s := full(t)
	for _, q := range []string{"drift", "a", "script", "the", "RSK-2026-001"} {
		a := s.get(access.Lead, "/search?q="+url.QueryEscape(q))
		tabs := tabLink.FindAllStringSubmatch(a.body, -1)
		if len(tabs) < 1 {
			t.Errorf("%q has %d tabs", q, len(tabs))
		}
		for _, m := range tabs {
			to := html.UnescapeString(m[1])
			if n := len(leads(s, to)); m[3] != strconv.Itoa(n) {
				t.Errorf("%s: %s %s opens a list of %d", q, strings.TrimSpace(m[2]), m[3], n)
			}
		}
	}
}

func TestTheSearchPage(t *testing.T) {
	s := full(t)
	lead := access.Lead
	for _, r := range []row{
		{name: "teaches", as: lead, address: "/search", status: 200, want: []string{"What you can find", "How to ask"}},
		{name: "keeps the question", as: lead, address: "/search?q=drift+qqq", status: 200, want: []string{`value="drift qqq"`, "Nothing holds all of these words"}},
		{name: "marks what was found", as: lead, address: "/search?q=drift", status: 200, want: []string{"<mark>Drift</mark> harms a group", "In the standard"}},
		{name: "marks retired", as: lead, address: "/search?q=RSK-2026-012", status: 200, want: []string{"Retired", "/risk/RSK-2026-012"}},
		{name: "escapes", as: lead, address: "/search?q=" + url.QueryEscape(`"><script>alert(1)</script>`), status: 200, hide: []string{"<script>alert"}},
		{name: "is narrowed", as: lead, address: "/search?q=drift&in=evidence", status: 200, want: []string{"Nothing holds all", "Search everywhere"}},
		{name: "knows no such register", as: lead, address: "/search?q=drift&in=zebra", status: 200, want: []string{"Nothing holds all"}},
		{name: "names what has no title", as: lead, address: "/search?q=ACC-2026-001", status: 200, want: []string{"Risk acceptance of Drift harms a group"}},
		{name: "offers the palette acts", as: lead, address: "/search?palette=1", status: 200, want: []string{"Identify a risk", "Open Statement of Applicability", "Make evidence pack", "<kbd>g</kbd>"}, hide: []string{"<html"}},
		{name: "offers a reader none of them", as: access.Reader, address: "/search?palette=1", status: 200, want: []string{"Open Statement of Applicability"}, hide: []string{"Identify a risk", "Open Import", "Make evidence pack"}},
		{name: "narrows the acts", as: lead, address: "/search?palette=1&q=id+ri", status: 200, want: []string{"Identify a <mark>risk</mark>", "Search everything"}, hide: []string{"Add evidence"}},
		{name: "lists the keys", as: lead, address: "/keys", status: 200, want: []string{"<kbd>Ctrl</kbd>", "<html"}},
		{name: "lists the keys for the dialog", as: lead, address: "/keys?list=1", status: 200, want: []string{"<kbd>Ctrl</kbd>"}, hide: []string{"<html"}},
		{name: "asks who is there", address: "/search?q=drift", status: 303, want: []string{"/sign-in"}, hide: []string{"Drift harms"}},
	} {
		s.run(r)
	}
	long := s.get(lead, "/search?q="+strings.Repeat("x", 7000))
	if long.StatusCode != 200 || len(long.body) > 20_000 {
		t.Errorf("a long question answers %d with %d bytes", long.StatusCode, len(long.body))
	}
}

// More than a screenful is reached link by link, each record once.
func TestASearchGoesOnPageByPage(t *testing.T) {
	s := newSite(t)
	for range 2*perSearch + 5 {
		_, err := risk.New(s.db).Identify(t.Context(), s.as(access.Lead), risk.Risk{Title: "Zebra"})
		s.must(err)
	}
	got := leads(s, "/search?q=zebra")
	slices.Sort(got)
	if len(slices.Compact(got)) != 2*perSearch+5 {
		t.Errorf("found %d", len(got))
	}
}

// A new register must say what one of its records is, and no two do things by one key.
func TestEveryRegisterHasANoun(t *testing.T) {
	for _, reg := range snapshot.Registers() {
		if noun(reg) == "" {
			t.Errorf("nouns has no word for one of %s", reg.Title)
		}
	}
	keys := map[string]string{}
	for href, key := range goKeys {
		if keys[key] != "" {
			t.Errorf("g %s leads to %s and to %s", key, keys[key], href)
		}
		keys[key] = href
	}
}
