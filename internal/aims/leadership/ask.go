package leadership

import (
	"context"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Asking is a version with the people who shall acknowledge it.
type Asking struct {
	Version string
	People  []Acknowledgement // names, and accounts where they have one
	Due     when.Day
}

// Ask asks people to acknowledge the version in force, in one act. Who was asked
// already is left as they are.
func (d *Direction) Ask(ctx context.Context, who access.Actor, in Asking) (asked int, err error) {
	err = d.db.Write(ctx, who, access.EditPolicy, func(tx *store.Tx) error {
		v, err := store.LoadNow[Version](tx, in.Version)
		if err != nil {
			return err
		}
		if v.State != Approved {
			return fault.New(fault.Invalid, "Only the version in force can be acknowledged. Open the document and ask for that one.")
		}
		if err := in.check(tx.Now.Day()); err != nil {
			return err
		}
		asked, err = askAll(tx, v.Ref, in.People, in.Due)
		return err
	})
	return asked, err
}

func (in Asking) check(today when.Day) error {
	var l check.List
	if len(in.People) == 0 {
		l.Add("people", "Choose at least one person")
	}
	l.Day("due", in.Due)
	if in.Due != "" && in.Due < today {
		l.Add("due", "Choose a day that is still to come")
	}
	return l.Err()
}

// askAll asks each of the people who is not asked yet.
func askAll(tx *store.Tx, version string, people []Acknowledgement, due when.Day) (asked int, err error) {
	before, err := askedOf(tx.Read(), version)
	if err != nil {
		return 0, err
	}
	for _, p := range people {
		p.Name = strings.TrimSpace(p.Name)
		if slices.ContainsFunc(before, p.same) {
			continue
		}
		a := Acknowledgement{Name: p.Name, Account: p.Account, Document: version, Due: due}
		if err := Acknowledgements.Add(tx, &a); err != nil {
			return asked, err
		}
		before = append(before, a)
		asked++
	}
	return asked, nil
}

// same says whether two acknowledgements are of one person.
func (a Acknowledgement) same(b Acknowledgement) bool {
	return a.Account == b.Account && (a.Account != "" || a.Name == b.Name)
}

// daysToRead is how long people have for a new version of what they were asked to read.
const daysToRead = 30

// askAgain asks everybody of a former version to acknowledge the one that replaces it.
func askAgain(tx *store.Tx, former, next string) error {
	people, err := askedOf(tx.Read(), former)
	if err != nil {
		return err
	}
	_, err = askAll(tx, next, people, tx.Now.Day().Add(daysToRead))
	return err
}

// Acknowledge is a person saying under the own account that they read the version
// that they were asked about. Nobody can say it for somebody else.
func (d *Direction) Acknowledge(ctx context.Context, who access.Actor, ref string) (a Acknowledgement, err error) {
	err = d.db.Write(ctx, who, access.Acknowledge, func(tx *store.Tx) error {
		if a, err = store.LoadNow[Acknowledgement](tx, ref); err != nil {
			return err
		}
		switch {
		case a.Account != tx.Who.Ref:
			return fault.New(fault.Forbidden, "Only %s can acknowledge this.", a.Name)
		case a.Retired():
			return fault.New(fault.Invalid, "You are no longer asked to acknowledge this.")
		case !a.Waits():
			return fault.New(fault.Conflict, "This was acknowledged on %s. Once is enough.", a.AcknowledgedOn.Human())
		}
		a.AcknowledgedOn, a.PressedAt, a.ShownBy = tx.Now.Day(), tx.Now, pressedHere
		return tx.Update("acknowledge", &a, "")
	})
	return a, err
}

// Asked lists who was asked to acknowledge a version, by name.
func (d *Direction) Asked(ctx context.Context, version string) ([]Acknowledgement, error) {
	return askedOf(d.db.Read(ctx), version)
}
