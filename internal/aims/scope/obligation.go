package scope

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Duty says where an obligation comes from.
type Duty string

// The sources of obligations.
const (
	ByLaw      Duty = "law"
	ByContract Duty = "contract"
	ByStandard Duty = "standard"
	ByEthics   Duty = "ethics" // taken on freely, because it is right
)

// Obligation is something the organisation has to meet with its AI (4.1, 4.2): the
// need of a party made into a duty, with how it is met.
type Obligation struct {
	store.Head
	Title        string   `json:"title"`
	Duty         Duty     `json:"duty"`
	Source       string   `json:"source"` // act and article, contract and section
	Jurisdiction string   `json:"jurisdiction"`
	Asks         string   `json:"asks"`                           // in our own words
	Needs        []string `json:"needs" gorm:"serializer:json"`   // NED references it answers
	Everywhere   bool     `json:"everywhere"`                     // it applies to every AI system in scope
	Systems      []string `json:"systems" gorm:"serializer:json"` // SYS references, where it does not
	Met          Answer   `json:"met"`
	How          string   `json:"how"`
	Controls     []string `json:"controls" gorm:"serializer:json"`
	Owner        string   `json:"owner"`
	ReviewOn     when.Day `json:"review_on"`
}

// TableName is the table of obligations.
func (Obligation) TableName() string { return "obligations" }

// Links are the needs, systems and controls that an obligation names.
func (o Obligation) Links() []string { return Obligations.Links(&o) }

// Obligations is the register of what the organisation has to meet.
var Obligations = register.New(
	register.About{
		Name: "obligation", Prefix: "OBL", Title: "Obligations", One: "obligation", Many: "obligations",
		Record: "Record an obligation", Verb: "identify", Edit: access.EditScope, Clauses: []string{"4.2", "4.1"},
		Lead: "Laws, contracts, standards and promises that bear on your AI, and how you meet them.",
	},
	register.Line("title", "Obligation", func(o *Obligation) *string { return &o.Title }).
		Needed("Name the obligation, for example \"Tell people that they talk to a machine\""),
	register.Choice("duty", "Where does it come from?", func(o *Obligation) *Duty { return &o.Duty }, ByLaw, ByContract, ByStandard, ByEthics).Called("From").
		Labelled("law", "A law or regulation", "contract", "A contract", "standard", "A standard you follow", "ethics", "Your own values").
		Needed("Choose where the obligation comes from").InList().Filter(),
	register.Line("source", "Source", func(o *Obligation) *string { return &o.Source }).Help("Act and article, or contract and section.").InList(),
	register.Line("jurisdiction", "Jurisdiction", func(o *Obligation) *string { return &o.Jurisdiction }).Help("Where it applies, for example: European Union.").IfAsked(),
	register.Text("asks", "What does it ask of you?", func(o *Obligation) *string { return &o.Asks }).Called("Asks").Help("In your own words."),
	register.Many("needs", "Needs that it answers", func(o *Obligation) *[]string { return &o.Needs }, "NED"),
	register.Yes("everywhere", "Applies to every AI system in scope", func(o *Obligation) *bool { return &o.Everywhere }).Under("Where it applies").IfAsked(),
	register.Many("systems", "AI systems", func(o *Obligation) *[]string { return &o.Systems }, "SYS").Help("Only where it does not apply to all of them.").IfAsked().Filter(),
	register.Choice("met", "Is it met?", func(o *Obligation) *Answer { return &o.Met }, Answers...).Called("Met").Under("How it is met").InList().Filter(),
	register.Text("how", "How is it met, or what is missing?", func(o *Obligation) *string { return &o.How }).Called("How"),
	register.Many("controls", "Controls that meet it", func(o *Obligation) *[]string { return &o.Controls }, register.OfControls),
	register.Line("owner", "Owner", func(o *Obligation) *string { return &o.Owner }).Help("Who watches it and says when it changes.").InList(),
	register.Day("review_on", "Next review", func(o *Obligation) *when.Day { return &o.ReviewOn }).InList(),
)
