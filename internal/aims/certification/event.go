package certification

import (
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Kind is which step of a cycle an event is, by the id of its controls.CycleStep.
type Kind string

// The kinds, in the order of a cycle.
const (
	Stage1          Kind = "stage1"
	Stage2          Kind = "stage2"
	Decision        Kind = "decision"
	Surveillance1   Kind = "surveillance1"
	Surveillance2   Kind = "surveillance2"
	Recertification Kind = "recertification"
	Special         Kind = "special"
)

// Kinds lists them.
var Kinds = []Kind{Stage1, Stage2, Decision, Surveillance1, Surveillance2, Recertification, Special}

// Outcome is how an event ended.
type Outcome string

// The outcomes: what audit teams recommend, and what the body decided.
const (
	Ready       Outcome = "ready for stage 2"
	NotReady    Outcome = "not ready for stage 2"
	Recommended Outcome = "recommended"
	WithPlan    Outcome = "recommended once the plan is accepted"
	WithVisit   Outcome = "recommended after a follow-up visit"
	NotYet      Outcome = "not recommended"
	Granted     Outcome = "granted"
	Kept        Outcome = "kept"
	Suspended   Outcome = "suspended"
	Refused     Outcome = "refused or withdrawn"
)

// Outcomes lists them.
var Outcomes = []Outcome{Ready, NotReady, Recommended, WithPlan, WithVisit, NotYet, Granted, Kept, Suspended, Refused}

// Event is an audit of the certification body, or a decision of it.
type Event struct {
	store.Head
	Title     string   `json:"title"`
	Cycle     string   `json:"cycle"` // CYC reference
	Kind      Kind     `json:"kind"`
	PlannedOn when.Day `json:"planned_on"` // first day, as agreed
	PlannedTo when.Day `json:"planned_to"` // last day, where it is more than one
	Auditors  string   `json:"auditors"`
	Owner     string   `json:"owner"`
	HeldOn    when.Day `json:"held_on"` // first day as it was
	HeldTo    when.Day `json:"held_to"`
	Days      string   `json:"days"` // audit days it took
	Outcome   Outcome  `json:"outcome"`
	Said      string   `json:"said"` // what the body told, beside findings
	Reports   []string `json:"reports" gorm:"serializer:json"`
}

// TableName is the table of events.
func (Event) TableName() string { return "certification_events" }

// Links are the cycle and the reports.
func (e Event) Links() []string { return Events.Links(&e) }

// Held says whether it is over.
func (e Event) Held() bool { return e.HeldOn != "" }

// Last is the last day of it: as it was, or as it is planned.
func (e Event) Last() when.Day {
	for _, d := range []when.Day{e.HeldTo, e.HeldOn, e.PlannedTo, e.PlannedOn} {
		if d != "" {
			return d
		}
	}
	return ""
}

// Begins is its first day: as it was, or as it is planned.
func (e Event) Begins() when.Day {
	if e.HeldOn != "" {
		return e.HeldOn
	}
	return e.PlannedOn
}

// Events is the register of what happens in a cycle.
var Events = register.New(
	register.About{
		Name: "certification-event", Prefix: "CEV", Title: "Audits and decisions", One: "audit or decision", Many: "audits and decisions",
		Record: "Record an audit or decision", Verb: "record", Edit: access.KeepCertification, Usual: "planned_on",
		Lead: "What the certification body does in a cycle: when it is planned, when it was, and what came of it.",
	},
	register.Line("title", "What is it called?", func(e *Event) *string { return &e.Title }).Needed("Give it a name, for example Stage 1 audit"),
	register.One("cycle", "Cycle", func(e *Event) *string { return &e.Cycle }, "CYC").Needed("Choose the cycle it belongs to").IfAsked().Filter(),
	register.Choice("kind", "Which step is it?", func(e *Event) *Kind { return &e.Kind }, Kinds...).
		Labelled("stage1", "Stage 1 audit", "stage2", "Stage 2 audit", "decision", "Decision of the body", "surveillance1", "First surveillance", "surveillance2", "Second surveillance", "recertification", "Recertification", "special", "Special audit").
		Needed("Choose which step of the cycle it is").Called("Step").InList().Filter(),
	register.Day("planned_on", "Planned from", func(e *Event) *when.Day { return &e.PlannedOn }).InList().Under("As planned"),
	register.Day("planned_to", "Planned until", func(e *Event) *when.Day { return &e.PlannedTo }).Help("Leave it empty for a single day."),
	register.Line("auditors", "Auditors", func(e *Event) *string { return &e.Auditors }).Help("Who comes, with the lead auditor first."),
	register.Line("owner", "Who prepares it here?", func(e *Event) *string { return &e.Owner }).IfAsked(),
	register.Day("held_on", "Held from", func(e *Event) *when.Day { return &e.HeldOn }).InList().Under("As it was"),
	register.Day("held_to", "Held until", func(e *Event) *when.Day { return &e.HeldTo }).Help("The deadlines of findings run from this day. Leave it empty for a single day."),
	register.Figure("days", "Audit days it took", func(e *Event) *string { return &e.Days }),
	register.Choice("outcome", "How did it end?", func(e *Event) *Outcome { return &e.Outcome }, Outcomes...).Called("Outcome").InList().Filter(),
	register.Text("said", "What else did the auditors say?", func(e *Event) *string { return &e.Said }).Help("Areas of concern, praise, what they want to see next time. Findings are nonconformities of their own."),
	register.Many("reports", "Report and plan", func(e *Event) *[]string { return &e.Reports }, "EVD"),
).Rule(func(e *Event, l *check.List) {
	if e.PlannedOn == "" && e.HeldOn == "" {
		l.Add("planned_on", "Give the day it is planned for, or the day it was held")
	}
	if e.PlannedTo != "" && (e.PlannedOn == "" || e.PlannedTo < e.PlannedOn) {
		l.Add("planned_to", "It cannot end before it begins: mend one of the two days")
	}
	if e.HeldTo != "" && (e.HeldOn == "" || e.HeldTo < e.HeldOn) {
		l.Add("held_to", "It cannot end before it begins: mend one of the two days")
	}
	if e.Outcome != "" && e.HeldOn == "" {
		l.Add("held_on", "Give the day it was held, because it has an outcome")
	}
}).Guard(func(tx *store.Tx, _, now *Event) error {
	var l check.List
	if now.HeldOn > tx.Now.Day() {
		l.Add("held_on", "This day is still to come. Put it under As planned")
	}
	others, err := eventsOf(tx, now.Cycle)
	if err != nil {
		return err
	}
	for _, e := range others {
		switch {
		case e.Ref == now.Ref || e.Kind == Special || now.Kind == Special: // which may lie anywhere
		case e.Kind == now.Kind:
			l.Add("kind", "%s is this step of the cycle already. Change it, or choose another step", e.Ref)
		case before(*now, e) || before(e, *now):
			l.Add("held_on", "%s was held on %s, which is not the order of a cycle: mend one of the two days", e.Ref, e.HeldOn.Human())
		}
	}
	return l.Err()
})

// before says whether an event was held before another that goes before it in a cycle.
func before(e, other Event) bool {
	return e.Held() && other.Held() && slices.Index(Kinds, other.Kind) < slices.Index(Kinds, e.Kind) && e.HeldOn < other.HeldOn
}

func eventsOf(tx *store.Tx, cycle string) ([]Event, error) {
	var all []Event
	err := tx.Read().Where("cycle = ? AND retired_on = ''", cycle).Order("ref").Find(&all).Error
	return all, err
}
