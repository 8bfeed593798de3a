// Package inventory holds the AI systems the organisation develops, provides or
// uses (clauses 4.1 and 8.1, controls A.4.2–A.4.6, A.6, A.9): what each is for,
// what it is made of, whom it affects and whether the AIMS covers it.
package inventory

import (
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Autonomy is how far a system acts without a person.
type Autonomy string

// The degrees of autonomy, the least first.
const (
	Assists    Autonomy = "assists"       // a person decides and acts
	Recommends Autonomy = "recommends"    // it proposes, a person decides each case
	ActsWatch  Autonomy = "acts, watched" // it acts, a person can step in
	ActsAlone  Autonomy = "acts alone"    // it acts without a person in the loop
)

// Autonomies lists them.
var Autonomies = []Autonomy{Assists, Recommends, ActsWatch, ActsAlone}

// System is one AI system.
type System struct {
	store.Head
	Name          string       `json:"name"`
	Purpose       string       `json:"purpose"`
	IntendedUse   string       `json:"intended_use"`
	Misuse        string       `json:"misuse"` // reasonably foreseeable misuse (6.1.4)
	Stage         string       `json:"stage"`  // ISO/IEC 22989 life-cycle stage, from the catalogue
	Autonomy      Autonomy     `json:"autonomy"`
	Oversight     string       `json:"oversight"` // who watches, with which authority (A.9.2)
	Models        string       `json:"models"`    // A.4.4
	Data          string       `json:"data"`      // A.4.3, A.7
	PersonalData  scope.Answer `json:"personal_data"`
	Suppliers     string       `json:"suppliers"` // A.10
	Jurisdictions string       `json:"jurisdictions"`
	Affected      string       `json:"affected"` // people affected, directly and indirectly
	Owner         string       `json:"owner"`
	Unit          string       `json:"unit"`
	Roles         []string     `json:"roles" gorm:"serializer:json"` // our roles for this system (4.1)
	InScope       scope.Answer `json:"in_scope"`
	ScopeReason   string       `json:"scope_reason"` // why not, where it is not (4.3)
	ActTier       string       `json:"act_tier"`     // class under the EU AI Act, key of the catalogue's tiers
	ActReason     string       `json:"act_reason"`
	DeployedOn    when.Day     `json:"deployed_on"`
	Notes         string       `json:"notes"`
	Source        string       `json:"source"` // its name or id in the file it was imported from
}

// TableName is the table of AI systems.
func (System) TableName() string { return "systems" }

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		store.Of[System]("system", "SYS", "AI systems"),
		Models.Store(),
		Datasets.Store(),
		EventLogs.Store(),
		Changes.Store(),
		Confirmations.Store(),
	}
}
