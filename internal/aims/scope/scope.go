// Package scope holds the context of the organisation and the boundary of its AI
// management system: clauses 4.1 (issues), 4.2 (interested parties and their
// needs), 4.3 (scope statement) and the roles the organisation plays with AI.
package scope

import (
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// OrganisationRef is the reference of the one organisation of a workspace.
const OrganisationRef = "ORG-1"

// Answer is yes, no, or not decided yet.
type Answer string

// The answers. Undecided is a recorded "I do not know yet", not a blank.
const (
	Yes       Answer = "yes"
	No        Answer = "no"
	Undecided Answer = "undecided"
)

// Answers lists them in the order they are offered.
var Answers = []Answer{Yes, No, Undecided}

// Organisation is who runs the management system: one record per workspace.
type Organisation struct {
	store.Head
	Name          string   `json:"name"`
	Does          string   `json:"does"`                         // what it does, and with which purpose (4.1)
	Intended      string   `json:"intended"`                     // what the AIMS is meant to achieve (4.1, 6.1.1)
	Roles         []string `json:"roles" gorm:"serializer:json"` // ISO/IEC 22989 roles it plays (4.1)
	RoleNotes     string   `json:"role_notes"`                   // how the roles were determined
	Jurisdictions string   `json:"jurisdictions"`
	Climate       Answer   `json:"climate"`        // is climate change a relevant issue (4.1)
	ClimateReason string   `json:"climate_reason"` // the recorded conclusion
}

// TableName is the organisation's table.
func (Organisation) TableName() string { return "organisations" }

// Side says whether an issue comes from outside or inside the organisation.
type Side string

// The sides of 4.1.
const (
	External Side = "external"
	Internal Side = "internal"
)

// Sides lists them.
var Sides = []Side{External, Internal}

// Issue is a circumstance that bears on the AIMS (4.1).
type Issue struct {
	store.Head
	Side     Side   `json:"side"`
	Theme    string `json:"theme"` // "law", "technology", "people", …: free words, offered from those in use
	Title    string `json:"title"`
	Effect   string `json:"effect"`   // how it bears on what the AIMS is to achieve
	Response string `json:"response"` // what is done about it
	Owner    string `json:"owner"`
}

// TableName is the table of issues.
func (Issue) TableName() string { return "issues" }

// Party is an interested party (4.2).
type Party struct {
	store.Head
	Name         string `json:"name"`
	Side         Side   `json:"side"`
	Relationship string `json:"relationship"` // customer, regulator, person affected by a system, …
	Affected     bool   `json:"affected"`     // its members are affected by our AI systems
}

// TableName is the table of interested parties.
func (Party) TableName() string { return "parties" }

// NeedKind says where a need gets its force from.
type NeedKind string

// The kinds of need.
const (
	Legal       NeedKind = "legal"
	Contractual NeedKind = "contractual"
	Ethical     NeedKind = "ethical"
	Business    NeedKind = "business"
	Climate     NeedKind = "climate-related"
)

// NeedKinds lists them.
var NeedKinds = []NeedKind{Legal, Contractual, Ethical, Business, Climate}

// Need is one requirement of an interested party (4.2) and the decision whether
// the AIMS addresses it.
type Need struct {
	store.Head
	Party     string   `json:"party"` // PTY reference
	Text      string   `json:"text"`
	Kind      NeedKind `json:"kind"`
	Addressed Answer   `json:"addressed"`
	How       string   `json:"how"` // how it is addressed, or why it is not
}

// TableName is the table of needs.
func (Need) TableName() string { return "needs" }

// Links points from the need to its party.
func (n Need) Links() []string { return []string{n.Party} }

// State is where a document with approved versions stands.
type State string

// The states of a version. Exactly one version of a document can be Approved.
const (
	Draft      State = "draft"
	Approved   State = "approved"
	Superseded State = "superseded"
)

// Exclusion is something left outside the scope, and why (4.3).
type Exclusion struct {
	What   string `json:"what"`
	Reason string `json:"reason"`
}

// Statement is one version of the scope statement (4.3). An approved version is
// frozen; a change starts the next one.
type Statement struct {
	store.Head
	Number     int          `json:"number"` // version number, from 1
	State      State        `json:"state"`
	Text       string       `json:"text"`       // the statement itself, as it would stand on a certificate
	Activities string       `json:"activities"` // what the organisation does within the boundary
	Units      string       `json:"units"`
	Sites      string       `json:"sites"`
	Systems    string       `json:"systems"`    // AI systems and services in words; the inventory lists them
	Interfaces string       `json:"interfaces"` // with the rest of the organisation, suppliers, customers
	Exclusions []Exclusion  `json:"exclusions" gorm:"serializer:json"`
	ApprovedAt when.Instant `json:"approved_at"`
	ApprovedBy string       `json:"approved_by"`
}

// TableName is the table of scope statements.
func (Statement) TableName() string { return "scope_statements" }

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		store.Of[Organisation]("organisation", "", "Organisation"),
		store.Of[Issue]("issue", "ISS", "Issues"),
		store.Of[Party]("party", "PTY", "Interested parties"),
		store.Of[Need]("need", "NED", "Needs"),
		store.Of[Statement]("scope", "SCP", "Scope statements"),
	}
}
