package operation

import (
	"cmp"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Result says whether the criteria of a control were met.
type Result string

// The results.
const (
	Met    Result = "met"
	NotMet Result = "not met"
)

// Record shows that a control was carried out: the documented information that gives
// confidence that the processes ran as planned (8.1).
type Record struct {
	store.Head
	Done     string   `json:"done"`
	Control  string   `json:"control"` // OPC reference
	DoneOn   when.Day `json:"done_on"`
	DoneBy   string   `json:"done_by"`
	LookedAt string   `json:"looked_at"` // how many were looked at; empty where it is not counted
	Missed   string   `json:"missed"`    // how many of them missed the criteria
	Result   Result   `json:"result"`
	Found    string   `json:"found"`
	FollowUp string   `json:"follow_up"` // what is done about it
	Proof    string   `json:"proof"`
}

// TableName is the table of the records of carrying out.
func (Record) TableName() string { return "operational_records" }

// Links are the control that was carried out.
func (r Record) Links() []string { return Records.Links(&r) }

// Records is the register of what was carried out, with its result.
var Records = register.New(
	register.About{
		Name: "operational-record", Prefix: "OPR", Title: "Records of controls", One: "record", Many: "records",
		Record: "Record a control as carried out", Verb: "record", Edit: access.RecordOperation, Clauses: []string{"8.1"}, Usual: "-done_on",
		Lead: "What was carried out, by whom, and whether it was good enough.",
	},
	register.Line("done", "What was done?", func(r *Record) *string { return &r.Done }).Called("What was done").
		Needed("Say what was done, for example \"Read 150 chats of the week\""),
	register.One("control", "Operational control", func(r *Record) *string { return &r.Control }, "OPC").Called("Control").
		Needed("Choose the control that was carried out").InList().Filter(),
	register.Day("done_on", "On", func(r *Record) *when.Day { return &r.DoneOn }).Needed("Give the day on which it was done").InList(),
	register.Line("done_by", "By", func(r *Record) *string { return &r.DoneBy }).Needed("Name who did it").InList(),
	register.Choice("result", "Were the criteria met?", func(r *Record) *Result { return &r.Result }, Met, NotMet).Called("Result").
		Needed("Choose whether the criteria were met").Under("Result").InList().Filter(),
	register.Figure("looked_at", "How many were looked at?", func(r *Record) *string { return &r.LookedAt }).Called("Looked at").Help("Where it is counted.").IfAsked(),
	register.Figure("missed", "How many of them missed the criteria?", func(r *Record) *string { return &r.Missed }).Called("Missed the criteria").IfAsked(),
	register.Text("found", "What was found?", func(r *Record) *string { return &r.Found }).Called("What was found"),
	register.Text("follow_up", "What is done about it?", func(r *Record) *string { return &r.FollowUp }).Called("What is done about it").Help("By whom and until when, where the criteria were not met."),
	register.Line("proof", "Where is the proof?", func(r *Record) *string { return &r.Proof }).Called("Proof").
		Help("A ticket, a log, a report. A file is attached on the page of the record."),
).Rule(func(r *Record, l *check.List) {
	if r.Result == NotMet {
		l.Required("found", r.Found, "Say what was found, because the criteria were not met")
		l.Required("follow_up", r.FollowUp, "Say what is done about it, by whom and until when")
	}
	looked, counted := register.ParseFigure(r.LookedAt)
	if missed, given := register.ParseFigure(r.Missed); given && (!counted || missed > looked) {
		l.Add("missed", "Give a number up to how many were looked at")
	}
}).Guard(func(tx *store.Tx, was, now *Record) error {
	if now.DoneOn > tx.Now.Day() {
		var l check.List
		l.Add("done_on", "Give a day that is not in the future")
		return l.Err()
	}
	if was != nil && was.Control == now.Control {
		return nil
	}
	c, err := store.LoadNow[Control](tx, now.Control)
	if err != nil {
		return err
	}
	if c.Retired() {
		return fault.New(fault.Invalid, "%s is retired. Record what was done under a control that is in force.", c.Ref)
	}
	return nil
})

// Sampled says how many of those looked at missed the criteria: "3 of 150".
func (r Record) Sampled() string {
	switch {
	case r.LookedAt == "":
		return ""
	case r.Missed == "":
		return r.LookedAt
	}
	return r.Missed + " of " + r.LookedAt + " missed"
}

// Kept is a control with its records.
type Kept struct {
	Control
	Records []Record // in force, the newest first
}

// Last is the day of the newest record; empty while there is none.
func (k Kept) Last() when.Day {
	if len(k.Records) == 0 {
		return ""
	}
	return k.Records[0].DoneOn
}

// Due is the day by which it must be carried out again.
func (k Kept) Due() when.Day { return k.Control.Due(k.Last()) }

// Overdue says whether that day has passed.
func (k Kept) Overdue(today when.Day) bool { return k.Due().Passed(today) }

// Failing says whether the newest record did not meet the criteria.
func (k Kept) Failing() bool { return len(k.Records) > 0 && k.Records[0].Result == NotMet }

// Newest are up to n records, the oldest of them first, as a line of results is read.
func (k Kept) Newest(n int) []Record {
	out := slices.Clone(k.Records[:min(n, len(k.Records))])
	slices.Reverse(out)
	return out
}

// Gather joins the controls in force with their records in force.
func Gather(controls []Control, records []Record) []Kept {
	by := map[string][]Record{}
	for i := range records {
		if !records[i].Retired() {
			by[records[i].Control] = append(by[records[i].Control], records[i])
		}
	}
	var out []Kept
	for _, c := range controls {
		if c.Retired() {
			continue
		}
		all := by[c.Ref]
		slices.SortStableFunc(all, func(a, b Record) int { return cmp.Or(cmp.Compare(b.DoneOn, a.DoneOn), cmp.Compare(b.Ref, a.Ref)) })
		out = append(out, Kept{c, all})
	}
	return out
}
