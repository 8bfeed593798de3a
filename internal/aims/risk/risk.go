// Package risk holds the criteria for AI risk (clause 6.1.1), the register of
// assessed risks (6.1.2, 8.2), their treatment (6.1.3, 8.3) and the acceptance of
// residual risk by the designated management (6.1.3).
package risk

import (
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Kind is a threat or an opportunity; 6.1.1 asks for both.
type Kind string

// The kinds.
const (
	Threat      Kind = "threat"
	Opportunity Kind = "opportunity"
)

// Kinds lists them.
var Kinds = []Kind{Threat, Opportunity}

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
	Harms              []string  `json:"harms" gorm:"serializer:json"`       // rated impacts that it takes up: "IMP-2026-001#H1"
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
	OptionsConsidered  string    `json:"options_considered"` // what else could have been done (6.1.3)
	OptionReason       string    `json:"option_reason"`      // why this option was chosen
	TreatmentPlan      string    `json:"treatment_plan"`
	Resources          string    `json:"resources"`                       // people, money and time that the plan needs
	Approver           string    `json:"approver"`                        // who is to approve the plan
	Controls           []string  `json:"controls" gorm:"serializer:json"` // keys: "42001:A.5.4", "CTL-2026-001"
	Owner              string    `json:"owner"`
	Status             Status    `json:"status"`
	ReviewOn           when.Day  `json:"review_on"`
	ReviewedOn         when.Day  `json:"reviewed_on"` // when it was last assessed or confirmed
	Notes              string    `json:"notes"`
	Source             string    `json:"source"`  // its id in the file it was imported from
	Library            string    `json:"library"` // the entry of the risk library it was drawn from
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

// Current says whether the risk counts: it is in force and not closed.
func (r Risk) Current() bool { return !r.Retired() && r.Status != Closed }

// NeedsAcceptance says whether the designated management must accept what remains
// (6.1.3): a current threat above the threshold of the criteria.
func (r Risk) NeedsAcceptance(c Criteria) bool {
	return r.Current() && r.Kind == Threat && c.Above(r.ResidualLevel)
}

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		store.Of[Criteria]("criteria", "", "Risk criteria"),
		store.Of[Risk]("risk", "RSK", "Risks"),
		store.Of[Action]("action", "ACT", "Treatment actions"),
		store.Of[Acceptance]("acceptance", "ACC", "Risk acceptances"),
		store.Of[PlanApproval]("plan-approval", "PLA", "Approvals of treatment plans"),
	}
}
