package internalaudit

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// State is how far an audit is.
type State string

// The states. A reported audit is frozen; opened again, it is under way until a new
// version of its report is signed.
const (
	Planned  State = "planned"
	Underway State = "under way"
	Reported State = "reported"
)

// States lists them in order.
var States = []State{Planned, Underway, Reported}

// Slot is one line of the schedule.
type Slot struct {
	On   when.Day `json:"on"`
	At   string   `json:"at"`
	What string   `json:"what"`
	Who  string   `json:"who"`
}

// Audit is one internal audit from its plan to its report (9.2.1, 9.2.2).
type Audit struct {
	store.Head
	Title       string   `json:"title"`
	Programme   string   `json:"programme"` // APR reference
	Objective   string   `json:"objective"`
	Criteria    string   `json:"criteria"`
	Clauses     []string `json:"clauses" gorm:"serializer:json"`
	Controls    []string `json:"controls" gorm:"serializer:json"`
	Systems     []string `json:"systems" gorm:"serializer:json"`
	LeadAuditor string   `json:"lead_auditor"`
	Auditors    []string `json:"auditors" gorm:"serializer:json"` // beside the lead auditor
	Auditees    []string `json:"auditees" gorm:"serializer:json"`
	StartsOn    when.Day `json:"starts_on"`
	EndsOn      when.Day `json:"ends_on"`
	ReportDue   when.Day `json:"report_due"`
	ReportTo    []string `json:"report_to" gorm:"serializer:json"` // managers who are told of the results
	Schedule    []Slot   `json:"schedule" gorm:"serializer:json"`

	OpeningOn      when.Day `json:"opening_on"`
	OpeningPresent []string `json:"opening_present" gorm:"serializer:json"`
	OpeningNotes   string   `json:"opening_notes"`
	ClosingOn      when.Day `json:"closing_on"`
	ClosingPresent []string `json:"closing_present" gorm:"serializer:json"`
	ClosingNotes   string   `json:"closing_notes"`
	Conclusion     string   `json:"conclusion"`

	Planner     string       `json:"planner"` // account reference of who planned it first
	PlannerName string       `json:"planner_name"`
	Mitigations []Mitigation `json:"mitigations" gorm:"serializer:json"`
	StartedOn   when.Day     `json:"started_on"`
	StartedBy   string       `json:"started_by"`
	ReportedOn  when.Day     `json:"reported_on"`
	Reports     []Report     `json:"reports" gorm:"serializer:json"` // every signed version, the oldest first
}

// TableName is the table of audits.
func (Audit) TableName() string { return "internal_audits" }

// Links are the programme and what is audited.
func (a Audit) Links() []string { return Audits.Links(&a) }

// State says how far the audit is.
func (a Audit) State() State {
	switch {
	case a.ReportedOn != "":
		return Reported
	case a.StartedOn != "":
		return Underway
	}
	return Planned
}

// Team are the auditors, the lead auditor first.
func (a Audit) Team() []string {
	return slices.DeleteFunc(append([]string{a.LeadAuditor}, a.Auditors...), func(name string) bool { return strings.TrimSpace(name) == "" })
}

// Audits says whether a person is one of its auditors.
func (a Audit) Audits(name string) bool {
	return slices.ContainsFunc(a.Team(), func(auditor string) bool { return aims.Names(auditor, name) })
}

// Covers says whether a clause, a control or an AI system is in the scope of the audit.
func (a Audit) Covers(key string) bool {
	return slices.Contains(a.Clauses, key) || slices.Contains(a.Controls, key) || slices.Contains(a.Systems, key)
}

// Scope is everything that is audited: clauses, controls and AI systems.
func (a Audit) Scope() []string { return slices.Concat(a.Clauses, a.Controls, a.Systems) }

// Audits is the register of internal audits.
var Audits = register.New(
	register.About{
		Name: "audit", Prefix: "AUD", Title: "Audits", One: "audit", Many: "audits",
		Record: "Plan an audit", Verb: "plan", Edit: access.PlanAudit, Clauses: []string{"9.2.1", "9.2.2"}, Usual: "-starts_on",
		Lead: "Each internal audit with its plan, its auditors, its checklist, its findings and its signed report.",
	},
	register.Line("title", "Name of the audit", func(a *Audit) *string { return &a.Title }).Needed("Name the audit, for example \"Internal audit 2026: clauses 4 to 10\""),
	register.One("programme", "Programme", func(a *Audit) *string { return &a.Programme }, "APR").IfAsked(),
	register.Text("objective", "What is it to find out?", func(a *Audit) *string { return &a.Objective }).Needed("Say what the audit is to find out"),
	register.Text("criteria", "Against what?", func(a *Audit) *string { return &a.Criteria }).Needed("Say against what it is judged").Help("For example ISO/IEC 42001:2023, your policies, contracts, laws."),
	register.Many("clauses", "Clauses", func(a *Audit) *[]string { return &a.Clauses }, register.OfClauses).Under("Scope"),
	register.Many("controls", "Controls", func(a *Audit) *[]string { return &a.Controls }, register.OfControls),
	register.Many("systems", "AI systems", func(a *Audit) *[]string { return &a.Systems }, "SYS"),
	register.Line("lead_auditor", "Lead auditor", func(a *Audit) *string { return &a.LeadAuditor }).Needed("Name who leads the audit and signs its report").InList().Under("People"),
	register.Lines("auditors", "Other auditors", func(a *Audit) *[]string { return &a.Auditors }),
	register.Lines("auditees", "Who is audited?", func(a *Audit) *[]string { return &a.Auditees }),
	register.Day("starts_on", "First day", func(a *Audit) *when.Day { return &a.StartsOn }).Needed("Give the first day of the audit").InList().Under("When"),
	register.Day("ends_on", "Last day", func(a *Audit) *when.Day { return &a.EndsOn }).Needed("Give the last day of the audit").InList(),
	register.Day("report_due", "Report due on", func(a *Audit) *when.Day { return &a.ReportDue }).IfAsked(),
	register.Lines("report_to", "Who is told of the results?", func(a *Audit) *[]string { return &a.ReportTo }).Help("The managers of what is audited."),
	register.Table("schedule", "Schedule", func(a *Audit) *[]Slot { return &a.Schedule },
		register.Day("on", "Day", func(s *Slot) *when.Day { return &s.On }).Needed("Give the day"),
		register.Line("at", "Time", func(s *Slot) *string { return &s.At }),
		register.Text("what", "What", func(s *Slot) *string { return &s.What }).Needed("Say what is looked at"),
		register.Line("who", "With whom", func(s *Slot) *string { return &s.Who }),
	),
	register.Day("opening_on", "Opening meeting on", func(a *Audit) *when.Day { return &a.OpeningOn }).Under("Opening meeting"),
	register.Lines("opening_present", "Who was there?", func(a *Audit) *[]string { return &a.OpeningPresent }),
	register.Text("opening_notes", "What was said?", func(a *Audit) *string { return &a.OpeningNotes }),
	register.Day("closing_on", "Closing meeting on", func(a *Audit) *when.Day { return &a.ClosingOn }).Under("Closing meeting"),
	register.Lines("closing_present", "Who was there?", func(a *Audit) *[]string { return &a.ClosingPresent }),
	register.Text("closing_notes", "What was said?", func(a *Audit) *string { return &a.ClosingNotes }),
	register.Text("conclusion", "Conclusion", func(a *Audit) *string { return &a.Conclusion }).Help("Does the AI management system conform, and does it work?").Under("Result"),
).Rule(func(a *Audit, l *check.List) {
	if len(a.Scope()) == 0 {
		l.Add("clauses", "Choose at least one clause, control or AI system to audit")
	}
	if a.StartsOn.Valid() && a.EndsOn.Valid() && a.EndsOn != "" && a.EndsOn < a.StartsOn {
		l.Add("ends_on", "The last day lies before the first. Mend one of the two")
	}
	if a.ReportDue != "" && a.ReportDue.Valid() && a.EndsOn.Valid() && a.ReportDue < a.EndsOn {
		l.Add("report_due", "A report comes after the audit. Give a day on or after its last")
	}
	for _, auditee := range a.Auditees {
		if a.Audits(auditee) {
			l.Add("auditees", "%s is an auditor here and cannot be audited too. Take one of the two away", auditee)
		}
	}
}).Guard(guardAudit)

// guardAudit keeps a reported audit as it is, and one under way impartial.
func guardAudit(tx *store.Tx, was, now *Audit) error {
	if was == nil {
		now.Planner, now.PlannerName = tx.Who.Ref, tx.Who.Name
		return nil
	}
	if was.State() == Reported {
		return frozen(*was)
	}
	var l check.List
	for field, day := range map[string]when.Day{"opening_on": now.OpeningOn, "closing_on": now.ClosingOn} {
		if day > tx.Now.Day() {
			l.Add(field, "This day is still to come. Give the day it was held")
		}
	}
	if was.State() == Underway {
		ground, err := groundOf(tx.Read())
		if err != nil {
			return err
		}
		for _, c := range now.Unmitigated(ground) {
			l.Add("lead_auditor", "%s. Choose another auditor, or have a second person record how bias is kept out first", c)
		}
	}
	return l.Err()
}

// frozen refuses changes of what a signed report tells of.
func frozen(a Audit) error {
	return fault.New(fault.Invalid, "The report of %s is signed, and stays as it is. The lead auditor can open the audit again; a new version of the report is signed then.", a.Ref)
}

// Free refuses to retire an audit whose report is signed.
func (a Audit) Free(*store.Tx) error {
	if a.State() == Reported {
		return frozen(a)
	}
	return nil
}

// freeOf refuses to retire what the signed report of an audit tells of.
func freeOf(tx *store.Tx, audit string) error {
	a, err := store.LoadNow[Audit](tx, audit)
	if err != nil {
		return err
	}
	return a.Free(tx)
}

// Free refuses to retire a row that a signed report tells of.
func (r Row) Free(tx *store.Tx) error { return freeOf(tx, r.Audit) }

// Free refuses to retire a sample that a signed report tells of.
func (s Sample) Free(tx *store.Tx) error { return freeOf(tx, s.Audit) }

// Free refuses to retire a finding that a signed report tells of.
func (f Finding) Free(tx *store.Tx) error { return freeOf(tx, f.Audit) }

// workable reads an audit whose checklist, samples and findings a person is about to
// write. Only its auditors and internal auditors do; prepare lets them before the start.
func workable(tx *store.Tx, ref string, prepare bool) (Audit, error) {
	a, err := store.LoadNow[Audit](tx, ref)
	switch {
	case err != nil:
		return a, err
	case a.Retired():
		return a, fault.New(fault.Invalid, "%s is retired.", ref)
	case a.State() == Reported:
		return a, frozen(a)
	case a.State() == Planned && !prepare:
		return a, fault.New(fault.Invalid, "%s has not begun. Start the audit first.", ref)
	case !MayWork(a, tx.Who):
		return a, fault.New(fault.Forbidden, "Only the auditors of %s write here. The plan names them.", ref)
	}
	return a, nil
}

// MayWork says whether a person is an internal auditor, or one whom the plan names.
func MayWork(a Audit, who access.Actor) bool {
	return who.Role == access.Auditor || a.Audits(who.Name)
}
