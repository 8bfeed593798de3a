package web

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/help"
	"github.com/aims-workbench/aims/templates/link"
)

// downloads are addresses that give a file and no page.
var downloads = []string{link.EvidenceFilePattern, link.ExportPattern, link.ImportTemplatePattern, link.PackFilePattern, link.CalendarPattern}

// U49: every page says why it is there. A new page without an entry fails here.
func TestU49_EveryPageSaysWhy(t *testing.T) {
	s := newSite(t)
	known := map[string]bool{}
	for _, topic := range help.Topics() {
		for _, p := range topic.Pages {
			if known[p] {
				t.Errorf("%s is explained twice", p)
			}
			known[p] = true
		}
	}
	for _, rt := range s.server.routes() {
		if rt.method != http.MethodGet || slices.Contains(downloads, rt.path) {
			continue
		}
		if isKept(rt.path) { // one topic stands for the list, the record and its form
			if topic, ok := help.For(rt.path); !ok || strings.Count(topic.Pages[0], "/") < 2 {
				t.Errorf("%s has no entry in help.Topics", rt.path)
			}
			delete(known, rt.path)
			continue
		}
		if !known[rt.path] {
			t.Errorf("%s has no entry in help.Topics", rt.path)
		}
		delete(known, rt.path)
	}
	for p := range known {
		t.Errorf("help explains %s, which is no page", p)
	}
}

// The disclosure is on the pages themselves, with links that lead somewhere.
func TestU49_TheReasonIsOnThePage(t *testing.T) {
	s := full(t)
	for _, p := range seed.Pages {
		if slices.Contains(downloads, routed(http.MethodGet, withoutQuery(p))) {
			continue
		}
		role := access.Lead
		if strings.HasPrefix(p, "/leadership/policies/POL-2026-001.v1/sign") || strings.HasSuffix(p, "/accept") {
			role = access.Executive
		}
		a := s.get(role, p)
		if a.StatusCode == http.StatusOK && strings.Contains(a.body, "<html") && !strings.Contains(a.body, "<summary>Why is this here?</summary>") {
			t.Errorf("%s does not say why it is there", p)
		}
	}
	s.run(row{name: "a refused form keeps its reason", as: access.Lead, post: true, address: "/risk", status: http.StatusUnprocessableEntity, want: []string{"It lists what could go wrong"}})
	s.run(row{name: "nobody sees links of help before signing in", address: "/sign-in", status: http.StatusOK, want: []string{"If you forgot the password"}, hide: []string{`href="/help"`}})
}

func withoutQuery(address string) string {
	p, _, _ := strings.Cut(address, "?")
	return p
}

// U45, U49: every link in help leads to a page, and every place it names is there.
func TestEveryLinkOfHelpResolves(t *testing.T) {
	s := newSite(t)
	pages := []string{"/help", "/help/tutorial", "/help/glossary", "/help/every-page", "/help/sheet?for=4"}
	for _, a := range help.Articles() {
		pages = append(pages, link.HelpPage(a.Slug))
	}
	seen := map[string]string{}
	body := func(address string) string {
		if _, ok := seen[address]; !ok {
			a := s.get(access.Lead, address)
			if a.StatusCode != http.StatusOK {
				t.Errorf("%s: %d", address, a.StatusCode)
			}
			seen[address] = a.body
		}
		return seen[address]
	}
	for _, p := range pages {
		for _, m := range anchor.FindAllStringSubmatch(body(p), -1) {
			to, place, _ := strings.Cut(strings.ReplaceAll(m[1], "&amp;", "&"), "#")
			if to == "" {
				to = p
			}
			if !strings.HasPrefix(to, "/") {
				t.Errorf("%s leads away to %s", p, m[1])
				continue
			}
			if text := body(to); place != "" && !strings.Contains(text, `id="`+place+`"`) {
				t.Errorf("%s leads to %s, where there is no such place", p, m[1])
			}
		}
	}
	for _, e := range help.Entries() {
		if text := body(link.HelpPage(e.Page)); e.Fragment != "" && !strings.Contains(text, `id="`+e.Fragment+`"`) {
			t.Errorf("%q is not at %s#%s", e.Title, e.Page, e.Fragment)
		}
	}
	s.run(row{name: "no such page", as: access.Reader, address: "/help/nothing", status: http.StatusNotFound, want: []string{"Open Help for the list"}})
}

// The article on roles prints the table that the program applies.
func TestRolesAreGenerated(t *testing.T) {
	a := newSite(t).get(access.Reader, "/help/roles")
	for _, p := range access.Permissions() {
		r := regexp.MustCompile(`(?is)<tr data-ref="` + string(p) + `">(.*?)</tr>`).FindString(a.body)
		for _, role := range access.Roles {
			told := strings.Contains(r, role.Title()) || strings.Contains(r, "Everybody")
			if may := (access.Actor{Ref: "x", Role: role}).May(p); may != told {
				t.Errorf("%s, %s: may is %v, and the page says %s", p, role, may, r)
			}
		}
	}
}

func TestSheets(t *testing.T) {
	s := full(t)
	for address, want := range map[string]int{"6.1.3": 1, "6": 6, "6.1": 4, "10": 2, "A.5.4": 1, "A.6": 9, "A.5": 4} {
		a := s.get(access.Auditor, link.HelpSheet(address))
		if n := strings.Count(a.body, `<section class="sheet"`); n != want {
			t.Errorf("%s gives %d sheets, want %d", address, n, want)
		}
	}
	s.run(row{name: "all of a sheet", as: access.Auditor, address: "/help/sheet?for=A.5.4", status: http.StatusOK, want: []string{
		"Ærø Analytics", "Interviewee and role", "Interviewer", "Date and place",
		"Which part of the assessment deals with single people and groups?", "Which people could this system treat unfairly", "Fairness test results",
		"/evidence/EVD-2026-001", "Nonconformity",
	}})
	for _, no := range []string{"", "11", "A.5.9", "A.1", "6.1.3.1"} {
		s.run(row{name: "no sheet for " + no, as: access.Reader, address: link.HelpSheet(no), status: http.StatusNotFound, want: []string{"no clause or control"}})
	}
}

// U8, U9: a clause shows its help, and each number opens the list that it counts.
func TestU8_AClauseShowsWhatIsRecorded(t *testing.T) {
	s := full(t)
	counted := regexp.MustCompile(`<li><a href="([^"]*)">(\d+) ([^<]*)</a></li>`)
	total := 0
	for _, c := range s.server.catalogue.Auditable() {
		a := s.get(access.Lead, link.Key(c.Key().String()))
		for _, m := range counted.FindAllStringSubmatch(a.body, -1) {
			total++
			list := s.get(access.Lead, m[1])
			if n := strings.Count(list.body, "<tr data-ref="); n != number(t, m[2]) {
				t.Errorf("%s says %s %s, %s lists %d", c.ID, m[2], m[3], m[1], n)
			}
		}
	}
	if total < 10 {
		t.Errorf("only %d numbers were found", total)
	}
	s.run(row{name: "help of a clause", as: access.Reader, address: "/catalogue/6.1.3", status: http.StatusOK, want: []string{
		"Stage 1, on paper", "Stage 2, in the work", "An example", "Kestrel Loans treats the risk of drift", "What often goes wrong", "/help/sheet?for=6.1.3", "What an auditor would find today",
	}})
	s.run(row{name: "help of a control", as: access.Reader, address: "/catalogue/A.2.2", status: http.StatusOK, want: []string{"no loan is refused by the score alone", "Used by", "/help/sheet?for=A.2.2"}})
}

func number(t *testing.T, digits string) int {
	t.Helper()
	n, err := strconv.Atoi(digits)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
