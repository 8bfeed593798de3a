package operation

import (
	"context"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Answered keeps the answers of an open round; in carries its reference, its version
// and the answers. A half-filled checklist is kept as it is: only the sign-off asks for
// everything.
func Answered(ctx context.Context, db *store.DB, who access.Actor, in Gate) (Gate, error) {
	var g Gate
	err := db.Write(ctx, who, access.RecordOperation, func(tx *store.Tx) error {
		var err error
		if g, err = open(tx, in.Ref, in.Version); err != nil {
			return err
		}
		g.Answers = kept(g, in.Answers)
		if err := g.checkAnswers(tx); err != nil {
			return err
		}
		return tx.Update("answer", &g, "")
	})
	return g, err
}

// standing loads a round that was not dropped.
func standing(tx *store.Tx, ref string, version int) (Gate, error) {
	g, err := store.Load[Gate](tx, ref, version)
	if err == nil && g.Retired() {
		err = fault.New(fault.Invalid, "%s was retired on %s and stays as it was. Begin the next round instead.", ref, g.RetiredOn.Human())
	}
	return g, err
}

// open loads a round that is not signed yet.
func open(tx *store.Tx, ref string, version int) (Gate, error) {
	g, err := standing(tx, ref, version)
	if err == nil && g.Signed() {
		err = fault.New(fault.Invalid, "%s is signed and frozen. Begin the next round instead.", ref)
	}
	return g, err
}

// kept leaves out answers that say nothing and questions that the gate does not ask,
// and puts the rest in the order of the questions.
func kept(g Gate, answers []Answer) []Answer {
	var out []Answer
	for _, it := range g.Items() {
		i := slices.IndexFunc(answers, func(a Answer) bool { return a.Item == it.ID })
		if i < 0 {
			continue
		}
		a := answers[i]
		a.Reason = strings.TrimSpace(a.Reason)
		if a.Said != "" || a.Reason != "" || len(a.Shown) > 0 {
			out = append(out, a)
		}
	}
	return out
}

func (g Gate) checkAnswers(tx *store.Tx) error {
	var l check.List
	for _, a := range g.Answers {
		check.OneOf(&l, "said."+a.Item, a.Said, Saids)
		l.AtMost("reason."+a.Item, a.Reason, 4000)
		missing, err := tx.Unknown(a.Shown)
		if err != nil {
			return err
		}
		for _, ref := range missing {
			l.Add("shown."+a.Item, "There is no %s here. Give the reference of a record, for example EVD-2026-001", ref)
		}
	}
	return l.Err()
}

// Sign is what somebody decides at the end of a round.
type Sign struct {
	Ref          string
	Version      int
	Verdict      Verdict
	Conditions   string
	ConditionsBy when.Day
	Remark       string
}

// SignOff ends a round with the verdict of a named person who does not own the system,
// and freezes it.
func SignOff(ctx context.Context, db *store.DB, who access.Actor, in Sign) (Gate, error) {
	var g Gate
	err := db.Write(ctx, who, access.SignGate, func(tx *store.Tx) error {
		var err error
		if g, err = open(tx, in.Ref, in.Version); err != nil {
			return err
		}
		if err := apart(tx, g); err != nil {
			return err
		}
		if err := in.check(g); err != nil {
			return err
		}
		g.Verdict, g.Remark = in.Verdict, in.Remark
		if g.Verdict == WithConditions {
			g.Conditions, g.ConditionsBy = in.Conditions, in.ConditionsBy
		}
		g.SignedBy, g.SignedRef, g.SignedAt = who.Name, who.Ref, tx.Now
		return tx.Update("sign off", &g, "")
	})
	return g, err
}

// apart refuses whoever owns the system: nobody lets their own system pass.
func apart(tx *store.Tx, g Gate) error {
	sys, err := store.LoadNow[inventory.System](tx, g.System)
	if err == nil && aims.Names(sys.Owner, tx.Who.Name, tx.Who.Email) {
		err = fault.New(fault.Forbidden, "You own %s. Somebody who does not own the system signs its gates.", sys.Name)
	}
	return err
}

func (in Sign) check(g Gate) error {
	var l check.List
	l.Required("verdict", string(in.Verdict), "Choose what you decide")
	check.OneOf(&l, "verdict", in.Verdict, Verdicts)
	switch in.Verdict {
	case Refused:
		l.Required("remark", in.Remark, "Say why it does not pass")
	case Passed, WithConditions:
		for _, w := range g.Wants() {
			l.Add("verdict", "%s", w)
		}
	}
	if in.Verdict == Passed && g.count(No) > 0 {
		l.Add("verdict", "Pass it with conditions, or not at all: %d questions are answered no", g.count(No))
	}
	if in.Verdict == WithConditions {
		l.Required("conditions", in.Conditions, "Write the conditions down, one a line")
		l.Required("conditions_by", string(in.ConditionsBy), "Give the day by which the conditions are met")
		l.Day("conditions_by", in.ConditionsBy)
	}
	return l.Err()
}

// Fulfil records that the conditions of a sign-off are met, and how somebody who does
// not own the system saw it.
func Fulfil(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, how string) (Gate, error) {
	var g Gate
	err := db.Write(ctx, who, access.SignGate, func(tx *store.Tx) error {
		var err error
		if g, err = standing(tx, ref, version); err != nil {
			return err
		}
		if err := apart(tx, g); err != nil {
			return err
		}
		if g.Verdict != WithConditions || g.FulfilledOn != "" {
			return fault.New(fault.Invalid, "%s has no conditions that are open.", ref)
		}
		var l check.List
		l.Required("fulfilled", how, "Say how you saw that the conditions are met")
		if err := l.Err(); err != nil {
			return err
		}
		g.FulfilledOn, g.Fulfilled = tx.Now.Day(), who.Name+": "+strings.TrimSpace(how)
		return tx.Update("fulfil", &g, "")
	})
	return g, err
}

// Drop retires a round that was begun by mistake. A signed one stays.
func Drop(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
	return db.Write(ctx, who, access.RecordOperation, func(tx *store.Tx) error {
		g, err := open(tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&g, reason)
	})
}

// Items are the questions of the gate.
func (g Gate) Items() []controls.GateItem {
	of, _ := controls.MustLoad().Gate(g.Gate)
	return of.Items
}

// To gives the answer to a question; empty while there is none.
func (g Gate) To(item string) Answer {
	if i := slices.IndexFunc(g.Answers, func(a Answer) bool { return a.Item == item }); i >= 0 {
		return g.Answers[i]
	}
	return Answer{Item: item}
}

func (g Gate) count(s Said) int {
	n := 0
	for _, a := range g.Answers {
		if a.Said == s {
			n++
		}
	}
	return n
}
