package soa

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aims-workbench/aims/internal/aims/scope"
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
	Message  string // what is wrong
	Fix      string // what to do about it
}

// copies is from how many other rows with the same reason on it counts as copied.
const copies = 3

// leastWords is what a reason needs to be more than a label.
const leastWords = 4

// Lint looks at the rows of the Statement as an auditor would and says what it
// finds, row by row. It decides nothing by itself.
func Lint(lines []Line) []Remark {
	same := map[string]int{}
	for _, l := range lines {
		same[folded(l.Reason)]++
	}
	var all []Remark
	for _, l := range lines {
		add := func(s Severity, message, fix string) {
			all = append(all, Remark{l.Ref, s, message, fix})
		}
		switch l.Applicable {
		case scope.Yes:
			lintIncluded(l, add)
		case scope.No:
			lintExcluded(l, add)
		default:
			add(Major, "Not decided.", "Say whether the control is necessary, and why.")
			continue
		}
		lintReason(l, same[folded(l.Reason)]-1, add)
	}
	return all
}

// lintReason serves both ways, because 6.1.3 asks a reason for both.
func lintReason(l Line, others int, add func(Severity, string, string)) {
	switch {
	case strings.TrimSpace(l.Reason) == "":
		add(Major, "No reason given.", "Write why the control is "+word(l.Applicable)+".")
	case thin(l.Reason):
		add(Minor, "The reason is thin.", "Write a whole sentence that fits this control and this organisation.")
	case others >= copies:
		add(Minor, fmt.Sprintf("The same reason stands in %d other rows.", others), "Say what is particular to this control.")
	}
}

func lintIncluded(l Line, add func(Severity, string, string)) {
	if len(l.Drivers) == 0 && !l.Uses.Driven() {
		add(Minor, "Included, but nothing drives it.", "Name a risk, an impact assessment, a law, a contract or an objective.")
	}
	if l.Status != Implemented {
		return
	}
	switch {
	case l.Uses.Evidence == 0:
		add(Minor, "Implemented, but no evidence shows it.", "Attach evidence, or set the status back.")
	case l.Uses.Current == 0:
		add(Minor, "Implemented, but all its evidence has expired or was rejected.", "Attach current evidence.")
	}
}

func lintExcluded(l Line, add func(Severity, string, string)) {
	switch {
	case l.Uses.Treated > 0:
		add(Major, "Excluded, but "+risks(l.Uses.Treated, "relies", "rely")+" on it for treatment.", "Include the control, or treat by other controls.")
	case l.Uses.Risks > 0:
		add(Minor, "Excluded, but "+risks(l.Uses.Risks, "names", "name")+" it.", "Include the control, or take it out there.")
	}
	if l.Uses.Measures > 0 {
		add(Minor, "Excluded, but an impact assessment plans a measure by it.", "Include the control, or change the measure.")
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
