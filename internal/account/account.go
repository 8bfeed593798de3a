// Package account holds the people who may use the workbench, their passwords and
// their sessions. A person is a record with a trail; password hashes, sessions
// and one-time links are house tables, which never reach the trail, an export or
// a pack.
//
// What it promises:
//
//   - There is no default account. The first person, a lead, is set up with a
//     link that only somebody at the machine can read; after that set-up is dead.
//   - One active lead at least stays, so that people can always be managed.
//   - Guessing gets slower and slower, yet nobody is ever locked out, and an
//     address without an account cannot be told from one that has it.
//   - A session ends at once on sign-out, on a new password, on another role and
//     when the account is disabled. Access for a time ends with its last day.
//   - Of every token only the SHA-256 is kept, of every password only argon2id.
//
// Sessions are kept here and not by a session library: it is one table that works
// on both databases, and ending the sessions of a person belongs to the same
// transaction as the act that ends them.
package account

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Person is somebody with an account. A retired person cannot sign in; their
// name stays on what they did.
type Person struct {
	store.Head
	Name          string       `json:"name"`
	Email         string       `json:"email"` // lower case; unique
	Role          access.Role  `json:"role"`
	JobTitle      string       `json:"job_title"`
	PasswordSetAt when.Instant `json:"password_set_at"` // empty while there is no password
	PasswordSetBy string       `json:"password_set_by"` // name and reference; see PasswordSetByOther
	Until         when.Day     `json:"until"`           // last day of access; empty where it does not end

	CalendarSince  when.Instant `json:"calendar_since"`  // of the calendar link that stands; empty where there is none
	CalendarAll    bool         `json:"calendar_all"`    // it tells everybody's days
	CalendarTitles bool         `json:"calendar_titles"` // it tells what records are called
}

// TableName is the table of people.
func (Person) TableName() string { return "people" }

// Ended says whether the person's access is over: taken away, or past its last day.
func (p Person) Ended(today when.Day) bool { return p.Retired() || p.Until.Passed(today) }

// Actor is the person acting through one of the ways in.
func (p Person) Actor(via access.Via) access.Actor {
	return access.Actor{Ref: p.Ref, Name: p.Name, Email: p.Email, Role: p.Role, Via: via}
}

// PasswordSetByOther names who else gave the person the password they have now,
// with that one's reference; empty when the person chose it. A signature prints it.
func (p Person) PasswordSetByOther() string {
	if strings.HasSuffix(p.PasswordSetBy, "("+p.Ref+")") {
		return ""
	}
	return p.PasswordSetBy
}

// Registers lists what this package keeps.
func Registers() []store.Register {
	return []store.Register{store.Of[Person]("person", "USR", "People")}
}

// Accounts is the people of one workspace and their ways in. It is safe for use
// by many at once; make one for the whole process, because it bounds the memory
// that password hashing takes.
type Accounts struct {
	db     *store.DB
	hasher hasher
}

// New gives the accounts of a database.
func New(db *store.DB) *Accounts { return &Accounts{db: db, hasher: newHasher()} }

// People lists everybody, also who is disabled, in the order of references.
func (a *Accounts) People(ctx context.Context) ([]Person, error) {
	return store.All[Person](a.db.Read(ctx))
}

// ByRef reads one person; fault.NotFound when there is none.
func (a *Accounts) ByRef(ctx context.Context, ref string) (Person, error) {
	return store.Take[Person](a.db.Read(ctx), ref)
}

// ByEmail reads one person by address, in any case of letters; fault.NotFound
// when there is none.
func (a *Accounts) ByEmail(ctx context.Context, email string) (Person, error) {
	found, err := byEmail(a.db.Read(ctx), normal(email))
	if err != nil {
		return Person{}, err
	}
	if found.Ref == "" {
		return Person{}, fault.New(fault.NotFound, "Nobody here has the address %s. Check it, or ask a lead to add the person.", normal(email))
	}
	return found, nil
}

// ActiveLeads lists the leads who can sign in.
func (a *Accounts) ActiveLeads(ctx context.Context) ([]Person, error) {
	var leads []Person
	err := activeLeads(a.db.Read(ctx)).Order("ref").Find(&leads).Error
	if err != nil {
		return nil, fmt.Errorf("account: leads: %w", err)
	}
	return leads, nil
}

// Any says whether there is any account yet.
func (a *Accounts) Any(ctx context.Context) (bool, error) { return anybody(a.db.Read(ctx)) }

func anybody(q *gorm.DB) (bool, error) {
	var n int64
	if err := q.Model(&Person{}).Count(&n).Error; err != nil {
		return false, fmt.Errorf("account: count people: %w", err)
	}
	return n > 0, nil
}

func activeLeads(q *gorm.DB) *gorm.DB {
	return q.Model(&Person{}).Where("role = ? AND retired_on = ''", access.Lead)
}

// byEmail gives the zero Person when nobody has the address.
func byEmail(q *gorm.DB, email string) (Person, error) {
	var p Person
	if err := q.Where("email = ?", email).Limit(1).Find(&p).Error; err != nil {
		return Person{}, fmt.Errorf("account: find by address: %w", err)
	}
	return p, nil
}

// normal is the one form of an address.
func normal(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
