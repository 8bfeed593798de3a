package support

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Measure says how a competence is to be acquired.
type Measure string

// The measures.
const (
	Course   Measure = "course"
	Coaching Measure = "coaching"
	OnTheJob Measure = "on the job"
	Reading  Measure = "self-study"
	Hiring   Measure = "hiring"
	Engaging Measure = "engaging somebody"
)

// Training is an act to acquire competence, and whether it worked (7.2).
type Training struct {
	store.Head
	Title       string   `json:"title"`
	Kind        Measure  `json:"kind"`
	Competences []string `json:"competences" gorm:"serializer:json"` // CMP references
	People      []string `json:"people" gorm:"serializer:json"`
	Provider    string   `json:"provider"`
	Owner       string   `json:"owner"`
	Due         when.Day `json:"due"`
	Cost        string   `json:"cost"`
	DoneOn      when.Day `json:"done_on"`
	Effect      Verdict  `json:"effect"` // empty until it was evaluated
	EffectHow   string   `json:"effect_how"`
	EffectBy    string   `json:"effect_by"`
	EffectOn    when.Day `json:"effect_on"`
}

// TableName is the table of trainings.
func (Training) TableName() string { return "trainings" }

// Links are the competences that a training is for.
func (t Training) Links() []string { return Trainings.Links(&t) }

// Open says whether the training is still to be held.
func (t Training) Open() bool { return !t.Retired() && t.DoneOn == "" }

// EvaluateWithin is how many days after a training its effect should be known. The
// standard sets no limit; a quarter leaves time to see it in the work.
const EvaluateWithin = 90

// Unjudged says whether the training is over and nobody has said in time whether it worked.
func (t Training) Unjudged(today when.Day) bool {
	return !t.Retired() && t.DoneOn != "" && t.Effect == "" && t.DoneOn.Add(EvaluateWithin).Passed(today)
}

// Trainings is the register of what is done to acquire competence.
var Trainings = register.New(
	register.About{
		Name: "training", Prefix: "TRN", Title: "Trainings", One: "training", Many: "trainings",
		Record: "Plan a training", Verb: "schedule", Usual: "-due", Edit: access.EditSupport, Clauses: []string{"7.2", "A.4.6"},
		Lead: "What you do where a competence is missing, and whether it worked.",
	},
	register.Line("title", "Training", func(t *Training) *string { return &t.Title }).Needed("Name the training"),
	register.Choice("kind", "What is done?", func(t *Training) *Measure { return &t.Kind }, Course, Coaching, OnTheJob, Reading, Hiring, Engaging).
		Needed("Choose what is done").IfAsked(),
	register.Many("competences", "Competences it is for", func(t *Training) *[]string { return &t.Competences }, "CMP").
		Needed("Choose the competence that is missing").InList().Filter(),
	register.Lines("people", "For whom?", func(t *Training) *[]string { return &t.People }).Needed("Name the people, one a line").InList(),
	register.Line("provider", "Provider", func(t *Training) *string { return &t.Provider }).Under("The plan").IfAsked(),
	register.Line("owner", "Who arranges it", func(t *Training) *string { return &t.Owner }).IfAsked(),
	register.Day("due", "Planned for", func(t *Training) *when.Day { return &t.Due }).Needed("Give the day for which it is planned").InList(),
	register.Line("cost", "Cost", func(t *Training) *string { return &t.Cost }).Help("With the currency.").IfAsked(),
	register.Day("done_on", "Done on", func(t *Training) *when.Day { return &t.DoneOn }).InList(),
	register.Choice("effect", "Did it work?", func(t *Training) *Verdict { return &t.Effect }, Verdicts...).
		Under("Did it work?").Help("Judge it in the work, not by how people liked the day.").InList().Filter(),
	register.Text("effect_how", "How was that judged?", func(t *Training) *string { return &t.EffectHow }),
	register.Line("effect_by", "Judged by", func(t *Training) *string { return &t.EffectBy }).IfAsked(),
	register.Day("effect_on", "Judged on", func(t *Training) *when.Day { return &t.EffectOn }).IfAsked(),
).Rule(func(t *Training, l *check.List) {
	if t.Effect == "" && t.EffectHow == "" && t.EffectBy == "" && t.EffectOn == "" {
		return
	}
	l.Required("done_on", string(t.DoneOn), "Give the day on which it was done, before you judge it")
	l.Required("effect", string(t.Effect), "Say whether it worked")
	l.Required("effect_how", t.EffectHow, "Say how it was judged")
	l.Required("effect_by", t.EffectBy, "Say who judged it")
	l.Required("effect_on", string(t.EffectOn), "Give the day on which it was judged")
	if t.EffectOn != "" && t.EffectOn < t.DoneOn {
		l.Add("effect_on", "Give a day after the training")
	}
}).Guard(func(tx *store.Tx, _, t *Training) error {
	if err := notAhead(tx, "done_on", t.DoneOn); err != nil {
		return err
	}
	return notAhead(tx, "effect_on", t.EffectOn)
})
