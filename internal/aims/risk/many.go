package risk

import (
	"context"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Change is what many risks are given together. What is empty stays as it is.
type Change struct {
	Owner     string
	Treatment Treatment
	Status    Status
	Category  string
	ReviewOn  when.Day
}

func (c Change) on(r *Risk) {
	give(&r.Owner, c.Owner)
	give(&r.Treatment, c.Treatment)
	give(&r.Status, c.Status)
	give(&r.Category, c.Category)
	give(&r.ReviewOn, c.ReviewOn)
}

// give puts a value in place unless it is empty.
func give[T ~string](to *T, value T) {
	if value != "" {
		*to = value
	}
}

// Amend gives the chosen risks what the change holds, as one act that can be undone
// as one; every rule of [Revise] holds for each of them.
func (s *Risks) Amend(ctx context.Context, who access.Actor, choice store.Choice, c Change) (store.Outcome, error) {
	return store.Amend(ctx, s.db, who, access.EditRisk, choice, c.on, Revise)
}
