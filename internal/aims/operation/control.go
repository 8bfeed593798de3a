package operation

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Often is how often a control is carried out.
type Often string

// The frequencies.
const (
	EachTime   Often = "each time" // whenever what it controls happens; never due by a day
	Daily      Often = "daily"
	Weekly     Often = "weekly"
	Monthly    Often = "monthly"
	Quarterly  Often = "quarterly"
	HalfYearly Often = "half-yearly"
	Yearly     Often = "yearly"
)

// Oftens lists them, the shortest first.
var Oftens = []Often{EachTime, Daily, Weekly, Monthly, Quarterly, HalfYearly, Yearly}

// days are the most that may lie between two records.
var days = map[Often]int{Daily: 1, Weekly: 7, Monthly: 31, Quarterly: 92, HalfYearly: 184, Yearly: 366}

// Due is the day by which something must be done again that is first due on since and was
// done last on last, which is empty while it never was. What is done each time has no day.
func (o Often) Due(since, last when.Day) when.Day {
	n, by := days[o]
	switch {
	case !by:
		return ""
	case last == "" || last < since:
		return since
	}
	return last.Add(n)
}

// Control is a process or check that the organisation has planned, with the criteria
// that say what is good enough (8.1).
type Control struct {
	store.Head
	Title    string   `json:"title"`
	What     string   `json:"what"`     // the process it controls, and how
	Criteria string   `json:"criteria"` // what is good enough
	Often    Often    `json:"often"`
	Since    when.Day `json:"since"` // first due
	Owner    string   `json:"owner"`
	Miss     string   `json:"miss"` // what is done when the criteria are missed
	Controls []string `json:"controls" gorm:"serializer:json"`
	Systems  []string `json:"systems" gorm:"serializer:json"` // SYS references; none: the AIMS as a whole
	Risks    []string `json:"risks" gorm:"serializer:json"`   // RSK references it treats
}

// TableName is the table of operational controls.
func (Control) TableName() string { return "operational_controls" }

// Links are the controls of Annex A, systems and risks that a control serves.
func (c Control) Links() []string { return Controls.Links(&c) }

// Controls is the register of what is carried out, how often, and against which criteria.
var Controls = register.New(
	register.About{
		Name: "operational-control", Prefix: "OPC", Title: "Operational controls", One: "operational control", Many: "operational controls",
		Record: "Plan an operational control", Verb: "plan", Edit: access.PlanOperation, Clauses: []string{"8.1"},
		Lead: "What people carry out to keep AI under control, how often, and what is good enough.",
	},
	register.Line("title", "Control", func(c *Control) *string { return &c.Title }).
		Needed("Name what is carried out, for example \"Read 150 chats a week\""),
	register.Text("what", "What is done, and how?", func(c *Control) *string { return &c.What }).Called("What is done").
		Help("So that somebody new could do it next week.").Needed("Say what is done"),
	register.Text("criteria", "What is good enough?", func(c *Control) *string { return &c.Criteria }).Called("Criteria").
		Help("Figures where you have them: at most 3 wrong answers in 150.").Needed("Say what is good enough; without criteria nobody can tell whether it is met (8.1)"),
	register.Choice("often", "How often?", func(c *Control) *Often { return &c.Often }, Oftens...).Called("How often").
		Needed("Choose how often it is carried out").Under("When and by whom").InList().Filter(),
	register.Day("since", "First due", func(c *Control) *when.Day { return &c.Since }).Help("The day by which the first record is there."),
	register.Line("owner", "Carried out by", func(c *Control) *string { return &c.Owner }).Needed("Name who carries it out").InList(),
	register.Text("miss", "What is done when it is not met?", func(c *Control) *string { return &c.Miss }).Called("When it is not met"),
	register.Many("controls", "Controls of Annex A that it carries out", func(c *Control) *[]string { return &c.Controls }, register.OfControls).Called("Controls").
		Under("What it serves").IfAsked().Filter(),
	register.Many("systems", "AI systems", func(c *Control) *[]string { return &c.Systems }, "SYS").Called("AI systems").
		Help("None ticked: the management system as a whole.").IfAsked().Filter(),
	register.Many("risks", "Risks that it treats", func(c *Control) *[]string { return &c.Risks }, "RSK").Called("Risks"),
).Rule(func(c *Control, l *check.List) {
	if c.Often != "" && c.Often != EachTime && c.Since == "" {
		l.Add("since", "Give the day by which the first record is there; the next ones are counted from it")
	}
})

// Due is the day by which the control must be carried out again; last is the day of its
// newest record, empty while there is none. A control for each time is never due by a day.
func (c Control) Due(last when.Day) when.Day {
	if c.Retired() {
		return ""
	}
	return c.Often.Due(c.Since, last)
}
