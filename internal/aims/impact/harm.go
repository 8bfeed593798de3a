package impact

import (
	"slices"
	"strings"
)

// NameOf is how risks name a rated impact of the assessment: "IMP-2026-001#H1".
func (a Assessment) NameOf(it Item) string { return a.Ref + "#" + it.ID }

// SplitName parts such a name into the reference of the assessment and the impact's id.
func SplitName(name string) (ref, id string) {
	ref, id, _ = strings.Cut(name, "#")
	return ref, id
}

// ItemByID finds a rated impact.
func (a Assessment) ItemByID(id string) (Item, bool) {
	at := slices.IndexFunc(a.Items, func(it Item) bool { return it.ID == id && id != "" })
	if at < 0 {
		return Item{}, false
	}
	return a.Items[at], true
}

// Of gives the rated impacts that help, or those that harm, the gravest first.
func (a Assessment) Of(effect Effect) []Item {
	out := slices.DeleteFunc(slices.Clone(a.Items), func(it Item) bool { return it.Effect != effect })
	slices.SortStableFunc(out, func(x, y Item) int { return y.Score() - x.Score() })
	return out
}
