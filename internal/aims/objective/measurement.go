package objective

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Measurement is one value of an objective on a day (6.2). What shows it is evidence
// that supports this record.
type Measurement struct {
	store.Head
	Title     string   `json:"title"` // made from value, unit and metric, for lists of records
	Value     string   `json:"value"`
	Objective string   `json:"objective"` // OBJ reference
	On        when.Day `json:"taken_on" gorm:"column:taken_on"`
	By        string   `json:"taken_by" gorm:"column:taken_by"`
	Note      string   `json:"note"`
}

// TableName is the table of measurements.
func (Measurement) TableName() string { return "measurements" }

// Links is the objective that was measured.
func (m Measurement) Links() []string { return Measurements.Links(&m) }

// Figure is the value as a number.
func (m Measurement) Figure() float64 {
	v, _ := register.ParseFigure(m.Value)
	return v
}

// Measurements is the register of what was measured.
var Measurements = register.New(
	register.About{
		Name: "measurement", Prefix: "MEA", Title: "Measurements", One: "measurement", Many: "measurements",
		Record: "Record a measurement", Verb: "measure", Edit: access.Measure, Clauses: []string{"6.2"}, Usual: "-taken_on",
		Lead: "The values of your objectives, each with its day and what shows it.",
	},
	register.Figure("value", "Value", func(m *Measurement) *string { return &m.Value }).Needed("Give the value that was measured"),
	register.One("objective", "Objective", func(m *Measurement) *string { return &m.Objective }, "OBJ").
		Needed("Choose the objective that was measured").InList().Filter(),
	register.Day("taken_on", "Measured on", func(m *Measurement) *when.Day { return &m.On }).Needed("Give the day for which the value holds").InList(),
	register.Line("taken_by", "Measured by", func(m *Measurement) *string { return &m.By }).InList(),
	register.Text("note", "Note", func(m *Measurement) *string { return &m.Note }).
		Help("Where the value comes from, and what explains it. Add the report as evidence of this record."),
).Guard(func(tx *store.Tx, _, now *Measurement) error {
	o, err := store.Take[Objective](tx.Read(), now.Objective)
	if fault.KindOf(err) == fault.NotFound {
		return nil // said at the field
	}
	if err != nil {
		return err
	}
	var l check.List
	if o.Retired() {
		l.Add("objective", "%s was retired on %s. Choose an objective that is in force", o.Ref, o.RetiredOn.Human())
	}
	if now.On > tx.Now.Day().Add(1) {
		l.Add("taken_on", "This day has not come yet. Give the day on which it was measured")
	}
	now.Title = saying(now.Value, o)
	return l.Err()
})

// saying names a value: "0.93 %, Claims explained".
func saying(value string, o Objective) string {
	name := o.Metric
	if name == "" {
		name = o.Title
	}
	return With(value, o.Unit) + ", " + name
}

// With puts the unit to a value.
func With(value, unit string) string {
	if unit == "" || value == "" {
		return value
	}
	return value + " " + unit
}
