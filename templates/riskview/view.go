// Package riskview shows the risk criteria (6.1.1), the register and the matrix
// (6.1.2, 8.2), the treatment plan (6.1.3, 8.3) and the acceptances.
package riskview

import (
	"github.com/aims-workbench/aims/controls"
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
	Criteria risk.Criteria
	Spread   risk.Spread
	Kind     risk.Kind
	MaySet   bool
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
	Plan        risk.Plan
	Approvals   []risk.PlanApproval // the newest first
	Reviews     []Reviewed
	Entry       *controls.RiskEntry // of the library, where it was drawn from one
	Today       when.Day
	Thread      ui.Thread
	MayEdit     bool
	MayAccept   bool // the person may, and there is something to accept
	MayApprove  bool // the person may approve plans
}

// Reviewed is one look at a risk that found it as it was.
type Reviewed struct{ On, By, Note string }

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
	Entry       *controls.RiskEntry // of the library, where a new risk is drawn from one
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
	Reach      risk.Cell   // the highest steps in use
	Moves      []risk.Move // what saving this would mean, once it was asked
	Seen       string      // the sum of the criteria whose moves were shown
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
	MayAccept  bool
}

// AcceptanceLine is one acceptance of the list with what it is worth today.
type AcceptanceLine struct {
	Acceptance risk.Acceptance
	Risk       risk.Risk
	State      risk.AcceptanceState
	Why        string // it does not stand
	NewerRef   string // the acceptance that took its place; empty for the newest
}

// AcceptanceList is the acceptances that a filter leaves.
type AcceptanceList struct {
	Criteria risk.Criteria
	Table    ui.TableSpec
}

// PlanLine is the treatment plan of one risk with how far it is approved.
type PlanLine struct {
	Risk    risk.Risk
	Plan    risk.Plan
	Actions []risk.Action
	State   risk.PlanState
	Changes []string           // since the newest approval
	Last    *risk.PlanApproval // nil where there is none
}

// PlansPage is the plans that wait for approval, and those that are approved.
type PlansPage struct {
	Criteria risk.Criteria
	Waiting  []PlanLine // a screenful
	Wait     int        // all that wait
	Approved ui.TableSpec
	Today    when.Day
	May      bool // approve
	TickAll  bool
	Note     string
	State    ui.State
}

// PlanPage is the plan of one risk, to be approved.
type PlanPage struct {
	Criteria risk.Criteria
	Line     PlanLine
	Controls []ui.RelatedItem
	Today    when.Day
	May      bool
	Note     string
	State    ui.State
}

// PlanApprovalPage is one approval with the plan as it was.
type PlanApprovalPage struct {
	Approval risk.PlanApproval
	Risk     risk.Risk
	State    risk.PlanState
	Changes  []string
	Newest   bool
	Thread   ui.Thread
}

// ReviewForm asks for the note of a review.
type ReviewForm struct {
	Criteria risk.Criteria
	Risk     risk.Risk
	Note     string
	Next     string
	State    ui.State
}

// LibraryPage is the entries of the risk library that a filter leaves.
type LibraryPage struct {
	Filter ui.Filter
	Count  string
	Groups []LibraryGroup
	System string // entries are proposed for it
	May    bool   // draw a risk
}

// LibraryGroup is entries that stand together for a reason.
type LibraryGroup struct {
	Title   string
	Entries []LibraryLine
}

// LibraryLine is one entry with the risks in force that were drawn from it.
type LibraryLine struct {
	Entry controls.RiskEntry
	Drawn []string
	Kinds string // of systems, in words
}

// EntryPage is one entry in full.
type EntryPage struct {
	Line       LibraryLine
	Sources    []string
	Objectives []string
	Controls   []ui.RelatedItem
	System     string
	May        bool
}
