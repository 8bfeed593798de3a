package snapshot

import (
	"slices"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/when"
)

// ChangedUnrecorded lists the AI systems in scope that changed within a year, after
// their impact was first assessed, without a record of the change (8.1). Filling in the
// inventory before the first assessment is no change of a system.
func (s *Snapshot) ChangedUnrecorded() []string {
	var out []string
	for i := range s.Systems {
		y := &s.Systems[i]
		if y.Retired() || y.InScope != scope.Yes || len(s.Pasts[y.Ref]) < 2 {
			continue
		}
		if assessed := s.firstAssessed(y.Ref); assessed != "" && s.unrecorded(y.Ref, assessed) {
			out = append(out, y.Ref)
		}
	}
	return out
}

func (s *Snapshot) firstAssessed(system string) when.Instant {
	var first when.Instant
	for _, a := range s.Assessments {
		if a.System == system && a.ApprovedAt != "" && a.State != impact.Draft && (first == "" || a.ApprovedAt < first) {
			first = a.ApprovedAt
		}
	}
	return first
}

func (s *Snapshot) unrecorded(system string, after when.Instant) bool {
	pasts := s.Pasts[system]
	for i := 1; i < len(pasts); i++ {
		if pasts[i].At <= after || pasts[i].At.Day() < s.Today().Add(-365) {
			continue
		}
		for _, d := range inventory.Differences(&pasts[i-1].State, &pasts[i].State) {
			if !slices.ContainsFunc(s.Changes, func(c inventory.SystemChange) bool { return records(&c, system, d.Kind, pasts[i].At.Day()) }) {
				return true
			}
		}
	}
	return false
}

// nearDays is how far the record of a change may lie from the day on which the
// inventory was changed.
const nearDays = 30

// records says whether a change stands for a kind of difference that the inventory
// shows from a day on.
func records(c *inventory.SystemChange, system string, kind inventory.Kind, on when.Day) bool {
	if c.Retired() || !slices.Contains(c.Systems, system) || !slices.Contains(c.Kinds, kind) {
		return false
	}
	from, to := c.CreatedAt.Day(), on
	if c.DoneOn != "" {
		from, to = min(from, c.DoneOn), max(from, c.DoneOn)
	}
	return from.Add(-nearDays) <= on && on <= to.Add(nearDays)
}
