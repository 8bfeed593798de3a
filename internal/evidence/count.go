package evidence

import (
	"context"
	"fmt"

	"github.com/aims-workbench/aims/internal/store"
)

// Counts gives the number of items in force by what they support, in one statement.
func (s *Shelf) Counts(ctx context.Context) (map[string]int, error) {
	var rows []struct {
		Target string
		N      int
	}
	q := s.db.Read(ctx)
	inForce := store.InForce(q.Model(&Item{}), true).Select("ref")
	err := q.Model(&store.Link{}).Select("target, COUNT(*) AS n").
		Where("register = ? AND ref IN (?)", Item{}.TableName(), inForce).Group("target").Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("evidence: counts: %w", err)
	}
	counts := make(map[string]int, len(rows))
	for _, r := range rows {
		counts[r.Target] = r.N
	}
	return counts, nil
}
