// Package improvement holds what did not conform and what was done about it: the
// nonconformity with its correction and its cause, the corrective actions with the proof
// that they worked (clause 10.2), and what is made better without anything having gone
// wrong (10.1).
package improvement

import "github.com/aims-workbench/aims/internal/store"

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{Nonconformities.Store(), Actions.Store(), Improvements.Store()}
}
