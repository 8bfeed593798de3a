// Package soa holds the Statement of Applicability (clause 6.1.3): for each
// control of Annex A, and each control of the organisation's own, whether it is
// necessary, why or why not, what drives it and how it is implemented; and the
// approved, frozen versions of it.
//
// ISO/IEC 42001 asks for the necessary controls and the reasons for including and
// excluding. The implementation status is not in its wording; auditors expect it.
package soa

import (
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Status is how far a control is implemented.
type Status string

// The statuses.
const (
	NotStarted  Status = "not started"
	InProgress  Status = "in progress"
	Implemented Status = "implemented"
)

// Statuses lists them.
var Statuses = []Status{NotStarted, InProgress, Implemented}

// DriverKind says what makes a control necessary.
type DriverKind string

// The kinds of driver.
const (
	DriverRisk         DriverKind = "risk"
	DriverImpact       DriverKind = "impact assessment"
	DriverLegal        DriverKind = "legal"
	DriverContract     DriverKind = "contractual"
	DriverObjective    DriverKind = "objective"
	DriverGoodPractice DriverKind = "good practice"
)

// DriverKinds lists them.
var DriverKinds = []DriverKind{DriverRisk, DriverImpact, DriverLegal, DriverContract, DriverObjective, DriverGoodPractice}

// Driver is one reason for a control that can be traced: a record, or words.
type Driver struct {
	Kind DriverKind `json:"kind"`
	Ref  string     `json:"ref"` // RSK-, IMP-, NED- … where there is a record
	Note string     `json:"note"`
}

// Row is one control in the Statement. Its reference is the control's key
// ("42001:A.5.4") or, for the organisation's own, CTL-2026-001.
type Row struct {
	store.Head
	Own         bool         `json:"own"`         // a control beyond Annex A
	Title       string       `json:"title"`       // of own controls; Annex A titles come from the catalogue
	Description string       `json:"description"` // of own controls
	Applicable  scope.Answer `json:"applicable"`
	Reason      string       `json:"reason"` // for including or excluding, in free text
	Drivers     []Driver     `json:"drivers" gorm:"serializer:json"`
	Status      Status       `json:"status"`
	How         string       `json:"how"` // how it is implemented
	Owner       string       `json:"owner"`
	Systems     []string     `json:"systems" gorm:"serializer:json"` // SYS references; empty means all in scope
	ReviewOn    when.Day     `json:"review_on"`
	Source      string       `json:"source"` // its id in the file it was imported from
}

// TableName is the table of rows.
func (Row) TableName() string { return "soa_rows" }

// Links points to the records of the drivers and to the systems.
func (r Row) Links() []string {
	links := append([]string(nil), r.Systems...)
	for _, d := range r.Drivers {
		links = append(links, d.Ref)
	}
	return links
}

// Frozen is a row as it stands in an approved version, with what was joined to it.
type Frozen struct {
	Control    string       `json:"control"` // key
	Title      string       `json:"title"`
	Own        bool         `json:"own"`
	Applicable scope.Answer `json:"applicable"`
	Reason     string       `json:"reason"`
	Drivers    []Driver     `json:"drivers"` // with the risks and impact assessments that use the control
	Status     Status       `json:"status"`
	How        string       `json:"how"`
	Owner      string       `json:"owner"`
	Systems    []string     `json:"systems"`
	Evidence   []string     `json:"evidence"` // EVD references
}

// Version is the Statement as approved at one moment. It never changes.
type Version struct {
	store.Head
	Number        int          `json:"number"`
	Note          string       `json:"note"` // why this version
	Rows          []Frozen     `json:"rows" gorm:"serializer:json"`
	RowsSum       string       `json:"rows_sha256" gorm:"column:rows_sha256"`
	ApprovedAt    when.Instant `json:"approved_at"`
	ApprovedBy    string       `json:"approved_by"`
	Role          string       `json:"role"`
	ApprovedAlone string       `json:"approved_alone"` // why who decided every row approved them too; empty otherwise
}

// TableName is the table of versions.
func (Version) TableName() string { return "soa_versions" }

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		store.Of[Row]("soa", "CTL", "Statement of Applicability"),
		store.Of[Version]("soa-version", "SOA", "Approved Statements"),
	}
}
