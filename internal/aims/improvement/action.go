package improvement

import (
	"context"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Effect is whether an action kept the cause from coming back.
type Effect string

// The answers.
const (
	Worked    Effect = "it worked"
	NotEnough Effect = "it was not enough"
)

// Effects lists them.
var Effects = []Effect{Worked, NotEnough}

// Action is a corrective action: what removes the cause of a nonconformity, and how it
// was seen that it did (10.2).
type Action struct {
	store.Head
	Title         string   `json:"title"`
	Nonconformity string   `json:"nonconformity"` // NCR reference
	Owner         string   `json:"owner"`
	Due           when.Day `json:"due"`
	Measure       string   `json:"measure"` // by what it will be seen that it worked
	ReviewOn      when.Day `json:"review_on"`
	DoneOn        when.Day `json:"done_on"`
	Done          string   `json:"done"` // what was done
	Proof         []string `json:"proof" gorm:"serializer:json"`

	Effect     Effect   `json:"effect"`
	ReviewedOn when.Day `json:"reviewed_on"`
	Reviewer   string   `json:"reviewer"` // name of who looked
	Seen       string   `json:"seen"`     // what shows it
}

// TableName is the table of corrective actions.
func (Action) TableName() string { return "corrective_actions" }

// Links are the nonconformity and the proofs.
func (a Action) Links() []string { return Actions.Links(&a) }

// Step is how far an action is.
type Step string

// The steps.
const (
	ToDo        Step = "to be done"
	ToReview    Step = "its effect is to be seen"
	Effective   Step = "it worked"
	Ineffective Step = "it was not enough"
)

// Step says how far the action is.
func (a Action) Step() Step {
	switch {
	case a.Effect == Worked:
		return Effective
	case a.Effect == NotEnough:
		return Ineffective
	case a.DoneOn != "":
		return ToReview
	}
	return ToDo
}

// Actions is the register of corrective actions.
var Actions = register.New(
	register.About{
		Name: "corrective-action", Prefix: "CAR", Title: "Corrective actions", One: "corrective action", Many: "corrective actions",
		Record: "Plan a corrective action", Verb: "plan", Edit: access.EditCorrective, Clauses: []string{"10.2"}, Usual: "due",
		Lead: "What removes the cause of a nonconformity, who does it by when, and how you saw that it worked.",
	},
	register.Line("title", "What is done?", func(a *Action) *string { return &a.Title }).Called("Corrective action").Needed("Say what is done to remove the cause"),
	register.One("nonconformity", "Nonconformity", func(a *Action) *string { return &a.Nonconformity }, "NCR").Needed("Choose the nonconformity that it answers").InList().Filter(),
	register.Line("owner", "Who does it?", func(a *Action) *string { return &a.Owner }).Called("Carried out by").Needed("Name who does it: somebody else will look at the effect").InList(),
	register.Day("due", "Due on", func(a *Action) *when.Day { return &a.Due }).Needed("Give the day by which it is done").InList(),
	register.Text("measure", "By what will you see that it worked?", func(a *Action) *string { return &a.Measure }).Help("What must hold, for how long, and where one looks.").Under("Effect"),
	register.Day("review_on", "Look at the effect on", func(a *Action) *when.Day { return &a.ReviewOn }).Help("Late enough for the cause to have had a chance to come back."),
	register.Day("done_on", "Done on", func(a *Action) *when.Day { return &a.DoneOn }).Under("What was done"),
	register.Text("done", "What was done?", func(a *Action) *string { return &a.Done }),
	register.Many("proof", "Evidence", func(a *Action) *[]string { return &a.Proof }, "EVD", "OPR", "INC").IfAsked(),
).Rule(func(a *Action, l *check.List) {
	if a.DoneOn != "" && strings.TrimSpace(a.Done) == "" {
		l.Add("done", "Say what was done, in a sentence")
	}
}).Guard(func(tx *store.Tx, was, now *Action) error {
	var l check.List
	if now.DoneOn > tx.Now.Day() {
		l.Add("done_on", "This day is still to come. Give the day it was done")
	}
	if was != nil && was.Effect != "" {
		// Whoever saw the effect saw what stood there then.
		now.Effect, now.ReviewedOn, now.Reviewer, now.Seen = "", "", "", ""
	}
	return l.Err()
})

// Review records whether an action worked, seen by somebody who did not carry it out.
func Review(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, effect Effect, seen string) error {
	return db.Write(ctx, who, access.ReviewCorrective, func(tx *store.Tx) error {
		a, err := store.Load[Action](tx, ref, version)
		if err != nil {
			return err
		}
		switch {
		case a.Retired():
			return fault.New(fault.Invalid, "%s is retired.", ref)
		case a.DoneOn == "":
			return fault.New(fault.Invalid, "%s is not done yet. Record what was done first.", ref)
		case SamePerson(a.Owner, who.Name):
			return fault.New(fault.Forbidden, "You carried out %s yourself. Another person has to see whether it worked.", ref)
		}
		var l check.List
		check.OneOf(&l, "effect", effect, Effects)
		if effect == "" {
			l.Add("effect", "Choose whether it worked")
		}
		l.Required("seen", seen, "Say what you looked at, and what you saw")
		l.AtMost("seen", seen, 4000)
		if err := l.Err(); err != nil {
			return err
		}
		a.Effect, a.Seen, a.Reviewer, a.ReviewedOn = effect, seen, who.Name, tx.Now.Day()
		return tx.Update("review effect", &a, "")
	})
}

// SamePerson says whether a name that was typed is a person's: case and spaces do not
// count.
func SamePerson(typed, name string) bool {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	return fold(typed) != "" && fold(typed) == fold(name)
}
