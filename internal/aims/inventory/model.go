package inventory

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Origin says whose work a model is.
type Origin string

// The origins of models.
const (
	Own      Origin = "own"
	Tuned    Origin = "tuned"    // somebody else's, trained on by us
	Bought   Origin = "bought"   // somebody else's, used as it is
	OpenCopy Origin = "open"     // with open weights, run by us
	Method   Origin = "no model" // rules, optimisation or statistics without training
)

// Model is a model, or another method, that AI systems rest on (A.4.4, A.6.2.3): one
// version of it, with what it can and cannot do.
type Model struct {
	store.Head
	Name        string   `json:"name"`
	Edition     string   `json:"edition"` // its version; the head has one of its own
	Kind        string   `json:"kind"`
	Origin      Origin   `json:"origin"`
	Supplier    string   `json:"supplier"`
	Licence     string   `json:"licence"`
	Systems     []string `json:"systems" gorm:"serializer:json"`  // SYS references
	Datasets    []string `json:"datasets" gorm:"serializer:json"` // DAT references it was trained or tested on
	IntendedUse string   `json:"intended_use"`
	Limits      string   `json:"limits"`
	Inputs      string   `json:"inputs"`
	Metrics     []string `json:"metrics" gorm:"serializer:json"` // figure, measured, threshold
	Evaluation  string   `json:"evaluation"`
	Fairness    string   `json:"fairness"`
	Security    string   `json:"security"`
	Tools       string   `json:"tools"`
	Computing   string   `json:"computing"`
	Energy      string   `json:"energy"`
	Owner       string   `json:"owner"`
	EvaluatedOn when.Day `json:"evaluated_on"`
	ReviewOn    when.Day `json:"review_on"`
}

// TableName is the table of models.
func (Model) TableName() string { return "models" }

// Links are the systems and datasets that a model names.
func (m Model) Links() []string { return Models.Links(&m) }

// Models is the register of what AI systems rest on.
var Models = register.New(
	register.About{
		Name: "model", Prefix: "MOD", Title: "Models", One: "model", Many: "models",
		Record: "Record a model", Verb: "record", Edit: access.EditSystem, Clauses: []string{"8.1", "A.4.4", "A.6.2.3"},
		Lead: "Each model in each version: what it is for, what it was made from, how well it does and where it fails.",
	},
	register.Line("name", "Model", func(m *Model) *string { return &m.Name }).Needed("Name the model"),
	register.Line("edition", "Version", func(m *Model) *string { return &m.Edition }).Needed("Give the version; without it nobody knows what was tested").InList(),
	register.Line("kind", "Kind of model or method", func(m *Model) *string { return &m.Kind }).Called("Kind").Help("For example: gradient boosted trees, large language model.").InList(),
	register.Choice("origin", "Whose is it?", func(m *Model) *Origin { return &m.Origin }, Own, Tuned, Bought, OpenCopy, Method).Called("Origin").
		Labelled("own", "Our own", "tuned", "Bought or open, trained on by us", "bought", "Bought, used as it is", "open", "With open weights, run by us", "no model", "A method without training").
		Needed("Choose whose model it is").InList().Filter(),
	register.Line("supplier", "Supplier", func(m *Model) *string { return &m.Supplier }).IfAsked(),
	register.Line("licence", "Licence or terms", func(m *Model) *string { return &m.Licence }),
	register.Many("systems", "AI systems that use it", func(m *Model) *[]string { return &m.Systems }, "SYS").Called("AI systems").InList().Filter(),
	register.Text("intended_use", "What is it meant for?", func(m *Model) *string { return &m.IntendedUse }).Called("Intended use").Under("Use and limits"),
	register.Text("limits", "Where does it fail, and what is it not meant for?", func(m *Model) *string { return &m.Limits }).Called("Limits"),
	register.Text("inputs", "What goes in, what comes out?", func(m *Model) *string { return &m.Inputs }).Called("In and out"),
	register.Many("datasets", "Datasets it was trained or tested on", func(m *Model) *[]string { return &m.Datasets }, "DAT").Called("Datasets").Under("How it was made").IfAsked(),
	register.Text("tools", "Tools and methods", func(m *Model) *string { return &m.Tools }).Help("Libraries, platforms, training and evaluation methods, with versions."),
	register.Text("computing", "Where does it run?", func(m *Model) *string { return &m.Computing }).Called("Where it runs").Help("Cloud or own house, capacity, location."),
	register.Line("energy", "Energy and computing used", func(m *Model) *string { return &m.Energy }).Called("Energy and computing").Help("For training and for use, measured or estimated."),
	register.Lines("metrics", "Figures, each with its threshold", func(m *Model) *[]string { return &m.Metrics }).Called("Figures and thresholds").
		Help("For example: Hit rate 63 in 100; at least 58.").Under("How well it does"),
	register.Text("evaluation", "How was it evaluated?", func(m *Model) *string { return &m.Evaluation }).Called("Evaluation"),
	register.Text("fairness", "How does it do for different groups?", func(m *Model) *string { return &m.Fairness }).Called("For different groups"),
	register.Text("security", "Against which attacks was it tried?", func(m *Model) *string { return &m.Security }).Called("Attacks tried"),
	register.Day("evaluated_on", "Last evaluated", func(m *Model) *when.Day { return &m.EvaluatedOn }).IfAsked(),
	register.Line("owner", "Owner", func(m *Model) *string { return &m.Owner }).Under("Responsibility").InList(),
	register.Day("review_on", "Evaluate again by", func(m *Model) *when.Day { return &m.ReviewOn }).InList(),
).Rule(func(m *Model, l *check.List) {
	if m.Origin == Tuned || m.Origin == Bought {
		l.Required("supplier", m.Supplier, "Name the supplier of a model that is not your own")
	}
})
