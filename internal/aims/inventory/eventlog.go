package inventory

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// EventLog says what an AI system records of its work, where, for how long, and who
// reads it (A.6.2.8).
type EventLog struct {
	store.Head
	Name       string   `json:"name"`
	System     string   `json:"system"` // SYS reference
	Stages     []string `json:"stages" gorm:"serializer:json"`
	Events     []string `json:"events" gorm:"serializer:json"`
	Place      string   `json:"place"`
	Keep       string   `json:"keep"`
	WhyKeep    string   `json:"why_keep"`
	Protection string   `json:"protection"`
	Readers    string   `json:"readers"`
	Reading    string   `json:"reading"` // how and how often it is looked at
	Owner      string   `json:"owner"`
	TriedOn    when.Day `json:"tried_on"`
	ReviewOn   when.Day `json:"review_on"`
}

// TableName is the table of event logs.
func (EventLog) TableName() string { return "event_logs" }

// Links are the system whose log it is.
func (e EventLog) Links() []string { return EventLogs.Links(&e) }

// LiveUse is the stage of which every system keeps a log (A.6.2.8).
const LiveUse = "live use"

// EventLogs is the register of what AI systems record.
var EventLogs = register.New(
	register.About{
		Name: "event-log", Prefix: "LOG", Title: "Event logs", One: "event log", Many: "event logs",
		Record: "Record an event log", Verb: "record", Edit: access.EditSystem, Clauses: []string{"8.1", "A.6.2.8"},
		Lead: "What each AI system records of its work, where, how long it is kept, and who looks at it.",
	},
	register.Line("name", "Log", func(e *EventLog) *string { return &e.Name }).Needed("Name the log"),
	register.One("system", "AI system", func(e *EventLog) *string { return &e.System }, "SYS").Needed("Choose the AI system").InList().Filter(),
	register.Some("stages", "At which stages are events recorded?", func(e *EventLog) *[]string { return &e.Stages }, "training", "testing", LiveUse, "retirement").Called("Stages").
		Needed("Tick at least one stage; live use is always one for a system in use").InList(),
	register.Lines("events", "Which events are recorded?", func(e *EventLog) *[]string { return &e.Events }).Called("Events").
		Help("For example: time, input, output, version, who overruled it.").Needed("List the events that are recorded"),
	register.Line("place", "Where is it kept?", func(e *EventLog) *string { return &e.Place }).Called("Kept at").Under("Keeping").InList(),
	register.Line("keep", "How long is it kept?", func(e *EventLog) *string { return &e.Keep }).Called("Kept for").Needed("Say how long the log is kept").InList(),
	register.Text("why_keep", "Why this long?", func(e *EventLog) *string { return &e.WhyKeep }).Called("Why this long").Help("Law, contract, the time in which a decision can be questioned."),
	register.Text("protection", "How is it protected?", func(e *EventLog) *string { return &e.Protection }).Called("Protection").Help("Against change, loss and curious eyes; how personal data are treated."),
	register.Line("readers", "Who may read it?", func(e *EventLog) *string { return &e.Readers }).Called("Read by").Under("Looking at it").InList(),
	register.Line("reading", "How and how often is it looked at?", func(e *EventLog) *string { return &e.Reading }).Called("Looked at"),
	register.Line("owner", "Owner", func(e *EventLog) *string { return &e.Owner }).IfAsked(),
	register.Day("tried_on", "Last tried out", func(e *EventLog) *when.Day { return &e.TriedOn }).Help("When somebody last found a known event in it.").IfAsked(),
	register.Day("review_on", "Next review", func(e *EventLog) *when.Day { return &e.ReviewOn }).IfAsked(),
)
