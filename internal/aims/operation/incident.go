package operation

import (
	"regexp"
	"time"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Severity is how bad an incident is.
type Severity string

// The severities.
const (
	Grave    Severity = "grave"
	Moderate Severity = "moderate"
	Minor    Severity = "minor"
	Close    Severity = "near miss"
)

// Severities lists them, the worst first.
var Severities = []Severity{Grave, Moderate, Minor, Close}

// HarmKind is what came to harm.
type HarmKind string

// The kinds of harm.
const (
	HarmHealth   HarmKind = "health or safety"
	HarmRights   HarmKind = "fair treatment or rights"
	HarmPrivacy  HarmKind = "privacy"
	HarmMoney    HarmKind = "money or property"
	HarmTrust    HarmKind = "trust"
	HarmNature   HarmKind = "environment"
	HarmBusiness HarmKind = "our own work"
)

// HarmKinds lists them.
var HarmKinds = []HarmKind{HarmHealth, HarmRights, HarmPrivacy, HarmMoney, HarmTrust, HarmNature, HarmBusiness}

// Moment is one line of an incident's timeline.
type Moment struct {
	On   when.Day `json:"on"`
	At   string   `json:"at"` // 14:30, on the clock of the organisation
	What string   `json:"what"`
	By   string   `json:"by"`
}

// Notice is somebody who must be told of an incident. The days allowed count from
// when it was noticed; 0 is the same day.
type Notice struct {
	To     string   `json:"to"`
	Under  string   `json:"under"` // OBL reference, where there is one
	Hours  int      `json:"hours"` // allowed from when it was noticed
	SentOn when.Day `json:"sent_on"`
	Note   string   `json:"note"`
}

// Incident is something that went wrong with an AI system, or nearly did (8.1,
// A.8.4). Clauses 8.1 and 10.2 ask what was done about it.
type Incident struct {
	store.Head
	Title       string     `json:"title"`
	NoticedOn   when.Day   `json:"noticed_on"`
	NoticedAt   string     `json:"noticed_at"` // 14:30
	Happened    string     `json:"happened"`
	System      string     `json:"system"` // SYS reference
	Severity    Severity   `json:"severity"`
	Harms       []HarmKind `json:"harms" gorm:"serializer:json"`
	Affected    int        `json:"affected"` // people
	Who         string     `json:"who"`      // they are
	Supplier    string     `json:"supplier"` // SUP reference, where it began there
	Containment string     `json:"containment"`
	ContainedOn when.Day   `json:"contained_on"`
	Cause       string     `json:"cause"`
	Notices     []Notice   `json:"notices" gorm:"serializer:json"`
	NoNotice    string     `json:"no_notice"` // why nobody has to be told
	Timeline    []Moment   `json:"timeline" gorm:"serializer:json"`
	Lessons     string     `json:"lessons"`
	Followed    []string   `json:"followed" gorm:"serializer:json"` // RSK and CHG references that came of it
	Handler     string     `json:"handler"`                         // who leads the work on it

	Logger     string   `json:"logger"` // account reference of who logged it
	LoggerName string   `json:"logger_name"`
	ClosedOn   when.Day `json:"closed_on"`
	ClosedBy   string   `json:"closed_by"`
	Outcome    string   `json:"outcome"` // what was seen to hold when it was closed
}

// TableName is the table of incidents.
func (Incident) TableName() string { return "incidents" }

// Links are what an incident concerns and what came of it.
func (i Incident) Links() []string { return Incidents.Links(&i) }

// Open says whether an incident is still worked on.
func (i Incident) Open() bool { return !i.Retired() && i.ClosedOn == "" }

// began is when the incident was noticed, on the clock of the organisation.
func (i Incident) began() time.Time {
	t := i.NoticedOn.Time()
	if at, err := time.Parse(hours, i.NoticedAt); err == nil {
		t = t.Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)
	}
	return t
}

// Deadline is until when a notice must be sent: the day, and the time of day where the
// incident says at what time it was noticed.
func (i Incident) Deadline(n Notice) (day when.Day, at string) {
	t := i.began().Add(time.Duration(n.Hours) * time.Hour)
	if i.NoticedAt != "" {
		at = t.Format(hours)
	}
	return when.Day(t.Format(time.DateOnly)), at
}

// Overdue says whether a notice was not sent although its day is over.
func (i Incident) Overdue(n Notice, today when.Day) bool {
	day, _ := i.Deadline(n)
	return n.SentOn == "" && day.Passed(today)
}

// Late says whether a notice was sent after its day.
func (i Incident) Late(n Notice) bool {
	day, _ := i.Deadline(n)
	return n.SentOn > day
}

// Owed are the notices that were not sent.
func (i Incident) Owed() []Notice {
	var out []Notice
	for _, n := range i.Notices {
		if n.SentOn == "" {
			out = append(out, n)
		}
	}
	return out
}

// IncidentsOpen narrows a list to those that are worked on, or to those that are closed.
func IncidentsOpen(open bool) func(*gorm.DB) *gorm.DB {
	return func(q *gorm.DB) *gorm.DB {
		if open {
			return q.Where("closed_on = ''")
		}
		return q.Where("closed_on <> ''")
	}
}

const hours = "15:04"

var clock = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// Incidents is the register of what went wrong.
var Incidents = register.New(
	register.About{
		Name: "incident", Prefix: "INC", Title: "Incidents", One: "incident", Many: "incidents",
		Record: "Record an incident", Verb: "log", Edit: access.EditIncident, Clauses: []string{"8.1", "A.8.4"}, Usual: "noticed_on",
		Lead: "What went wrong with your AI, or nearly did, who had to be told, and what you learned.",
	},
	register.Line("title", "What happened, in one line", func(i *Incident) *string { return &i.Title }).Needed("Say in one line what happened"),
	register.Day("noticed_on", "Noticed on", func(i *Incident) *when.Day { return &i.NoticedOn }).Needed("Give the day it was noticed: deadlines count from it").InList(),
	register.Line("noticed_at", "At what time?", func(i *Incident) *string { return &i.NoticedAt }).Help("As 14:30. Deadlines in hours count from it."),
	register.Text("happened", "What happened?", func(i *Incident) *string { return &i.Happened }).Help("What was seen, by whom, and what the system did."),
	register.One("system", "AI system", func(i *Incident) *string { return &i.System }, "SYS").InList().Filter(),
	register.Choice("severity", "How bad is it?", func(i *Incident) *Severity { return &i.Severity }, Severities...).
		Labelled("grave", "Grave: people were harmed, or many were treated wrongly", "moderate", "Moderate: few were affected, and it can be put right",
			"minor", "Minor: nobody outside noticed", "near miss", "Near miss: it was caught in time").Needed("Choose how bad it is; you can change it later").InList().Filter(),
	register.Some("harms", "What came to harm?", func(i *Incident) *[]HarmKind { return &i.Harms }, HarmKinds...).Under("Who and what was affected"),
	register.Number("affected", "How many people?", func(i *Incident) *int { return &i.Affected }).IfAsked(),
	register.Line("who", "Who are they?", func(i *Incident) *string { return &i.Who }).Help("Groups, not names: this is printed."),
	register.One("supplier", "Supplier where it began", func(i *Incident) *string { return &i.Supplier }, "SUP").IfAsked(),
	register.Line("handler", "Led by", func(i *Incident) *string { return &i.Handler }).Help("Who leads the work on it.").Owns().Under("What was done").IfAsked(),
	register.Text("containment", "How was it contained?", func(i *Incident) *string { return &i.Containment }),
	register.Day("contained_on", "Contained on", func(i *Incident) *when.Day { return &i.ContainedOn }).IfAsked(),
	register.Text("cause", "What caused it?", func(i *Incident) *string { return &i.Cause }).Help("Ask why until the answer is something that you can change."),
	register.Table("timeline", "Timeline", func(i *Incident) *[]Moment { return &i.Timeline },
		register.Day("on", "Day", func(m *Moment) *when.Day { return &m.On }).Needed("Give the day"),
		register.Line("at", "Time", func(m *Moment) *string { return &m.At }),
		register.Text("what", "What happened or was done", func(m *Moment) *string { return &m.What }).Needed("Say what happened"),
		register.Line("by", "By", func(m *Moment) *string { return &m.By })),
	register.Table("notices", "Who must be told?", func(i *Incident) *[]Notice { return &i.Notices },
		register.Line("to", "Whom", func(n *Notice) *string { return &n.To }).Needed("Say who must be told"),
		register.One("under", "Under which obligation", func(n *Notice) *string { return &n.Under }, "OBL"),
		register.Number("hours", "Within hours", func(n *Notice) *int { return &n.Hours }),
		register.Day("sent_on", "Told on", func(n *Notice) *when.Day { return &n.SentOn }),
		register.Line("note", "How", func(n *Notice) *string { return &n.Note })).
		Help("Users, customers, authorities. The deadline counts from when the incident was noticed. No hours means: the same day.").Under("Telling others"),
	register.Text("no_notice", "Nobody must be told, because", func(i *Incident) *string { return &i.NoNotice }).Help("Only where the table above is empty."),
	register.Text("lessons", "What did you learn?", func(i *Incident) *string { return &i.Lessons }).Under("What comes of it"),
	register.Many("followed", "Risks and changes that came of it", func(i *Incident) *[]string { return &i.Followed }, "RSK", "CHG"),
).Rule(func(i *Incident, l *check.List) {
	if i.NoticedAt != "" && !clock.MatchString(i.NoticedAt) {
		l.Add("noticed_at", "Give the time as 14:30")
	}
	if i.ContainedOn != "" && i.NoticedOn.Valid() && i.ContainedOn < i.NoticedOn {
		l.Add("contained_on", "It cannot be contained before it was noticed: mend one of the two days")
	}
}).Guard(func(tx *store.Tx, was, now *Incident) error {
	var l check.List
	if now.NoticedOn > tx.Now.Day().Add(1) {
		l.Add("noticed_on", "This day is still to come. Give the day it was noticed")
	}
	if was == nil {
		now.Logger, now.LoggerName = tx.Who.Ref, tx.Who.Name
	} else if was.ClosedOn != "" {
		// Who closed it vouched for what stood there then.
		now.ClosedOn, now.ClosedBy, now.Outcome = "", "", ""
	}
	return l.Err()
})
