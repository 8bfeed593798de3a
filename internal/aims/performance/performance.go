// Package performance holds what is monitored and measured, how and by whom, the results,
// and what they were judged to say about the performance and the effect of the management
// system (clause 9.1). Values of objectives are kept with the objectives (6.2).
package performance

import "github.com/aims-workbench/aims/internal/store"

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{Measures.Store(), Results.Store(), Evaluations.Store()}
}
