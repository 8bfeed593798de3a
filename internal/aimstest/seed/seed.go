// Package seed fills workspaces for tests, through the stages' own verbs and
// therefore through the one door: a small one in which everything occurs, and
// registers of any length.
package seed

import (
	"context"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
)

// Hostile is text that breaks a page which does not escape, wrap or isolate it:
// markup, quotes, a turned reading direction, marks that stack, a long word.
const Hostile = "\"><script src=\"/x.js\"></script><b onload='x'> ${x} {{x}} \u05e9\u05dc\u05d5\u05dd \u202eabc\u202c \u00e9\u0302\u0303 \u6f22\u5b57 "

// LongWord has no place to break.
var LongWord = strings.Repeat("Donaudampfschifffahrt", 6)

// Password is everybody's.
const Password = "four unrelated words walk"

// Person is somebody with an account and an open session.
type Person struct {
	access.Actor
	Email   string
	Session string // the token of the session
}

// People sets up one person in each role, signed in.
func People(t testing.TB, db *store.DB) map[access.Role]Person {
	t.Helper()
	f := fill{TB: t, ctx: context.Background()}
	accounts, sessions, out := account.New(db), account.NewSessions(db), map[access.Role]Person{}
	add := func(p account.Person) {
		token, _, err := sessions.Start(f.ctx, p, "test")
		f.must(err)
		out[p.Role] = Person{p.Actor(access.Browser), p.Email, token}
	}
	link, err := accounts.SetupLink(f.ctx)
	f.must(err)
	lead, err := accounts.SetUp(f.ctx, link, newcomer(access.Lead))
	f.must(err)
	add(lead)
	for _, role := range access.Roles[1:] {
		p, err := accounts.Invite(f.ctx, lead.Actor(access.Browser), newcomer(role))
		f.must(err)
		add(p)
	}
	return out
}

func newcomer(role access.Role) account.Newcomer {
	in := account.Newcomer{Name: "Test " + role.Title(), Email: string(role) + "@example.org", Role: role, Password: Password}
	if role == access.External {
		in.Until = "2029-12-31"
	}
	return in
}

// fill is a workspace being filled. The first error ends the test.
type fill struct {
	testing.TB
	ctx   context.Context //nolint:containedctx // of one test
	db    *store.DB
	dir   string
	as    map[access.Role]access.Actor
	known *controls.Catalogue
}

func (f *fill) must(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

// got is what a verb answered: of(verb(…)).by(f) is the record, or the end of the test.
type got[T any] struct {
	rec T
	err error
}

func of[T any](rec T, err error) got[T] { return got[T]{rec, err} }

func (g got[T]) by(f *fill) T {
	f.Helper()
	f.must(g.err)
	return g.rec
}

func (f *fill) shelf() *evidence.Shelf {
	s := evidence.New(f.db, f.dir)
	s.Known = f.known.Known
	return s
}

func filling(t testing.TB, db *store.DB, dir string, as func(access.Role) access.Actor) *fill {
	f := &fill{TB: t, ctx: context.Background(), db: db, dir: dir, known: controls.MustLoad(), as: map[access.Role]access.Actor{}}
	for _, role := range access.Roles {
		f.as[role] = as(role)
	}
	return f
}
