package account_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Two passwords that pass, and an address to ask from.
const (
	firstPassword = "violet kettle 93 harbour"
	otherPassword = "Zwölf Boxkämpfer jagen"
	here          = "127.0.0.1"
)

// office is a workspace with Lena, who is a lead and can sign in.
type office struct {
	*account.Accounts
	*account.Sessions
	t    *testing.T
	ctx  context.Context
	db   *store.DB
	lena account.Person
}

func newOffice(t *testing.T, db *store.DB) *office {
	t.Helper()
	o := &office{account.New(db).Thrifty(), account.NewSessions(db), t, context.Background(), db, account.Person{}}
	token, err := o.SetupLink(o.ctx)
	o.must(err)
	o.lena, err = o.SetUp(o.ctx, token, newcomer("Lena Ohm", "lena@example.org", ""))
	o.must(err)
	return o
}

// both runs a test in an office on each engine.
func both(t *testing.T, run func(t *testing.T, o *office)) {
	t.Helper()
	aimstest.Both(t, func(t *testing.T, db *store.DB) { run(t, newOffice(t, db)) })
}

func newcomer(name, email string, role access.Role) account.Newcomer {
	return account.Newcomer{Name: name, Email: email, Role: role, JobTitle: "Clerk", Password: firstPassword}
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) lead() access.Actor { return o.lena.Actor(access.Browser) }

func (o *office) invite(name, email string, role access.Role) account.Person {
	o.t.Helper()
	p, err := o.Invite(o.ctx, o.lead(), newcomer(name, email, role))
	o.must(err)
	return p
}

func (o *office) signIn(email, password string) error {
	_, err := o.SignIn(o.ctx, email, password, here)
	return err
}

func (o *office) start(p account.Person) string {
	o.t.Helper()
	token, _, err := o.Start(o.ctx, p, "Test browser")
	o.must(err)
	return token
}

func (o *office) live(token string) bool {
	o.t.Helper()
	_, _, err := o.Find(o.ctx, token)
	if err != nil && fault.KindOf(err) != fault.Forbidden {
		o.t.Fatal(err)
	}
	return err == nil
}

// wait lets the workspace's clock run on.
func (o *office) wait(d time.Duration) {
	for until := o.db.Now().Time().Add(d); o.db.Now().Time().Before(until); {
	}
}

func (o *office) count(table string) int64 {
	o.t.Helper()
	var n int64
	o.must(o.db.Read(o.ctx).Table(table).Count(&n).Error)
	return n
}

func (o *office) house(fn func(tx *gorm.DB) error) {
	o.t.Helper()
	o.must(o.db.House(o.ctx, fn))
}

func wantKind(t *testing.T, err error, kind fault.Kind) {
	t.Helper()
	if err == nil || fault.KindOf(err) != kind {
		t.Fatalf("got %v, want a failure of kind %q", err, kind)
	}
}

func wantFields(t *testing.T, err error, fields ...string) {
	t.Helper()
	var got []string
	for _, m := range check.Messages(err) {
		got = append(got, m.Field)
	}
	if !slices.Equal(got, fields) {
		t.Fatalf("messages at %v, want %v (%v)", got, fields, err)
	}
}

// seconds is the pause that err asks for, 0 when it is no such answer.
func seconds(err error) int {
	if e, ok := errors.AsType[*account.TooSoon](err); ok {
		return e.Seconds
	}
	return 0
}
