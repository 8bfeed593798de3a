package risk

import (
	"context"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Risks is the criteria, the register, its treatment and its acceptances.
type Risks struct{ db *store.DB }

// New gives the risk stage of a workspace.
func New(db *store.DB) *Risks { return &Risks{db} }

// Level is likelihood × impact; 0 where one of them is not assessed.
func Level(likelihood, impact int) int { return likelihood * impact }

// Add records a new risk within an act and gives it its reference.
func Add(tx *store.Tx, r *Risk) error {
	if err := r.prepare(tx); err != nil {
		return err
	}
	ref, err := tx.NextRef("RSK")
	if err != nil {
		return err
	}
	r.Head = store.Head{Ref: ref}
	return tx.Create("identify", r, "")
}

// Revise changes the risk that r names, within an act, from the version that r
// carries. A change of a score is an assessment (8.2) and stands so in the trail.
func Revise(tx *store.Tx, r *Risk) error {
	if err := r.prepare(tx); err != nil {
		return err
	}
	now, err := store.Load[Risk](tx, r.Ref, r.Version)
	if err != nil {
		return err
	}
	if now.Retired() {
		return fault.New(fault.Invalid, "%s was retired on %s and stays as it was. Identify the risk anew if it has come back.", now.Ref, now.RetiredOn.Human())
	}
	r.Head, r.Source = now.Head, now.Source
	if r.scores() != now.scores() {
		return tx.Update("assess", r, "")
	}
	return tx.Update("revise", r, "")
}

// scores is everything that was chosen on a scale.
func (r Risk) scores() [4]int {
	return [4]int{r.InherentLikelihood, r.InherentImpact, r.ResidualLikelihood, r.ResidualImpact}
}

// prepare fills in what follows from the rest and refuses what cannot be recorded.
func (r *Risk) prepare(tx *store.Tx) error {
	r.Title = strings.TrimSpace(r.Title)
	if r.Kind == "" {
		r.Kind = Threat
	}
	if r.Status == "" {
		r.Status = Open
	}
	c, err := inForce(tx.Read())
	if err != nil {
		return err
	}
	var l check.List
	r.check(&l, c)
	if err := r.checkLinks(tx.Read(), &l); err != nil {
		return err
	}
	r.InherentLevel = Level(r.InherentLikelihood, r.InherentImpact)
	r.ResidualLevel = Level(r.ResidualLikelihood, r.ResidualImpact)
	return l.Err()
}

// check says what is wrong with the risk itself. Only the title is required at
// first; what is missing later shows as a gap.
func (r Risk) check(l *check.List, c Criteria) {
	l.Required("title", r.Title, "Name the risk in a few words: what could happen, and to whom")
	l.AtMost("title", r.Title, 300)
	check.OneOf(l, "kind", r.Kind, Kinds)
	likelihoods, impacts := c.Steps()
	pair(l, "inherent", r.InherentLikelihood, r.InherentImpact, len(likelihoods), len(impacts))
	check.OneOf(l, "treatment", r.Treatment, Treatments)
	pair(l, "residual", r.ResidualLikelihood, r.ResidualImpact, len(likelihoods), len(impacts))
	before, after := Level(r.InherentLikelihood, r.InherentImpact), Level(r.ResidualLikelihood, r.ResidualImpact)
	if after > 0 && after < before {
		l.Required("residual_reason", r.ResidualReason, "Say what brings the level down: which controls work, and how you know")
	}
	check.OneOf(l, "status", r.Status, Statuses)
	l.Day("review_on", r.ReviewOn)
}

// pair checks one score: both halves or none, each within its scale.
func pair(l *check.List, which string, likelihood, impact, likelihoods, impacts int) {
	if likelihood == 0 && impact == 0 {
		return
	}
	l.Between(which+"_likelihood", likelihood, 1, likelihoods, "Likelihood")
	l.Between(which+"_impact", impact, 1, impacts, "Impact")
}

// Identify records a new risk (6.1.2).
func (s *Risks) Identify(ctx context.Context, who access.Actor, in Risk) (Risk, error) {
	err := s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error { return Add(tx, &in) })
	return in, err
}

// Assess records an assessment and treatment (8.2, 8.3) of the risk that in names,
// from the version the person saw; the whole record is given.
func (s *Risks) Assess(ctx context.Context, who access.Actor, in Risk) (Risk, error) {
	err := s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error { return Revise(tx, &in) })
	return in, err
}

// Retire takes a risk out of the register; its record, actions and acceptances stay.
func (s *Risks) Retire(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error {
		rec, err := store.Load[Risk](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&rec, reason)
	})
}

// Take reads one risk.
func (s *Risks) Take(ctx context.Context, ref string) (Risk, error) {
	return store.Take[Risk](s.db.Read(ctx), ref)
}
