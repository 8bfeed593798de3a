package operationview

import (
	"github.com/a-h/templ"

	"strconv"

	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/ui"
)

// ReportPage takes a concern, from within or without signing in.
type ReportPage struct {
	Desk   operation.ConcernDesk
	Action string
	Inside bool // somebody is signed in; nothing of them is kept all the same
	In     operation.Report
	State  ui.State
}

func (p ReportPage) answer() string {
	return "You can read the answer here with a code, within " + strconv.Itoa(max(p.Desk.Days, 1)) + " days."
}

// FollowPage is what was said about a concern, for who holds the receipt code.
type FollowPage struct {
	Code    string // goes on in the form, and in no address
	Concern operation.Concern
	Words   []operation.Word
	Added   bool
	Text    string
	State   ui.State
}

// HandlePage is one concern for those who handle it.
type HandlePage struct {
	Concern operation.Concern
	Words   []operation.Word
	Today   when.Day
	Text    string
	State   ui.State
}

// DeskPage says how concerns are taken.
type DeskPage struct {
	Nav        templ.Component
	Desk       operation.ConcernDesk
	Handlers   []string // names
	Open, Done int      // concerns
	MaySet     bool
	May        bool // handle
	MayReport  bool
}

// DeskForm sets that up.
type DeskForm struct {
	Desk   operation.ConcernDesk
	Days   string
	People []ui.Option
	State  ui.State
}

func concernWord(s operation.ConcernState) (ui.Kind, string) {
	switch s {
	case operation.ConcernClosed:
		return ui.Good, "Closed with an answer"
	case operation.ConcernLookedAt:
		return ui.Neutral, "Being looked at"
	case operation.ConcernReceived:
	}
	return ui.Warn, "Received"
}

// who says of a word whose it is, as its reader may know it.
func who(w operation.Word, reporter bool) string {
	switch {
	case w.FromReporter && reporter:
		return "You"
	case w.FromReporter && w.Name != "":
		return "The reporter, " + w.Name
	case w.FromReporter:
		return "The reporter, without a name"
	}
	return w.Name
}
