package risk

import (
	"context"
	"fmt"

	"github.com/aims-workbench/aims/internal/store"
)

// Move is what other criteria mean for one risk whose scores stay.
type Move struct {
	Risk     Risk // as far as it takes to name it and its level
	From, To string
	Crosses  Crossing
}

// Crossing says whether a threat gets to the other side of the acceptance threshold.
type Crossing string

// The crossings; most moves have none.
const (
	NowAbove Crossing = "now needs acceptance"
	NowBelow Crossing = "needs no acceptance any more"
)

// Moves says which current risks other criteria would put into another band, or on
// the other side of the threshold, by what remains of them. While no criteria are in
// force nothing moves.
func (s *Risks) Moves(ctx context.Context, to Criteria) ([]Move, error) {
	from, err := s.Criteria(ctx)
	if err != nil || !from.InForce() {
		return nil, err
	}
	var all []Risk
	q := store.InForce(s.db.Read(ctx), true).Select("ref", "title", "kind", "status", "inherent_level", "residual_level")
	if err := q.Where("status <> ?", Closed).Order("residual_level DESC, ref").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("risk: what moves: %w", err)
	}
	to.Version = from.Version // it would be in force
	var moves []Move
	for _, r := range all {
		if m := (Move{Risk: r, From: from.BandWord(r.Kind, r.level()), To: to.BandWord(r.Kind, r.level())}); m.between(from, to) {
			moves = append(moves, m)
		}
	}
	return moves, nil
}

// between notes which side of the threshold the risk gets to, and says whether
// anything changes for it. A band that only has a new name is no other band.
func (m *Move) between(from, to Criteria) bool {
	was, is := m.Risk.NeedsAcceptance(from), m.Risk.NeedsAcceptance(to)
	switch {
	case is && !was:
		m.Crosses = NowAbove
	case was && !is:
		m.Crosses = NowBelow
	}
	before, _ := from.Band(m.Risk.level())
	after, _ := to.Band(m.Risk.level())
	return m.Crosses != "" || m.Risk.level() > 0 && (before != after || len(from.Bands) != len(to.Bands) && m.From != m.To)
}
