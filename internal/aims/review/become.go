package review

import (
	"context"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
)

// Form is what a decision becomes, so that it is carried on where such things are kept.
type Form string

// The forms.
const (
	AsImprovement Form = "improvement"
	AsCorrective  Form = "corrective action"
	AsChange      Form = "planned change"
	AsObjective   Form = "objective"
	AsRisk        Form = "risk"
)

// Forms lists them.
var Forms = []Form{AsImprovement, AsCorrective, AsChange, AsObjective, AsRisk}

// Become makes a record of a decision, in one act with the link between both. A
// corrective action answers the nonconformity that is named; the other forms name none.
// It returns the reference of what was made.
func Become(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, as Form, nonconformity string) (made string, err error) {
	err = db.Write(ctx, who, access.KeepReview, func(tx *store.Tx) error {
		d, err := store.Load[Decision](tx, ref, version)
		if err == nil && !d.Open() {
			err = fault.New(fault.Invalid, "%s has ended. Nothing is made of it any more.", ref)
		}
		if err != nil {
			return err
		}
		var l check.List
		check.OneOf(&l, "as", as, Forms)
		l.Required("as", string(as), "Choose what it becomes")
		if as == AsCorrective {
			l.Required("nonconformity", nonconformity, "Choose the nonconformity whose cause it removes")
		}
		if err := l.Err(); err != nil {
			return err
		}
		if made, err = d.make(tx, as, nonconformity); err != nil {
			return err
		}
		d.Became = append(slices.Clone(d.Became), made)
		return tx.Update("turn into", &d, "")
	})
	return made, err
}

// make records the decision in the register of the form.
func (d Decision) make(tx *store.Tx, as Form, nonconformity string) (string, error) {
	why := strings.TrimSpace(d.Because + "\nDecided in the management review " + d.Review + " (" + d.Ref + ").")
	switch as {
	case AsCorrective:
		rec := improvement.Action{Title: d.Title, Nonconformity: nonconformity, Owner: d.Owner, Due: d.Due}
		return add(tx, improvement.Actions, &rec)
	case AsChange:
		rec := objective.PlannedChange{Title: d.Title, Parts: []objective.Part{objective.TheRest}, Purpose: why, Owner: d.Owner, PlannedFor: d.Due}
		return add(tx, objective.PlannedChanges, &rec)
	case AsObjective:
		rec := objective.Objective{Title: d.Title, Why: why, Owner: d.Owner, Due: d.Due, State: objective.UnderWay}
		return add(tx, objective.Objectives, &rec)
	case AsRisk:
		if err := tx.Who.Require(access.EditRisk); err != nil {
			return "", err
		}
		rec := risk.Risk{Title: d.Title, Description: why, Owner: d.Owner, Kind: risk.Threat, Status: risk.Open}
		err := risk.Add(tx, &rec)
		return rec.Ref, err
	default:
		rec := improvement.Improvement{Title: d.Title, Origin: "Management review " + d.Review, Why: why, Owner: d.Owner, Due: d.Due}
		return add(tx, improvement.Improvements, &rec)
	}
}

func add[T any, P register.Rec[T]](tx *store.Tx, to *register.Register[T, P], rec *T) (string, error) {
	if err := tx.Who.Require(to.Edit); err != nil {
		return "", err
	}
	err := to.Add(tx, rec)
	return store.HeadOf(P(rec)).Ref, err
}
