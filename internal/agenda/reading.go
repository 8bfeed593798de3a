package agenda

import (
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

// ofReading is by when people shall have acknowledged a version (7.3). All who have the
// same version and day are one line, so that a hundred readers do not fill the list.
func ofReading(s *snapshot.Snapshot) []Item {
	type day struct {
		version string
		due     when.Day
	}
	waiting := map[day]int{}
	var order []day
	for _, a := range s.Acks {
		at := day{a.Document, a.Due}
		if !a.Waits() || a.Due == "" {
			continue
		}
		if waiting[at]++; !slices.Contains(order, at) {
			order = append(order, at)
		}
	}
	var out []Item
	for _, at := range order {
		v, ok := s.Version(at.version)
		if !ok || v.State != leadership.Approved {
			continue
		}
		who := "1 person"
		if n := waiting[at]; n > 1 {
			who = fmt.Sprintf("%d people", n)
		}
		out = append(out, Item{at.due, Reading, v.Ref, fmt.Sprintf("%s, version %d: %s", s.PolicyTitle(v.Policy), v.Number, who), ""})
	}
	return out
}
