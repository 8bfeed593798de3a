package inventory

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Use is what data are used for in the life of a system.
type Use string

// The uses of data.
const (
	Training   Use = "training"
	Validating Use = "validation"
	Testing    Use = "test"
	Production Use = "production"
	Retrieval  Use = "retrieval" // looked up while the system answers
)

// Dataset is data that AI systems are made from or run on (A.4.3, A.7): where they come
// from, what we may do with them, how good they are and how they were prepared.
type Dataset struct {
	store.Head
	Name        string       `json:"name"`
	Edition     string       `json:"edition"`
	Uses        []Use        `json:"uses" gorm:"serializer:json"`
	Systems     []string     `json:"systems" gorm:"serializer:json"` // SYS references
	Content     string       `json:"content"`
	Provenance  string       `json:"provenance"` // A.7.5
	Acquired    string       `json:"acquired"`   // A.7.3
	AcquiredOn  when.Day     `json:"acquired_on"`
	Rights      string       `json:"rights"`
	Personal    scope.Answer `json:"personal"`
	LegalBasis  string       `json:"legal_basis"`
	Wanted      string       `json:"wanted"`   // quality requirements (A.7.4)
	Measured    string       `json:"measured"` // quality found
	MeasuredOn  when.Day     `json:"measured_on"`
	Good        scope.Answer `json:"good"` // the requirements are met
	Bias        string       `json:"bias"`
	Preparation []string     `json:"preparation" gorm:"serializer:json"` // steps (A.7.6)
	Labels      string       `json:"labels"`
	Held        string       `json:"held"`
	Retention   string       `json:"retention"`
	DisposeOn   when.Day     `json:"dispose_on"`
	MayUse      string       `json:"may_use"`
	Owner       string       `json:"owner"`
	ReviewOn    when.Day     `json:"review_on"`
}

// TableName is the table of datasets.
func (Dataset) TableName() string { return "datasets" }

// Links are the systems that a dataset names.
func (d Dataset) Links() []string { return Datasets.Links(&d) }

// Datasets is the register of data for AI systems.
var Datasets = register.New(
	register.About{
		Name: "dataset", Prefix: "DAT", Title: "Datasets", One: "dataset", Many: "datasets",
		Record: "Record a dataset", Verb: "record", Edit: access.EditSystem, Clauses: []string{"8.1", "A.4.3", "A.7.2"},
		Lead: "The data your AI systems are made from and run on: origin, rights, quality and preparation.",
	},
	register.Line("name", "Dataset", func(d *Dataset) *string { return &d.Name }).Needed("Name the dataset"),
	register.Line("edition", "Version or state", func(d *Dataset) *string { return &d.Edition }).Called("Version").Help("For example: as of March 2026.").IfAsked(),
	register.Some("uses", "What is it used for?", func(d *Dataset) *[]Use { return &d.Uses }, Training, Validating, Testing, Production, Retrieval).Called("Used for").InList(),
	register.Many("systems", "AI systems that use it", func(d *Dataset) *[]string { return &d.Systems }, "SYS").Called("AI systems").InList().Filter(),
	register.Text("content", "What is in it?", func(d *Dataset) *string { return &d.Content }).Called("Content").Help("Categories, amount, time span, whom it is about.").Needed("Say what is in it"),
	register.Text("provenance", "Where does it come from, and what happened to it since?", func(d *Dataset) *string { return &d.Provenance }).Called("Provenance").
		Help("Source, how it was made, who handed it on, what was changed (A.7.5).").Under("Origin and rights"),
	register.Text("acquired", "How was it obtained, and why this data?", func(d *Dataset) *string { return &d.Acquired }).Called("How obtained").Help("Bought, collected, given by customers, made by a machine (A.7.3)."),
	register.Day("acquired_on", "Obtained on", func(d *Dataset) *when.Day { return &d.AcquiredOn }),
	register.Line("rights", "Rights and licence", func(d *Dataset) *string { return &d.Rights }),
	register.Choice("personal", "Does it hold personal data?", func(d *Dataset) *scope.Answer { return &d.Personal }, scope.Answers...).Called("Personal data").
		Labelled("undecided", "I do not know yet").Needed("Choose whether it holds personal data").InList().Filter(),
	register.Line("legal_basis", "Legal basis", func(d *Dataset) *string { return &d.LegalBasis }).Help("Needed where it holds personal data."),
	register.Text("wanted", "Which quality is needed?", func(d *Dataset) *string { return &d.Wanted }).Called("Quality needed").Help("With figures: complete, correct, up to date, like the people it is used for (A.7.4).").Under("Quality and preparation"),
	register.Text("measured", "Which quality was measured?", func(d *Dataset) *string { return &d.Measured }).Called("Quality measured"),
	register.Day("measured_on", "Measured on", func(d *Dataset) *when.Day { return &d.MeasuredOn }).IfAsked(),
	register.Choice("good", "Is it good enough?", func(d *Dataset) *scope.Answer { return &d.Good }, scope.Answers...).Called("Good enough").
		Labelled("undecided", "I do not know yet").InList().Filter(),
	register.Text("bias", "Which bias was looked for, and what was found?", func(d *Dataset) *string { return &d.Bias }).Called("Bias"),
	register.Lines("preparation", "Steps of preparation", func(d *Dataset) *[]string { return &d.Preparation }).Called("Preparation").Help("Cleaning, filling gaps, encoding, with the reason (A.7.6)."),
	register.Text("labels", "Who labelled it, and how was that checked?", func(d *Dataset) *string { return &d.Labels }).Called("Labels"),
	register.Line("held", "Where is it held?", func(d *Dataset) *string { return &d.Held }).Called("Held at").Under("Keeping"),
	register.Line("retention", "How long is it kept?", func(d *Dataset) *string { return &d.Retention }).Called("Retention"),
	register.Day("dispose_on", "Erase by", func(d *Dataset) *when.Day { return &d.DisposeOn }).IfAsked(),
	register.Line("may_use", "Who may use it, and for what?", func(d *Dataset) *string { return &d.MayUse }).Called("May be used by"),
	register.Line("owner", "Owner", func(d *Dataset) *string { return &d.Owner }).InList(),
	register.Day("review_on", "Next look at the quality", func(d *Dataset) *when.Day { return &d.ReviewOn }).Called("Next look").IfAsked(),
).Rule(func(d *Dataset, l *check.List) {
	if d.Good == scope.Yes || d.Good == scope.No {
		l.Required("measured", d.Measured, "Say which quality was measured")
		l.Required("wanted", d.Wanted, "Say which quality is needed")
	}
})
