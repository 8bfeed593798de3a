package operation

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Expectation is what a customer expects of the organisation's AI, and how it is
// met (A.10.4).
type Expectation struct {
	store.Head
	Title    string       `json:"title"`
	Customer string       `json:"customer"`
	Source   string       `json:"source"`
	Systems  []string     `json:"systems" gorm:"serializer:json"`
	Met      scope.Answer `json:"met"`
	How      string       `json:"how"`
	ToldOn   when.Day     `json:"told_on"`
	Told     string       `json:"told"` // of risks, limits and their own part
	Owner    string       `json:"owner"`
	ReviewOn when.Day     `json:"review_on"`
}

// TableName is the table of customers' expectations.
func (Expectation) TableName() string { return "expectations" }

// Links are the systems that an expectation is about.
func (e Expectation) Links() []string { return Expectations.Links(&e) }

// Expectations is the register of what customers expect.
var Expectations = register.New(
	register.About{
		Name: "expectation", Prefix: "CEX", Title: "Customers' expectations", One: "expectation", Many: "expectations",
		Record: "Record an expectation", Verb: "record", Edit: access.EditCustomer, Clauses: []string{"8.1", "A.10.4"},
		Lead: "What customers expect of your AI, how you meet it, and what you told them.",
	},
	register.Line("title", "What do they expect?", func(e *Expectation) *string { return &e.Title }).Needed("Say what they expect, for example \"A person answers within a day\""),
	register.Line("customer", "Customer or group of customers", func(e *Expectation) *string { return &e.Customer }).Needed("Name the customer or the group").InList(),
	register.Line("source", "Where do you know it from?", func(e *Expectation) *string { return &e.Source }).Help("A contract, a survey, complaints.").IfAsked(),
	register.Many("systems", "AI systems", func(e *Expectation) *[]string { return &e.Systems }, "SYS").InList().Filter(),
	register.Choice("met", "Is it met?", func(e *Expectation) *scope.Answer { return &e.Met }, scope.Answers...).InList().Filter(),
	register.Text("how", "How is it met, or what is missing?", func(e *Expectation) *string { return &e.How }),
	register.Day("told_on", "Told them on", func(e *Expectation) *when.Day { return &e.ToldOn }).IfAsked(),
	register.Text("told", "What did you tell them?", func(e *Expectation) *string { return &e.Told }).Help("Of limits and risks, and of their own part."),
	register.Line("owner", "Owner", func(e *Expectation) *string { return &e.Owner }).InList(),
	register.Day("review_on", "Next review", func(e *Expectation) *when.Day { return &e.ReviewOn }).InList(),
).Rule(func(e *Expectation, l *check.List) {
	if e.Met == scope.Yes && e.How == "" {
		l.Add("how", "Say how it is met")
	}
})
