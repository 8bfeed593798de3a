package evidence

import (
	"context"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Amendment is what many items are given together. What is empty stays as it is.
type Amendment struct {
	Owner      string
	ValidUntil when.Day
}

func (a Amendment) on(i *Item) {
	if a.Owner != "" {
		i.Owner = a.Owner
	}
	if a.ValidUntil != "" {
		i.ValidUntil = a.ValidUntil
	}
}

// Amend gives the chosen items what the amendment holds, as one act that can be
// undone as one. Every rule of Revise holds for each: who may change it, and that
// its review does not outlive the change.
func (s *Shelf) Amend(ctx context.Context, who access.Actor, choice store.Choice, a Amendment) (store.Outcome, error) {
	return store.Amend(ctx, s.db, who, access.AddEvidence, choice, a.on, s.ReviseIn)
}
