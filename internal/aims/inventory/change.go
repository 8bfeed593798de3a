package inventory

import (
	"context"
	"reflect"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Intent says whether a change was meant; 8.1 asks to control the one kind and to
// review the other.
type Intent string

// The intents.
const (
	Planned    Intent = "planned"
	Unintended Intent = "unintended"
)

// Approval is who approved a change and when; empty until then.
type Approval struct {
	ApprovedAt when.Instant `json:"approved_at"`
	ApprovedBy string       `json:"approved_by"`
}

// Given says whether there is an approval.
func (a Approval) Given() bool { return a.ApprovedAt != "" }

// SystemChange is what changes, or has changed, on AI systems (8.1): for which reason, with
// which effect on impact and risk, and what came of it.
type SystemChange struct {
	store.Head
	Approval
	Title      string   `json:"title"`
	Systems    []string `json:"systems" gorm:"serializer:json"` // SYS references
	Kinds      []Kind   `json:"kinds" gorm:"serializer:json"`
	Origin     Intent   `json:"origin"`
	Why        string   `json:"why"`
	What       string   `json:"what"`
	Effect     string   `json:"effect"` // on people and on risks, as foreseen
	Rollback   string   `json:"rollback"`
	Owner      string   `json:"owner"`
	Approver   string   `json:"approver"` // who is to approve
	PlannedFor when.Day `json:"planned_for"`
	DoneOn     when.Day `json:"done_on"` // done, or happened
	Outcome    string   `json:"outcome"` // what it brought about, and what was done against harm
	ReviewedOn when.Day `json:"reviewed_on"`
}

// TableName is the table of changes on AI systems.
func (SystemChange) TableName() string { return "system_changes" }

// Links are the systems that a change is about.
func (c SystemChange) Links() []string { return Changes.Links(&c) }

// Uncontrolled says that a planned change was carried out without approval (8.1).
func (c SystemChange) Uncontrolled() bool {
	return !c.Retired() && c.Origin == Planned && c.DoneOn != "" && !c.Given()
}

// Unreviewed says that nobody looked at what an unintended change brought about (8.1).
func (c SystemChange) Unreviewed() bool {
	return !c.Retired() && c.Origin == Unintended && (c.Outcome == "" || c.ReviewedOn == "")
}

// Overdue says that the day of a planned change has passed and it is not done.
func (c SystemChange) Overdue(today when.Day) bool {
	return !c.Retired() && c.Origin == Planned && c.DoneOn == "" && c.PlannedFor.Passed(today)
}

// Changes is the register of changes on AI systems.
var Changes = register.New(
	register.About{
		Name: "change", Prefix: "CHG", Title: "Changes of AI systems", One: "change", Many: "changes",
		Record: "Record a change", Verb: "record", Edit: access.EditSystem, Clauses: []string{"8.1", "A.6.2.5"}, Usual: "-ref",
		Lead: "What changes on your AI systems, planned or not, who approved it, and what came of it.",
	},
	register.Line("title", "Change", func(c *SystemChange) *string { return &c.Title }).
		Needed("Name the change in a few words, for example \"New speech model for claims\""),
	register.Many("systems", "AI systems", func(c *SystemChange) *[]string { return &c.Systems }, "SYS").
		Needed("Choose the AI systems that change").InList().Filter(),
	register.Some("kinds", "What changes?", func(c *SystemChange) *[]Kind { return &c.Kinds }, Kinds...).
		Labelled(kindLabels()...).Needed("Choose what changes").InList(),
	register.Choice("origin", "Was it planned?", func(c *SystemChange) *Intent { return &c.Origin }, Planned, Unintended).
		Labelled("planned", "Yes, it is a planned change", "unintended", "No, it came about unintended").
		Needed("Say whether the change was planned").InList().Filter(),
	register.Text("why", "Why?", func(c *SystemChange) *string { return &c.Why }).Needed("Say why it changes, or how it came about"),
	register.Text("what", "What exactly changes?", func(c *SystemChange) *string { return &c.What }).Help("From what to what."),
	register.Text("effect", "Effect on people and on risks", func(c *SystemChange) *string { return &c.Effect }).
		Help("Which impact and which risk grow or shrink. Say also when you expect none, and why.").Under("How it is controlled"),
	register.Text("rollback", "The way back", func(c *SystemChange) *string { return &c.Rollback }).Help("How you return to what was before, and who decides it."),
	register.Line("owner", "Owner", func(c *SystemChange) *string { return &c.Owner }).Help("Who carries it out.").IfAsked(),
	register.Line("approver", "Who approves it", func(c *SystemChange) *string { return &c.Approver }).IfAsked(),
	register.Day("planned_for", "Planned for", func(c *SystemChange) *when.Day { return &c.PlannedFor }).InList(),
	register.Day("done_on", "Done or happened on", func(c *SystemChange) *when.Day { return &c.DoneOn }).InList(),
	register.Text("outcome", "What came of it", func(c *SystemChange) *string { return &c.Outcome }).
		Help("Did it work as planned? For an unintended change: what it brought about, and what you did against harm.").Under("What came of it"),
	register.Day("reviewed_on", "Reviewed on", func(c *SystemChange) *when.Day { return &c.ReviewedOn }).Help("When you looked at what the change brought about.").IfAsked(),
).Rule(func(c *SystemChange, l *check.List) {
	if c.Origin == Unintended && c.PlannedFor != "" {
		l.Add("planned_for", "An unintended change is not planned for a day. Give the day on which it happened below")
	}
}).Guard(approvedAsItIs)

// approvedAsItIs lets an approval lapse when what was approved becomes something else;
// what comes after the approval may be added.
func approvedAsItIs(_ *store.Tx, was, now *SystemChange) error {
	if was == nil {
		now.Approval = Approval{}
		return nil
	}
	now.Approval = was.Approval
	before, after := *was, *now
	for _, c := range []*SystemChange{&before, &after} {
		c.Head, c.DoneOn, c.Outcome, c.ReviewedOn, c.Owner = store.Head{}, "", "", "", ""
	}
	if !reflect.DeepEqual(before, after) {
		now.Approval = Approval{}
	}
	return nil
}

// ApproveChange approves a planned change in the version that was seen (8.1). It
// holds until what was approved becomes something else.
func ApproveChange(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) (SystemChange, error) {
	var c SystemChange
	err := db.Write(ctx, who, access.ApproveChange, func(tx *store.Tx) (err error) {
		if c, err = store.Load[SystemChange](tx, ref, version); err != nil {
			return err
		}
		switch {
		case c.Retired():
			return fault.New(fault.Invalid, "%s was retired on %s. Record the change anew.", ref, c.RetiredOn.Human())
		case c.Origin != Planned:
			return fault.New(fault.Invalid, "%s came about unintended. It is reviewed, not approved.", ref)
		case c.Given():
			return fault.New(fault.Invalid, "%s approved %s already.", c.ApprovedBy, ref)
		}
		c.Approval = Approval{tx.Now, tx.Who.Name}
		return tx.Update("approve", &c, "")
	})
	return c, err
}
