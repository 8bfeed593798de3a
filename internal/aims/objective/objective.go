package objective

import (
	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Direction says which values of a metric are good.
type Direction string

// The directions.
const (
	AtLeast Direction = "at least"
	AtMost  Direction = "at most"
)

// Cadence is how often an objective is measured.
type Cadence string

// The cadences.
const (
	Monthly    Cadence = "monthly"
	Quarterly  Cadence = "quarterly"
	HalfYearly Cadence = "half-yearly"
	Yearly     Cadence = "yearly"
)

// Days is the longest time between two measurements, with a fortnight to record one;
// 0 where no cadence is chosen.
func (c Cadence) Days() int {
	const late = 14
	switch c {
	case Monthly:
		return 31 + late
	case Quarterly:
		return 92 + late
	case HalfYearly:
		return 183 + late
	case Yearly:
		return 366 + late
	}
	return 0
}

// State is where an objective stands by decision of its owner.
type State string

// The states.
const (
	UnderWay State = "under way"
	Reached  State = "reached"
	GivenUp  State = "given up"
)

// Objective is one AI objective with its plan (6.2).
type Objective struct {
	store.Head
	Title      string    `json:"title"`
	Why        string    `json:"why"`
	Level      string    `json:"level"`                         // function or level it is set at
	Policy     string    `json:"policy"`                        // POL reference it is consistent with
	Themes     []string  `json:"themes" gorm:"serializer:json"` // Annex C: "C.2.5"
	Systems    []string  `json:"systems" gorm:"serializer:json"`
	Metric     string    `json:"metric"`
	Unit       string    `json:"unit"`
	Direction  Direction `json:"direction"`
	Baseline   string    `json:"baseline"`
	BaselineOn when.Day  `json:"baseline_on"`
	Target     string    `json:"target"`
	Due        when.Day  `json:"due"`
	Cadence    Cadence   `json:"cadence"`
	Plan       string    `json:"plan"`
	Resources  string    `json:"resources"`
	Owner      string    `json:"owner"`
	Evaluated  string    `json:"evaluated"` // how results are judged, and by whom
	Told       string    `json:"told"`      // to whom it is communicated
	State      State     `json:"state"`
	Closing    string    `json:"closing"` // why it is reached or given up
}

// TableName is the table of objectives.
func (Objective) TableName() string { return "objectives" }

// Links are the policy and the systems that an objective names.
func (o Objective) Links() []string { return Objectives.Links(&o) }

// Open says whether the objective is in force and still under way.
func (o Objective) Open() bool { return !o.Retired() && (o.State == UnderWay || o.State == "") }

// Measurable says whether it says what is measured and when it is enough.
func (o Objective) Measurable() bool { return o.Metric != "" && o.Target != "" && o.Direction != "" }

// Goal is the target as a number, and whether there is one.
func (o Objective) Goal() (float64, bool) { return register.ParseFigure(o.Target) }

// Objectives is the register of AI objectives.
var Objectives = register.New(
	register.About{
		Name: "objective", Prefix: "OBJ", Title: "AI objectives", One: "objective", Many: "objectives",
		Record: "Set an objective", Verb: "set", Edit: access.EditObjective, Clauses: []string{"6.2"},
		Lead: "What you want to reach with AI, how you measure it, and the plan to get there.",
	},
	register.Line("title", "Objective", func(o *Objective) *string { return &o.Title }).
		Needed("Say what you want to reach, for example \"Fewer wrong refusals of claims\""),
	register.Text("why", "Why does it matter?", func(o *Objective) *string { return &o.Why }).Help("The need, law or risk behind it."),
	register.Line("level", "Function or level", func(o *Objective) *string { return &o.Level }).Help("Where it is set, for example: whole company, claims department.").IfAsked(),
	register.One("policy", "Policy that it follows from", func(o *Objective) *string { return &o.Policy }, "POL").IfAsked(),
	themes("themes", "Objectives of Annex C that it serves"),
	register.Many("systems", "AI systems", func(o *Objective) *[]string { return &o.Systems }, "SYS").Filter(),
	register.Line("metric", "What is measured", func(o *Objective) *string { return &o.Metric }).Under("How it is measured").InList(),
	register.Line("unit", "Unit", func(o *Objective) *string { return &o.Unit }).Help("For example: %, days, complaints for 1,000 claims.").IfAsked(),
	register.Choice("direction", "When is it good?", func(o *Objective) *Direction { return &o.Direction }, AtLeast, AtMost).
		Labelled("at least", "When it is at the target or above", "at most", "When it is at the target or below"),
	register.Figure("baseline", "Value at the beginning", func(o *Objective) *string { return &o.Baseline }),
	register.Day("baseline_on", "Beginning", func(o *Objective) *when.Day { return &o.BaselineOn }).Help("The day of that value. Progress is judged from there."),
	register.Figure("target", "Target", func(o *Objective) *string { return &o.Target }).InList(),
	register.Day("due", "By when", func(o *Objective) *when.Day { return &o.Due }).InList(),
	register.Choice("cadence", "How often is it measured?", func(o *Objective) *Cadence { return &o.Cadence }, Monthly, Quarterly, HalfYearly, Yearly).IfAsked(),
	register.Text("plan", "What will be done", func(o *Objective) *string { return &o.Plan }).Under("The plan"),
	register.Text("resources", "What it takes", func(o *Objective) *string { return &o.Resources }).Help("People, money, tools."),
	register.Line("owner", "Owner", func(o *Objective) *string { return &o.Owner }).Help("Who answers for reaching it.").InList(),
	register.Text("evaluated", "How results are judged", func(o *Objective) *string { return &o.Evaluated }).Help("Who looks at the values, when, and what follows from them."),
	register.Line("told", "Told to", func(o *Objective) *string { return &o.Told }).Help("Who knows of this objective, and how they learn of it.").IfAsked(),
	register.Choice("state", "Where does it stand?", func(o *Objective) *State { return &o.State }, UnderWay, Reached, GivenUp).Under("Where it stands").Filter().IfAsked(),
	register.Text("closing", "Why", func(o *Objective) *string { return &o.Closing }).Help("Needed when it is reached or given up."),
).Rule(func(o *Objective, l *check.List) {
	if o.State == Reached || o.State == GivenUp {
		l.Required("closing", o.Closing, "Say how you know that it is reached, or why it is given up")
	}
	if o.BaselineOn != "" && o.Due != "" && o.BaselineOn.Valid() && o.Due.Valid() && o.Due <= o.BaselineOn {
		l.Add("due", "This day must come after the beginning")
	}
})

// themes offers the organisational objectives of Annex C.
func themes(name, label string) register.Field[Objective] {
	var ids []string
	var labels []string
	for _, t := range controls.MustLoad().C2 {
		ids = append(ids, t.ID)
		labels = append(labels, t.ID, t.ID+" "+t.Title)
	}
	return register.Some(name, label, func(o *Objective) *[]string { return &o.Themes }, ids...).Labelled(labels...).IfAsked()
}
