// Package operation holds what the organisation does day by day to keep its AI under
// control (clause 8.1): controls with their criteria and the records of carrying them
// out, the gates of the life cycle (A.6, A.7), and what comes from outside and goes wrong.
package operation

import "github.com/aims-workbench/aims/internal/store"

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		Controls.Store(),
		Records.Store(),
		Gates.Store(),
	}
}
