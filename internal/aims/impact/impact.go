// Package impact holds AI system impact assessments (clauses 6.1.4 and 8.4,
// controls A.5.2–A.5.5): what a system can do to individuals, groups and
// societies, for good and ill, recorded along the sections that ISO/IEC 42005
// suggests.
package impact

import (
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// State is where an assessment stands.
type State string

// The states. A newer approved assessment of the same system supersedes an older.
const (
	Draft      State = "draft"
	Approved   State = "approved"
	Superseded State = "superseded"
)

// Trigger is why the assessment was made (A.5.2).
type Trigger string

// The triggers: the first of a system, the planned interval, a change, or something
// that happened.
const (
	NewSystem        Trigger = "new system"
	Periodic         Trigger = "periodic"
	Change           Trigger = "change"
	ChangeOfPurpose  Trigger = "change of purpose"
	ChangeOfData     Trigger = "change of data"
	ChangeOfModel    Trigger = "change of model"
	ChangeOfAutonomy Trigger = "change of autonomy"
	Incident         Trigger = "incident"
	Complaint        Trigger = "complaint"
	NewLaw           Trigger = "law"
)

// Triggers lists them.
var Triggers = []Trigger{NewSystem, Periodic, Change, ChangeOfPurpose, ChangeOfData, ChangeOfModel, ChangeOfAutonomy, Incident, Complaint, NewLaw}

// Effect says whether an impact helps or harms.
type Effect string

// The effects.
const (
	Harm    Effect = "harm"
	Benefit Effect = "benefit"
)

// Effects lists them.
var Effects = []Effect{Harm, Benefit}

// Reach says whom an impact falls on.
type Reach string

// The reaches of 6.1.4.
const (
	Individuals Reach = "individuals"
	Groups      Reach = "groups"
	Society     Reach = "society"
)

// Reaches lists them.
var Reaches = []Reach{Individuals, Groups, Society}

// Item is one rated impact. The four ratings go from 1 (least) to 5 (most);
// Irreversible 5 means that it cannot be undone. 0 is not rated yet.
type Item struct {
	ID           string `json:"id"`   // within the assessment and those that follow it: "H1", "B2"
	Area         string `json:"area"` // fairness, privacy, safety, environment, …
	Reach        Reach  `json:"reach"`
	Effect       Effect `json:"effect"`
	What         string `json:"what"`
	Severity     int    `json:"severity"`
	Likelihood   int    `json:"likelihood"`
	Scale        int    `json:"scale"`
	Irreversible int    `json:"irreversible"`
}

// MeasureStatus is how far a measure is.
type MeasureStatus string

// The four words of the form.
const (
	Planned  MeasureStatus = "planned"
	UnderWay MeasureStatus = "under way"
	Done     MeasureStatus = "done"
	Dropped  MeasureStatus = "dropped"
)

// MeasureStatuses lists them.
var MeasureStatuses = []MeasureStatus{Planned, UnderWay, Done, Dropped}

// Measure is something done about an impact.
type Measure struct {
	What     string        `json:"what"`
	Control  string        `json:"control"` // key of a control, "42001:A.9.2"; may be empty
	Owner    string        `json:"owner"`
	Due      when.Day      `json:"due"`
	Status   MeasureStatus `json:"status"`
	Residual string        `json:"residual"` // what impact remains
}

// States lists them in the order an assessment goes through.
var States = []State{Draft, Approved, Superseded}

// Decision closes an assessment.
type Decision string

// The decisions.
const (
	Go           Decision = "go"
	GoConditions Decision = "go with conditions"
	Stop         Decision = "stop"
)

// Decisions lists them.
var Decisions = []Decision{Go, GoConditions, Stop}

// Assessment is one impact assessment of one system. Once approved it is frozen;
// the next one is a new record.
type Assessment struct {
	store.Head
	Title         string            `json:"title"`  // "Impact assessment of …", as the system was called when it began
	System        string            `json:"system"` // SYS reference
	State         State             `json:"state"`
	Trigger       Trigger           `json:"trigger"`
	TriggeredBy   string            `json:"triggered_by"` // what set it off: a record such as INC-2026-001, or words
	Assessors     string            `json:"assessors"`
	AssessedOn    when.Day          `json:"assessed_on"`
	Related       string            `json:"related"`                        // DPIA, FRIA and the like
	Answers       map[string]string `json:"answers" gorm:"serializer:json"` // by field key of the catalogue's impact form
	Items         []Item            `json:"items" gorm:"serializer:json"`
	Measures      []Measure         `json:"measures" gorm:"serializer:json"`
	Consultations []Consultation    `json:"consultations" gorm:"serializer:json"`
	Untouched     []Untouched       `json:"untouched" gorm:"serializer:json"` // areas that it does not reach
	Uses          []string          `json:"uses" gorm:"serializer:json"`      // uses of the catalogue that call for more care
	Completed     []string          `json:"completed" gorm:"serializer:json"` // sections that the assessors call complete
	Sensitive     bool              `json:"sensitive"`                        // a sensitive or restricted use; follows Uses and the answer in the form
	Decision      Decision          `json:"decision"`
	Conditions    string            `json:"conditions"`
	Shared        string            `json:"shared"` // to whom the result is made available (6.1.4)
	NextReview    when.Day          `json:"next_review"`
	ApprovedAt    when.Instant      `json:"approved_at"`
	ApprovedBy    string            `json:"approved_by"`
	ApprovedAs    string            `json:"approved_as"` // the role of the account that approved
	// ApprovedAlone is why the person who last wrote the draft approved it too;
	// empty when somebody else approved.
	ApprovedAlone string `json:"approved_alone"`
}

// Frozen says whether nothing in it may change any more.
func (a Assessment) Frozen() bool { return a.State != Draft || a.Retired() }

// ReviewOverdue says whether an approved assessment should have been looked at
// again before today (8.4).
func (a Assessment) ReviewOverdue(today when.Day) bool {
	return a.State == Approved && a.NextReview.Passed(today)
}

// TableName is the table of assessments.
func (Assessment) TableName() string { return "impact_assessments" }

// Links points to the system and to the controls of the measures.
func (a Assessment) Links() []string {
	links := []string{a.System}
	for _, m := range a.Measures {
		links = append(links, m.Control)
	}
	return links
}

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		store.Of[Assessment]("impact", "IMP", "Impact assessments"),
		store.Of[Rule]("impact-rule", "IAR", "Rule for impact assessments"),
		Publications.Store(),
	}
}
