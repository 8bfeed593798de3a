package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

// testHost is the name under which the tests reach the workbench.
const testHost = "aims.localhost:4201"

// password is everybody's in the tests.
const password = "four unrelated words walk"

// site is a workbench with one person in each role, asked through the real router.
type site struct {
	*testing.T
	db      *store.DB
	handler http.Handler
	server  *Server
	people  map[access.Role]account.Person
	cookies map[access.Role]string
}

// newSite sets up a workbench on SQLite with everybody signed in.
func newSite(t *testing.T) *site {
	t.Helper()
	return siteOn(t, aimstest.DB(t), t.TempDir())
}

func siteOn(t *testing.T, db *store.DB, dir string) *site {
	t.Helper()
	c := Config{DB: db, Dir: dir, Version: "test", Hosts: []string{testHost}, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	server := newServer(c)
	s := &site{T: t, db: db, server: server, handler: server.handler(), people: map[access.Role]account.Person{}, cookies: map[access.Role]string{}}
	ctx := context.Background()
	token, err := server.accounts.SetupLink(ctx)
	s.must(err)
	lead, err := server.accounts.SetUp(ctx, token, account.Newcomer{Name: "Lea Lead", Email: "lead@example.org", Role: access.Lead, Password: password})
	s.must(err)
	s.people[access.Lead] = lead
	for _, role := range access.Roles[1:] {
		in := account.Newcomer{Name: "Test " + role.Title(), Email: string(role) + "@example.org", Role: role, Password: password}
		if role == access.External {
			in.Until = "2027-12-31"
		}
		p, err := server.accounts.Invite(ctx, lead.Actor(access.Browser), in)
		s.must(err)
		s.people[role] = p
	}
	for role, p := range s.people {
		token, _, err := server.sessions.Start(ctx, p, "test")
		s.must(err)
		s.cookies[role] = token
	}
	return s
}

func (s *site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// as is a person in a role, acting in the browser.
func (s *site) as(role access.Role) access.Actor { return s.people[role].Actor(access.Browser) }

// answer is what came back, its body read.
type answer struct {
	*http.Response
	body string
}

// get asks for a page as somebody in a role; an empty role is nobody.
func (s *site) get(role access.Role, address string) answer {
	s.Helper()
	return s.send(role, httptest.NewRequest(http.MethodGet, "http://"+testHost+address, nil))
}

// post sends a form as a browser of the same origin does.
func (s *site) post(role access.Role, address string, form url.Values) answer {
	s.Helper()
	req := httptest.NewRequest(http.MethodPost, "http://"+testHost+address, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	return s.send(role, req)
}

func (s *site) send(role access.Role, req *http.Request) answer {
	s.Helper()
	if role != "" {
		req.AddCookie(&http.Cookie{Name: sessionCookie, Value: s.cookies[role]})
	}
	rec := httptest.NewRecorder()
	s.handler.ServeHTTP(rec, req)
	res := rec.Result()
	body, err := io.ReadAll(res.Body)
	s.must(err)
	return answer{res, string(body)}
}

// position counts the entries of the trail.
func (s *site) position() int64 {
	s.Helper()
	pos, err := store.Position(s.db.Read(context.Background()))
	s.must(err)
	return pos.Seq
}

// row is one request through the real router and what must come of it.
type row struct {
	name    string
	as      access.Role
	post    bool
	address string
	form    url.Values
	status  int
	want    []string // in the body, or the Location for a redirect
	hide    []string // not in the body
	traced  int64    // entries the act leaves
}

// run sends the row and compares.
func (s *site) run(r row) answer {
	s.Helper()
	before := s.position()
	var a answer
	if r.post {
		a = s.post(r.as, r.address, r.form)
	} else {
		a = s.get(r.as, r.address)
	}
	text := a.body + "\nLocation: " + a.Header.Get("Location")
	if a.StatusCode != r.status {
		s.Errorf("%s: status %d, want %d\n%.2000s", r.name, a.StatusCode, r.status, text)
	}
	for _, w := range r.want {
		if !strings.Contains(text, w) {
			s.Errorf("%s: %q is not in the answer\n%.4000s", r.name, w, text)
		}
	}
	for _, h := range r.hide {
		if strings.Contains(text, h) {
			s.Errorf("%s: %q must not be in the answer", r.name, h)
		}
	}
	if got := s.position() - before; got != r.traced {
		s.Errorf("%s: left %d entries, want %d", r.name, got, r.traced)
	}
	return a
}
