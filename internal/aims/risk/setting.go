package risk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
)

// Criteria reads the criteria in force; see [Criteria.InForce] for none.
func (s *Risks) Criteria(ctx context.Context) (Criteria, error) { return inForce(s.db.Read(ctx)) }

// SetCriteria puts criteria in force, or changes them from the version that in
// carries. Scores stay as they are and bands follow; a scale too short for a
// recorded score is refused.
func (s *Risks) SetCriteria(ctx context.Context, who access.Actor, in Criteria) (Criteria, error) {
	err := s.db.Write(ctx, who, access.SetCriteria, func(tx *store.Tx) error { return Set(tx, &in) })
	return in, err
}

// Set puts criteria in force within an act.
func Set(tx *store.Tx, c *Criteria) error {
	c.tidy()
	var l check.List
	c.check(&l)
	if err := tooShort(tx.Read(), *c, &l); err != nil {
		return err
	}
	if err := l.Err(); err != nil {
		return err
	}
	now, err := inForce(tx.Read())
	if err != nil {
		return err
	}
	if now.Version != c.Version {
		return store.Stale(CriteriaRef)
	}
	if !now.InForce() {
		c.Head = store.Head{Ref: CriteriaRef}
		return tx.Create("set criteria", c, "")
	}
	c.Head = now.Head
	return tx.Update("set criteria", c, "")
}

// Check says what is wrong with criteria by themselves.
func (c Criteria) Check() error {
	c.tidy()
	var l check.List
	c.check(&l)
	return l.Err()
}

func (c *Criteria) tidy() {
	for _, words := range [][]string{c.Likelihoods, c.LikelihoodMeans, c.Impacts, c.ImpactMeans, c.Benefits} {
		for i := range words {
			words[i] = strings.TrimSpace(words[i])
		}
	}
	c.LikelihoodMeans = beside(c.LikelihoodMeans, len(c.Likelihoods))
	c.ImpactMeans, c.Benefits = beside(c.ImpactMeans, len(c.Impacts)), beside(c.Benefits, len(c.Impacts))
	for i := range c.Bands {
		c.Bands[i].Name, c.Bands[i].Chance = strings.TrimSpace(c.Bands[i].Name), strings.TrimSpace(c.Bands[i].Chance)
	}
}

// beside keeps what stands beside the steps of a scale as long as the scale is;
// nothing is kept where nothing was written.
func beside(words []string, steps int) []string {
	if !slices.ContainsFunc(words, func(w string) bool { return w != "" }) {
		return nil
	}
	return append(slices.Clone(words), make([]string, steps)...)[:steps]
}

func inForce(q *gorm.DB) (Criteria, error) {
	var c Criteria
	if err := q.Where("ref = ?", CriteriaRef).Limit(1).Find(&c).Error; err != nil {
		return c, fmt.Errorf("risk: criteria: %w", err)
	}
	return c, nil
}

// tooShort names the risks in force whose scores a scale could no longer hold.
func tooShort(q *gorm.DB, c Criteria, l *check.List) error {
	for _, scale := range []struct {
		field, inherent, residual string
		steps                     int
	}{
		{"likelihoods", "inherent_likelihood", "residual_likelihood", len(c.Likelihoods)},
		{"impacts", "inherent_impact", "residual_impact", len(c.Impacts)},
	} {
		var refs []string
		err := store.InForce(q.Model(&Risk{}), true).
			Where(scale.inherent+" > ? OR "+scale.residual+" > ?", scale.steps, scale.steps).
			Order("ref").Pluck("ref", &refs).Error
		if err != nil {
			return fmt.Errorf("risk: scores beyond the scale: %w", err)
		}
		if len(refs) > 0 && scale.steps > 0 {
			l.Add(scale.field, "%s already scored above %d on this scale. Keep the longer scale, or assess these risks anew first", some(refs), scale.steps)
		}
	}
	return nil
}

// some names the first few of many with their verb: "RSK-1, RSK-2 and 7 more are".
func some(refs []string) string {
	const shown = 3
	switch n := len(refs); {
	case n == 1:
		return refs[0] + " is"
	case n <= shown:
		return strings.Join(refs[:n-1], ", ") + " and " + refs[n-1] + " are"
	default:
		return fmt.Sprintf("%s and %d more are", strings.Join(refs[:shown], ", "), n-shown)
	}
}
