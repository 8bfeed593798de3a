package risk

import "github.com/aims-workbench/aims/internal/store"

// Risks is the criteria, the register, its treatment and its acceptances.
type Risks struct{ db *store.DB }

// New gives the risk stage of a workspace.
func New(db *store.DB) *Risks { return &Risks{db} }
