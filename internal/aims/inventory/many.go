package inventory

import (
	"context"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/store"
)

// Change is what many systems are given together. What is empty stays as it is.
type Change struct {
	Owner       string
	Unit        string
	Stage       string
	InScope     scope.Answer
	ScopeReason string
}

func (c Change) on(s *System) {
	give(&s.Owner, c.Owner)
	give(&s.Unit, c.Unit)
	give(&s.Stage, c.Stage)
	give(&s.InScope, c.InScope)
	give(&s.ScopeReason, c.ScopeReason)
}

// give puts a value in place unless it is empty.
func give[T ~string](to *T, value T) {
	if value != "" {
		*to = value
	}
}

// Amend gives the chosen systems what the change holds, as one act that can be
// undone as one; every rule of [Revise] holds for each of them.
func (s *Systems) Amend(ctx context.Context, who access.Actor, choice store.Choice, c Change) (store.Outcome, error) {
	return store.Amend(ctx, s.db, who, access.EditSystem, choice, c.on, Revise)
}
