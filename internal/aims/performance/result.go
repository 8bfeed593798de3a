package performance

import (
	"context"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Result is one value of a measure on a day: the documented information that 9.1 asks for.
type Result struct {
	store.Head
	Title    string   `json:"title"` // made from value, unit and measure, for lists of records
	Value    string   `json:"value"`
	Measure  string   `json:"measure"` // MSR reference
	On       when.Day `json:"taken_on" gorm:"column:taken_on"`
	By       string   `json:"taken_by" gorm:"column:taken_by"`
	Note     string   `json:"note"`
	Evidence []string `json:"evidence" gorm:"serializer:json"` // EVD references
}

// TableName is the table of results.
func (Result) TableName() string { return "results" }

// Links are the measure and the evidence of a result.
func (r Result) Links() []string { return Results.Links(&r) }

// Figure is the value as a number.
func (r Result) Figure() float64 {
	v, _ := register.ParseFigure(r.Value)
	return v
}

// Results is the register of the values.
var Results = register.New(
	register.About{
		Name: "result", Prefix: "RSL", Title: "Results", One: "result", Many: "results",
		Record: "Enter a result", Verb: "measure", Edit: access.EnterResults, Clauses: []string{"9.1"}, Usual: "-taken_on",
		Lead: "The values of your measures, each with its day, who took it, and what explains it.",
	},
	register.Figure("value", "Value", func(r *Result) *string { return &r.Value }).Needed("Give the value that was measured"),
	register.One("measure", "Measure", func(r *Result) *string { return &r.Measure }, "MSR").Needed("Choose what was measured").InList().Filter(),
	register.Day("taken_on", "Measured on", func(r *Result) *when.Day { return &r.On }).Needed("Give the day for which the value holds").InList(),
	register.Line("taken_by", "Measured by", func(r *Result) *string { return &r.By }).InList(),
	register.Text("note", "Note", func(r *Result) *string { return &r.Note }).Help("What explains the value, and what was different this time.").InList(),
	register.Many("evidence", "Evidence", func(r *Result) *[]string { return &r.Evidence }, "EVD").Help("The report or the file that the value was read from."),
).Guard(func(tx *store.Tx, was, now *Result) error {
	m, err := store.Take[Measure](tx.Read(), now.Measure)
	if fault.KindOf(err) == fault.NotFound {
		return nil // said at the field
	}
	if err != nil {
		return err
	}
	var l check.List
	if m.Retired() && (was == nil || was.Measure != now.Measure) {
		l.Add("measure", "%s was retired on %s. Choose a measure that is in force", m.Ref, m.RetiredOn.Human())
	}
	if now.On > tx.Now.Day().Add(1) {
		l.Add("taken_on", "This day has not come yet. Give the day on which it was measured")
	}
	now.Title = objective.With(now.Value, m.Unit) + ", " + m.Title
	return l.Err()
})

// Entered is one line of a form in which the results of several measures are entered.
type Entered struct{ Measure, Value, Note string }

// Field names a field of the form in the line of a measure.
func Field(name, measure string) string { return name + "-" + measure }

// Enter records the results of several measures, taken on one day by one person, as one
// act: all of them, or none when a line is wrong. Lines without a value are left out.
func Enter(ctx context.Context, db *store.DB, who access.Actor, on when.Day, by string, lines []Entered) ([]Result, error) {
	var taken []Result
	err := db.Write(ctx, who, access.EnterResults, func(tx *store.Tx) error {
		var wrong []check.Message
		for _, line := range lines {
			r, err := enter(tx, Result{Measure: line.Measure, On: on, By: by}, line)
			said := check.Messages(err)
			if err != nil && said == nil {
				return err
			}
			for _, m := range said {
				if m = line.at(m); !slices.Contains(wrong, m) { // what is wrong with the day is wrong for every line
					wrong = append(wrong, m)
				}
			}
			if r.Ref != "" {
				taken = append(taken, r)
			}
		}
		switch {
		case len(wrong) > 0:
			return &check.Error{Messages: wrong}
		case len(taken) == 0 && len(lines) > 0:
			return &check.Error{Messages: []check.Message{{Field: Field("value", lines[0].Measure), Text: "Give the value of at least one measure"}}}
		case len(taken) == 0:
			return fault.New(fault.Invalid, "No measure was given. Open the form anew.")
		}
		return nil
	})
	return taken, err
}

// enter records one line; the result of a line without a value has no reference.
func enter(tx *store.Tx, r Result, line Entered) (Result, error) {
	var l check.List
	if line.Value == "" {
		if line.Note != "" {
			l.Add("value", "Give the value that the note tells of")
		}
		return r, l.Err()
	}
	if _, read := register.ParseFigure(line.Value); !read {
		l.Add("value", "Give a number, for example 0.85 or 12")
		return r, l.Err()
	}
	r.Value, r.Note = line.Value, line.Note
	err := Results.Add(tx, &r)
	return r, err
}

// at puts what is wrong with a line at its fields of the form. Day and person are asked
// once for all lines.
func (e Entered) at(m check.Message) check.Message {
	switch m.Field {
	case "value", "note":
		m.Field = Field(m.Field, e.Measure)
	case "measure":
		m.Field = Field("value", e.Measure)
	}
	return m
}
