package risk

import (
	"context"
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Action is one step of the treatment plan (6.1.3, 8.3).
type Action struct {
	store.Head
	Risk   string   `json:"risk"` // RSK reference
	What   string   `json:"what"`
	Owner  string   `json:"owner"`
	Due    when.Day `json:"due"`
	DoneOn when.Day `json:"done_on"`
	Result string   `json:"result"` // what was done and whether it worked (8.3)
}

// TableName is the table of actions.
func (Action) TableName() string { return "risk_actions" }

// Links points to the risk.
func (a Action) Links() []string { return []string{a.Risk} }

// Done says whether the action is complete.
func (a Action) Done() bool { return a.DoneOn != "" }

// Overdue says whether an open action's day has passed.
func (a Action) Overdue(today when.Day) bool {
	return !a.Retired() && !a.Done() && a.Due.Passed(today)
}

// AddAction plans an action within an act and gives it its reference. An action
// that is done already, as in an import, brings its day and result.
func AddAction(tx *store.Tx, a *Action) error {
	if err := a.check(tx); err != nil {
		return err
	}
	if _, err := treated(tx, a.Risk); err != nil {
		return err
	}
	ref, err := tx.NextRef("ACT")
	if err != nil {
		return err
	}
	a.Head = store.Head{Ref: ref}
	return tx.Create("plan", a, "")
}

// treated reads the risk that an action belongs to; a retired one takes no more.
func treated(tx *store.Tx, ref string) (Risk, error) {
	r, err := store.LoadNow[Risk](tx, ref)
	if err != nil {
		return r, err
	}
	if r.Retired() {
		return r, fault.New(fault.Invalid, "%s was retired on %s. Plan the action for a risk that is in force.", r.Ref, r.RetiredOn.Human())
	}
	return r, nil
}

func (a *Action) check(tx *store.Tx) error {
	a.What = strings.TrimSpace(a.What)
	var l check.List
	l.Required("what", a.What, "Say what is to be done")
	l.Day("due", a.Due)
	if a.DoneOn != "" || a.Result != "" {
		a.checkResult(&l, tx.Now.Day())
	}
	return l.Err()
}

// checkResult asks for day and result; east of Greenwich the day may be one ahead.
func (a Action) checkResult(l *check.List, today when.Day) {
	l.Required("done_on", string(a.DoneOn), "Give the day on which it was done")
	l.Day("done_on", a.DoneOn)
	if a.DoneOn.Valid() && a.DoneOn > today.Add(1) {
		l.Add("done_on", "This day has not come yet. Give the day on which it was done")
	}
	l.Required("result", a.Result, "Say what was done and whether it worked (8.3)")
}

// PlanAction adds an action to the treatment plan of the risk it names.
func (s *Risks) PlanAction(ctx context.Context, who access.Actor, in Action) (Action, error) {
	err := s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error { return AddAction(tx, &in) })
	return in, err
}

// ReviseAction changes what, owner and due day of an open action.
func (s *Risks) ReviseAction(ctx context.Context, who access.Actor, in Action) (Action, error) {
	err := s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error {
		if err := in.check(tx); err != nil {
			return err
		}
		now, err := openAction(tx, in.Ref, in.Version)
		if err != nil {
			return err
		}
		now.What, now.Owner, now.Due = in.What, in.Owner, in.Due
		in = now
		return tx.Update("revise", &in, "")
	})
	return in, err
}

// completeAct is what the trail calls that an action was done.
const completeAct = "complete"

// CompleteAction records that an action was done, when, and whether it worked (8.3).
func (s *Risks) CompleteAction(ctx context.Context, who access.Actor, ref string, version int, on when.Day, result string) error {
	return s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error {
		now, err := openAction(tx, ref, version)
		if err != nil {
			return err
		}
		now.DoneOn, now.Result = on, strings.TrimSpace(result)
		var l check.List
		now.checkResult(&l, tx.Now.Day())
		if err := l.Err(); err != nil {
			return err
		}
		return tx.Update(completeAct, &now, "")
	})
}

func openAction(tx *store.Tx, ref string, version int) (Action, error) {
	a, err := store.Load[Action](tx, ref, version)
	switch {
	case err != nil:
		return a, err
	case a.Done():
		return a, fault.New(fault.Invalid, "%s was done on %s and stays as it was. Plan a new action for what is left.", a.Ref, a.DoneOn.Human())
	case a.Retired():
		return a, fault.New(fault.Invalid, "%s was retired on %s. Plan a new action instead.", a.Ref, a.RetiredOn.Human())
	}
	return a, nil
}

// RetireAction takes an action out of the plan; its record stays.
func (s *Risks) RetireAction(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error {
		rec, err := store.Load[Action](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&rec, reason)
	})
}

// TakeAction reads one action.
func (s *Risks) TakeAction(ctx context.Context, ref string) (Action, error) {
	return store.Take[Action](s.db.Read(ctx), ref)
}

// Actions lists the actions in force for a risk, those due first.
func (s *Risks) Actions(ctx context.Context, riskRef string) ([]Action, error) {
	var all []Action
	err := store.InForce(s.db.Read(ctx), true).Where("risk = ?", riskRef).Order("done_on, due, ref").Find(&all).Error
	if err != nil {
		return nil, fmt.Errorf("risk: actions of %s: %w", riskRef, err)
	}
	return all, nil
}
