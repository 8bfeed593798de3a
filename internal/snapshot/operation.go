package snapshot

import (
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
)

// CarriedOut are the operational controls in force with their records (8.1).
func (s *Snapshot) CarriedOut() []operation.Kept { return operation.Gather(s.Controls, s.Carried) }

// GatesOf is how an AI system stands at each gate of its life (A.6).
func (s *Snapshot) GatesOf(system string) []operation.Stand {
	return operation.Row(system, s.Gates, s.Today())
}

// GatesIn are the rounds that count for their gate and stand like this: of each AI
// system in force the newest one at each gate.
func (s *Snapshot) GatesIn(status aims.Status) []operation.Gate {
	var out []operation.Gate
	for _, y := range where(s.Systems, func(y *inventory.System) bool { return !y.Retired() }) {
		for _, at := range s.GatesOf(y.Ref) {
			if at.Newest.Ref != "" && at.Status == status {
				out = append(out, at.Newest)
			}
		}
	}
	return out
}
