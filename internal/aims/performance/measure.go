package performance

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Kind is whose performance a measure tells of.
type Kind string

// The kinds.
const (
	OfAIMS      Kind = "AIMS"
	OfControl   Kind = "control"
	OfSystem    Kind = "AI system"
	OfObjective Kind = "objective"
)

// Better is the direction in which a value improves.
type Better string

// The directions.
const (
	Higher Better = "higher"
	Lower  Better = "lower"
)

// Measure is something that is monitored or measured, with all that 9.1 asks to be
// determined about it.
type Measure struct {
	store.Head
	Title      string          `json:"title"`
	Tells      string          `json:"tells"` // what a reader learns from it
	Kind       Kind            `json:"kind"`
	Controls   []string        `json:"controls" gorm:"serializer:json"`
	Systems    []string        `json:"systems" gorm:"serializer:json"`    // SYS references
	Objectives []string        `json:"objectives" gorm:"serializer:json"` // OBJ references
	Method     string          `json:"method"`                            // so that results are valid
	Unit       string          `json:"unit"`
	Better     Better          `json:"better"`
	Target     string          `json:"target"`
	Threshold  string          `json:"threshold"` // beyond it somebody has to look
	Often      operation.Often `json:"often"`
	Since      when.Day        `json:"since"`     // first result due
	Owner      string          `json:"owner"`     // who measures
	Evaluator  string          `json:"evaluator"` // who analyses and evaluates
	Evaluated  string          `json:"evaluated"` // when that is done
}

// TableName is the table of measures.
func (Measure) TableName() string { return "measures" }

// Links are the controls, systems and objectives that a measure tells of.
func (m Measure) Links() []string { return Measures.Links(&m) }

// Measures is the register of what is monitored and measured.
var Measures = register.New(
	register.About{
		Name: "measure", Prefix: "MSR", Title: "Measures", One: "measure", Many: "measures",
		Record: "Add a measure", Verb: "plan", Edit: access.KeepMeasures, Clauses: []string{"9.1"},
		Lead: "What you measure, how, how often and by whom, and from which value on somebody has to look.",
	},
	register.Line("title", "Measure", func(m *Measure) *string { return &m.Title }).
		Needed("Name what is measured, for example \"Share of overruled decisions\""),
	register.Text("tells", "What does it tell?", func(m *Measure) *string { return &m.Tells }).Called("What it tells").
		Help("What would you do differently if it were much higher or lower?"),
	register.Choice("kind", "Whose performance does it show?", func(m *Measure) *Kind { return &m.Kind }, OfAIMS, OfControl, OfSystem, OfObjective).Called("Shows").
		Labelled(string(OfAIMS), "The AIMS", string(OfControl), "A control", string(OfSystem), "An AI system", string(OfObjective), "An objective").
		Needed("Choose whose performance it shows").InList().Filter(),
	register.Many("controls", "Controls", func(m *Measure) *[]string { return &m.Controls }, register.OfControls).IfAsked().Filter(),
	register.Many("systems", "AI systems", func(m *Measure) *[]string { return &m.Systems }, "SYS").IfAsked().Filter(),
	register.Many("objectives", "Objectives", func(m *Measure) *[]string { return &m.Objectives }, "OBJ").
		Help("The values of an objective are recorded with the objective. Add a measure where more than they is to be seen.").IfAsked(),
	register.Text("method", "How is it measured, so that the results are valid?", func(m *Measure) *string { return &m.Method }).Called("Method").
		Help("Source, sample and steps. Two people who follow them should get the same value.").Under("How it is measured"),
	register.Line("unit", "Unit", func(m *Measure) *string { return &m.Unit }).Help("For example %, days, or per 1,000."),
	register.Choice("better", "Which is better?", func(m *Measure) *Better { return &m.Better }, Higher, Lower).Called("Better").
		Needed("Choose whether a higher or a lower value is better").IfAsked(),
	register.Figure("target", "Target", func(m *Measure) *string { return &m.Target }).Help("What you want to reach or keep.").IfAsked(),
	register.Figure("threshold", "Threshold", func(m *Measure) *string { return &m.Threshold }).
		Help("The last value that is still good enough. A result beyond it asks for an evaluation within 14 days.").IfAsked(),
	register.Choice("often", "How often is it measured?", func(m *Measure) *operation.Often { return &m.Often }, operation.Oftens[1:]...).Called("How often").
		Needed("Choose how often it is measured").Under("When and by whom").InList().Filter(),
	register.Day("since", "First result due", func(m *Measure) *when.Day { return &m.Since }).Called("Started on").
		Needed("Give the day by which the first result is there; the next ones are counted from it"),
	register.Line("owner", "Measured by", func(m *Measure) *string { return &m.Owner }).InList(),
	register.Line("evaluator", "Analysed and evaluated by", func(m *Measure) *string { return &m.Evaluator }).IfAsked(),
	register.Line("evaluated", "When is it analysed and evaluated?", func(m *Measure) *string { return &m.Evaluated }).Called("Evaluated when").
		Help("For example: twice a year, and within 14 days when the threshold is broken."),
).Rule(func(m *Measure, l *check.List) {
	switch {
	case m.Kind == OfControl && len(m.Controls) == 0:
		l.Add("controls", "Choose the control whose performance it shows")
	case m.Kind == OfSystem && len(m.Systems) == 0:
		l.Add("systems", "Choose the AI system whose performance it shows")
	case m.Kind == OfObjective && len(m.Objectives) == 0:
		l.Add("objectives", "Choose the objective whose performance it shows")
	}
	if target, given := m.Goal(); given && m.beyond(target) {
		l.Add("threshold", "Give a threshold that the target keeps: a value as good as the target would break it")
	}
})

// Goal is the target as a number, and whether there is one.
func (m Measure) Goal() (float64, bool) { return register.ParseFigure(m.Target) }

// Limit is the threshold as a number, and whether there is one.
func (m Measure) Limit() (float64, bool) { return register.ParseFigure(m.Threshold) }

// beyond says whether a value lies on the wrong side of the threshold. Without a
// threshold or a direction none does.
func (m Measure) beyond(value float64) bool {
	threshold, given := m.Limit()
	switch {
	case !given:
		return false
	case m.Better == Higher:
		return value < threshold
	case m.Better == Lower:
		return value > threshold
	}
	return false
}

// Broken says whether a result lies beyond the threshold as it is set today.
func (m Measure) Broken(r Result) bool {
	value, read := register.ParseFigure(r.Value)
	return read && m.beyond(value)
}

// Lacking says whether it is not yet determined how it is measured, by whom, or who
// evaluates it.
func (m Measure) Lacking() bool { return m.Method == "" || m.Owner == "" || m.Evaluator == "" }
