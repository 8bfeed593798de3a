package review

import (
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Kind is what a decision is about.
type Kind string

// The kinds. 9.3.3 asks for decisions about the first two, also for the decision that
// nothing is needed.
const (
	ToImprove   Kind = "improvement"
	ToChange    Kind = "change"
	OfResources Kind = "resources"
	OfTheRest   Kind = "other"
)

// Kinds lists them.
var Kinds = []Kind{ToImprove, ToChange, OfResources, OfTheRest}

// Decision is something that a review decided, and what became of it.
type Decision struct {
	store.Head
	Title   string   `json:"title"`
	Review  string   `json:"review"` // MRV reference
	Kind    Kind     `json:"kind"`
	Because string   `json:"because"`
	Owner   string   `json:"owner"`
	Due     when.Day `json:"due"`
	Became  []string `json:"became" gorm:"serializer:json"` // records that carry it on
	DoneOn  when.Day `json:"done_on"`
	Result  string   `json:"result"`
	Minuted bool     `json:"minuted"` // it stands in signed minutes
}

// TableName is the table of decisions.
func (Decision) TableName() string { return "review_decisions" }

// Links are the review and the records that carry the decision on.
func (d Decision) Links() []string { return Decisions.Links(&d) }

// Open says whether the decision is still to be carried out.
func (d Decision) Open() bool { return !d.Retired() && d.DoneOn == "" }

// Overdue says whether its day has passed.
func (d Decision) Overdue(today when.Day) bool { return d.Open() && d.Due.Passed(today) }

// MayRetire keeps decisions that stand in signed minutes: they end by what came of them.
func (d Decision) MayRetire(access.Actor) error {
	if !d.Minuted {
		return nil
	}
	return fault.New(fault.Invalid, "%s stands in signed minutes. Record what came of it instead.", d.Ref)
}

// Of leaves the decisions in force of one review.
func Of(ref string, all []Decision) (out []Decision) {
	for _, d := range all {
		if d.Review == ref && !d.Retired() {
			out = append(out, d)
		}
	}
	return out
}

// Decisions is the register of what reviews decided.
var Decisions = register.New(
	register.About{
		Name: "review-decision", Prefix: "MRD", Title: "Decisions", One: "decision", Many: "decisions",
		Record: "Record a decision", Verb: "take", Edit: access.KeepReview, Clauses: []string{"9.3.3"}, Usual: "due",
		Lead: "What top management decided in its reviews, who carries it out by when, and what came of it.",
	},
	register.Line("title", "What was decided?", func(d *Decision) *string { return &d.Title }).Called("Decision").Needed("Say what was decided"),
	register.One("review", "In which review?", func(d *Decision) *string { return &d.Review }, "MRV").Called("Review").Needed("Choose the review").InList().Filter(),
	register.Choice("kind", "What is it about?", func(d *Decision) *Kind { return &d.Kind }, Kinds...).
		Labelled("improvement", "Continual improvement", "change", "A change to the management system", "resources", "Resources", "other", "Something else").
		Called("About").Needed("Choose what it is about").InList().Filter(),
	register.Text("because", "Why?", func(d *Decision) *string { return &d.Because }),
	register.Line("owner", "Who carries it out?", func(d *Decision) *string { return &d.Owner }).Called("Carried out by").Needed("Name who carries it out").InList(),
	register.Day("due", "Due on", func(d *Decision) *when.Day { return &d.Due }).Needed("Give the day by which it is done").InList(),
	register.Many("became", "Carried on by", func(d *Decision) *[]string { return &d.Became }, "IMV", "CAR", "NCR", "PLC", "OBJ", "RSK").Help("Records that were made of it."),
	register.Day("done_on", "Ended on", func(d *Decision) *when.Day { return &d.DoneOn }).Under("What came of it"),
	register.Text("result", "What came of it?", func(d *Decision) *string { return &d.Result }).Help("And by what one sees it. Where it was given up: why."),
).Rule(func(d *Decision, l *check.List) {
	if d.DoneOn != "" && strings.TrimSpace(d.Result) == "" {
		l.Add("result", "Say what came of it")
	}
}).Guard(func(tx *store.Tx, was, now *Decision) error {
	var l check.List
	if now.DoneOn > tx.Now.Day() {
		l.Add("done_on", "This day is still to come. Give the day it ended")
	}
	if was != nil && was.Minuted && (was.Title != now.Title || was.Review != now.Review || was.Kind != now.Kind || was.Because != now.Because) {
		return fault.New(fault.Invalid, "%s stands in signed minutes: what was decided stays as it was. Change who carries it out, its day, and what came of it.", was.Ref)
	}
	if was == nil || was.Review != now.Review {
		if err := takes(tx, now.Review, &l); err != nil {
			return err
		}
	}
	return l.Err()
})

// takes says at the field whether a review takes another decision: it was held and its
// minutes are not signed.
func takes(tx *store.Tx, ref string, l *check.List) error {
	r, err := store.Load[Review](tx, ref, 0)
	switch {
	case err != nil:
		return err
	case r.Retired() || r.HeldOn == "":
		l.Add("review", "%s was not held. Choose a review that was", ref)
	case len(r.Signatures) > 0:
		l.Add("review", "The minutes of %s are signed. A new decision belongs to the next review", ref)
	}
	return nil
}
