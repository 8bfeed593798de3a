package scope

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

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
	ApprovedAs string       `json:"approved_as"` // the role of the account that approved
}

// TableName is the table of scope statements.
func (Statement) TableName() string { return "scope_statements" }

// Editable says whether the version may still be changed, approved or dropped.
func (s Statement) Editable() bool { return s.State == Draft && !s.Retired() }

// prepare trims the statement and leaves out exclusions that say nothing. A draft
// may be incomplete in every way but one: a reason without its exclusion means
// that something was lost.
func (s *Statement) prepare() error {
	var l check.List
	var kept []Exclusion
	for _, x := range s.Exclusions {
		x = Exclusion{strings.TrimSpace(x.What), strings.TrimSpace(x.Reason)}
		if x == (Exclusion{}) {
			continue
		}
		l.Required(fmt.Sprintf("exclusions.what.%d", len(kept)), x.What, "Say what is excluded, or clear its reason too")
		kept = append(kept, x)
	}
	s.Exclusions, s.Text = kept, strings.TrimSpace(s.Text)
	return l.Err()
}

// Ready says everything that keeps the statement from being approved (4.3): the
// statement itself, and a reason for each exclusion.
func (s Statement) Ready() error {
	var l check.List
	l.Required("text", s.Text, "Write the scope statement: it is the sentence that would stand on the certificate (4.3)")
	for i, x := range s.Exclusions {
		l.Required(fmt.Sprintf("exclusions.reason.%d", i), x.Reason, fmt.Sprintf("Give the reason why %q is excluded", x.What))
	}
	return l.Err()
}

// frozen refuses to change what is not an open draft.
func (s Statement) frozen() error {
	switch {
	case s.Editable():
		return nil
	case s.Retired():
		return fault.New(fault.Invalid, "Version %d was dropped on %s. Draft a new version and work on that.", s.Number, s.RetiredOn.Human())
	}
	return fault.New(fault.Invalid, "Version %d of the scope statement is %s and cannot be changed. Draft a new version and work on that.", s.Number, s.State)
}

// Part is one heading of the statement with its text.
type Part struct{ Label, Text string }

// Parts gives the statement's content in the order it is read.
func (s Statement) Parts() []Part {
	lines := make([]string, len(s.Exclusions))
	for i, x := range s.Exclusions {
		lines[i] = strings.TrimSuffix(x.What+": "+x.Reason, ": ")
	}
	return []Part{
		{"Scope statement", s.Text},
		{"Activities", s.Activities},
		{"Units", s.Units},
		{"Sites", s.Sites},
		{"AI systems and services", s.Systems},
		{"Interfaces", s.Interfaces},
		{"Exclusions", strings.Join(lines, "\n")},
	}
}

// Difference is one part that reads otherwise in two versions.
type Difference struct{ Part, Before, After string }

// Since lists, part by part, how s differs from an earlier version.
func (s Statement) Since(earlier Statement) []Difference {
	var out []Difference
	before := earlier.Parts()
	for i, p := range s.Parts() {
		if p.Text != before[i].Text {
			out = append(out, Difference{p.Label, before[i].Text, p.Text})
		}
	}
	return out
}
