package scope

import "github.com/aims-workbench/aims/internal/store"

// Setting is the organisation, its context and the boundary of its AIMS.
type Setting struct{ db *store.DB }

// New gives the scope stage of a workspace.
func New(db *store.DB) *Setting { return &Setting{db} }
