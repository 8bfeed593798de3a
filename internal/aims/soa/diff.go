package soa

import (
	"slices"
	"strings"
)

// RowChange says what happened to a control between two versions.
type RowChange string

// The changes.
const (
	RowAdded   RowChange = "added"
	RowRemoved RowChange = "removed"
	RowChanged RowChange = "changed"
)

// FieldDiff is one field that differs. Of lists only what differs is given: before
// what went, after what came.
type FieldDiff struct{ Field, Before, After string }

// RowDiff is what changed about one control.
type RowDiff struct {
	Control string
	Title   string
	Change  RowChange
	Fields  []FieldDiff // of a changed row
}

// Diff says what changed from version a to version b, in the order of b, with the
// removed controls last.
func Diff(a, b Version) []RowDiff {
	before := map[string]Frozen{}
	for _, r := range a.Rows {
		before[r.Control] = r
	}
	var out []RowDiff
	for _, r := range b.Rows {
		old, was := before[r.Control]
		delete(before, r.Control)
		if !was {
			out = append(out, RowDiff{r.Control, r.Title, RowAdded, nil})
		} else if fields := old.against(r); len(fields) > 0 {
			out = append(out, RowDiff{r.Control, r.Title, RowChanged, fields})
		}
	}
	for _, r := range a.Rows {
		if _, gone := before[r.Control]; gone {
			out = append(out, RowDiff{r.Control, r.Title, RowRemoved, nil})
		}
	}
	return out
}

func (f Frozen) against(g Frozen) []FieldDiff {
	var out []FieldDiff
	add := func(field, before, after string) {
		if before != after {
			out = append(out, FieldDiff{field, before, after})
		}
	}
	lists := func(field string, before, after []string) {
		add(field, only(before, after), only(after, before))
	}
	add("Title", f.Title, g.Title)
	add("Applicable", string(f.Applicable), string(g.Applicable))
	add("Reason", f.Reason, g.Reason)
	lists("Drivers", named(f.Drivers), named(g.Drivers))
	add("Status", string(f.Status), string(g.Status))
	add("How", f.How, g.How)
	add("Owner", f.Owner, g.Owner)
	lists("AI systems", f.Systems, g.Systems)
	lists("Evidence", f.Evidence, g.Evidence)
	return out
}

// only lists, line by line, what a has and b has not.
func only(a, b []string) string {
	there := make(map[string]bool, len(b))
	for _, s := range b {
		there[s] = true
	}
	return strings.Join(slices.DeleteFunc(slices.Clone(a), func(s string) bool { return there[s] }), "\n")
}

// named writes drivers so that a record counts as the same under a new title.
func named(drivers []Driver) []string {
	out := make([]string, len(drivers))
	for i, d := range drivers {
		what := d.Ref
		if what == "" {
			what = d.Note
		}
		out[i] = string(d.Kind) + ": " + what
	}
	return out
}
