package internalaudit

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Result is what an auditor saw at one row of a checklist, and the grade of a finding.
// ISO/IEC 42001 grades nothing; these are the grades of the programme.
type Result string

// The results. A row without one was not seen yet.
const (
	Conforming  Result = "conforming"
	Major       Result = "major"
	Minor       Result = "minor"
	Observation Result = "observation"
	Opportunity Result = "opportunity"
	Positive    Result = "positive"
)

// Results lists them as a checklist offers them.
var Results = []Result{Conforming, Minor, Major, Observation, Opportunity, Positive}

// Grades are the results that are findings, the gravest first.
var Grades = []Result{Major, Minor, Observation, Opportunity, Positive}

// Nonconforming says whether the result is a nonconformity.
func (r Result) Nonconforming() bool { return r == Major || r == Minor }

// Finding says whether a result is worth a finding of its own.
func (r Result) Finding() bool { return r != "" && r != Conforming }

// labels says what the results mean; labelled.
var labels = []string{
	string(Conforming), "Conforming",
	string(Minor), "Minor: a single lapse in something that works",
	string(Major), "Major: missing, or it cannot be trusted to work",
	string(Observation), "Observation: could become a nonconformity",
	string(Opportunity), "Opportunity: could be done better",
	string(Positive), "Positive: worth copying",
}

// Row is one row of the checklist of an audit: what is asked, and what was seen.
type Row struct {
	store.Head
	Title       string   `json:"title"`
	Audit       string   `json:"audit"` // AUD reference
	Place       int      `json:"place"` // from 1; what is followed up stands first
	Requirement []string `json:"requirement" gorm:"serializer:json"`
	Systems     []string `json:"systems" gorm:"serializer:json"`
	Follows     []string `json:"follows" gorm:"serializer:json"` // FND, NCR, CAR of earlier audits that it looks at again
	Questions   []string `json:"questions" gorm:"serializer:json"`
	Wanted      []string `json:"wanted" gorm:"serializer:json"` // evidence to ask for

	Result      Result   `json:"result"`
	Notes       string   `json:"notes"`
	Interviewee string   `json:"interviewee"`
	Evidence    []string `json:"evidence" gorm:"serializer:json"`
	SeenOn      when.Day `json:"seen_on"`
	SeenBy      string   `json:"seen_by"`
}

// TableName is the table of checklist rows.
func (Row) TableName() string { return "audit_rows" }

// Links are the audit and what the row looks at.
func (r Row) Links() []string { return Checklist.Links(&r) }

// Seen says whether an auditor has given a result.
func (r Row) Seen() bool { return r.Result != "" }

// Checklist is the register of what auditors look at.
var Checklist = register.New(
	register.About{
		Name: "checklist-row", Prefix: "CHK", Title: "Checklist", One: "checklist row", Many: "checklist rows",
		Record: "Add a question of your own", Verb: "plan", Edit: access.ConductAudit, Clauses: []string{"9.2.1"}, Usual: "place",
		Lead: "What the auditors of an audit look at, row by row, and what they saw.",
	},
	register.Line("title", "What is looked at?", func(r *Row) *string { return &r.Title }).Needed("Say what is looked at"),
	register.One("audit", "Audit", func(r *Row) *string { return &r.Audit }, "AUD").Needed("Choose the audit").Filter().IfAsked(),
	register.Number("place", "Place in the list", func(r *Row) *int { return &r.Place }).Called("Place").IfAsked(),
	register.Many("requirement", "Clauses and controls", func(r *Row) *[]string { return &r.Requirement }, register.OfClauses, register.OfControls),
	register.Many("systems", "AI systems", func(r *Row) *[]string { return &r.Systems }, "SYS").IfAsked(),
	register.Many("follows", "Looks again at", func(r *Row) *[]string { return &r.Follows }, "FND", "NCR", "CAR").IfAsked(),
	register.Lines("questions", "Questions", func(r *Row) *[]string { return &r.Questions }),
	register.Lines("wanted", "Evidence to ask for", func(r *Row) *[]string { return &r.Wanted }),
	register.Choice("result", "What did you see?", func(r *Row) *Result { return &r.Result }, Results...).Labelled(labels...).Called("Result").InList().Filter().Under("What was seen"),
	register.Text("notes", "Notes", func(r *Row) *string { return &r.Notes }).Help("Which record, which day, what stands there."),
	register.Line("interviewee", "Who was asked?", func(r *Row) *string { return &r.Interviewee }).InList(),
	register.Many("evidence", "Evidence seen", func(r *Row) *[]string { return &r.Evidence }, "EVD").IfAsked(),
).Rule(func(r *Row, l *check.List) {
	if r.Result.Finding() && strings.TrimSpace(r.Notes) == "" {
		l.Add("notes", "Write down what you saw, so that somebody else could look it up")
	}
}).Guard(func(tx *store.Tx, was, now *Row) error {
	if was != nil && was.Audit != now.Audit {
		return fault.New(fault.Invalid, "A row stays with its audit. Add one to the other audit instead.")
	}
	a, err := workable(tx, now.Audit, now.Result == "")
	if err != nil {
		return err
	}
	if now.Result == "" {
		now.SeenOn, now.SeenBy = "", ""
	} else if was == nil || was.Result != now.Result || was.Notes != now.Notes {
		now.SeenOn, now.SeenBy = tx.Now.Day(), tx.Who.Name
	}
	if was == nil && now.Place == 0 {
		var most int64
		if err := tx.Read().Model(&Row{}).Where("audit = ?", a.Ref).Count(&most).Error; err != nil {
			return err
		}
		now.Place = int(most) + 1
	}
	if was != nil {
		return regrade(tx, *now)
	}
	return nil
})

// regrade keeps the finding of a row in step with its result.
func regrade(tx *store.Tx, r Row) error {
	f, found, err := findingOf(tx, r.Ref)
	if err != nil || !found || f.Grade == r.Result {
		return err
	}
	if !r.Result.Finding() {
		return fault.New(fault.Invalid, "%s stands on this row. Retire the finding first, or keep the row a finding.", f.Ref)
	}
	f.Grade = r.Result
	return Findings.Revise(tx, &f)
}

// Answer is what an auditor enters at a row during an interview.
type Answer struct {
	Result      Result
	Notes       string
	Interviewee string
	Evidence    []string
}

// Record enters what was seen at a row. With log it logs the finding in the same act;
// the reference of the finding, of an earlier one too, comes back.
func Record(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, in Answer, log bool) (finding string, err error) {
	err = db.Write(ctx, who, access.ConductAudit, func(tx *store.Tx) error {
		r, err := store.Load[Row](tx, ref, version)
		if err != nil {
			return err
		}
		r.Result, r.Notes, r.Interviewee, r.Evidence = in.Result, in.Notes, in.Interviewee, in.Evidence
		var l check.List
		if in.Result == "" {
			l.Add("result", "Choose what you saw")
		} else if log && !in.Result.Finding() {
			l.Add("result", "What conforms is no finding. Choose a grade to log one")
		}
		if err := l.Err(); err != nil {
			return err
		}
		if err := Checklist.Revise(tx, &r); err != nil {
			return err
		}
		if !log {
			return nil
		}
		f, found, err := findingOf(tx, ref)
		if err != nil || found {
			finding = f.Ref
			return err
		}
		f = r.finding(tx)
		err = Findings.Add(tx, &f)
		finding = f.Ref
		return err
	})
	return finding, err
}

// Unseen narrows a list to rows without a result.
func Unseen(db *gorm.DB) *gorm.DB { return db.Where("result = ''") }
