// Package internalaudit holds the programme of internal audits, the audits with their
// plan, checklist, samples and findings, and their signed reports (clauses 9.2.1, 9.2.2).
package internalaudit

import "github.com/aims-workbench/aims/internal/store"

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{Programmes.Store(), Audits.Store(), Checklist.Store(), Samples.Store(), Findings.Store()}
}
