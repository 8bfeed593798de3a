package support

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Side says whether a communication stays inside the organisation.
type Side string

// The sides, as 7.4 names them.
const (
	Internal Side = "internal"
	External Side = "external"
)

// Communication is a line of the communication plan (7.4): what, when, with whom, how, who.
type Communication struct {
	store.Head
	Title    string   `json:"title"`
	Side     Side     `json:"side"`
	Content  string   `json:"content"`
	Audience string   `json:"audience"`
	Parties  []string `json:"parties" gorm:"serializer:json"` // PTY references
	Systems  []string `json:"systems" gorm:"serializer:json"`
	Timing   string   `json:"timing"`
	Channel  string   `json:"channel"`
	Owner    string   `json:"owner"`
	Months   int      `json:"months"` // from one message to the next; 0 where an event decides
	NextOn   when.Day `json:"next_on"`
}

// TableName is the table of the communication plan.
func (Communication) TableName() string { return "communications" }

// Links are the parties and AI systems of a communication.
func (c Communication) Links() []string { return Communications.Links(&c) }

// Communications is the communication plan.
var Communications = register.New(
	register.About{
		Name: "communication", Prefix: "COM", Title: "Communication plan", One: "communication", Many: "communications",
		Record: "Plan a communication", Verb: "schedule", Edit: access.EditSupport, Clauses: []string{"7.4", "A.8.2", "A.8.5"},
		Lead: "Who hears what about your AI: when, how and from whom.",
	},
	register.Line("title", "What is communicated?", func(c *Communication) *string { return &c.Title }).
		Needed("Say what is communicated, for example \"Which decisions a machine takes part in\""),
	register.Choice("side", "Inside or outside?", func(c *Communication) *Side { return &c.Side }, Internal, External).
		Labelled("internal", "Inside the organisation", "external", "To somebody outside").
		Needed("Choose inside or outside").InList().Filter(),
	register.Line("audience", "With whom?", func(c *Communication) *string { return &c.Audience }).Needed("Say who hears it").InList(),
	register.Line("timing", "When?", func(c *Communication) *string { return &c.Timing }).
		Needed("Say when, for example \"Each January\" or \"Within 72 hours of an incident\"").InList(),
	register.Line("channel", "How?", func(c *Communication) *string { return &c.Channel }).Needed("Say how, for example \"Letter\"").InList(),
	register.Line("owner", "Who?", func(c *Communication) *string { return &c.Owner }).Needed("Say who communicates it").InList(),
	register.Text("content", "What is said?", func(c *Communication) *string { return &c.Content }).Under("More"),
	register.Many("parties", "Interested parties", func(c *Communication) *[]string { return &c.Parties }, "PTY"),
	register.Many("systems", "AI systems", func(c *Communication) *[]string { return &c.Systems }, "SYS").Filter(),
	register.Number("months", "Months from one to the next", func(c *Communication) *int { return &c.Months }).
		Help("Leave it empty where an event decides. Recording a message sets the next day."),
	register.Day("next_on", "Next due", func(c *Communication) *when.Day { return &c.NextOn }).InList(),
).Rule(func(c *Communication, l *check.List) {
	l.Between("months", c.Months, 0, mostMonths, "The number of months")
})

// mostMonths is the longest time between two of the same; ten years.
const mostMonths = 120

// Message is something that was sent in keeping the plan (7.4).
type Message struct {
	store.Head
	Title         string   `json:"title"`
	Communication string   `json:"communication"`
	SentOn        when.Day `json:"sent_on"`
	SentBy        string   `json:"sent_by"`
	Audience      string   `json:"audience"`
	Channel       string   `json:"channel"`
	Response      string   `json:"response"`
}

// TableName is the table of messages.
func (Message) TableName() string { return "messages" }

// Links is the line of the plan that a message keeps.
func (m Message) Links() []string { return Messages.Links(&m) }

// Messages is the log of what was communicated.
var Messages = register.New(
	register.About{
		Name: "message", Prefix: "MSG", Title: "Messages sent", One: "message", Many: "messages",
		Record: "Record a message", Verb: "send", Usual: "-sent_on", Edit: access.EditSupport, Clauses: []string{"7.4"},
		Lead: "What was really sent or said, and when. Attach it as evidence.",
	},
	register.Line("title", "Message", func(m *Message) *string { return &m.Title }).Needed("Say what was sent"),
	register.One("communication", "Line of the plan", func(m *Message) *string { return &m.Communication }, "COM").
		Needed("Choose the line of the plan that it keeps").InList().Filter(),
	register.Day("sent_on", "Sent on", func(m *Message) *when.Day { return &m.SentOn }).Needed("Give the day on which it was sent").InList(),
	register.Line("sent_by", "Sent by", func(m *Message) *string { return &m.SentBy }).InList(),
	register.Line("audience", "To whom", func(m *Message) *string { return &m.Audience }).InList(),
	register.Line("channel", "How", func(m *Message) *string { return &m.Channel }).IfAsked(),
	register.Text("response", "What came back?", func(m *Message) *string { return &m.Response }),
).Guard(func(tx *store.Tx, _, m *Message) error { return notAhead(tx, "sent_on", m.SentOn) }).Guard(setNext)

// setNext moves the line of the plan to its next day, in the same act. A message that
// is older than the newest one moves nothing back.
func setNext(tx *store.Tx, was, m *Message) error {
	if was != nil {
		return nil
	}
	c, err := store.Take[Communication](tx.Read(), m.Communication)
	if err != nil || c.Months == 0 {
		return err
	}
	next := months(m.SentOn, c.Months)
	if next <= c.NextOn {
		return nil
	}
	c.NextOn = next
	return Communications.Revise(tx, &c)
}

// months is the same day some months on; the last of a shorter month.
func months(d when.Day, n int) when.Day {
	t := d.Time()
	first := when.At(t.AddDate(0, n, 1-t.Day())).Day()
	last := when.At(first.Time().AddDate(0, 1, -1)).Day()
	return min(last, first.Add(t.Day()-1))
}

// Late says whether a communication is overdue.
func (c Communication) Late(today when.Day) bool { return !c.Retired() && c.NextOn.Passed(today) }
