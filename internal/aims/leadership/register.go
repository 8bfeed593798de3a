package leadership

import "github.com/aims-workbench/aims/internal/store"

// Direction is policies, their signatures, and the roles.
type Direction struct{ db *store.DB }

// New gives the leadership stage of a workspace.
func New(db *store.DB) *Direction { return &Direction{db} }
