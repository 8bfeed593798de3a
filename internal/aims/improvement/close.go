package improvement

import (
	"context"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Unfinished says what keeps a nonconformity open, each with the field where it is
// done; none when it can be closed. 10.2 asks for all of it.
func (n Nonconformity) Unfinished(actions []Action) []check.Message {
	var l check.List
	lacks := func(field, value, text string) {
		if strings.TrimSpace(value) == "" {
			l.Add(field, "%s", text)
		}
	}
	lacks("correction", n.Correction, "Say what was put right at once")
	lacks("extent", n.Extent, "Say where else you looked for the like")
	lacks("cause", n.Cause, "Say what caused it")
	mine := 0
	for _, a := range actions {
		if a.Nonconformity != n.Ref || a.Retired() {
			continue
		}
		mine++
		switch a.Step() {
		case ToDo:
			l.Add("actions", "%s is not done yet", a.Ref)
		case ToReview:
			l.Add("actions", "Nobody has seen yet whether %s worked", a.Ref)
		case Ineffective:
			if !followed(a, actions) {
				l.Add("actions", "%s was not enough: plan what removes the cause", a.Ref)
			}
		case Effective:
		}
	}
	if mine == 0 {
		lacks("no_action", n.NoAction, "Plan a corrective action, or say why none is needed")
	}
	return check.Messages(l.Err())
}

// followed says whether another action of the same nonconformity worked after one that
// did not.
func followed(failed Action, all []Action) bool {
	for _, a := range all {
		if a.Nonconformity == failed.Nonconformity && !a.Retired() && a.Effect == Worked && a.ReviewedOn >= failed.ReviewedOn {
			return true
		}
	}
	return false
}

// MayRetire says what keeps a person from retiring a nonconformity. One that is open
// ends in no other way than through the eyes of another who may close it.
func (n Nonconformity) MayRetire(who access.Actor) error {
	switch {
	case !n.Open():
		return nil
	case n.Finder == who.Ref:
		return fault.New(fault.Forbidden, "You recorded %s yourself and it is open. Another person has to look at it and close or retire it.", n.Ref)
	case SamePerson(n.Owner, who.Name):
		return fault.New(fault.Forbidden, "You see to %s yourself and it is open. Another person has to look at it and close or retire it.", n.Ref)
	}
	return who.Require(access.CloseNonconformity)
}

// Close ends the work on a nonconformity. Somebody else than who sees to it looks at
// what was done, and says what they saw.
func Close(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, seen string) error {
	return db.Write(ctx, who, access.CloseNonconformity, func(tx *store.Tx) error {
		n, err := store.Load[Nonconformity](tx, ref, version)
		if err != nil {
			return err
		}
		var actions []Action
		if err := tx.Read().Where("nonconformity = ?", ref).Order("ref").Find(&actions).Error; err != nil {
			return err
		}
		switch lacks := n.Unfinished(actions); {
		case !n.Open():
			return fault.New(fault.Invalid, "%s is closed or retired already.", ref)
		case SamePerson(n.Owner, who.Name):
			return fault.New(fault.Forbidden, "You saw to %s yourself. Another person has to look at it and close it.", ref)
		case len(lacks) > 0:
			return fault.New(fault.Invalid, "%s is not finished: %s.", ref, lacks[0].Text)
		}
		var l check.List
		l.Required("closing", seen, "Say what you looked at, and that it holds")
		l.AtMost("closing", seen, 4000)
		if err := l.Err(); err != nil {
			return err
		}
		n.ClosedOn, n.ClosedBy, n.Closing = tx.Now.Day(), who.Name, seen
		return tx.Update("close", &n, "")
	})
}
