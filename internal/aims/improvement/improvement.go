package improvement

import (
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Improvement is something that is made better although nothing went wrong (10.1).
type Improvement struct {
	store.Head
	Title   string   `json:"title"`
	Origin  string   `json:"origin"` // who or what gave the idea
	Why     string   `json:"why"`
	Clauses []string `json:"clauses" gorm:"serializer:json"`
	Systems []string `json:"systems" gorm:"serializer:json"`
	Owner   string   `json:"owner"`
	Due     when.Day `json:"due"`
	DoneOn  when.Day `json:"done_on"`
	Result  string   `json:"result"` // what is better now and by what it is seen, or why it was not followed up
}

// TableName is the table of improvements.
func (Improvement) TableName() string { return "improvements" }

// Links are what an improvement is about.
func (i Improvement) Links() []string { return Improvements.Links(&i) }

// Open says whether it is still to be done.
func (i Improvement) Open() bool { return !i.Retired() && i.DoneOn == "" }

// Improvements is the log of continual improvement.
var Improvements = register.New(
	register.About{
		Name: "improvement", Prefix: "IMV", Title: "Improvements", One: "improvement", Many: "improvements",
		Record: "Propose an improvement", Verb: "propose", Edit: access.EditImprovement, Clauses: []string{"10.1"}, Usual: "due",
		Lead: "What you make better although nothing went wrong, and what came of it.",
	},
	register.Line("title", "What is to be better?", func(i *Improvement) *string { return &i.Title }).Called("Improvement").Needed("Say what is to be better"),
	register.Line("origin", "Whose idea, or what gave it?", func(i *Improvement) *string { return &i.Origin }).Called("Origin").Help("A person, an audit, a review, a customer, a figure.").InList(),
	register.Text("why", "What is the gain?", func(i *Improvement) *string { return &i.Why }),
	register.Many("clauses", "Clauses it serves", func(i *Improvement) *[]string { return &i.Clauses }, register.OfClauses).IfAsked(),
	register.Many("systems", "AI systems", func(i *Improvement) *[]string { return &i.Systems }, "SYS").IfAsked(),
	register.Line("owner", "Who sees to it?", func(i *Improvement) *string { return &i.Owner }).Called("Seen to by").InList(),
	register.Day("due", "Wanted by", func(i *Improvement) *when.Day { return &i.Due }).InList(),
	register.Day("done_on", "Ended on", func(i *Improvement) *when.Day { return &i.DoneOn }).InList().Under("What came of it"),
	register.Text("result", "What is better now?", func(i *Improvement) *string { return &i.Result }).Help("And by what one sees it. Where it was not followed up: why."),
).Rule(func(i *Improvement, l *check.List) {
	if i.DoneOn != "" && strings.TrimSpace(i.Result) == "" {
		l.Add("result", "Say what is better now, or why it was not followed up")
	}
})
