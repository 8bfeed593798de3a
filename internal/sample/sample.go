// Package sample makes a workspace of a made-up organisation with a history of
// about three years, for looking around, for learning, and for tests.
//
// Its content is the folder data: acts as people would do them, written as YAML,
// and the texts of a policy. Each act goes through the door of the store like any
// other, at its own instant, so the trail is true and verification is clean. Days
// are counted from the day of building, so a sample never ages: a review that is
// due in three weeks is due in three weeks whenever it is built.
//
// A sample is marked before anything else is recorded; see store.MarkSample. What
// depends on chance are passwords, and the numbers that seal signatures.
package sample

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Person is somebody of the made-up organisation who can sign in.
type Person struct {
	Ref      string      `json:"-"`
	Name     string      `json:"name"`
	Email    string      `json:"email"`
	Role     access.Role `json:"role"`
	JobTitle string      `json:"job_title"`
	Password string      `json:"password"` // random, new with every sample, kept nowhere
}

// Made is a sample that was built.
type Made struct {
	People []Person // who can sign in, in the order they came
	Acts   int      // how many acts its history has
}

// Face is whom a visitor looks as in a role: of several, the one who came last among
// executives, because the chief executive changed, and the first otherwise.
func (m Made) Face(role access.Role) Person {
	var face Person
	for _, p := range m.People {
		if p.Role == role && (face.Ref == "" || role == access.Executive) {
			face = p
		}
	}
	return face
}

// Build fills an empty workspace with the sample, as if today were the day of
// building, and closes it. Of o it takes where the database lies; files of evidence
// go below o.Dir. A workspace that holds anything is refused.
func Build(ctx context.Context, o store.Options, today when.Day) (m Made, err error) {
	acts, err := story()
	if err != nil {
		return m, err
	}
	b := &builder{ctx: ctx, today: today, refs: map[string]string{}, people: map[string]*Person{}}
	o.Clock = func() time.Time { return b.now }
	b.moveTo(acts[0].On, 0)
	db, err := store.Open(ctx, o)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.MarkSample(ctx, access.Installation(access.CommandLine)); err != nil {
		return m, err
	}
	b.open(db, o.Dir)
	last, nth := acts[0].On, 0
	for _, a := range acts {
		if nth++; a.On != last {
			last, nth = a.On, 1
		}
		b.moveTo(a.On, nth)
		if err := b.play(a); err != nil {
			return m, fmt.Errorf("sample: %s, day %d, %q %s: %w", a.file, a.On, a.Do, a.ID, err)
		}
	}
	return Made{b.present(), len(acts)}, nil
}

// between is the time from one act of a day to the next.
const between = 4 * time.Minute

// moveTo sets the clock to the nth act of a day, which begins at half past seven.
func (b *builder) moveTo(day, nth int) {
	b.now = b.today.Add(day).Time().Add(7*time.Hour + 30*time.Minute + time.Duration(nth)*between)
}

// present lists who can still sign in.
func (b *builder) present() []Person {
	var all []Person
	for _, id := range b.order {
		all = append(all, *b.people[id])
	}
	return all
}
