package impact

import "github.com/aims-workbench/aims/internal/store"

// Assessments is the impact assessments of AI systems.
type Assessments struct{ db *store.DB }

// New gives the impact stage of a workspace.
func New(db *store.DB) *Assessments { return &Assessments{db} }
