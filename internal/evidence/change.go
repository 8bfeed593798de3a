package evidence

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Acts as the trail names them. The rule of review reads the trail by the first two.
const (
	actAdd     = "add"
	actReplace = "replace"
	actRevise  = "revise"
	actReview  = "review"
)

// Revise changes what is said about an item from the version that in carries: title,
// about, supports, period, validity, owner, and the address of a link. A new
// address is a new revision. A review does not outlive a change of what the item shows.
func (s *Shelf) Revise(ctx context.Context, who access.Actor, in Item) (Item, error) {
	err := s.db.Write(ctx, who, access.AddEvidence, func(tx *store.Tx) error { return s.ReviseIn(tx, &in) })
	return in, err
}

// ReviseIn is Revise within an act.
func (s *Shelf) ReviseIn(tx *store.Tx, in *Item) error {
	item, err := loadOwn(tx, in.Ref, in.Version)
	if err != nil {
		return err
	}
	old, act := item, actRevise
	item.describe(*in)
	if err := s.problems(tx.Read(), item); err != nil {
		return err
	}
	if item.Address != old.Address {
		item.Revision++
		act = actReplace
	}
	if item.showsOther(old) {
		item.unreview()
	}
	*in = item
	return tx.Update(act, in, "")
}

// describe takes over what Revise may change.
func (i *Item) describe(in Item) {
	in.prepare()
	i.Title, i.About, i.Supports, i.Owner = in.Title, in.About, in.Supports, in.Owner
	i.PeriodFrom, i.PeriodTo, i.ValidUntil = in.PeriodFrom, in.PeriodTo, in.ValidUntil
	if i.Kind == Address {
		i.Address = in.Address
	}
}

// showsOther says whether a reviewer would have to look again.
func (i Item) showsOther(old Item) bool {
	return i.Owner != old.Owner || i.Address != old.Address || !slices.Equal(i.Supports, old.Supports) ||
		i.PeriodFrom != old.PeriodFrom || i.PeriodTo != old.PeriodTo || i.ValidUntil != old.ValidUntil
}

// Replace stores a newer file as the next revision of an item. The older file stays
// as it was. The new one is not reviewed.
func (s *Shelf) Replace(ctx context.Context, who access.Actor, ref string, version int, r io.Reader, name string) (Item, error) {
	f, err := s.Put(ctx, who, r)
	if err != nil {
		return Item{}, err
	}
	return s.ReplaceStored(ctx, who, ref, version, Arrival{f, name})
}

// ReplaceStored is Replace with a file that is stored already.
func (s *Shelf) ReplaceStored(ctx context.Context, who access.Actor, ref string, version int, f Arrival) (Item, error) {
	var item Item
	err := s.db.Write(ctx, who, access.AddEvidence, func(tx *store.Tx) (err error) {
		if item, err = loadOwn(tx, ref, version); err != nil {
			return err
		}
		switch {
		case item.Kind != File:
			return fault.New(fault.Invalid, "%s is a link. Change its address instead, or add the file as evidence of its own.", ref)
		case item.SHA256 == f.SHA256:
			return fault.New(fault.Invalid, "This is the file that %s holds already, so nothing was changed.", ref)
		}
		item = item.of(f.Stored, f.Name)
		item.Revision++
		item.unreview()
		if err := s.problems(tx.Read(), item); err != nil {
			return err
		}
		return tx.Update(actReplace, &item, "")
	})
	return item, err
}

// Review records what a second person makes of an item: Accepted or Rejected.
// Whoever owns the item or added its newest revision may not be that person.
func (s *Shelf) Review(ctx context.Context, who access.Actor, ref string, version int, verdict Review, note string) (Item, error) {
	var item Item
	err := s.db.Write(ctx, who, access.ReviewEvidence, func(tx *store.Tx) (err error) {
		if item, err = loadInForce(tx, ref, version); err != nil {
			return err
		}
		if err := apart(tx, item); err != nil {
			return err
		}
		if err := checkVerdict(verdict, note); err != nil {
			return err
		}
		item.Review, item.ReviewNote = verdict, strings.TrimSpace(note)
		item.ReviewedBy, item.ReviewedAt = tx.Who.Name, tx.Now
		return tx.Update(actReview, &item, item.ReviewNote)
	})
	return item, err
}

func checkVerdict(verdict Review, note string) error {
	var l check.List
	l.Required("verdict", string(verdict), "Choose whether the evidence is accepted or rejected")
	check.OneOf(&l, "verdict", verdict, []Review{Accepted, Rejected})
	if verdict == Rejected {
		l.Required("note", note, "Say what is missing or wrong, so that the owner can mend it")
	}
	l.AtMost("note", note, 2000)
	return l.Err()
}

// apart holds the separation of duties: nobody confirms their own evidence.
func apart(tx *store.Tx, item Item) error {
	adder, err := adderOf(tx.Read(), item.Ref)
	if err != nil {
		return err
	}
	return item.mayReview(tx.Who, adder)
}

// MayConfirm says what keeps a person from confirming that an item still shows what it
// is for: who may not review it may not confirm it.
func MayConfirm(q *gorm.DB, who access.Actor, ref string) error {
	item, err := store.Take[Item](q, ref)
	if err != nil {
		return err
	}
	adder, err := adderOf(q, ref)
	if err != nil {
		return err
	}
	return item.mayReview(who, adder)
}

// adderOf is the account that put the newest file or address into an item.
func adderOf(q *gorm.DB, ref string) (string, error) {
	var actors []string
	err := q.Table("trail_entries").Where("register = ? AND ref = ? AND act IN ?", Item{}.TableName(), ref, []string{actAdd, actReplace}).
		Order("seq DESC").Limit(1).Pluck("actor", &actors).Error
	if err != nil || len(actors) == 0 {
		return "", errors.Join(err, fmt.Errorf("evidence: nobody added %s", ref))
	}
	return actors[0], nil
}

func (i Item) mayReview(who access.Actor, adder string) error {
	if adder == who.Ref {
		return fault.New(fault.Forbidden, "You added this revision of %s, so somebody else has to review it. Ask another AI governance lead or an internal auditor.", i.Ref)
	}
	owner := strings.TrimSpace(i.Owner)
	if owner != "" && (strings.EqualFold(owner, who.Name) || strings.EqualFold(owner, who.Email)) {
		return fault.New(fault.Forbidden, "You own %s, so somebody else has to review it. Ask another AI governance lead or an internal auditor.", i.Ref)
	}
	return nil
}

// MayReview says whether the rule of review lets a person judge an item as it is now.
func (s *Shelf) MayReview(ctx context.Context, who access.Actor, item Item) (bool, error) {
	if item.Retired() || !who.May(access.ReviewEvidence) {
		return false, nil
	}
	adder, err := adderOf(s.db.Read(ctx), item.Ref)
	return err == nil && item.mayReview(who, adder) == nil, err
}

// Retire takes an item out of force from today; its files and history stay.
func (s *Shelf) Retire(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.AddEvidence, func(tx *store.Tx) error {
		item, err := store.Load[Item](tx, ref, version)
		if err != nil {
			return err
		}
		if err := mayChange(tx.Read(), tx.Who, ref); err != nil {
			return err
		}
		return tx.Retire(&item, reason)
	})
}

// loadOwn reads an item to be changed by somebody who may.
func loadOwn(tx *store.Tx, ref string, version int) (Item, error) {
	item, err := loadInForce(tx, ref, version)
	if err != nil {
		return item, err
	}
	return item, mayChange(tx.Read(), tx.Who, ref)
}

// mayChange leaves evidence to who added it, and to the leads, who keep every
// register: an auditor must not replace what an auditee has shown.
func mayChange(q *gorm.DB, who access.Actor, ref string) error {
	if who.Role == access.Lead {
		return nil
	}
	adder, err := adderOf(q, ref)
	if err != nil {
		return err
	}
	if adder != who.Ref {
		return fault.New(fault.Forbidden, "Somebody else added %s, so only they or an AI governance lead may change it. Add what you have as evidence of its own.", ref)
	}
	return nil
}

// MayChange says whether a person may revise, replace or retire an item.
func (s *Shelf) MayChange(ctx context.Context, who access.Actor, item Item) (bool, error) {
	if item.Retired() || !who.May(access.AddEvidence) {
		return false, nil
	}
	err := mayChange(s.db.Read(ctx), who, item.Ref)
	if fault.KindOf(err) == fault.Forbidden {
		return false, nil
	}
	return err == nil, err
}

// loadInForce reads an item to be changed; a retired one stays as it is.
func loadInForce(tx *store.Tx, ref string, version int) (Item, error) {
	item, err := store.Load[Item](tx, ref, version)
	if err == nil && item.Retired() {
		return item, fault.New(fault.Invalid, "%s was retired on %s and stays as it is. Add new evidence instead.", ref, item.RetiredOn.Human())
	}
	return item, err
}
