package improvement

import (
	"slices"
	"strings"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Source is where a nonconformity came to light.
type Source string

// The sources.
const (
	OfAudit         Source = "internal audit"
	OfIncident      Source = "incident"
	OfComplaint     Source = "complaint"
	OfReview        Source = "management review"
	OfCertification Source = "certification body"
	OfMonitoring    Source = "monitoring"
	OfSupplier      Source = "supplier"
	OfOurselves     Source = "own finding"
)

// Sources lists them.
var Sources = []Source{OfAudit, OfIncident, OfComplaint, OfReview, OfCertification, OfMonitoring, OfSupplier, OfOurselves}

// Grade is how much a nonconformity weighs.
type Grade string

// The grades. A major one puts in doubt that the management system does what it is for.
const (
	Major Grade = "major"
	Minor Grade = "minor"
)

// Grades lists them, the graver first.
var Grades = []Grade{Major, Minor}

// CauseKind sorts causes, so that the same one is known when it comes back.
type CauseKind string

// The kinds of cause: the bones of the fishbone, as a list.
const (
	CauseMethod      CauseKind = "method"
	CausePeople      CauseKind = "people"
	CauseData        CauseKind = "data"
	CauseModel       CauseKind = "model"
	CauseTooling     CauseKind = "tooling"
	CauseSupplier    CauseKind = "supplier"
	CauseSurrounding CauseKind = "surroundings"
	CauseManagement  CauseKind = "management"
)

// CauseKinds lists them.
var CauseKinds = []CauseKind{CauseMethod, CausePeople, CauseData, CauseModel, CauseTooling, CauseSupplier, CauseSurrounding, CauseManagement}

// Nonconformity is a requirement that was not met, and what was done about it (10.2).
type Nonconformity struct {
	store.Head
	Title       string   `json:"title"`
	FoundOn     when.Day `json:"found_on"`
	Source      Source   `json:"source"`
	Grade       Grade    `json:"grade"`
	Clauses     []string `json:"clauses" gorm:"serializer:json"`
	Controls    []string `json:"controls" gorm:"serializer:json"`
	Required    string   `json:"required"` // what was to be
	Found       string   `json:"found"`    // what was seen instead, and by what it is shown
	Systems     []string `json:"systems" gorm:"serializer:json"`
	FromRecords []string `json:"from_records" gorm:"serializer:json"` // INC, OPR, EVD that show it, CEV where an auditor told it, FND that it answers
	Owner       string   `json:"owner"`
	RespondBy   when.Day `json:"respond_by"`

	Correction  string   `json:"correction"` // what was put right at once
	CorrectedOn when.Day `json:"corrected_on"`
	Extent      string   `json:"extent"` // where else it was looked for, and what was seen there

	Whys      []string  `json:"whys" gorm:"serializer:json"` // one below the other
	CauseKind CauseKind `json:"cause_kind"`
	Cause     string    `json:"cause"`
	NoAction  string    `json:"no_action"` // why nothing beyond the correction is needed

	Finder     string   `json:"finder"` // account reference of who recorded it
	FinderName string   `json:"finder_name"`
	ClosedOn   when.Day `json:"closed_on"`
	ClosedBy   string   `json:"closed_by"`
	Closing    string   `json:"closing"` // what was seen to hold when it was closed
}

// TableName is the table of nonconformities.
func (Nonconformity) TableName() string { return "nonconformities" }

// Links are what a nonconformity concerns.
func (n Nonconformity) Links() []string { return Nonconformities.Links(&n) }

// Open says whether the nonconformity is still worked on.
func (n Nonconformity) Open() bool { return !n.Retired() && n.ClosedOn == "" }

// Limit is the day by which the certification body must have verified what was done
// about a major finding of its first Stage 2; see [scope.Organisation.Stage2Limit]. Empty
// for every other nonconformity.
func (n Nonconformity) Limit(o scope.Organisation) when.Day {
	limit := o.Stage2Limit()
	if n.Source != OfCertification || n.Grade != Major || n.FoundOn < o.Stage2On || n.FoundOn > limit {
		return ""
	}
	return limit
}

// ToldInCycle says whether it names the audit of the certification body that told of it:
// the days of that audit's cycle hold for it then.
func (n Nonconformity) ToldInCycle() bool {
	return slices.ContainsFunc(n.FromRecords, func(ref string) bool { return strings.HasPrefix(ref, "CEV-") })
}

// answerBy gives a finding of the certification body the day for its answer that this
// body allows, where none was typed.
func (n *Nonconformity) answerBy(tx *store.Tx) error {
	if n.Source != OfCertification || n.RespondBy != "" {
		return nil
	}
	orgs, err := store.All[scope.Organisation](tx.Read())
	if err != nil || len(orgs) == 0 {
		return err
	}
	if days := map[Grade]int{Major: orgs[0].MajorDays, Minor: orgs[0].MinorDays}[n.Grade]; days > 0 {
		n.RespondBy = n.FoundOn.Add(days)
	}
	return nil
}

// again is for how long a nonconformity of the same clause and cause counts as the same
// one come back: two years, so that a full round of internal audits lies within.
const again = 24

// Recurs says whether this is an earlier nonconformity come back: both with a cause of
// the same kind, a clause or a control in common, found within 24 months.
func (n Nonconformity) Recurs(earlier Nonconformity) bool {
	if n.Ref == earlier.Ref || n.CauseKind == "" || n.CauseKind != earlier.CauseKind || earlier.Retired() || !n.FoundOn.Valid() || !earlier.FoundOn.Valid() {
		return false
	}
	if earlier.FoundOn > n.FoundOn || earlier.FoundOn == n.FoundOn && earlier.Ref > n.Ref {
		return false
	}
	within := earlier.FoundOn.Time().AddDate(0, again, 0).Format(time.DateOnly) >= string(n.FoundOn)
	return within && (common(n.Clauses, earlier.Clauses) || common(n.Controls, earlier.Controls))
}

func common(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// Nonconformities is the register of what did not conform.
var Nonconformities = register.New(
	register.About{
		Name: "nonconformity", Prefix: "NCR", Title: "Nonconformities", One: "nonconformity", Many: "nonconformities",
		Record: "Record a nonconformity", Verb: "record", Edit: access.EditNonconformity, Clauses: []string{"10.2"}, Usual: "found_on",
		Lead: "What was not as required, how it was put right, why it came about, and what keeps it from coming back.",
	},
	register.Line("title", "What is not as required, in one line", func(n *Nonconformity) *string { return &n.Title }).Called("Nonconformity").Needed("Say in one line what is not as required"),
	register.Day("found_on", "Found on", func(n *Nonconformity) *when.Day { return &n.FoundOn }).Needed("Give the day it was found").InList(),
	register.Choice("source", "How did it come to light?", func(n *Nonconformity) *Source { return &n.Source }, Sources...).Called("Came to light by").Needed("Choose how it came to light").InList().Filter(),
	register.Choice("grade", "How much does it weigh?", func(n *Nonconformity) *Grade { return &n.Grade }, Grades...).
		Explained("major", "A requirement is missing, or the system cannot be trusted to do what it is for.", "minor", "A single lapse in something that works.").
		Called("Grade").Needed("Choose major or minor").InList().Filter(),
	register.Many("clauses", "Clauses not met", func(n *Nonconformity) *[]string { return &n.Clauses }, register.OfClauses),
	register.Many("controls", "Controls not met", func(n *Nonconformity) *[]string { return &n.Controls }, register.OfControls),
	register.Text("required", "What was to be?", func(n *Nonconformity) *string { return &n.Required }).Help("The requirement in your own words, or your own procedure."),
	register.Text("found", "What was seen instead?", func(n *Nonconformity) *string { return &n.Found }).Help("Facts that somebody else could look up: which record, which day."),
	register.Many("systems", "AI systems", func(n *Nonconformity) *[]string { return &n.Systems }, "SYS").IfAsked(),
	register.Many("from_records", "Records that show it", func(n *Nonconformity) *[]string { return &n.FromRecords }, "INC", "OPR", "EVD", "CEV", "FND").IfAsked(),
	register.Line("owner", "Who sees to it?", func(n *Nonconformity) *string { return &n.Owner }).Called("Seen to by").InList(),
	register.Day("respond_by", "Answer due on", func(n *Nonconformity) *when.Day { return &n.RespondBy }).Help("By when cause and actions must be told. Left empty for a finding of your certification body, it is set by the days that it allows: see Organisation.").InList(),
	register.Text("correction", "What was put right at once?", func(n *Nonconformity) *string { return &n.Correction }).Under("Correction"),
	register.Day("corrected_on", "Put right on", func(n *Nonconformity) *when.Day { return &n.CorrectedOn }).IfAsked(),
	register.Text("extent", "Is it so elsewhere?", func(n *Nonconformity) *string { return &n.Extent }).Help("Where you looked for the like, and what you saw. Also where you saw nothing."),
	register.Lines("whys", "Why? And why that?", func(n *Nonconformity) *[]string { return &n.Whys }).Help("One answer a line. Each line says why the line above is so. Stop where you can change something.").Under("Cause"),
	register.Choice("cause_kind", "What kind of cause is it?", func(n *Nonconformity) *CauseKind { return &n.CauseKind }, CauseKinds...).Called("Kind of cause").Filter(),
	register.Text("cause", "The root cause, in one sentence", func(n *Nonconformity) *string { return &n.Cause }),
	register.Text("no_action", "Nothing more is needed, because", func(n *Nonconformity) *string { return &n.NoAction }).Help("Only where putting it right was enough and no corrective action follows."),
).Rule(func(n *Nonconformity, l *check.List) {
	if len(n.Clauses)+len(n.Controls) == 0 {
		l.Add("clauses", "Choose at least one clause or control that is not met")
	}
	if n.CorrectedOn != "" && n.FoundOn.Valid() && n.CorrectedOn < n.FoundOn {
		l.Add("corrected_on", "It cannot be put right before it was found: mend one of the two days")
	}
}).Guard(func(tx *store.Tx, was, now *Nonconformity) error {
	var l check.List
	if now.FoundOn > tx.Now.Day().Add(1) {
		l.Add("found_on", "This day is still to come. Give the day it was found")
	}
	if was == nil {
		now.Finder, now.FinderName = tx.Who.Ref, tx.Who.Name
		if err := now.answerBy(tx); err != nil {
			return err
		}
	} else if was.ClosedOn != "" {
		// Who closed it vouched for what stood there then.
		now.ClosedOn, now.ClosedBy, now.Closing = "", "", ""
	}
	return l.Err()
})
