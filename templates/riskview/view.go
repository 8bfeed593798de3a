// Package riskview shows the risk criteria (6.1.1), the register and the matrix
// (6.1.2, 8.2), the treatment plan (6.1.3, 8.3) and the acceptances.
package riskview

import (
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/ui"
)

// ListPage is the register.
type ListPage struct {
	Criteria risk.Criteria
	Table    ui.TableSpec
	May      bool // identify a risk
	MaySet   bool // set criteria
}

// Line is one risk of the register with the names of its systems.
type Line struct {
	Risk    risk.Risk
	Systems []string
}

// MatrixPage is the matrix before treatment beside the one after it.
type MatrixPage struct {
	Criteria      risk.Criteria
	Spread        risk.Spread
	Opportunities int64
	MaySet        bool
}

// RecordPage is one risk with everything that belongs to it.
type RecordPage struct {
	Criteria    risk.Criteria
	Risk        risk.Risk
	Sources     []string // of Annex C, with titles
	Objectives  []string
	Systems     []ui.RelatedItem
	Assessments []ui.RelatedItem
	Controls    []ui.RelatedItem
	Actions     []risk.Action
	Acceptances []risk.Acceptance
	Today       when.Day
	Thread      ui.Thread
	MayEdit     bool
	MayAccept   bool // the person may, and there is something to accept
}

// Group is an objective of Annex A, or the organisation's own, with its controls.
type Group struct {
	ID, Title string
	Options   []ui.Option
}

// FormPage is the form of one risk; a new one has no reference.
type FormPage struct {
	Criteria    risk.Criteria
	Risk        risk.Risk
	Sources     []ui.Option
	Objectives  []ui.Option
	Systems     []ui.Option
	Assessments []ui.Option
	Harms       []ui.Option // of the assessments that are chosen
	Groups      []Group
	State       ui.State
	MaySet      bool
}

// CriteriaPage is the criteria in force, or what they are for.
type CriteriaPage struct {
	Criteria risk.Criteria
	Above    int64 // current threats above the threshold
	Thread   ui.Thread
	MaySet   bool
}

// CriteriaForm is the form of the criteria. Bands and AcceptUpTo are kept as typed.
type CriteriaForm struct {
	Criteria   risk.Criteria
	Bands      [][]string
	AcceptUpTo string
	Reach      risk.Cell // the highest steps in use
	State      ui.State
}

// ActionPage is one action of a treatment plan.
type ActionPage struct {
	Action  risk.Action
	Risk    risk.Risk
	Today   when.Day
	Thread  ui.Thread
	MayEdit bool
}

// ActionForm plans, changes or completes an action.
type ActionForm struct {
	Action risk.Action
	Risk   risk.Risk
	State  ui.State
}

// AcceptForm shows an executive what they accept.
type AcceptForm struct {
	Criteria   risk.Criteria
	Risk       risk.Risk
	Controls   []ui.RelatedItem // each with how far it is
	Actions    []risk.Action
	Today      when.Day
	Acceptance risk.Acceptance // as typed
	State      ui.State
}

// AcceptancePage is one acceptance.
type AcceptancePage struct {
	Criteria   risk.Criteria
	Acceptance risk.Acceptance
	Risk       risk.Risk
	Today      when.Day
	Thread     ui.Thread
}
