package risk

import (
	"context"
	"fmt"

	"github.com/aims-workbench/aims/internal/store"
)

// Following reads the risks in force that follow from an impact assessment (6.1.4
// into 6.1.2), by age.
func (s *Risks) Following(ctx context.Context, assessment string) ([]Risk, error) {
	q := s.db.Read(ctx)
	naming := q.Model(&store.Link{}).Select("ref").Where("register = ? AND target = ?", Risk{}.TableName(), assessment)
	var all []Risk
	if err := store.InForce(q, true).Where("ref IN (?)", naming).Order("ref").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("risk: following %s: %w", assessment, err)
	}
	return all, nil
}
