package web

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
)

// R40: a name that is not ours gets no page, whatever it asks for and whoever asks.
func TestR40_ForeignNamesGetNothing(t *testing.T) {
	s := full(t)
	for _, rt := range s.server.routes() {
		for _, host := range []string{"evil.example", "evil.example:4201", "0.0.0.0:4201", "127.0.0.1.nip.io:4201", "localhost.evil.example:4201", "", "192.168.1.20:4201", "aims.localhost", "aims.localhost:4202"} {
			req := httptest.NewRequest(rt.method, "http://"+testHost+sampleOf(rt), nil)
			req.Host = host
			a := s.send(access.Lead, req)
			if a.StatusCode != http.StatusMisdirectedRequest || strings.Contains(a.body, "<") || len(a.Header.Values("Set-Cookie")) > 0 {
				t.Errorf("%s %s as host %q: %d %.80q", rt.method, rt.path, host, a.StatusCode, a.body)
			}
		}
	}
}

// R42: a page of somebody else's cannot make this browser change anything.
func TestR42_OtherOriginsChangeNothing(t *testing.T) {
	s := full(t)
	before := s.content()
	for _, rt := range s.server.routes() {
		if rt.method == http.MethodGet {
			continue
		}
		for name, set := range map[string]map[string]string{
			"cross-site":                          {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
			"same site, other port":               {"Sec-Fetch-Site": "same-site", "Origin": "http://aims.localhost:8080"},
			"old browser, foreign origin":         {"Origin": "https://evil.example"},
			"old browser, other port":             {"Origin": "http://aims.localhost:8080"},
			"origin null":                         {"Origin": "null"},
			"cross-site though the origin fits":   {"Sec-Fetch-Site": "cross-site", "Origin": "http://" + testHost},
			"cross-site navigation of a top page": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
		} {
			req := httptest.NewRequest(rt.method, "http://"+testHost+sampleOf(rt), strings.NewReader("version=1&reason=x&title=x&name=x"))
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			for k, v := range set {
				req.Header.Set(k, v)
			}
			if a := s.send(access.Lead, req); a.StatusCode != http.StatusForbidden {
				t.Errorf("%s %s, %s: %d, want 403", rt.method, rt.path, name, a.StatusCode)
			}
		}
	}
	s.unchanged(before, "requests from elsewhere")
}

// R42: looking changes nothing, in any role.
func TestR42_LookingChangesNothing(t *testing.T) {
	s := full(t)
	before := s.content()
	for _, role := range []access.Role{access.Lead, access.Executive, access.Contributor} {
		for _, p := range seed.Pages {
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				a := s.send(role, httptest.NewRequest(method, "http://"+testHost+p, nil))
				if a.StatusCode >= http.StatusInternalServerError {
					t.Errorf("%s %s as %s: %d", method, p, role, a.StatusCode)
				}
			}
		}
		s.unchanged(before, "looking at everything as "+string(role))
	}
}

// content sums up every row of every table.
func (s *site) content() map[string]string {
	s.Helper()
	q := s.db.Read(context.Background())
	var tables []string
	s.must(q.Raw("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Scan(&tables).Error)
	if len(tables) < 10 {
		s.Fatalf("only %d tables", len(tables))
	}
	out := map[string]string{}
	for _, table := range tables {
		var rows []map[string]any
		columns := "*"
		if table == "sessions" {
			columns = "token_sum, person" // each request puts off the end of its session
		}
		s.must(q.Table(table).Select(columns).Find(&rows).Error)
		sum := sha256.New()
		for _, row := range rows {
			fmt.Fprintln(sum, row) // maps print in the order of their keys
		}
		out[table] = fmt.Sprintf("%d rows, %x", len(rows), sum.Sum(nil))
	}
	return out
}

func (s *site) unchanged(before map[string]string, after string) {
	s.Helper()
	for table, now := range s.content() {
		if before[table] != now {
			s.Errorf("%s changed the table %s: %s, before %s", after, table, now, before[table])
		}
	}
}

// R45: every answer carries the whole armour: pages, refusals, errors, files, redirects.
func TestR45_EveryAnswerIsGuarded(t *testing.T) {
	s := full(t)
	check := func(what string, a answer, files bool) {
		h := a.Header
		for _, want := range []string{"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "script-src 'self'"} {
			if !strings.Contains(h.Get("Content-Security-Policy"), want) && !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") {
				t.Errorf("%s: the policy %q lacks %s", what, h.Get("Content-Security-Policy"), want)
			}
		}
		if strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: the policy allows something unsafe", what)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", what, name, h.Get(name))
			}
		}
		if !files && !strings.Contains(h.Get("Cache-Control"), "no-store") {
			t.Errorf("%s: may be cached: %q", what, h.Get("Cache-Control"))
		}
		if h.Get("Server") != "" || h.Get("X-Powered-By") != "" {
			t.Errorf("%s names its program", what)
		}
	}
	for _, p := range append(slices.Clone(seed.Pages), "/nothing/here", "/risk/RSK-2026-999") {
		for _, role := range []access.Role{access.Lead, access.Reader, ""} {
			check("GET "+p+" as "+string(role), s.get(role, p), false)
		}
	}
	for _, rt := range s.server.routes() {
		if rt.method != http.MethodGet {
			check("empty POST "+rt.path, s.post(access.Reader, sampleOf(rt), url.Values{}), false)
		}
	}
	check("wrong method", s.send(access.Lead, httptest.NewRequest(http.MethodDelete, "http://"+testHost+"/risk", nil)), false)
	page := s.get(access.Lead, "/").body
	_, rest, _ := strings.Cut(page, `rel="stylesheet" href="`)
	sheet, _, _ := strings.Cut(rest, `"`)
	check("style sheet", s.get("", sheet), true)
}

// R51: a session is new at each sign-in and dead at once when it ought to be.
func TestR51_SessionsEnd(t *testing.T) {
	signIn := func(s *site, role access.Role, cookie string) (status int, token string) {
		req := httptest.NewRequest(http.MethodPost, "http://"+testHost+"/sign-in", strings.NewReader(url.Values{"email": {s.people[role].Email}, "password": {password}}.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Sec-Fetch-Site", "same-origin")
		if cookie != "" {
			req.AddCookie(&http.Cookie{Name: sessionCookie, Value: cookie})
		}
		a := s.send("", req)
		for _, c := range a.Cookies() {
			if c.Name == sessionCookie {
				if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
					t.Errorf("the cookie is %+v", c)
				}
				return a.StatusCode, c.Value
			}
		}
		return a.StatusCode, ""
	}
	dead := func(s *site, why, token string) {
		t.Helper()
		req := httptest.NewRequest(http.MethodGet, "http://"+testHost+"/", nil)
		req.AddCookie(&http.Cookie{Name: sessionCookie, Value: token})
		if a := s.send("", req); a.StatusCode != http.StatusSeeOther || !strings.HasPrefix(a.Header.Get("Location"), "/sign-in") {
			t.Errorf("%s: the old session still answers %d", why, a.StatusCode)
		}
	}
	s := newSite(t)
	status, token := signIn(s, access.Contributor, "preset-by-somebody")
	if status != http.StatusSeeOther || token == "" || token == "preset-by-somebody" || len(token) < 32 {
		t.Fatalf("signing in with a preset cookie: %d, token %q", status, token)
	}
	dead(s, "a preset cookie", "preset-by-somebody")
	_, second := signIn(s, access.Contributor, token)
	if second == token {
		t.Error("the token was not renewed at sign-in")
	}
	dead(s, "sign-in again", token)

	ref := s.people[access.Contributor].Ref
	for _, act := range []struct {
		why, address string
		as           access.Role
		form         url.Values
	}{
		{"sign-out", "/sign-out", access.Contributor, url.Values{}},
		{"a new password", "/account/password", access.Contributor, url.Values{"current": {password}, "new": {password + " on"}, "password": {password + " on"}, "repeat": {password + " on"}}},
		{"another role", "/people/" + ref + "/role", access.Lead, url.Values{"version": {s.versionOf(ref)}, "role": {"reader"}}},
		{"no access", "/people/" + ref + "/disable", access.Lead, url.Values{"version": {s.versionOf(ref)}, "reason": {"left"}}},
	} {
		old, _, err := s.server.sessions.Start(context.Background(), s.people[access.Contributor], "test")
		s.must(err)
		s.cookies[access.Contributor] = old
		if act.form.Has("version") {
			act.form.Set("version", s.versionOf(ref))
		}
		if a := s.post(act.as, act.address, act.form); a.StatusCode != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%.2000s", act.why, a.StatusCode, a.body)
		}
		dead(s, act.why, old)
	}
}

// versionOf is the newest version of a record.
func (s *site) versionOf(ref string) string {
	s.Helper()
	entries, err := s.db.History(context.Background(), ref)
	s.must(err)
	if len(entries) == 0 {
		return ""
	}
	return fmt.Sprint(entries[0].Version)
}
