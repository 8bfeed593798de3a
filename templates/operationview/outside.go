// Package operationview shows what the registers of operation (8.1) need beyond the
// pages that all registers share.
package operationview

import (
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/ui"
)

// ChecklistPage asks the questions of a checklist about a supplier or certificate.
type ChecklistPage struct {
	Title, Ref, Lead string
	Action, Cancel   string
	Submit           string
	Version          int
	Asks             []controls.Ask
	Replies          []operation.Reply
	Certificate      *operation.Certificate // its scope is asked too
	State            ui.State
}

func (p ChecklistPage) reply(id string) operation.Reply { return replyTo(p.Replies, id) }

func replyTo(all []operation.Reply, id string) operation.Reply {
	if i := slices.IndexFunc(all, func(r operation.Reply) bool { return r.Ask == id }); i >= 0 {
		return all[i]
	}
	return operation.Reply{Ask: id}
}

func founds() []ui.Option {
	return []ui.Option{
		{Value: string(operation.Fine), Label: "Good enough"},
		{Value: string(operation.Weak), Label: "Not good enough"},
		{Value: string(operation.Silent), Label: "Asked, no answer"},
		{Value: string(operation.Beside), Label: "Does not apply"},
	}
}

func covers() []ui.Option {
	return []ui.Option{{Value: "yes", Label: "Yes, all of it"}, {Value: "partly", Label: "Partly"}, {Value: "no", Label: "No"}}
}

// coverWord is what a page says of a scope.
func coverWord(c operation.Certificate) (ui.Kind, string) {
	switch {
	case c.VerifiedOn == "":
		return ui.Warn, "Not verified"
	case c.Covers == operation.Covered:
		return ui.Good, "Covers the service"
	case c.Covers == operation.Partly:
		return ui.Warn, "Covers it partly"
	}
	return ui.Bad, "Does not cover it"
}

// endWord says how a certificate stands on a day.
func endWord(c operation.Certificate, replaced bool, today when.Day) (ui.Kind, string) {
	switch {
	case c.Lapsed(today) && replaced:
		return ui.Neutral, "Replaced"
	case c.Lapsed(today):
		return ui.Bad, "Lapsed on " + c.Until.Human()
	case !c.Current(today):
		return ui.Neutral, "Not yet valid"
	case c.EndsSoon(today) && !replaced:
		return ui.Warn, "Ends soon: " + c.Until.Human()
	}
	return ui.Good, "Current"
}

func foundWord(f operation.Found) (ui.Kind, string) {
	switch f {
	case operation.Fine:
		return ui.Good, "Good enough"
	case operation.Weak:
		return ui.Bad, "Not good enough"
	case operation.Silent:
		return ui.Warn, "No answer"
	case operation.Beside:
		return ui.Neutral, "Does not apply"
	case operation.Unasked:
	}
	return ui.Warn, "Not asked"
}

// Duty is a notice of an incident with its deadline in words.
type Duty struct {
	operation.Notice

	Until         string
	Overdue, Late bool
	UnderTitle    string
}

func dutyWord(d Duty) (ui.Kind, string) {
	switch {
	case d.Overdue:
		return ui.Bad, "Overdue since " + d.Until
	case d.SentOn == "":
		return ui.Warn, "Due " + d.Until
	case d.Late:
		return ui.Warn, "Told late, on " + d.SentOn.Human()
	}
	return ui.Good, "Told on " + d.SentOn.Human()
}

// StateInWords is how a certificate stands, for files.
func StateInWords(c operation.Certificate, replaced bool, today when.Day) string {
	_, end := endWord(c, replaced, today)
	if !c.Current(today) {
		return end
	}
	_, cover := coverWord(c)
	return end + "; " + cover
}
