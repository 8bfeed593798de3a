package performance

import (
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Conclusion is what an evaluation comes to.
type Conclusion string

// The conclusions.
const (
	AsWanted Conclusion = "as wanted"
	Watch    Conclusion = "watch"
	Act      Conclusion = "act"
)

// Evaluation says what the results of some measures in a period mean for the performance
// and the effect of the management system.
type Evaluation struct {
	store.Head
	Title      string     `json:"title"`
	Measures   []string   `json:"measures" gorm:"serializer:json"` // MSR references
	From       when.Day   `json:"period_from" gorm:"column:period_from"`
	To         when.Day   `json:"period_to" gorm:"column:period_to"`
	Says       string     `json:"says"`
	Conclusion Conclusion `json:"conclusion"`
	Follows    string     `json:"follows"`
	Followed   []string   `json:"followed" gorm:"serializer:json"` // references of what was raised
	By         string     `json:"evaluated_by" gorm:"column:evaluated_by"`
	On         when.Day   `json:"evaluated_on" gorm:"column:evaluated_on"`
}

// TableName is the table of evaluations.
func (Evaluation) TableName() string { return "evaluations" }

// Links are the measures that were evaluated, and what followed.
func (e Evaluation) Links() []string { return Evaluations.Links(&e) }

// Evaluations is the register of what results were judged to say.
var Evaluations = register.New(
	register.About{
		Name: "evaluation", Prefix: "EVA", Title: "Evaluations", One: "evaluation", Many: "evaluations",
		Record: "Record an evaluation", Verb: "evaluate", Edit: access.KeepMeasures, Clauses: []string{"9.1"}, Usual: "-evaluated_on",
		Lead: "What the results of a period say, and what follows from them.",
	},
	register.Line("title", "Evaluation", func(e *Evaluation) *string { return &e.Title }).Needed("Name it, for example \"First half of 2026\""),
	register.Many("measures", "Measures", func(e *Evaluation) *[]string { return &e.Measures }, "MSR").
		Needed("Choose the measures whose results were evaluated").IfAsked().Filter(),
	register.Day("period_from", "Results from", func(e *Evaluation) *when.Day { return &e.From }).Called("From").Needed("Give the first day of the period").InList(),
	register.Day("period_to", "Results up to", func(e *Evaluation) *when.Day { return &e.To }).Called("Up to").Needed("Give the last day of the period").InList(),
	register.Text("says", "What do the results say?", func(e *Evaluation) *string { return &e.Says }).Called("What the results say").
		Help("Trend, causes, and whether what was planned has worked.").Needed("Say what the results mean; the values alone are no evaluation (9.1)").Under("What they mean"),
	register.Choice("conclusion", "Conclusion", func(e *Evaluation) *Conclusion { return &e.Conclusion }, AsWanted, Watch, Act).
		Needed("Choose whether all is as wanted, something is to be watched, or you act").InList().Filter(),
	register.Text("follows", "What follows?", func(e *Evaluation) *string { return &e.Follows }).Called("What follows").Help("Who does what until when."),
	register.Many("followed", "Records that follow from it", func(e *Evaluation) *[]string { return &e.Followed }, "RSK", "CHG", "PLC", "OBJ", "OPC").Called("Raised").
		Help("Risks, changes, objectives and operational controls that this led to."),
	register.Line("evaluated_by", "Evaluated by", func(e *Evaluation) *string { return &e.By }).Needed("Name who evaluated the results").Under("By whom").InList(),
	register.Day("evaluated_on", "Evaluated on", func(e *Evaluation) *when.Day { return &e.On }).Needed("Give the day of the evaluation").InList(),
).Rule(func(e *Evaluation, l *check.List) {
	if e.Conclusion == Act {
		l.Required("follows", e.Follows, "Say who does what until when, because you act")
	}
	if e.To != "" && e.To < e.From {
		l.Add("period_to", "Give a day that is not before the first day of the period")
	}
	if e.On != "" && e.On < e.To {
		l.Add("evaluated_on", "Give a day that is not before the last day of the period; results that are not there yet cannot be evaluated")
	}
}).Guard(func(tx *store.Tx, _, now *Evaluation) error {
	var l check.List
	if now.On > tx.Now.Day().Add(1) {
		l.Add("evaluated_on", "This day has not come yet. Give the day on which it was done")
	}
	return l.Err()
})

// Covers says whether the evaluation looked at a result.
func (e Evaluation) Covers(r Result) bool {
	return slices.Contains(e.Measures, r.Measure) && e.From <= r.On && r.On <= e.To
}
