package web

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
)

// worry is what a reporter writes in these tests; telltale are words of it that may
// stand on no page but those of the handlers and of the reporter.
var (
	worry    = fields("text", "The quokka model lies about premiums", "about", "Wombat pricing", "name", "")
	telltale = []string{"quokka", "Wombat"}
)

// takesConcerns is a workbench at whose public page concerns are taken, by its contributor.
func takesConcerns(t *testing.T, change ...func(*operation.ConcernDesk)) *site {
	t.Helper()
	s := newSite(t)
	s.setDesk(change...)
	return s
}

func (s *site) setDesk(change ...func(*operation.ConcernDesk)) {
	s.Helper()
	was, err := operation.TakeConcernDesk(context.Background(), s.db)
	s.must(err)
	d := operation.ConcernDesk{Open: true, Handlers: []string{s.people[access.Contributor].Ref}, Readers: "The ombudsperson alone", Promise: "Nobody suffers for it", Days: 10}
	d.Version = was.Version
	for _, c := range change {
		c(&d)
	}
	_, err = operation.SetConcernDesk(context.Background(), s.db, s.as(access.Lead), d)
	s.must(err)
}

func closed(d *operation.ConcernDesk) { d.Open = false }

var receiptCode = regexp.MustCompile(`[A-Z2-7]{4}(?:-[A-Z2-7]{4}){5}`)

// report sends a concern and gives the code that the page shows.
func (s *site) report(as access.Role, address string, in url.Values) string {
	s.Helper()
	a := s.run(row{name: "a concern", as: as, post: true, address: address, form: in, status: http.StatusOK, want: []string{"Your concern is received"}, traced: 1})
	codes := receiptCode.FindAllString(a.body, -1)
	if len(codes) != 1 {
		s.Fatalf("the page shows %d codes, want one", len(codes))
	}
	return codes[0]
}

func TestConcernsAreTakenWithoutSigningIn(t *testing.T) {
	s := takesConcerns(t)
	var names []string // of the workspace
	for _, p := range s.people {
		names = append(names, p.Name, p.Email, p.Ref)
	}
	a := s.run(row{name: "the page", address: "/concern", status: http.StatusOK, want: []string{"The ombudsperson alone", "Nobody suffers for it", "What worries you?"}, hide: append(names, "/operation", "/people", "CNC-", "CND-")})
	if a.Header.Get("Set-Cookie") != "" {
		t.Errorf("the page sets a cookie: %s", a.Header.Get("Set-Cookie"))
	}
	s.run(row{name: "nothing written", post: true, address: "/concern", form: fields("about", "kept words"), status: http.StatusUnprocessableEntity, want: []string{"Write what worries you", "kept words"}, hide: names})
	code := s.report("", "/concern", worry)
	s.run(row{name: "the sign-in page leads to it", address: "/sign-in", status: http.StatusOK, want: []string{`href="/concern"`}})
	a = s.run(row{name: "with the code", post: true, address: "/concern/follow", form: fields("code", strings.ToLower(code)), status: http.StatusOK, want: []string{telltale[0]}, hide: append(names, "CNC-")})
	if a.Header.Get("Set-Cookie") != "" {
		t.Error("reading with the code sets a cookie")
	}
}

// A sentence that waits for a signed-in person is no matter of these pages, and a
// browser that has a session gets the same page as any other.
func TestConcernsPageDoesNotKnowWhoAsks(t *testing.T) {
	s := takesConcerns(t)
	nobody := s.get("", "/concern").body
	for _, role := range access.Roles {
		if s.get(role, "/concern").body != nobody {
			t.Errorf("a %s gets another page than somebody who is not signed in", role)
		}
	}
	req := httptest.NewRequest(http.MethodGet, "http://"+testHost+"/concern", nil)
	req.AddCookie(&http.Cookie{Name: flashCookie, Value: "UmlzayBSU0stMjAyNi0wMDEgaXMgc2F2ZWQu"}) // "Risk RSK-2026-001 is saved."
	if a := s.send(access.Lead, req); a.body != nobody || a.Header.Get("Set-Cookie") != "" {
		t.Error("the page tells, or clears, what was said to somebody who signed in")
	}
}

func TestConcernsAreNotTakenWhileThePageIsClosed(t *testing.T) {
	s := newSite(t)
	rows := func(why string) {
		s.run(row{name: why + ": look", address: "/concern", status: http.StatusNotFound, want: []string{"takes no concerns at the moment"}})
		s.run(row{name: why + ": send", post: true, address: "/concern", form: worry, status: http.StatusNotFound, want: []string{"takes no concerns at the moment"}})
	}
	rows("nobody set it up")
	s.run(row{name: "nor within", as: access.Reader, post: true, address: "/operation/concerns/report", form: worry, status: http.StatusUnprocessableEntity, want: []string{"Nobody is named yet"}})
	s.setDesk(closed)
	rows("closed")
	s.run(row{name: "the sign-in page does not lead there", address: "/sign-in", status: http.StatusOK, hide: []string{`href="/concern"`}})
	code := s.report(access.Reader, "/operation/concerns/report", worry)
	s.run(row{name: "who has a code still reads", post: true, address: "/concern/follow", form: fields("code", code), status: http.StatusOK, want: []string{telltale[0]}})
}

func TestConcernsTooLargeOrTooManyAreRefused(t *testing.T) {
	s := takesConcerns(t)
	long := fields("text", strings.Repeat("x", mostWords))
	for _, address := range []string{"/concern", "/concern/add", "/concern/follow"} {
		s.run(row{name: "too large", post: true, address: address, form: long, status: http.StatusUnprocessableEntity, want: []string{"too long to be sent at once"}})
	}
	s.run(row{name: "a text too long", post: true, address: "/concern", form: fields("text", strings.Repeat("x", 8001)), status: http.StatusUnprocessableEntity, want: []string{"8000"}})
	s = takesConcerns(t)
	for range perHour {
		s.report("", "/concern", worry)
	}
	s.run(row{name: "too many", post: true, address: "/concern", form: fields("text", "mine"), status: http.StatusTooManyRequests, want: []string{"Many people have written within this hour", "mine"}})
	s.run(row{name: "nor within", as: access.Reader, post: true, address: "/operation/concerns/report", form: worry, status: http.StatusTooManyRequests, want: []string{"Many people have written"}})
}

// Tries of codes are few, whether they are right or not, and whoever guesses keeps
// nobody from reporting.
func TestConcernCodesCannotBeGuessed(t *testing.T) {
	s := takesConcerns(t)
	code := s.report("", "/concern", worry)
	wrong := fields("code", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF", "text", "mine")
	said := ""
	for i := range perHour {
		address := []string{"/concern/follow", "/concern/add"}[i%2]
		a := s.run(row{name: "a guess", post: true, address: address, form: wrong, status: http.StatusUnprocessableEntity, want: []string{"No concern has this code"}, hide: append([]string{"CNC-"}, telltale...)})
		if said != "" && a.body != said {
			t.Fatal("one wrong code is answered otherwise than another")
		}
		said = a.body
	}
	s.run(row{name: "after many guesses", post: true, address: "/concern/follow", form: fields("code", code), status: http.StatusTooManyRequests, want: []string{"Too many codes were tried"}, hide: telltale})
	s.report("", "/concern", worry)
}

func TestConcernPaceForgetsAfterAnHour(t *testing.T) {
	var p pace
	start := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for i := range perHour {
		if !p.allow(when.At(start.Add(time.Duration(i) * time.Second))) {
			t.Fatalf("number %d is refused", i)
		}
	}
	for after, want := range map[time.Duration]bool{59 * time.Minute: false, time.Hour: true} {
		q := pace{came: p.came}
		if q.allow(when.At(start.Add(after))) != want {
			t.Errorf("after %s: want %v", after, want)
		}
	}
}

// The code is shown once and opens its own concern only.
func TestConcernCodeFollowsItsOwnConcern(t *testing.T) {
	s := takesConcerns(t)
	mine := s.report("", "/concern", worry)
	other := s.report("", "/concern", fields("text", "Another thing"))
	handler := access.Contributor
	s.run(row{name: "an answer", as: handler, post: true, address: "/operation/concerns/CNC-2026-001", form: fields("text", "We look into it", "version", "1"), status: http.StatusSeeOther, traced: 1})
	s.run(row{name: "mine", post: true, address: "/concern/follow", form: fields("code", mine), status: http.StatusOK, want: []string{telltale[0], "We look into it"}, hide: []string{"Another thing", other}})
	s.run(row{name: "the other", post: true, address: "/concern/follow", form: fields("code", other), status: http.StatusOK, want: []string{"Another thing"}, hide: append([]string{"We look into it", mine}, telltale...)})
	s.run(row{name: "more words", post: true, address: "/concern/add", form: fields("code", mine, "text", "There is more"), status: http.StatusOK, want: []string{"There is more", "is added"}, traced: 1})
	s.run(row{name: "none", post: true, address: "/concern/add", form: fields("code", mine, "text", " "), status: http.StatusUnprocessableEntity, want: []string{"Write what worries you"}})
	for _, address := range []string{"/operation/concerns", "/operation/concerns/CNC-2026-001", "/concern/follow", "/concern"} {
		s.run(row{name: "not shown again at " + address, as: handler, address: address, status: http.StatusOK, hide: []string{mine, other}})
	}
	for _, table := range []string{"concern_codes", "concern_words", "concerns", "trail_entries"} {
		for _, code := range []string{mine, strings.ReplaceAll(mine, "-", "")} {
			if strings.Contains(s.dump(table), code) {
				t.Errorf("the code is kept in %s", table)
			}
		}
	}
}

// dump is every value of a table, as text.
func (s *site) dump(table string) string {
	s.Helper()
	var rows []map[string]any
	s.must(s.db.Read(context.Background()).Table(table).Find(&rows).Error)
	var said []string
	for _, r := range rows {
		for column, v := range r {
			said = append(said, fmt.Sprintf("%s: %v", column, v))
		}
	}
	slices.Sort(said)
	return strings.Join(said, "\n")
}

func TestConcernsAreReadByTheirHandlersOnly(t *testing.T) {
	s := takesConcerns(t)
	s.report("", "/concern", worry)
	s.run(row{name: "the handler lists", as: access.Contributor, address: "/operation/concerns", status: http.StatusOK, want: []string{"CNC-2026-001"}})
	s.run(row{name: "the handler reads", as: access.Contributor, address: "/operation/concerns/CNC-2026-001", status: http.StatusOK, want: telltale})
	for _, role := range access.Roles {
		if role == access.Contributor {
			continue
		}
		hide := append([]string{"received"}, telltale...)
		for _, ref := range []string{"", "/CNC-2026-001", "/CNC-2026-009"} { // the same whether it is there or not
			s.run(row{name: string(role) + " looks at" + ref, as: role, address: "/operation/concerns" + ref, status: http.StatusForbidden, hide: hide})
		}
		s.run(row{name: string(role) + " answers", as: role, post: true, address: "/operation/concerns/CNC-2026-001", form: fields("text", "Be quiet", "version", "1"), status: http.StatusForbidden, hide: telltale})
		s.run(row{name: string(role) + " sees no way", as: role, address: "/operation", status: http.StatusOK, hide: []string{`href="/operation/concerns"`, "CNC-"}})
	}
	for _, address := range []string{"/operation/concerns", "/operation/concerns/CNC-2026-001"} {
		s.run(row{name: "nobody", address: address, status: http.StatusSeeOther, want: []string{"/sign-in"}})
	}
}

func TestConcernsAreTakenFromThisOriginOnly(t *testing.T) {
	s := takesConcerns(t)
	code := s.report("", "/concern", worry)
	for _, address := range inTheOpen {
		for _, from := range []string{"cross-site", "same-site"} {
			before := s.position()
			form := fields("text", "From elsewhere", "code", code).Encode()
			req := httptest.NewRequest(http.MethodPost, "http://"+testHost+address, strings.NewReader(form))
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			req.Header.Set("Sec-Fetch-Site", from)
			if a := s.send(access.Reader, req); a.StatusCode != http.StatusForbidden || s.position() != before || strings.Contains(a.body, telltale[0]) {
				t.Errorf("%s from %s: %d", address, from, a.StatusCode)
			}
		}
	}
}

// The log says nothing of who reports, nor that a signed-in person does.
func TestConcernsAreNotLogged(t *testing.T) {
	for _, damage := range [][]trail.Problem{nil, {{Seq: 1, Part: "image", Message: "altered"}}} {
		s := takesConcerns(t)
		var log bytes.Buffer
		s.server.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		s.server.Damage = damage
		for _, address := range inTheOpen {
			for _, role := range []access.Role{"", access.Reader} {
				for _, form := range []url.Values{worry, fields("code", "wrong"), fields("text", strings.Repeat("x", mostWords))} {
					if a := s.post(role, address, form); a.StatusCode >= http.StatusInternalServerError {
						t.Errorf("%s: %d", address, a.StatusCode)
					}
				}
			}
		}
		if log.Len() > 0 {
			t.Errorf("with damage %v the log says %.600s", damage, &log)
		}
	}
}

// A report whose session has ended is kept nowhere, though other forms are.
func TestConcernsAreNoDrafts(t *testing.T) {
	s := takesConcerns(t, closed)
	page := s.get(access.Reader, "/operation/concerns/report")
	form := fieldsOf(page.body)
	for name, values := range worry {
		form[name] = values
	}
	s.must(s.server.sessions.End(context.Background(), s.cookies[access.Reader]))
	s.run(row{name: "too late", as: access.Reader, post: true, address: "/operation/concerns/report", form: form, status: http.StatusSeeOther, want: []string{"/sign-in"}})
	if got := s.dump("drafts"); strings.Contains(got, telltale[0]) {
		t.Errorf("a draft holds the concern: %s", got)
	}
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)

// fieldsOf are the hidden fields of the forms of a page.
func fieldsOf(body string) url.Values {
	v := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(body, -1) {
		v.Set(m[1], m[2])
	}
	return v
}

// entriesAfter are the entries of the trail after a position.
func (s *site) entriesAfter(seq int64) []trail.Entry {
	s.Helper()
	var all []trail.Entry
	s.must(s.db.Read(context.Background()).Where("seq > ?", seq).Order("seq").Find(&all).Error)
	return all
}

// takeConcern reads a concern as it lies in its table.
func (s *site) takeConcern(ref string) operation.Concern {
	s.Helper()
	c, err := store.Take[operation.Concern](s.db.Read(context.Background()), ref)
	s.must(err)
	return c
}
