package support

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// ResourceKind says what a resource is.
type ResourceKind string

// The kinds. The first four are those of A.4.3 to A.4.6; money is for 7.1.
const (
	Data      ResourceKind = "data"
	Tooling   ResourceKind = "tooling"
	Computing ResourceKind = "computing"
	People    ResourceKind = "people"
	Money     ResourceKind = "money"
)

// SystemKinds are the kinds of resources that each AI system stands on, with the
// control of Annex A that asks to have them written down.
var SystemKinds = []struct {
	Kind    ResourceKind
	Title   string
	Control string
}{
	{Data, "Data", "A.4.3"}, {Tooling, "Tooling", "A.4.4"}, {Computing, "Computing", "A.4.5"}, {People, "People", "A.4.6"},
}

// Provision says whether there is as much of a resource as is needed.
type Provision string

// The provisions.
const (
	Enough Provision = "enough"
	Short  Provision = "short"
	Unsure Provision = "not known"
)

// Resource is something that AI systems (A.4.2) or the management system itself (7.1)
// stand on.
type Resource struct {
	store.Head
	Title    string       `json:"title"`
	Kind     ResourceKind `json:"kind"`
	Details  string       `json:"details"`
	ForAIMS  bool         `json:"for_aims"` // the management system itself needs it
	Systems  []string     `json:"systems" gorm:"serializer:json"`
	Owner    string       `json:"owner"`
	Place    string       `json:"place"`
	Capacity string       `json:"capacity"`
	Limits   string       `json:"limits"`
	Enough   Provision    `json:"enough"`
	Action   string       `json:"action"` // what is done where it is short
	ReviewOn when.Day     `json:"review_on"`
}

// TableName is the table of resources.
func (Resource) TableName() string { return "resources" }

// Links are the AI systems that stand on the resource.
func (r Resource) Links() []string { return Resources.Links(&r) }

// Resources is the register of what AI systems and the AIMS stand on.
var Resources = register.New(
	register.About{
		Name: "resource", Prefix: "RES", Title: "Resources", One: "resource", Many: "resources",
		Record: "Record a resource", Verb: "determine", Edit: access.EditSupport,
		Clauses: []string{"7.1", "A.4.2", "A.4.3", "A.4.4", "A.4.5", "A.4.6"},
		Lead:    "Data, tools, machines, people and money that your AI systems and the management system need.",
	},
	register.Line("title", "Resource", func(r *Resource) *string { return &r.Title }).
		Needed("Name the resource, for example \"Claims data of the last six years\""),
	register.Choice("kind", "Kind", func(r *Resource) *ResourceKind { return &r.Kind }, Data, Tooling, Computing, People, Money).
		Labelled("tooling", "Tooling and models", "computing", "Systems and computing").
		Needed("Choose the kind of resource").InList().Filter(),
	register.Text("details", "What is it?", func(r *Resource) *string { return &r.Details }).
		Help("For data: origin, time and categories. For tools: version. For people: skills and numbers."),
	register.Yes("for_aims", "For the AIMS itself", func(r *Resource) *bool { return &r.ForAIMS }).Help("The management system needs it, apart from any AI system.").Under("What it serves").IfAsked().Filter(),
	register.Many("systems", "AI systems that stand on it", func(r *Resource) *[]string { return &r.Systems }, "SYS").InList().Filter(),
	register.Line("owner", "Owner", func(r *Resource) *string { return &r.Owner }).Under("How it is kept").InList(),
	register.Line("place", "Where it is", func(r *Resource) *string { return &r.Place }).Help("Store, site, supplier or team.").IfAsked(),
	register.Line("capacity", "How much there is", func(r *Resource) *string { return &r.Capacity }).IfAsked(),
	register.Text("limits", "Its limits", func(r *Resource) *string { return &r.Limits }).
		Help("What it cannot do, who is missing in the data, when it runs out."),
	register.Choice("enough", "Is there enough of it?", func(r *Resource) *Provision { return &r.Enough }, Enough, Short, Unsure).InList().Filter(),
	register.Text("action", "What is done about it?", func(r *Resource) *string { return &r.Action }).Help("Needed where it is short."),
	register.Day("review_on", "Next review", func(r *Resource) *when.Day { return &r.ReviewOn }).IfAsked(),
).Rule(func(r *Resource, l *check.List) {
	if !r.ForAIMS && len(r.Systems) == 0 {
		l.Add("systems", "Choose an AI system, or say that the management system itself needs it")
	}
	if r.Enough == Short {
		l.Required("action", r.Action, "Say what is done, because there is not enough of it")
	}
})
