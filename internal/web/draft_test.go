package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// formOn is what a browser would send of a form on a page: all its fields as they stand.
func (s *site) formOn(body, action string) url.Values {
	s.Helper()
	p, ok := paperOf([]byte(body), action)
	if !ok {
		s.Fatalf("the page has no form for %s\n%.3000s", action, body)
	}
	return p.sends()
}

// sends reads a form as a browser does.
func (p paper) sends() url.Values {
	out := url.Values{}
	for n := range p.form.Descendants() {
		name := attrOf(n, "name")
		if !isControl(n) || name == "" || attrOf(n, "type") == "file" {
			continue
		}
		switch {
		case isChoice(n):
			if has(n, "checked") {
				out.Add(name, attrOf(n, "value"))
			}
		case n.Data == "select":
			value := ""
			for o := range n.Descendants() {
				if o.Data == "option" && has(o, "selected") {
					value = attrOf(o, "value")
				}
			}
			out.Add(name, value)
		case n.Data == "textarea":
			text := ""
			if n.FirstChild != nil {
				text = n.FirstChild.Data
			}
			out.Add(name, text)
		default:
			out.Add(name, attrOf(n, "value"))
		}
	}
	return out
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// drafts counts what a role has begun.
func (s *site) drafts(role access.Role) []string {
	s.Helper()
	all, err := s.server.desk.Begun(context.Background(), s.people[role].Ref)
	s.must(err)
	keys := make([]string, len(all))
	for i, d := range all {
		keys[i] = d.Page
	}
	return keys
}

// autosave posts a form as the script does.
func (s *site) autosave(role access.Role, action string, form url.Values) answer {
	s.Helper()
	if ticket, err := url.ParseQuery(form.Get(ui.WritingField)); err != nil || ticket.Get("form") != action {
		s.Fatalf("the form for %s says %q", action, form.Get(ui.WritingField))
	}
	return s.post(role, link.Drafts(), form)
}

var continuing = regexp.MustCompile(`href="([^"]*[?&](?:amp;)?draft=[^"]*)"`)

// continued follows "Continue with the draft" on a page.
func (s *site) continued(role access.Role, body string) answer {
	s.Helper()
	m := continuing.FindStringSubmatch(body)
	if m == nil {
		s.Fatalf("no draft is offered\n%.3000s", body)
	}
	return s.get(role, html.UnescapeString(m[1]))
}

func TestADraftComesBackAndGoesWithTheSave(t *testing.T) {
	s := full(t)
	form := s.formOn(s.get(access.Lead, link.RiskNew()).body, link.Risks())
	form.Set("title", "Wrong dose & <b>")
	form.Set("description", "\nFirst line\nsecond")
	form["systems"] = []string{"SYS-2026-002", "SYS-2026-001"} // in the order of the page
	form.Set("treatment", "mitigate")
	form.Set("password", "secret")
	before := s.position()
	if a := s.autosave(access.Lead, link.Risks(), form); a.StatusCode != http.StatusOK || !strings.HasPrefix(a.body, "Saved as a draft ") {
		t.Fatalf("%d %s", a.StatusCode, a.body)
	}
	page := s.get(access.Lead, link.RiskNew())
	if !strings.Contains(page.body, "You began this on") || strings.Contains(page.body, "Wrong dose") {
		t.Errorf("the notice stands alone until it is followed\n%.2000s", page.body)
	}
	if a := s.get(access.Executive, link.Drafts()); strings.Contains(a.body, "Continue") {
		t.Error("somebody else sees the draft")
	}
	filled := s.continued(access.Lead, s.get(access.Lead, link.Drafts()).body)
	got := s.formOn(filled.body, link.Risks())
	for _, name := range []string{"title", "description", "systems", "treatment", ui.WritingField} {
		if !slices.Equal(got[name], form[name]) {
			t.Errorf("%s came back as %q, want %q", name, got[name], form[name])
		}
	}
	if !strings.Contains(filled.body, "This is your draft of") {
		t.Error("the page does not say that it shows a draft")
	}
	if s.position() != before {
		t.Error("a draft left an entry in the trail")
	}
	got.Set("title", "")
	refused := s.post(access.Lead, link.Risks(), got)
	again := s.formOn(refused.body, link.Risks())
	if refused.StatusCode != http.StatusUnprocessableEntity || !slices.Equal(again[ui.WritingField], form[ui.WritingField]) || len(s.drafts(access.Lead)) != 1 {
		t.Errorf("a refused form lost its draft: %d", refused.StatusCode)
	}
	again.Set("title", "Wrong dose")
	if a := s.post(access.Lead, link.Risks(), again); a.StatusCode != http.StatusSeeOther {
		p, _ := paperOf([]byte(a.body), link.Risks())
		t.Fatalf("refused: %d %.2000s", a.StatusCode, wordsOf(p.withClass("error-summary")))
	}
	if left := s.drafts(access.Lead); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestTwoTabsKeepTwoDrafts(t *testing.T) {
	s := full(t)
	for _, title := range []string{"one", "two"} {
		form := s.formOn(s.get(access.Lead, link.RiskNew()).body, link.Risks())
		form.Set("title", title)
		s.autosave(access.Lead, link.Risks(), form)
		form.Set("title", title+" and more")
		s.autosave(access.Lead, link.Risks(), form)
	}
	if got := s.drafts(access.Lead); len(got) != 2 {
		t.Errorf("kept %q", got)
	}
	page := s.get(access.Lead, link.RiskNew()).body
	if n := strings.Count(page, "You began this on"); n != 2 {
		t.Errorf("%d notices", n)
	}
	key := s.drafts(access.Lead)[0]
	s.run(row{name: "throw away", as: access.Lead, post: true, address: link.DraftDrop(), form: url.Values{"key": {key}}, status: http.StatusSeeOther, want: []string{"Location: " + link.RiskNew()}})
	if got := s.drafts(access.Lead); len(got) != 1 || got[0] == key {
		t.Errorf("left %q", got)
	}
}

func TestLinesOfADraftAllComeBack(t *testing.T) {
	s := full(t)
	edit := link.ScopeStatementEdit("SCP-2026-002")
	form := s.formOn(s.get(access.Lead, edit).body, link.ScopeStatement("SCP-2026-002"))
	form["exclusions.what"], form["exclusions.reason"] = nil, nil
	for _, what := range []string{"a", "b", "", "c", "d", "e", "f", "g", "h", "i"} {
		form.Add("exclusions.what", what)
		form.Add("exclusions.reason", strings.ToUpper(what))
	}
	s.autosave(access.Lead, link.ScopeStatement("SCP-2026-002"), form)
	filled := s.continued(access.Lead, s.get(access.Lead, edit).body).body
	got := s.formOn(filled, link.ScopeStatement("SCP-2026-002"))
	if !slices.Equal(got["exclusions.what"], form["exclusions.what"]) || !slices.Equal(got["exclusions.reason"], form["exclusions.reason"]) {
		t.Errorf("lines came back as %q", got["exclusions.what"])
	}
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(filled, -1) {
		if ids[m[1]]++; ids[m[1]] > 1 {
			t.Errorf("two elements are called %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`<label[^>]* for="([^"]+)"`).FindAllStringSubmatch(filled, -1) {
		if ids[m[1]] == 0 {
			t.Errorf("a label speaks of %s, which is not there", m[1])
		}
	}
}

func TestWhatHasNoPlaceIsShown(t *testing.T) {
	s := full(t)
	form := s.formOn(s.get(access.Lead, link.RiskNew()).body, link.Risks())
	form.Set("former_field", "a whole paragraph")
	form["systems"] = []string{"SYS-1999-001"}
	s.autosave(access.Lead, link.Risks(), form)
	filled := s.continued(access.Lead, s.get(access.Lead, link.RiskNew()).body).body
	for _, want := range []string{"have no place in the form", "a whole paragraph", "SYS-1999-001"} {
		if !strings.Contains(filled, want) {
			t.Errorf("%q is lost", want)
		}
	}
}

// A record that moved on while the draft waited is never overwritten.
func TestADraftOfAnOlderVersionMeetsTheConflictPage(t *testing.T) {
	s := full(t)
	edit, save := link.IssueEdit("ISS-2026-001"), link.Issue("ISS-2026-001")
	mine := s.formOn(s.get(access.Lead, edit).body, save)
	mine.Set("title", "Mine")
	s.autosave(access.Lead, save, mine)
	theirs := s.formOn(s.get(access.Lead, edit).body, save)
	theirs.Set("title", "Theirs")
	if a := s.post(access.Lead, save, theirs); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %.2000s", a.StatusCode, a.body)
	}
	filled := s.formOn(s.continued(access.Lead, s.get(access.Lead, edit).body).body, save)
	if filled.Get("title") != "Mine" {
		t.Errorf("came back as %q", filled.Get("title"))
	}
	s.run(row{name: "save the draft", as: access.Lead, post: true, address: save, form: filled, status: http.StatusConflict, want: []string{"Mine", "Theirs", "Use theirs"}})
}

func TestWhatIsNeverKept(t *testing.T) {
	s := full(t)
	for page, action := range map[string]string{
		link.OwnPassword(""): link.OwnPassword(""), link.Risk("RSK-2026-001"): link.RiskRetire("RSK-2026-001"),
		link.Import(): link.Import(),
	} {
		if form := s.formOn(s.get(access.Lead, page).body, action); form.Has(ui.WritingField) {
			t.Errorf("%s is kept", action)
		}
	}
	for name, form := range map[string]url.Values{
		"no ticket":      {"title": {"x"}},
		"foreign page":   {ui.WritingField: {url.Values{"page": {"//evil.example/"}, "id": {"a"}, "for": {s.people[access.Lead].Ref}}.Encode()}},
		"damaged ticket": {ui.WritingField: {"%zz"}},
	} {
		if a := s.post(access.Lead, link.Drafts(), form); a.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, a.StatusCode)
		}
	}
	form := s.formOn(s.get(access.Lead, link.RiskNew()).body, link.Risks())
	if a := s.autosave(access.Executive, link.Risks(), form); a.StatusCode != http.StatusForbidden {
		t.Errorf("kept for somebody else: %d", a.StatusCode)
	}
}

// late sends a form of the lead with a session that is over, as a browser with the
// cookies given does, and gives the cookies after it.
func (s *site) late(action string, form url.Values, cookies ...*http.Cookie) (answer, []*http.Cookie) {
	s.Helper()
	req := httptest.NewRequest(http.MethodPost, "http://"+testHost+action, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	for _, c := range cookies {
		req.AddCookie(c)
	}
	a := s.send("", req)
	return a, a.Cookies()
}

// signsIn signs a role in in a browser and gives where it lands.
func (s *site) signsIn(role access.Role, next string, cookies ...*http.Cookie) string {
	s.Helper()
	a, _ := s.late(link.SignInPattern, url.Values{"email": {s.people[role].Email}, "password": {password}, "next": {next}}, cookies...)
	if a.StatusCode != http.StatusSeeOther {
		s.Fatalf("sign-in: %d %.1000s", a.StatusCode, a.body)
	}
	return a.Header.Get("Location")
}

func TestASessionThatEndsLosesNothing(t *testing.T) {
	s := full(t)
	begin := func(title string) url.Values {
		form := s.formOn(s.get(access.Lead, link.RiskNew()).body, link.Risks())
		form.Set("title", title)
		return form
	}
	filled := func(role access.Role, address string) string {
		return s.formOn(s.get(role, address).body, link.Risks()).Get("title")
	}
	t.Run("a cookie that nobody knows", func(t *testing.T) {
		form := begin("Written late")
		a, left := s.late(link.Risks(), form, &http.Cookie{Name: sessionCookie, Value: "unknown"})
		to, err := url.Parse(a.Header.Get("Location"))
		s.must(err)
		if a.StatusCode != http.StatusSeeOther || to.Path != link.SignInPattern {
			t.Fatalf("%d to %s", a.StatusCode, to)
		}
		next := to.Query().Get("next")
		other := s.signsIn(access.Executive, next, left...)
		if strings.Contains(s.get(access.Executive, other).body, "Written late") || len(s.drafts(access.Executive)) != 0 {
			t.Error("somebody else got the text")
		}
		landed := s.signsIn(access.Lead, next, left...)
		if landed != next {
			t.Errorf("landed at %s, want %s", landed, next)
		}
		if got := filled(access.Lead, landed); got != "Written late" {
			t.Errorf("came back as %q", got)
		}
		if again := s.signsIn(access.Lead, "", left...); strings.Contains(again, "draft=") {
			t.Error("it could be claimed twice")
		}
	})
	t.Run("a session that is over and still known", func(t *testing.T) {
		form := begin("Known writer")
		old := s.cookies[access.Lead]
		s.must(s.server.DB.House(context.Background(), endNow(old)))
		a, left := s.late(link.Risks(), form, &http.Cookie{Name: sessionCookie, Value: old})
		if slices.ContainsFunc(left, func(c *http.Cookie) bool { return c.Name == keptCookie }) {
			t.Error("the writer was known, and the text was left for a browser")
		}
		to, err := url.Parse(a.Header.Get("Location"))
		s.must(err)
		landed := s.signsIn(access.Lead, to.Query().Get("next"))
		token, _, err := s.server.sessions.Start(context.Background(), s.people[access.Lead], "test")
		s.must(err)
		s.cookies[access.Lead] = token
		if got := filled(access.Lead, landed); got != "Known writer" {
			t.Errorf("came back as %q", got)
		}
	})
	t.Run("a script is told, and an act without words is only turned away", func(t *testing.T) {
		form := begin("x")
		if a, _ := s.late(link.Drafts(), form); a.StatusCode != http.StatusUnauthorized {
			t.Errorf("draft: %d", a.StatusCode)
		}
		if a, left := s.late(link.RiskRetire("RSK-2026-001"), url.Values{"reason": {"x"}}); a.StatusCode != http.StatusSeeOther || len(left) != 1 {
			t.Errorf("act: %d %v", a.StatusCode, left)
		}
	})
	t.Run("there is an end to it", func(t *testing.T) {
		form := begin("x")
		var last answer
		for range 101 {
			last, _ = s.late(link.Risks(), form)
		}
		if last.StatusCode != http.StatusUnauthorized || !strings.Contains(last.body, "Back button") {
			t.Errorf("the 101st: %d", last.StatusCode)
		}
	})
}
