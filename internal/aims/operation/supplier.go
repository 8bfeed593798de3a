package operation

import (
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Weight says what happens to the organisation's AI when a supplier fails.
type Weight string

// The weights.
const (
	Critical  Weight = "critical"
	Important Weight = "important"
	Slight    Weight = "slight"
)

// Term is what the organisation asks of every contract about AI.
type Term string

// The terms.
const (
	NoticeOfChange   Term = "notice of change"
	NoTraining       Term = "no training on our data"
	AuditRight       Term = "audit right"
	NoticeOfIncident Term = "notice of incident"
	PartsDisclosed   Term = "sub-suppliers"
	Exit             Term = "exit"
)

// Terms lists them in the order they are asked.
var Terms = []Term{NoticeOfChange, NoTraining, AuditRight, NoticeOfIncident, PartsDisclosed, Exit}

// Judgement is what an assessment of a supplier says.
type Judgement string

// The judgements.
const (
	Suitable    Judgement = "suitable"
	Conditional Judgement = "suitable with conditions"
	Unsuitable  Judgement = "not suitable"
)

// Watch is one look at how a supplier does its work.
type Watch struct {
	On    when.Day `json:"on"`
	What  string   `json:"what"`
	Found string   `json:"found"`
	Done  string   `json:"done"`
}

// Supplier is somebody whose service, product or material the organisation's AI
// depends on (A.10.3).
type Supplier struct {
	store.Head
	Name         string    `json:"name"`
	Supplies     string    `json:"supplies"`
	Systems      []string  `json:"systems" gorm:"serializer:json"` // SYS references
	AI           bool      `json:"ai" gorm:"column:ai"`            // a model or another AI part comes from it
	Weight       Weight    `json:"weight"`
	Because      string    `json:"because"`
	Owner        string    `json:"owner"` // who looks after it here
	Contact      string    `json:"contact"`
	Contract     string    `json:"contract"`
	ContractEnds when.Day  `json:"contract_ends"`
	Terms        []Term    `json:"terms" gorm:"serializer:json"` // what the contract holds
	Lacking      string    `json:"lacking"`                      // what is done about terms it does not hold
	AssessedOn   when.Day  `json:"assessed_on"`
	AssessedBy   string    `json:"assessed_by"`
	Verdict      Judgement `json:"verdict"`
	Conditions   string    `json:"conditions"`
	NextOn       when.Day  `json:"next_on"` // of the next assessment
	Watches      []Watch   `json:"watches" gorm:"serializer:json"`

	Gaps   []Reply  `json:"gaps" gorm:"serializer:json"` // to the questions about its AI
	GapsOn when.Day `json:"gaps_on"`
	GapsBy string   `json:"gaps_by"`
}

// TableName is the table of suppliers.
func (Supplier) TableName() string { return "suppliers" }

// Links are the systems that a supplier serves.
func (s Supplier) Links() []string { return Suppliers.Links(&s) }

// Missing are the terms that the contract does not hold.
func (s Supplier) Missing() []Term {
	return slices.DeleteFunc(slices.Clone(Terms), func(t Term) bool { return slices.Contains(s.Terms, t) })
}

// Late says whether an assessment is due that was not made.
func (s Supplier) Late(today when.Day) bool {
	return !s.Retired() && (s.AssessedOn == "" || s.NextOn.Passed(today))
}

// SuppliersLate narrows a list to suppliers whose assessment is missing or overdue.
func SuppliersLate(today when.Day) func(*gorm.DB) *gorm.DB {
	return func(q *gorm.DB) *gorm.DB {
		return q.Where("(assessed_on = '' OR (next_on <> '' AND next_on < ?))", today)
	}
}

// SuppliersAsked narrows a list to suppliers of AI whose AI questions are answered,
// or to those whose are not.
func SuppliersAsked(asked bool) func(*gorm.DB) *gorm.DB {
	return func(q *gorm.DB) *gorm.DB {
		if asked {
			return q.Where("ai = ? AND gaps_on <> ''", true)
		}
		return q.Where("ai = ? AND gaps_on = ''", true)
	}
}

// Suppliers is the register of whom the organisation's AI depends on.
var Suppliers = register.New(
	register.About{
		Name: "supplier", Prefix: "SUP", Title: "Suppliers", One: "supplier", Many: "suppliers",
		Record: "Record a supplier", Verb: "record", Edit: access.EditSupplier, Clauses: []string{"8.1", "A.10.3"},
		Lead: "Whom your AI depends on, what the contract asks of them, and how you check that it holds.",
	},
	register.Line("name", "Supplier", func(s *Supplier) *string { return &s.Name }).Needed("Name the supplier"),
	register.Text("supplies", "What do they supply?", func(s *Supplier) *string { return &s.Supplies }).Help("The service or product as the contract calls it, and what your AI does with it.").Needed("Say what they supply"),
	register.Many("systems", "AI systems that depend on it", func(s *Supplier) *[]string { return &s.Systems }, "SYS").InList().Filter(),
	register.Yes("ai", "A model or another AI part comes from them", func(s *Supplier) *bool { return &s.AI }).IfAsked().Filter(),
	register.Choice("weight", "How much depends on them?", func(s *Supplier) *Weight { return &s.Weight }, Critical, Important, Slight).
		Labelled("critical", "Critical: people are harmed, or a system stops, when they fail", "important", "Important: we can bridge it for some days", "slight", "Slight: we can do without them").
		Needed("Choose how much depends on them").InList().Filter(),
	register.Text("because", "Why do you say so?", func(s *Supplier) *string { return &s.Because }),
	register.Line("owner", "Looked after by", func(s *Supplier) *string { return &s.Owner }).Help("The person here who knows them.").IfAsked(),
	register.Line("contact", "Contact there", func(s *Supplier) *string { return &s.Contact }).Help("Whom to call when something goes wrong."),
	register.Line("contract", "Contract", func(s *Supplier) *string { return &s.Contract }).Help("Title, number and day, so that it can be found.").Under("What the contract asks of them"),
	register.Day("contract_ends", "Contract ends on", func(s *Supplier) *when.Day { return &s.ContractEnds }).IfAsked(),
	register.Some("terms", "What does the contract hold?", func(s *Supplier) *[]Term { return &s.Terms }, Terms...).
		Labelled("notice of change", "They tell us before a model or the service changes", "no training on our data", "They do not train on our data, or only as we agreed",
			"audit right", "We may check, or read the report of somebody who did", "notice of incident", "They tell us of incidents, within a fixed time",
			"sub-suppliers", "They name those whose models and data they use", "exit", "We get our data back and can leave"),
	register.Text("lacking", "What do you do about terms it does not hold?", func(s *Supplier) *string { return &s.Lacking }),
	register.Day("assessed_on", "Last assessed on", func(s *Supplier) *when.Day { return &s.AssessedOn }).Under("Assessment").IfAsked(),
	register.Line("assessed_by", "Assessed by", func(s *Supplier) *string { return &s.AssessedBy }),
	register.Choice("verdict", "What did the assessment say?", func(s *Supplier) *Judgement { return &s.Verdict }, Suitable, Conditional, Unsuitable).IfAsked().Filter(),
	register.Text("conditions", "Conditions, or why not", func(s *Supplier) *string { return &s.Conditions }),
	register.Day("next_on", "Next assessment by", func(s *Supplier) *when.Day { return &s.NextOn }).InList(),
	register.Table("watches", "What you saw since", func(s *Supplier) *[]Watch { return &s.Watches },
		register.Day("on", "Day", func(w *Watch) *when.Day { return &w.On }).Needed("Give the day"),
		register.Text("what", "What did you look at?", func(w *Watch) *string { return &w.What }).Needed("Say what you looked at"),
		register.Text("found", "What did you find?", func(w *Watch) *string { return &w.Found }),
		register.Text("done", "What did you do?", func(w *Watch) *string { return &w.Done })).
		Help("Service levels, changes they announced, faults, complaints.").Under("Monitoring"),
).Rule(func(s *Supplier, l *check.List) {
	if s.AssessedOn != "" && s.Verdict == "" {
		l.Add("verdict", "Say what the assessment of %s found", s.AssessedOn.Human())
	}
	if s.Verdict == Conditional && s.Conditions == "" {
		l.Add("conditions", "Name the conditions")
	}
})
