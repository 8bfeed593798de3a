package web

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/inventoryview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// reasonAsked puts what is wrong with the text of a confirmation at the field in which
// the page asks for it.
func reasonAsked(err error) error {
	messages := check.Messages(err)
	for i := range messages {
		if messages[i].Field == "text" {
			messages[i].Field = "reason"
		}
	}
	if messages == nil {
		return err
	}
	return &check.Error{Messages: messages}
}

// anew says how a record is judged anew, by the prefix of its register.
var anew = map[string]string{
	"IMP": "If it does not hold any more, begin a new assessment of the system.",
	"RSK": "If it does not hold any more, assess the risk anew.",
	"ACC": "If it does not hold any more, assess the risk anew and decide on it again.",
	"CTL": "If it does not hold any more, decide on the control anew.",
	"EVD": "If it does not hold any more, replace it, or add what shows the system of today.",
}

// toConfirm is the notice of a record that is to be confirmed; nil where it is not. An
// AI system names what its changes leave open.
func (r *request) toConfirm(ref string) (*ui.Confirm, error) {
	v, err := r.s.present.records(r.ctx(), r.s.DB)
	if err != nil {
		return nil, err
	}
	marks := v.ToConfirmOf(ref)
	if len(marks) == 0 {
		return nil, nil
	}
	c := &ui.Confirm{All: link.ToConfirm(), Anew: anew[marks[0].Prefix]}
	for _, d := range r.doubts(v, marks) {
		c.Reasons = append(c.Reasons, ui.ConfirmReason{
			System: d.SystemName, Href: link.System(d.System), Says: "since " + d.Since + ", because " + strings.Join(d.Because, ", and "), Changes: d.Changes,
		})
		may, err := r.mayConfirm(d)
		if err != nil {
			return nil, err
		}
		if may {
			c.Action = link.ToConfirm()
			c.Rows = append(c.Rows, ui.Pair{Name: "row", Value: d.Key})
		}
	}
	c.Rows = append(c.Rows, ui.Pair{Name: "seen", Value: strconv.FormatInt(v.Position.Seq, 10)})
	return c, nil
}

// leftOpen says how many records the changes of a system leave to be confirmed.
func leftOpen(v *snapshot.Snapshot, system string, kinds []inventory.Kind) int {
	n := 0
	for _, m := range v.ToConfirm() {
		if m.System == system && (kinds == nil || anyOf(m.Kinds(), kinds)) {
			n++
		}
	}
	return n
}

func anyOf[T comparable](all, some []T) bool {
	for _, a := range all {
		for _, b := range some {
			if a == b {
				return true
			}
		}
	}
	return false
}

// marked adds to a list the column of what is to be confirmed, while there is anything
// of its register; prefix "SYS" counts by AI system.
func marked[T any](r *request, columns ui.Columns[T], prefix string, ref func(T) string) (ui.Columns[T], error) {
	v, err := r.s.present.records(r.ctx(), r.s.DB)
	if err != nil || prefix == "" {
		return columns, err
	}
	counts := map[string]int{}
	for _, m := range v.ToConfirm() {
		switch prefix {
		case m.Prefix:
			counts[m.Record]++
		case "SYS":
			counts[m.System]++
		}
	}
	if len(counts) == 0 {
		return columns, nil
	}
	says := func(row T) string {
		switch n := counts[ref(row)]; {
		case n == 0:
			return ""
		case prefix == "SYS":
			return countOf(int64(n), "record", "records")
		}
		return "To be confirmed"
	}
	return append(columns, ui.Col[T]{
		Key: "confirm", Title: "To be confirmed", Class: "tight", Text: says,
		Cell: func(row T) templ.Component {
			if says(row) == "" {
				return ui.Str("")
			}
			return inventoryview.MarkLink(says(row), markHref(prefix, ref(row)))
		},
	}), nil
}

func markHref(prefix, ref string) string {
	if prefix == "SYS" {
		return link.ToConfirm("system", ref)
	}
	return link.ToConfirm("record", ref)
}
