// Package objective holds the AI objectives, how they are to be reached and what was
// measured (clause 6.2), and the planned changes to the management system itself (6.3).
// Changes of AI systems are kept by the inventory (8.1).
package objective

import "github.com/aims-workbench/aims/internal/store"

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{Objectives.Store(), Measurements.Store(), PlannedChanges.Store()}
}
