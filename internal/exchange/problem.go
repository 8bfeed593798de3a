package exchange

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Problem is one thing a person must decide before the import can go on. Row is
// the number the spreadsheet shows, 0 when the whole file is meant; Column is
// letter and heading, such as "D Likelihood (1-5)".
type Problem struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet"`
	Row    int    `json:"row"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
	Fix    string `json:"fix"`
}

// String writes the problem as one line for a terminal.
func (p Problem) String() string {
	place := []string{p.File}
	if p.Sheet != "" {
		place = append(place, fmt.Sprintf("sheet %q", p.Sheet))
	}
	if p.Row > 0 {
		place = append(place, fmt.Sprintf("row %d", p.Row))
	}
	if p.Column != "" {
		place = append(place, "column "+p.Column)
	}
	return strings.Join(place, ", ") + ": " + p.Reason + ". " + p.Fix
}

// Result is what an import did, or would do. While Problems stand, nothing was
// stored: Created and Updated are then what they would become. Its JSON form is
// the command line's promise.
type Result struct {
	Register  string    `json:"register"`
	Created   int       `json:"created"`
	Updated   int       `json:"updated"`
	Unchanged int       `json:"unchanged"`
	Refused   int       `json:"refused"`
	Problems  []Problem `json:"problems"`
	Notices   []string  `json:"notices"`
	Batch     string    `json:"batch,omitempty"` // for undoing; empty when nothing was written
}

// MarshalJSON writes what there is none of as an empty list, never as null.
func (r Result) MarshalJSON() ([]byte, error) {
	type plain Result
	if r.Problems == nil {
		r.Problems = []Problem{}
	}
	if r.Notices == nil {
		r.Notices = []string{}
	}
	return json.Marshal(plain(r))
}

// Collect brings the problems of a reading together: those of Rows and those the
// rows recorded since.
func Collect(problems []Problem, rows []*Row) []Problem {
	all := slices.Clone(problems)
	for _, r := range rows {
		all = append(all, r.problems...)
	}
	return all
}

// Refuse adds problems in order of sheet and row, and counts each refused row
// once. Give it all problems of a file at once.
func (r *Result) Refuse(problems ...Problem) {
	r.Problems = append(r.Problems, problems...)
	slices.SortStableFunc(r.Problems, func(a, b Problem) int {
		if c := strings.Compare(a.Sheet, b.Sheet); c != 0 {
			return c
		}
		return a.Row - b.Row
	})
	rows := map[string]bool{}
	for _, p := range r.Problems {
		rows[fmt.Sprint(p.File, "\x00", p.Sheet, "\x00", p.Row)] = true
	}
	r.Refused = len(rows)
}

// shorten keeps a quoted value readable.
func shorten(s string) string {
	const limit = 200
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit]) + "…"
}
