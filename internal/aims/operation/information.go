package operation

import (
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Audience is for whom a piece of information is.
type Audience string

// The audiences: each serves a control of Annex A.
const (
	ForUsers    Audience = "users"              // A.8.2
	FromOutside Audience = "reports"            // A.8.3: the way in for reports of harm
	ForParties  Audience = "interested parties" // A.8.5
)

// Topic is what users need to know of a system (A.8.2).
type Topic string

// The topics.
const (
	TopicAI       Topic = "that it is AI"
	TopicPurpose  Topic = "purpose"
	TopicUse      Topic = "how to use it"
	TopicOverride Topic = "how to override it"
	TopicLimits   Topic = "limits"
	TopicImpact   Topic = "effects"
	TopicContact  Topic = "contact"
	TopicChange   Topic = "changes"
)

// Topics lists them.
var Topics = []Topic{TopicAI, TopicPurpose, TopicUse, TopicOverride, TopicLimits, TopicImpact, TopicContact, TopicChange}

// Information is what people outside a system's making are told about it, or the way
// by which they report harm (A.8.2, A.8.3, A.8.5).
type Information struct {
	store.Head
	Title      string   `json:"title"`
	Audience   Audience `json:"audience"`
	Systems    []string `json:"systems" gorm:"serializer:json"`
	Readers    string   `json:"readers"` // who they are
	Place      string   `json:"place"`   // where they find it
	Topics     []Topic  `json:"topics" gorm:"serializer:json"`
	Says       string   `json:"says"`
	Duties     []string `json:"duties" gorm:"serializer:json"` // OBL references that ask for it
	Owner      string   `json:"owner"`                         // who may release it
	Since      when.Day `json:"since"`
	ReviewedOn when.Day `json:"reviewed_on"`
	ReviewOn   when.Day `json:"review_on"`
}

// TableName is the table of information.
func (Information) TableName() string { return "informations" }

// Links are the systems it is about and the obligations that ask for it.
func (n Information) Links() []string { return Informations.Links(&n) }

// Serves says whether users are told about a system by it.
func (n Information) Serves(system string) bool {
	return !n.Retired() && n.Audience == ForUsers && slices.Contains(n.Systems, system)
}

// Informations is the register of what people are told.
var Informations = register.New(
	register.About{
		Name: "information", Prefix: "UIN", Title: "Information for others", One: "piece of information", Many: "pieces of information",
		Record: "Record what people are told", Verb: "record", Edit: access.EditCustomer, Clauses: []string{"8.1", "A.8.2", "A.8.3", "A.8.5"},
		Lead: "What users and others are told about your AI, where they find it, and how people outside report harm.",
	},
	register.Line("title", "What is it called?", func(n *Information) *string { return &n.Title }).Needed("Name it, for example \"Notice in the chat\""),
	register.Choice("audience", "What is it for?", func(n *Information) *Audience { return &n.Audience }, ForUsers, FromOutside, ForParties).
		Labelled("users", "Telling users what they need to know (A.8.2)", "reports", "A way for people outside to report harm (A.8.3)", "interested parties", "What others must be told, such as a regulator (A.8.5)").
		Needed("Choose what it is for").InList().Filter(),
	register.Many("systems", "AI systems", func(n *Information) *[]string { return &n.Systems }, "SYS").InList().Filter(),
	register.Line("readers", "Who reads or uses it?", func(n *Information) *string { return &n.Readers }).IfAsked(),
	register.Line("place", "Where do they find it?", func(n *Information) *string { return &n.Place }).Needed("Say where they find it").InList(),
	register.Some("topics", "What does it cover?", func(n *Information) *[]Topic { return &n.Topics }, Topics...).
		Labelled("that it is AI", "That they deal with AI", "purpose", "What the system is for", "how to use it", "How to use it, and what it needs", "how to override it", "How to override or contest it",
			"limits", "Its limits, and how often it is wrong", "effects", "What it may do to people", "contact", "Whom to ask or complain to", "changes", "What changed"),
	register.Text("says", "What does it say?", func(n *Information) *string { return &n.Says }),
	register.Many("duties", "Obligations that ask for it", func(n *Information) *[]string { return &n.Duties }, "OBL"),
	register.Line("owner", "Released by", func(n *Information) *string { return &n.Owner }).Help("Who decides what it says.").IfAsked(),
	register.Day("since", "In place since", func(n *Information) *when.Day { return &n.Since }).Under("Since when, and is it still right?").IfAsked(),
	register.Day("reviewed_on", "Last reviewed", func(n *Information) *when.Day { return &n.ReviewedOn }),
	register.Day("review_on", "Next review", func(n *Information) *when.Day { return &n.ReviewOn }).InList(),
)
