// Package review holds the management review (clause 9.3): when top management looks at
// the management system, what it has before it (9.3.2), what it decides (9.3.3), and the
// minutes that it signs (9.3.1).
//
// What a review looks at is filled from the registers while it is prepared, and stays as
// it was once the review is held: later changes of the registers do not alter it.
package review

import "github.com/aims-workbench/aims/internal/store"

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{Reviews.Store(), Decisions.Store()}
}
