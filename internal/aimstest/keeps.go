package aimstest

import (
	"context"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
)

// Kept is a row of the suite for a register of internal/register: good is a record
// that it takes, with every field filled in; bad is one it refuses at marks.
type Kept[T any, P register.Rec[T]] struct {
	*register.Register[T, P]

	By, NotBy access.Role
	Ender     access.Role // who retires, where whoever records may not; empty means By
	Before    func(ctx context.Context, db *store.DB) error
	Good, Bad T
	Marks     []string
	Blank     []string // fields that Good leaves empty, because others in it exclude them
}

// Keeps runs the suite on both engines, and holds that every field of the description
// is a column of the table, finds its answer again, and is filled in by Good.
func Keeps[T any, P register.Rec[T]](t *testing.T, k Kept[T, P]) {
	t.Helper()
	for _, a := range k.Answers(&k.Good) {
		if a.Empty() && !slices.Contains(k.Blank, a.Name) {
			t.Errorf("%s: the good record leaves %q empty", k.Name, a.Name)
		}
	}
	k.roundTrip(t)
	Conforms(t, Conformance{
		Register: k.Store(), By: k.By, NotBy: k.NotBy, Before: k.Before, Marks: k.Marks,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			made, err := k.Keep(ctx, db, who, k.Good)
			return store.HeadOf(P(&made)).Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			in, err := k.Take(ctx, db, ref)
			if err != nil {
				return err
			}
			store.HeadOf(P(&in)).Version = version
			_, err = k.Change(ctx, db, who, in)
			if err == nil {
				err = k.listed(ctx, db, ref)
			}
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			if k.Ender != "" && who.Role == k.By {
				who = As(k.Ender)
			}
			return k.Retire(ctx, db, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := k.Keep(ctx, db, who, k.Bad)
			return err
		},
	})
}

// roundTrip reads what a form would post of the good record into an empty one.
func (k Kept[T, P]) roundTrip(t *testing.T) {
	t.Helper()
	posted := map[string][]string{}
	for _, a := range k.Answers(&k.Good) {
		posted[a.Name] = a.Values
	}
	var again T
	if err := k.Read(&again, func(name string) []string { return posted[name] }); err != nil {
		t.Errorf("%s: %v", k.Name, check.Messages(err))
	}
	for i, a := range k.Answers(&again) {
		if was := k.Answers(&k.Good)[i]; a.Plain() != was.Plain() {
			t.Errorf("%s: %s was %q and came back as %q", k.Name, a.Name, was.Plain(), a.Plain())
		}
	}
}

// listed asks the list in every order, by its text and by every field that narrows.
func (k Kept[T, P]) listed(ctx context.Context, db *store.DB, ref string) error {
	rec, err := k.Take(ctx, db, ref)
	if err != nil {
		return err
	}
	queries := []register.Query{{Text: ref}, {Text: k.NameOf(&rec)}}
	for _, a := range k.Answers(&rec) {
		if a.Sortable() {
			queries = append(queries, register.Query{Place: store.Place{Sort: "-" + a.Name}})
		}
		if a.Narrows && len(a.Values) > 0 {
			queries = append(queries, register.Query{Where: map[string]string{a.Name: a.Values[0]}})
		}
	}
	for _, q := range queries {
		found, err := k.List(ctx, db, q)
		if err != nil {
			return err
		}
		if len(found.Rows) == 0 {
			return &check.Error{Messages: []check.Message{{Field: "list", Text: "the record is not found by " + q.Text + q.Sort}}}
		}
	}
	return nil
}
