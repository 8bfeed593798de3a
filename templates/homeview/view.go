package homeview

import (
	"strconv"

	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/templates/ui"
)

// Page is the first page of one person. Parts that a role does not need are empty
// and are not shown.
type Page struct {
	SampleHref  string // POST; offered while the workspace is nearly empty
	Title, Lead string
	Figures     []ui.Figure
	Next        ui.Next // the one primary action
	Then        []ui.Task
	ThenAll     More
	Audit       string // the next agreed audit in words, with its date
	AskDates    string // where the days of the audits are set; empty where that is not offered
	Mine        []List
	Unmatched   string // the name under which nothing was found
	Changes     Changes
	Drafts      []ui.Begun
	Reading     []ui.Task
	Clauses     []Clause
	Quiet       []ui.Figure // in one line, for who should not be bothered with numbers
	Wheel       *Wheel      // nil while it is hidden
	WheelOffer  bool        // a hidden wheel can be shown
}

// More leads to the rest of a list.
type More struct{ Text, Href string }

// List is a short list under a heading.
type List struct {
	Title string
	Lines []Line
	More  More
}

// Line is one record in a short list.
type Line struct {
	Count                  int // of what the line leads to; 0 is not shown
	Ref, Title, Href, Note string
}

// Changes is what others did since a person was here.
type Changes struct {
	Shown bool
	Since string // in words
	At    int64  // the position that the button says was seen
	Lines []ChangeLine
}

// fewChanges is how many registers stand open; beyond, the rest is folded away.
const fewChanges = 6

// first is how many lines stand open. One alone is not worth folding.
func (c Changes) first() int {
	if len(c.Lines) <= fewChanges+1 {
		return len(c.Lines)
	}
	return fewChanges
}

// ChangeLine is what happened to one register: "Risks: 4 changed, 1 approved".
type ChangeLine struct {
	Title string
	Parts []Change
}

// Change is one kind of act, with how many records it happened to.
type Change struct {
	Count int
	Words string // "changed"
	Href  string
}

// Clause is one clause as a task list of its sub-clauses.
type Clause struct {
	Number, Title string
	Done, Total   int
	Href          string // of what is done
	Tasks         []ui.Task
}

// Wheel is how far each quarter of plan, do, check and act is.
type Wheel struct{ Parts []WheelPart }

// WheelPart is one quarter.
type WheelPart struct {
	Name, Clauses, Href string
	Done, Total         int
}

// Words says how far the quarter is: "3 of 12 done".
func (p WheelPart) Words() string { return of(p.Done, p.Total) + " done" }

// of writes "5 of 7".
func of(n, all int) string { return strconv.Itoa(n) + " of " + strconv.Itoa(all) }

// WaitingPage lists what waits for an act that only certain roles may do.
type WaitingPage struct {
	Lead, Count string
	Tasks       []Wait
	Filter      ui.Filter
}

// Wait is one thing that waits, and for whom.
type Wait struct {
	ui.Task
	For string // "Executive"
}

// minutes writes an estimate for people.
func minutes(n int) string { return "about " + strconv.Itoa(n) + " minutes" }

// NextOf makes the one action of a gap.
func NextOf(g readiness.Gap, href string) ui.Next {
	return ui.Next{Title: g.Fix, Why: g.Message + ".", Clause: g.Clauses[0], Time: minutes(g.Minutes()), Href: href, Label: "Start here"}
}

// CoveragePage is the tree of the standard with its numbers, and one part of it.
type CoveragePage struct {
	Tree  []Branch
	Here  Branch
	Lead  string
	Count string // of the list, when one number is opened
	Tasks []ui.Task
	Leaf  *Leaf    // of one requirement
	Rest  More     // what a number does not count
	Major bool     // a major gap touches this part
	Whole []Branch // every clause and group with its numbers, when the whole is open
}

// Branch is a part of the standard with what stands in it. A leaf has no numbers.
type Branch struct {
	ID, Title, Href string
	Current         bool
	Status          ui.Status // of a leaf
	Numbers         []Number
	Below           []Branch
}

// Number is "5 of 7 recorded"; it opens the list of the five.
type Number struct {
	N, Of int
	What  string
	Href  string
}

// Leaf is one requirement.
type Leaf struct {
	Status                       ui.Status
	Lacks, Meaning               string
	Gaps                         []GapLine
	Evidence                     int
	EvidenceHref, Attach         string
	Register, RegisterName, Help string
	Checked                      bool
}

// GapLine is a gap with the place where it is mended.
type GapLine struct {
	readiness.Gap
	Href string
}

// TimelinePage is everything that has a day.
type TimelinePage struct {
	Count  string
	Filter ui.Filter
	Spans  []SpanGroup
	Months []MonthBar
	Today  string
	Empty  bool
}

// SpanGroup is how near a group of days is, and what falls into it.
type SpanGroup struct {
	ID, Title, When string
	Count           int
	Href            string
	Lines           []DatedLine
	Pager           ui.Pager
}

// DatedLine is one thing with its day.
type DatedLine struct {
	Day, ISO, Kind, Ref, Title, Owner, Href string
	Late                                    bool
}

// MonthBar is one month of the drawing.
type MonthBar struct {
	Label  string
	Count  int
	Height int // of 100
	Marks  []string
}
