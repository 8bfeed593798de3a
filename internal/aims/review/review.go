package review

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Verdict is what top management says about the management system as a whole (9.3.1).
type Verdict string

// The verdicts.
const (
	Holds   Verdict = "yes"
	Changes Verdict = "yes, with changes"
	Fails   Verdict = "no"
)

// Verdicts lists them.
var Verdicts = []Verdict{Holds, Changes, Fails}

// Review is one management review, from its plan to its signed minutes.
type Review struct {
	store.Head
	Title      string   `json:"title"`
	PlannedOn  when.Day `json:"planned_on"`
	PeriodFrom when.Day `json:"period_from"` // from when on it looks back
	Agenda     string   `json:"agenda"`
	Invited    []string `json:"invited" gorm:"serializer:json"`

	Inputs    []Input      `json:"inputs" gorm:"serializer:json"`
	FilledAt  when.Instant `json:"filled_at"`
	FilledBy  string       `json:"filled_by"`
	Position  int64        `json:"position"` // of the trail, from which the inputs were read
	TrailHash string       `json:"trail_hash"`

	HeldOn     when.Day   `json:"held_on"`
	HeldBy     string     `json:"held_by"` // name of who recorded it
	Attended   []Attendee `json:"attended" gorm:"serializer:json"`
	Guests     []string   `json:"guests" gorm:"serializer:json"` // who took part and has no account
	Verdict    Verdict    `json:"verdict"`
	Conclusion string     `json:"conclusion"`
	NextOn     when.Day   `json:"next_on"` // by when the next review is wanted

	Minutes    string      `json:"minutes"` // the text that was signed, letter by letter, as Markdown
	MinutesSum string      `json:"minutes_sha256" gorm:"column:minutes_sha256"`
	Signatures []Signature `json:"signatures" gorm:"serializer:json"`
}

// Attendee is a person with an account who took part, as they were then.
type Attendee struct {
	Account string      `json:"account"`
	Name    string      `json:"name"`
	Title   string      `json:"title"` // job title
	Role    access.Role `json:"role"`
}

// Top says whether the person belongs to top management.
func (a Attendee) Top() bool { return a.Role == access.Executive }

// TableName is the table of reviews.
func (Review) TableName() string { return "reviews" }

// Links are none: what the inputs name is told of a day, and binds nothing today.
func (r Review) Links() []string { return Reviews.Links(&r) }

// State is how far a review is.
type State string

// The states.
const (
	Planned  State = "planned"
	Prepared State = "inputs filled"
	Held     State = "held, to be signed"
	Signed   State = "signed"
)

// States lists them.
var States = []State{Planned, Prepared, Held, Signed}

// State says how far the review is.
func (r Review) State() State {
	switch {
	case len(r.Signatures) > 0:
		return Signed
	case r.HeldOn != "":
		return Held
	case len(r.Inputs) > 0:
		return Prepared
	}
	return Planned
}

// TopManagement are those of top management who took part.
func (r Review) TopManagement() (out []Attendee) {
	for _, a := range r.Attended {
		if a.Top() {
			out = append(out, a)
		}
	}
	return out
}

// MayRetire keeps reviews that were held: what top management looked at stays on record.
func (r Review) MayRetire(access.Actor) error {
	if r.HeldOn == "" {
		return nil
	}
	return fault.New(fault.Invalid, "%s was held on %s and stays on record.", r.Ref, r.HeldOn.Human())
}

// Altered says whether the minutes are not the text that was signed any more.
func (r Review) Altered() bool {
	return len(r.Signatures) > 0 && leadership.Sum(r.Minutes) != r.MinutesSum
}

// Reviews is the register of management reviews.
var Reviews = register.New(
	register.About{
		Name: "management-review", Prefix: "MRV", Title: "Reviews", One: "review", Many: "reviews",
		Record: "Plan a review", Verb: "plan", Edit: access.KeepReview, Clauses: []string{"9.3.1", "9.3.2"}, Usual: "planned_on",
		Lead: "When top management looks at the management system, what it has before it, and what it says.",
	},
	register.Line("title", "What is the review called?", func(r *Review) *string { return &r.Title }).Called("Review").Needed("Name the review, for example “Management review 2026”"),
	register.Day("planned_on", "Planned for", func(r *Review) *when.Day { return &r.PlannedOn }).Needed("Give the day for which it is planned").InList(),
	register.Day("period_from", "Looks back to", func(r *Review) *when.Day { return &r.PeriodFrom }).Help("Usually the day of the review before. Empty means twelve months.").IfAsked(),
	register.Text("agenda", "Agenda", func(r *Review) *string { return &r.Agenda }).Help("What is talked about beyond the inputs that the standard asks for."),
	register.Lines("invited", "Who is invited?", func(r *Review) *[]string { return &r.Invited }).Help("Top management, and whoever reports to it."),
).Rule(func(r *Review, l *check.List) {
	if r.PeriodFrom != "" && r.PlannedOn.Valid() && r.PeriodFrom >= r.PlannedOn {
		l.Add("period_from", "Give a day before the review")
	}
}).Guard(func(_ *store.Tx, was, _ *Review) error {
	if was != nil && was.HeldOn != "" {
		return fault.New(fault.Invalid, "%s was held on %s and stays as it was. What follows from it is recorded as decisions.", was.Ref, was.HeldOn.Human())
	}
	return nil
})
