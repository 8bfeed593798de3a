package scope

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
)

// Process is one of the processes that the AIMS consists of, with what it takes in,
// what it gives, and to which other processes it gives it (4.4).
type Process struct {
	store.Head
	Name     string   `json:"name"`
	Purpose  string   `json:"purpose"`
	Clauses  []string `json:"clauses" gorm:"serializer:json"` // sub-clauses of ISO/IEC 42001 that it serves
	Owner    string   `json:"owner"`
	Inputs   []string `json:"inputs" gorm:"serializer:json"`
	Outputs  []string `json:"outputs" gorm:"serializer:json"`
	Feeds    []string `json:"feeds" gorm:"serializer:json"` // PRC references of the processes that use its outputs
	Criteria string   `json:"criteria"`                     // how one sees that it works
}

// TableName is the table of processes.
func (Process) TableName() string { return "processes" }

// Links are the processes that it feeds.
func (p Process) Links() []string { return Processes.Links(&p) }

// Processes is the register of the processes of the AIMS.
var Processes = register.New(
	register.About{
		Name: "process", Prefix: "PRC", Title: "Processes", One: "process", Many: "processes",
		Record: "Record a process", Verb: "describe", Edit: access.EditScope, Clauses: []string{"4.4"}, Usual: "ref",
		Lead: "The processes that your management system consists of, and how they hand work to each other.",
	},
	register.Line("name", "Process", func(p *Process) *string { return &p.Name }).
		Needed("Name the process, for example \"Assess AI risks\""),
	register.Text("purpose", "What is it for?", func(p *Process) *string { return &p.Purpose }).Called("Purpose"),
	servedClauses(),
	register.Line("owner", "Owner", func(p *Process) *string { return &p.Owner }).Help("The person or role that runs it and answers for it.").InList(),
	register.Lines("inputs", "What goes in?", func(p *Process) *[]string { return &p.Inputs }).Called("Takes in").Under("What goes in and comes out").IfAsked(),
	register.Lines("outputs", "What comes out?", func(p *Process) *[]string { return &p.Outputs }).Called("Gives").IfAsked(),
	register.Many("feeds", "Hands its results to", func(p *Process) *[]string { return &p.Feeds }, "PRC").Called("Hands to").Help("The processes that use what comes out.").InList(),
	register.Text("criteria", "How do you see that it works?", func(p *Process) *string { return &p.Criteria }).Called("Criteria").
		Help("What you look at, and how good is good enough.").Under("How it is held to account"),
).Rule(feedsOthers)

// servedClauses offers the sub-clauses that can be audited.
func servedClauses() register.Field[Process] {
	var ids []string
	for _, c := range controls.MustLoad().Auditable() {
		ids = append(ids, c.ID)
	}
	f := register.Some("clauses", "Clauses that it serves", func(p *Process) *[]string { return &p.Clauses }, ids...).Called("Clauses").InList()
	for i, o := range f.Options {
		c, _ := controls.MustLoad().Clause(o.Value)
		f.Options[i].Hint = c.Title
	}
	return f
}

func feedsOthers(p *Process, l *check.List) {
	if p.Ref != "" && slices.Contains(p.Feeds, p.Ref) {
		l.Add("feeds", "A process cannot hand its results to itself. Take %s out", p.Ref)
	}
}

// Owned says whether somebody runs the process.
func (p Process) Owned() bool { return strings.TrimSpace(p.Owner) != "" }
