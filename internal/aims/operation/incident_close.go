package operation

import (
	"context"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Unfinished says what an incident lacks before it can be closed, at the fields
// where it is mended.
func (i Incident) Unfinished() []check.Message {
	var l check.List
	l.Required("system", i.System, "Choose the AI system")
	l.Required("containment", i.Containment, "Say how it was contained")
	l.Required("cause", i.Cause, "Say what caused it")
	l.Required("lessons", i.Lessons, "Say what you learned")
	for _, n := range i.Owed() {
		l.Add("notices", "Tell %s, or take the line out", n.To)
	}
	if len(i.Notices) == 0 {
		l.Required("no_notice", i.NoNotice, "Name who must be told, or say why nobody must")
	}
	return check.Messages(l.Err())
}

// MayRetire says what keeps a person from retiring an incident. One that is open ends
// in no other way than through the eyes of another who may close it.
func (i Incident) MayRetire(who access.Actor) error {
	if !i.Open() {
		return nil
	}
	if i.Logger == who.Ref {
		return fault.New(fault.Forbidden, "You logged %s yourself and it is open. Another person has to look at it and close or retire it.", i.Ref)
	}
	return who.Require(access.CloseIncident)
}

// CloseIncident ends the work on an incident. Another person than the one who logged
// it looks at what was done, and says what they saw.
func CloseIncident(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, outcome string) error {
	return db.Write(ctx, who, access.CloseIncident, func(tx *store.Tx) error {
		i, err := store.Load[Incident](tx, ref, version)
		if err != nil {
			return err
		}
		switch {
		case !i.Open():
			return fault.New(fault.Invalid, "%s is closed or retired already.", ref)
		case i.Logger == who.Ref:
			return fault.New(fault.Forbidden, "You logged %s yourself. Another person has to look at it and close it.", ref)
		case len(i.Unfinished()) > 0:
			return fault.New(fault.Invalid, "%s is not finished: %s.", ref, i.Unfinished()[0].Text)
		}
		var l check.List
		l.Required("outcome", outcome, "Say what you saw, and that it holds")
		l.AtMost("outcome", outcome, 4000)
		if err := l.Err(); err != nil {
			return err
		}
		i.ClosedOn, i.ClosedBy, i.Outcome = tx.Now.Day(), who.Name, outcome
		return tx.Update("close", &i, "")
	})
}
