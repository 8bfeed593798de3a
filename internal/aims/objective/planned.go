package objective

import (
	"context"
	"reflect"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Part is a part of the management system.
type Part string

// The parts that a change can be about.
const (
	TheScope   Part = "scope"
	ThePolicy  Part = "policy"
	TheRoles   Part = "roles"
	TheMethods Part = "methods"
	TheControl Part = "controls"
	TheProcess Part = "processes"
	TheTools   Part = "tools"
	TheRest    Part = "other"
)

// Parts lists them.
var Parts = []Part{TheScope, ThePolicy, TheRoles, TheMethods, TheControl, TheProcess, TheTools, TheRest}

// PlannedChange is a change to the management system itself that is carried out in a
// planned way (6.3).
type PlannedChange struct {
	store.Head
	inventory.Approval
	Title            string   `json:"title"`
	Parts            []Part   `json:"parts" gorm:"serializer:json"`
	Purpose          string   `json:"purpose"`
	Consequences     string   `json:"consequences"`
	Integrity        string   `json:"integrity"` // what keeps the system whole meanwhile
	Resources        string   `json:"resources"`
	Responsibilities string   `json:"responsibilities"`
	Owner            string   `json:"owner"`
	PlannedFor       when.Day `json:"planned_for"`
	DoneOn           when.Day `json:"done_on"`
	Result           string   `json:"result"`
}

// TableName is the table of planned changes.
func (PlannedChange) TableName() string { return "planned_changes" }

// Overdue says that its day has passed and it is not done.
func (c PlannedChange) Overdue(today when.Day) bool {
	return !c.Retired() && c.DoneOn == "" && c.PlannedFor.Passed(today)
}

// Unplanned says that it was carried out without its purpose and consequences being
// thought through, or without approval (6.3).
func (c PlannedChange) Unplanned() bool {
	return !c.Retired() && c.DoneOn != "" && (!c.Given() || c.Consequences == "" || c.Integrity == "" || c.Resources == "" || c.Responsibilities == "")
}

// PlannedChanges is the register of changes to the management system.
var PlannedChanges = register.New(
	register.About{
		Name: "planned-change", Prefix: "PLC", Title: "Changes of the management system", One: "planned change", Many: "planned changes",
		Record: "Plan a change", Verb: "plan", Edit: access.EditObjective, Clauses: []string{"6.3"}, Usual: "-ref",
		Lead: "Changes to the management system itself, thought through before they are made. Changes of AI systems have a list of their own.",
	},
	register.Line("title", "Change", func(c *PlannedChange) *string { return &c.Title }).
		Needed("Name the change in a few words, for example \"Take the sales tools into the scope\""),
	register.Some("parts", "What does it change?", func(c *PlannedChange) *[]Part { return &c.Parts }, Parts...).
		Labelled("scope", "Scope", "policy", "Policies", "roles", "Roles and responsibilities", "methods", "Methods of assessing risk and impact",
			"controls", "Controls", "processes", "Processes and procedures", "tools", "Tools and records", "other", "Something else").
		Needed("Choose what it changes").InList(),
	register.Text("purpose", "Purpose", func(c *PlannedChange) *string { return &c.Purpose }).Needed("Say what the change is for"),
	register.Text("consequences", "What may follow from it", func(c *PlannedChange) *string { return &c.Consequences }).Help("What you want, and what may go wrong.").Under("Thought through"),
	register.Text("integrity", "How the management system stays whole", func(c *PlannedChange) *string { return &c.Integrity }).
		Help("What must not fall through while you change: open actions, approvals, audits, training."),
	register.Text("resources", "What it takes", func(c *PlannedChange) *string { return &c.Resources }).Help("People, money, time."),
	register.Text("responsibilities", "Who does what afterwards", func(c *PlannedChange) *string { return &c.Responsibilities }).Help("Duties that are given out anew, and to whom."),
	register.Line("owner", "Owner", func(c *PlannedChange) *string { return &c.Owner }).Help("Who carries it out.").InList(),
	register.Day("planned_for", "Planned for", func(c *PlannedChange) *when.Day { return &c.PlannedFor }).InList(),
	register.Day("done_on", "Done on", func(c *PlannedChange) *when.Day { return &c.DoneOn }).Under("What came of it").InList(),
	register.Text("result", "Result", func(c *PlannedChange) *string { return &c.Result }).Help("Did it bring what it was for? What did you learn?"),
).Guard(func(_ *store.Tx, was, now *PlannedChange) error {
	now.Approval = inventory.Approval{}
	if was != nil && reflect.DeepEqual(was.plan(), now.plan()) {
		now.Approval = was.Approval
	}
	return nil
})

// plan is what an approval is about; it lapses when the plan becomes another.
func (c PlannedChange) plan() []any {
	return []any{c.Title, c.Parts, c.Purpose, c.Consequences, c.Integrity, c.Resources, c.Responsibilities, c.PlannedFor}
}

// Approve approves a planned change in the version that was seen (6.3).
func Approve(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) (PlannedChange, error) {
	var c PlannedChange
	err := db.Write(ctx, who, access.ApproveChange, func(tx *store.Tx) (err error) {
		if c, err = store.Load[PlannedChange](tx, ref, version); err != nil {
			return err
		}
		switch {
		case c.Retired():
			return fault.New(fault.Invalid, "%s was retired on %s. Plan the change anew.", ref, c.RetiredOn.Human())
		case c.Given():
			return fault.New(fault.Invalid, "%s approved %s already.", c.ApprovedBy, ref)
		}
		c.Approval = inventory.Approval{ApprovedAt: tx.Now, ApprovedBy: tx.Who.Name}
		return tx.Update("approve", &c, "")
	})
	return c, err
}
