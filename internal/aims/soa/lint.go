package soa

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/when"
)

// Severity is how much a remark weighs.
type Severity string

// The severities.
const (
	Major Severity = "major" // the Statement cannot be approved with it
	Minor Severity = "minor" // an auditor would ask; it can be approved
)

// Remark is something the linter holds against a row.
type Remark struct {
	Control  string // key
	Severity Severity
	Field    string // of the row's form, where it is mended; empty where another record mends it
	Message  string // what is wrong
	Fix      string // what to do about it
}

// add takes a remark on the row that is looked at.
type add func(severity Severity, field, message, fix string)

// copies is from how many other rows with the same reason on it counts as copied.
const copies = 3

// leastWords is what a reason needs to be more than a label.
const leastWords = 4

// Lint looks at the rows of the Statement on a day as an auditor would and says what
// it finds, row by row. It decides nothing by itself.
func Lint(lines []Line, today when.Day) []Remark {
	same := map[string]int{}
	for _, l := range lines {
		same[folded(l.Reason)]++
	}
	var all []Remark
	for _, l := range lines {
		add := func(s Severity, field, message, fix string) {
			all = append(all, Remark{l.Ref, s, field, message, fix})
		}
		switch l.Applicable {
		case scope.Yes:
			lintIncluded(l, add)
		case scope.No:
			lintExcluded(l, add)
		default:
			add(Major, "applicable", "Not decided.", "Say whether the control is necessary, and why.")
			continue
		}
		lintReason(l, same[folded(l.Reason)]-1, add)
		if l.ReviewOn.Passed(today) {
			add(Minor, "review_on", "The review was due on "+l.ReviewOn.Human()+".", "Look at the row again and give the next day.")
		}
	}
	return all
}

// lintReason serves both ways, because 6.1.3 asks a reason for both.
func lintReason(l Line, others int, add add) {
	switch {
	case strings.TrimSpace(l.Reason) == "":
		add(Major, "reason", "No reason given.", "Write why the control is "+word(l.Applicable)+".")
	case thin(l.Reason):
		add(Minor, "reason", "The reason is thin.", "Write a whole sentence that fits this control and this organisation.")
	case others >= copies:
		add(Minor, "reason", fmt.Sprintf("The same reason stands in %d other rows.", others), "Say what is particular to this control.")
	}
}

func lintIncluded(l Line, add add) {
	if len(l.Drivers) == 0 && !l.Uses.Driven() {
		add(Minor, "drivers", "Included, but nothing drives it.", "Name a risk, an impact assessment, a law, a contract or an objective.")
	}
	if l.Own && l.Uses.Risks == 0 {
		add(Minor, "", "A control of your own, but no risk names it.", "Choose it as a control of the risk that it treats.")
	}
	if strings.TrimSpace(l.Owner) == "" {
		add(Minor, "owner", "Included, but nobody owns it.", "Name who answers for the control.")
	}
	if l.Status != NotStarted && strings.TrimSpace(l.How) == "" {
		add(Minor, "how", "Begun, but it is not said how it is implemented.", "Say what is done and where it is written down.")
	}
	if l.Status != Implemented {
		return
	}
	switch {
	case l.Uses.Evidence == 0:
		add(Minor, "", "Implemented, but no evidence shows it.", "Attach evidence, or set the status back.")
	case l.Uses.Current == 0:
		add(Minor, "", "Implemented, but all its evidence has expired or was rejected.", "Attach current evidence.")
	}
}

func lintExcluded(l Line, add add) {
	switch {
	case l.Uses.Treated > 0:
		add(Major, "applicable", "Excluded, but "+risks(l.Uses.Treated, "relies", "rely")+" on it for treatment.", "Include the control, or treat by other controls.")
	case l.Uses.Risks > 0:
		add(Minor, "applicable", "Excluded, but "+risks(l.Uses.Risks, "names", "name")+" it.", "Include the control, or take it out there.")
	}
	if l.Uses.Measures > 0 {
		add(Minor, "applicable", "Excluded, but an impact assessment plans a measure by it.", "Include the control, or change the measure.")
	}
	if l.Uses.Obligations > 0 {
		add(Minor, "applicable", "Excluded, but an obligation is met by it.", "Include the control, or meet the obligation by another.")
	}
}

func risks(n int, one, many string) string {
	if n == 1 {
		return "1 risk " + one
	}
	return fmt.Sprintf("%d risks %s", n, many)
}

func word(a scope.Answer) string {
	if a == scope.Yes {
		return "included"
	}
	return "excluded"
}

func thin(reason string) bool {
	reason = strings.TrimSpace(reason)
	return utf8.RuneCountInString(reason) < ShortestReason || len(strings.Fields(reason)) < leastWords
}

// folded makes reasons equal that differ in case, blanks or the closing stop only.
func folded(reason string) string {
	return strings.TrimRight(strings.Join(strings.Fields(strings.ToLower(reason)), " "), ".! ")
}

// Blockers are the remarks that stand in the way of approval.
func Blockers(all []Remark) []Remark {
	return slices.DeleteFunc(slices.Clone(all), func(r Remark) bool { return r.Severity != Major })
}

// Stale counts the rows that were decided anew after the newest version was approved:
// what is approved is older than what is meant. It is 0 where no version is.
func (o Overview) Stale() int {
	n := 0
	for _, l := range o.Lines {
		if o.Latest.Number > 0 && l.UpdatedAt > o.Latest.ApprovedAt {
			n++
		}
	}
	return n
}
