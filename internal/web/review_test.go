package web

import (
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

var sumField = regexp.MustCompile(`name="sum" value="([0-9a-f]{64})"`)

// signMinutes reads the minutes and signs them, as their executive does.
func (s *site) signMinutes(ref string) answer {
	s.Helper()
	page := s.get(access.Executive, "/review/reviews/"+ref+"/sign")
	sum := sumField.FindStringSubmatch(page.body)
	if sum == nil {
		s.Fatalf("there is nothing to sign: %s", said(page.body))
	}
	return s.post(access.Executive, "/review/reviews/"+ref+"/sign", url.Values{"sum": {sum[1]}, "password": {password}})
}

// A review from its plan to signed minutes; then registers move, and it stays as it was.
func TestAReviewStaysAsItWas(t *testing.T) {
	s := newSite(t)
	const at = "/review/reviews/MRV-2026-001"
	imv := url.Values{"title": {"Letters in plain words"}, "owner": {"Ola"}, "due": {"2026-12-31"}}
	remarks := url.Values{"version": {"2"}}
	for _, id := range []string{"MRI-1", "MRI-2", "MRI-3", "MRI-4", "MRI-5", "MRI-6"} {
		remarks.Set(id, "Nothing new")
	}
	meeting := url.Values{"version": {"3"}, "held_on": {"2026-11-22"}, "verdict": {"yes"}, "conclusion": {"It holds"}, "next_on": {"2027-11-22"}, "guests": {"Ada, board"}}
	with := url.Values{"attended": {s.people[access.Executive].Ref}}
	for k, v := range meeting {
		with[k] = v
	}
	decision := url.Values{"title": {"One post more"}, "review": {"MRV-2026-001"}, "kind": {"resources"}, "owner": {"Ola"}, "due": {"2027-03-01"}}
	for _, r := range []row{
		{name: "an idea", as: access.Lead, post: true, address: "/improvement/improvements", form: imv, status: 303, traced: 1},
		{name: "planned", as: access.Lead, post: true, address: "/review/reviews", form: url.Values{"title": {"Review 2026"}, "planned_on": {"2026-11-22"}}, status: 303, traced: 1},
		{name: "the page says what comes next", as: access.Lead, address: at, status: 200, want: []string{"Fill inputs"}, hide: []string{"Hold review"}},
		{name: "who reads is not asked", as: access.Reader, address: at, status: 200, hide: []string{"/fill"}},
		{name: "filled", as: access.Lead, post: true, address: at + "/fill", form: url.Values{"version": {"1"}}, status: 303, traced: 1},
		{name: "the idea is counted and named", as: access.Reader, address: at + "/inputs", status: 200, want: []string{"Improvements under way: 1", "Letters in plain words"}, hide: []string{"<textarea", "have moved since"}},
		{name: "not held while an input is empty", as: access.Lead, post: true, address: at + "/hold", form: url.Values{"version": {"2"}, "held_on": {"2026-11-22"}}, status: 422, want: []string{"Nothing stands under"}},
		{name: "remarks", as: access.Lead, post: true, address: at + "/inputs", form: remarks, status: 303, traced: 1},
		{name: "not held without top management", as: access.Lead, post: true, address: at + "/hold", form: meeting, status: 422, want: []string{"at least one executive", "Ada, board"}},
		{name: "held", as: access.Lead, post: true, address: at + "/hold", form: with, status: 303, traced: 1},
		{name: "nothing to sign yet", as: access.Executive, address: at + "/sign", status: 200, want: []string{"No decision is recorded"}, hide: []string{`type="password"`}},
		{name: "decided", as: access.Lead, post: true, address: "/review/decisions", form: decision, status: 303, traced: 1},
		{name: "the executive is asked at home", as: access.Executive, address: "/", status: 200, want: []string{"Sign the minutes of", at + "/sign"}},
		{name: "and for others it waits for the executive", as: access.Lead, address: "/waiting?for=others", status: 200, want: []string{"Sign the minutes of"}},
		{name: "a wrong password signs nothing", as: access.Executive, post: true, address: at + "/sign", form: url.Values{"password": {"wrong"}, "sum": {"0"}}, status: 422},
		{name: "another text signs nothing", as: access.Executive, post: true, address: at + "/sign", form: url.Values{"password": {password}, "sum": {"0"}}, status: 409, want: []string{"have changed since"}},
	} {
		s.run(r)
	}
	if a := s.signMinutes("MRV-2026-001"); a.StatusCode != 303 {
		t.Fatalf("signing: %d, %s", a.StatusCode, said(a.body))
	}
	before := map[string]string{}
	for _, page := range []string{"/inputs", "/minutes.pdf", "/minutes"} {
		before[page] = mainPart(s.get(access.Reader, at+page).body)
	}
	imv.Set("title", "Letters in other words")
	imv.Set("version", "1")
	decision.Set("version", "2")
	decision.Set("owner", "Somebody else")
	s.run(row{name: "the idea moves on", as: access.Lead, post: true, address: "/improvement/improvements/IMV-2026-001", form: imv, status: 303, traced: 1})
	s.run(row{name: "the decision too", as: access.Lead, post: true, address: "/review/decisions/MRD-2026-001", form: decision, status: 303, traced: 1})
	for page, was := range before {
		if now := mainPart(s.get(access.Reader, at+page).body); now != was {
			t.Errorf("%s is not what it was:\n%s\n%s", page, was, now)
		}
	}
	if !strings.HasPrefix(before["/minutes.pdf"], "%PDF") || !strings.Contains(html.UnescapeString(before["/minutes"]), "One post more") {
		t.Error("the minutes do not tell what was decided")
	}
	s.run(row{name: "who signed is not asked again", as: access.Executive, address: "/", status: 200, hide: []string{"Sign the minutes of"}})
}

// mainPart is what a page says, without frame and position of the trail.
func mainPart(body string) string {
	if _, main, found := strings.Cut(body, "<main"); found {
		main, _, _ = strings.Cut(main, "</main>")
		return main
	}
	return body
}
