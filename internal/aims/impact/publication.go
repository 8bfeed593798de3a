package impact

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Publication is one time that people outside the assessment were told of its result
// (6.1.4, A.8.5): what, to whom and when. The approved assessment stays as it is.
type Publication struct {
	store.Head
	Title      string   `json:"title"`
	Assessment string   `json:"assessment"` // IMP reference
	Audience   string   `json:"audience"`
	How        string   `json:"how"`
	ToldOn     when.Day `json:"told_on"`
	Told       string   `json:"told"`     // in the words that were used
	Answered   string   `json:"answered"` // what came back, and what was done
	AgainBy    when.Day `json:"again_by"`
}

// TableName is the table of publications.
func (Publication) TableName() string { return "impact_publications" }

// Links points to the assessment.
func (p Publication) Links() []string { return Publications.Links(&p) }

// Publications is the register of what was told about assessments.
var Publications = register.New(
	register.About{
		Name: "impact-publication", Prefix: "IPB", Title: "What was made known", One: "publication", Many: "publications",
		Record: "Record a publication", Verb: "publish", Usual: "-told_on", Edit: access.EditImpact, Clauses: []string{"6.1.4", "A.8.5"},
		Lead: "To whom the result of an assessment was given, when and in which words.",
	},
	register.Line("title", "What was made known", func(p *Publication) *string { return &p.Title }).
		Needed("Name it, for example \"Page for members on how claims are sorted\""),
	register.One("assessment", "Impact assessment", func(p *Publication) *string { return &p.Assessment }, "IMP").
		Needed("Choose the assessment that it is about").InList().Filter(),
	register.Line("audience", "To whom", func(p *Publication) *string { return &p.Audience }).
		Needed("Say who was told").InList(),
	register.Line("how", "How", func(p *Publication) *string { return &p.How }).Help("Such as a web page, a letter or a talk.").InList(),
	register.Day("told_on", "Told on", func(p *Publication) *when.Day { return &p.ToldOn }).Needed("Give the day on which they were told").InList(),
	register.Text("told", "What they were told", func(p *Publication) *string { return &p.Told }).Help("In the words that were used."),
	register.Text("answered", "What came back", func(p *Publication) *string { return &p.Answered }).Help("Questions and objections, and what you did about them."),
	register.Day("again_by", "Tell them again by", func(p *Publication) *when.Day { return &p.AgainBy }).InList(),
)
