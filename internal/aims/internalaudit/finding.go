package internalaudit

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Finding is what an audit found at one place: what is required, what was seen instead
// or beyond, and by what it is shown (9.2).
type Finding struct {
	store.Head
	Title        string   `json:"title"`
	Audit        string   `json:"audit"`         // AUD reference
	ChecklistRow string   `json:"checklist_row"` // CHK reference; empty where it was found beside the checklist
	Grade        Result   `json:"grade"`
	FoundOn      when.Day `json:"found_on"`
	Clauses      []string `json:"clauses" gorm:"serializer:json"`
	Controls     []string `json:"controls" gorm:"serializer:json"`
	Systems      []string `json:"systems" gorm:"serializer:json"`
	Required     string   `json:"required"`
	Statement    string   `json:"statement"`
	Evidence     []string `json:"evidence" gorm:"serializer:json"`
	Interviewee  string   `json:"interviewee"`
	Finder       string   `json:"finder"` // name of who logged it
}

// TableName is the table of findings.
func (Finding) TableName() string { return "audit_findings" }

// Links are the audit, the row and what the finding concerns.
func (f Finding) Links() []string { return Findings.Links(&f) }

// Findings is the register of what audits found.
var Findings = register.New(
	register.About{
		Name: "finding", Prefix: "FND", Title: "Findings", One: "finding", Many: "findings",
		Record: "Log a finding", Verb: "log", Edit: access.ConductAudit, Clauses: []string{"9.2.2", "10.2"}, Usual: "-found_on",
		Lead: "What your audits found, by what it is shown, and what became of it.",
	},
	register.Line("title", "The finding in one line", func(f *Finding) *string { return &f.Title }).Needed("Say in one line what was found"),
	register.One("audit", "Audit", func(f *Finding) *string { return &f.Audit }, "AUD").Needed("Choose the audit").InList().Filter(),
	register.One("checklist_row", "Row of the checklist", func(f *Finding) *string { return &f.ChecklistRow }, "CHK"),
	register.Choice("grade", "Grade", func(f *Finding) *Result { return &f.Grade }, Grades...).Labelled(labels...).Needed("Choose a grade").InList().Filter(),
	register.Day("found_on", "Found on", func(f *Finding) *when.Day { return &f.FoundOn }).Needed("Give the day it was found").InList(),
	register.Many("clauses", "Clauses", func(f *Finding) *[]string { return &f.Clauses }, register.OfClauses).IfAsked(),
	register.Many("controls", "Controls", func(f *Finding) *[]string { return &f.Controls }, register.OfControls).IfAsked(),
	register.Many("systems", "AI systems", func(f *Finding) *[]string { return &f.Systems }, "SYS").IfAsked(),
	register.Text("required", "What is required?", func(f *Finding) *string { return &f.Required }).Help("The requirement in your own words, or your own procedure."),
	register.Text("statement", "What was seen?", func(f *Finding) *string { return &f.Statement }).Needed("Say what was seen").Help("Facts that somebody else could look up: which record, which day."),
	register.Many("evidence", "Evidence", func(f *Finding) *[]string { return &f.Evidence }, "EVD", "OPR", "INC").IfAsked(),
	register.Line("interviewee", "Who was asked?", func(f *Finding) *string { return &f.Interviewee }),
).Rule(func(f *Finding, l *check.List) {
	if f.Grade.Nonconforming() && len(f.Clauses)+len(f.Controls) == 0 {
		l.Add("clauses", "A nonconformity names what is not met: choose a clause or a control")
	}
}).Guard(func(tx *store.Tx, was, now *Finding) error {
	if was != nil && was.Audit != now.Audit {
		return fault.New(fault.Invalid, "A finding stays with its audit.")
	}
	if _, err := workable(tx, now.Audit, false); err != nil {
		return err
	}
	var l check.List
	if now.FoundOn > tx.Now.Day().Add(1) {
		l.Add("found_on", "This day is still to come. Give the day it was found")
	}
	if now.ChecklistRow != "" {
		r, err := store.LoadNow[Row](tx, now.ChecklistRow)
		if err != nil {
			return err
		}
		if r.Audit != now.Audit {
			l.Add("checklist_row", "This row belongs to %s. Choose one of the same audit", r.Audit)
		}
	}
	if was == nil {
		now.Finder = tx.Who.Name
	}
	return l.Err()
})

// findingOf is the finding in force that stands on a row of the checklist.
func findingOf(tx *store.Tx, row string) (Finding, bool, error) {
	var all []Finding
	if err := store.InForce(tx.Read(), true).Where("checklist_row = ?", row).Order("ref").Limit(1).Find(&all).Error; err != nil {
		return Finding{}, false, fmt.Errorf("internalaudit: finding of %s: %w", row, err)
	}
	if len(all) == 0 {
		return Finding{}, false, nil
	}
	return all[0], true, nil
}

// finding is what a row says, as a finding of its own.
func (r Row) finding(tx *store.Tx) Finding {
	f := Finding{
		Title: firstLine(r.Notes), Audit: r.Audit, ChecklistRow: r.Ref, Grade: r.Result, FoundOn: tx.Now.Day(), Systems: r.Systems,
		Required: strings.Join(r.Questions, "\n"), Statement: r.Notes, Evidence: r.Evidence, Interviewee: r.Interviewee,
	}
	f.Clauses, f.Controls = split(r.Requirement)
	return f
}

// firstLine is a text shortened to what fits one line.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if words := []rune(line); len(words) > 120 {
		return strings.TrimSpace(string(words[:119])) + "…"
	}
	return line
}

// split parts keys into clauses and controls.
func split(keys []string) (clauses, annex []string) {
	for _, k := range keys {
		if strings.HasPrefix(bare(k), "A.") || !strings.Contains(k, ":") {
			annex = append(annex, k)
		} else {
			clauses = append(clauses, k)
		}
	}
	return clauses, annex
}

// Parts sorts what an audit covers into clauses, controls and AI systems.
func Parts(keys []string) (clauses, annex, systems []string) {
	for _, k := range keys {
		if strings.HasPrefix(k, "SYS-") {
			systems = append(systems, k)
			continue
		}
		c, a := split([]string{k})
		clauses, annex = append(clauses, c...), append(annex, a...)
	}
	return clauses, annex, systems
}
