package soa

import "github.com/aims-workbench/aims/internal/store"

// Statements is the Statement of Applicability and its approved versions.
type Statements struct{ db *store.DB }

// New gives the soa stage of a workspace.
func New(db *store.DB) *Statements { return &Statements{db} }
