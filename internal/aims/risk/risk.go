// Package risk holds the criteria for AI risk (clause 6.1.1), the register of
// assessed risks (6.1.2, 8.2), their treatment (6.1.3, 8.3) and the acceptance of
// residual risk by the designated management (6.1.3).
package risk

import (
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// CriteriaRef is the reference of the one set of criteria in force.
const CriteriaRef = "CRT-1"

// Band is a range of levels with the organisation's own word for it. It reaches
// from the band before it up to and including UpTo.
type Band struct {
	Name string `json:"name"`
	UpTo int    `json:"up_to"`
}

// Criteria tell acceptable from unacceptable risk (6.1.1). Level = likelihood ×
// impact; the words for each step are the organisation's own.
type Criteria struct {
	store.Head
	Likelihoods []string `json:"likelihoods" gorm:"serializer:json"` // words for 1, 2, 3 …
	Impacts     []string `json:"impacts" gorm:"serializer:json"`
	Bands       []Band   `json:"bands" gorm:"serializer:json"`
	AcceptUpTo  int      `json:"accept_up_to"` // a level above it needs acceptance by management
	Method      string   `json:"method"`       // how risks are assessed (6.1.2)
	Treatment   string   `json:"treatment"`    // how they are treated (6.1.3)
}

// TableName is the table of criteria.
func (Criteria) TableName() string { return "risk_criteria" }

// Kind is a threat or an opportunity; 6.1.1 asks for both.
type Kind string

// The kinds.
const (
	Threat      Kind = "threat"
	Opportunity Kind = "opportunity"
)

// Kinds lists them.
var Kinds = []Kind{Threat, Opportunity}

// Treatment is the chosen option (6.1.3).
type Treatment string

// The options.
const (
	Mitigate Treatment = "mitigate"
	Avoid    Treatment = "avoid"
	Share    Treatment = "share"
	Accept   Treatment = "accept"
)

// Treatments lists them.
var Treatments = []Treatment{Mitigate, Avoid, Share, Accept}

// Status is how far the treatment has come.
type Status string

// The statuses.
const (
	Open    Status = "open"
	Treated Status = "treated"
	Closed  Status = "closed" // the risk no longer exists
)

// Statuses lists them.
var Statuses = []Status{Open, Treated, Closed}

// Risk is one assessed AI risk. Likelihood and impact count from 1; 0 means not
// assessed yet.
type Risk struct {
	store.Head
	Title              string    `json:"title"`
	Description        string    `json:"description"`
	Category           string    `json:"category"`
	Kind               Kind      `json:"kind"`
	Sources            []string  `json:"sources" gorm:"serializer:json"`     // Annex C: "C.3.4"
	Objectives         []string  `json:"objectives" gorm:"serializer:json"`  // Annex C: "C.2.5"
	Systems            []string  `json:"systems" gorm:"serializer:json"`     // SYS references
	Assessments        []string  `json:"assessments" gorm:"serializer:json"` // IMP references it follows from
	ForOrganisation    string    `json:"for_organisation"`                   // consequences (6.1.2)
	ForIndividuals     string    `json:"for_individuals"`
	ForSociety         string    `json:"for_society"`
	InherentLikelihood int       `json:"inherent_likelihood"`
	InherentImpact     int       `json:"inherent_impact"`
	InherentLevel      int       `json:"inherent_level"` // likelihood × impact, kept for lists
	InherentReason     string    `json:"inherent_reason"`
	ResidualLikelihood int       `json:"residual_likelihood"`
	ResidualImpact     int       `json:"residual_impact"`
	ResidualLevel      int       `json:"residual_level"`
	ResidualReason     string    `json:"residual_reason"`
	Treatment          Treatment `json:"treatment"`
	TreatmentPlan      string    `json:"treatment_plan"`
	Controls           []string  `json:"controls" gorm:"serializer:json"` // keys: "42001:A.5.4", "CTL-2026-001"
	Owner              string    `json:"owner"`
	Status             Status    `json:"status"`
	ReviewOn           when.Day  `json:"review_on"`
	Notes              string    `json:"notes"`
	Source             string    `json:"source"` // its id in the file it was imported from
}

// TableName is the table of risks.
func (Risk) TableName() string { return "risks" }

// Links points to systems, assessments and controls.
func (r Risk) Links() []string {
	links := make([]string, 0, len(r.Systems)+len(r.Assessments)+len(r.Controls))
	links = append(links, r.Systems...)
	links = append(links, r.Assessments...)
	return append(links, r.Controls...)
}

// Action is one step of the treatment plan (6.1.3, 8.3).
type Action struct {
	store.Head
	Risk   string   `json:"risk"` // RSK reference
	What   string   `json:"what"`
	Owner  string   `json:"owner"`
	Due    when.Day `json:"due"`
	DoneOn when.Day `json:"done_on"`
	Result string   `json:"result"` // what was done and whether it worked (8.3)
}

// TableName is the table of actions.
func (Action) TableName() string { return "risk_actions" }

// Links points to the risk.
func (a Action) Links() []string { return []string{a.Risk} }

// Acceptance is the designated management's acceptance of a residual risk, as it
// stood then (6.1.3).
type Acceptance struct {
	store.Head
	Risk        string       `json:"risk"`
	RiskVersion int          `json:"risk_version"` // the version that was accepted
	Level       int          `json:"level"`        // the residual level that was accepted
	Reason      string       `json:"reason"`
	By          string       `json:"by" gorm:"column:accepted_by"`
	Role        string       `json:"role"`
	At          when.Instant `json:"at" gorm:"column:accepted_at"`
	Until       when.Day     `json:"until" gorm:"column:valid_until"`
}

// TableName is the table of acceptances.
func (Acceptance) TableName() string { return "risk_acceptances" }

// Links points to the risk.
func (a Acceptance) Links() []string { return []string{a.Risk} }

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		store.Of[Criteria]("criteria", "", "Risk criteria"),
		store.Of[Risk]("risk", "RSK", "Risks"),
		store.Of[Action]("action", "ACT", "Treatment actions"),
		store.Of[Acceptance]("acceptance", "ACC", "Risk acceptances"),
	}
}
