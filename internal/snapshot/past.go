package snapshot

import (
	"cmp"
	"maps"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
)

// turn is one entry of the trail that bears on how AI systems stand: an image of a system,
// or of a card of a model or a dataset with the systems that it names.
type turn struct {
	seq     int64
	at      when.Instant
	by      string
	system  *inventory.System
	ref     string // of the card
	card    inventory.Card
	systems []string
}

// rememberSystems works out how the systems stood. A card bears on every system that it
// names or named, so that after a change of cards all systems are read again.
func (s *Snapshot) rememberSystems(r *reader) {
	systems, models, datasets := inventory.System{}.TableName(), inventory.Model{}.TableName(), inventory.Dataset{}.TableName()
	r.step(models, func(refs []string) error { return s.rememberCards(r, models, refs, modelTurn) })
	r.step(datasets, func(refs []string) error { return s.rememberCards(r, datasets, refs, datasetTurn) })
	refs := r.moved[systems]
	switch {
	case r.err != nil || r.near && len(refs)+len(r.moved[models])+len(r.moved[datasets]) == 0:
		return
	case len(r.moved[models])+len(r.moved[datasets]) > 0:
		refs = nil
	}
	r.err = s.rememberPasts(r.q, r.seq, refs)
}

func modelTurn(e trail.Entry) (turn, error) {
	m, err := store.Decode[inventory.Model](e.Image)
	if err != nil || m.Retired() {
		return turn{}, err
	}
	return turn{card: m.Card(), systems: m.Systems}, nil
}

func datasetTurn(e trail.Entry) (turn, error) {
	d, err := store.Decode[inventory.Dataset](e.Image)
	if err != nil || d.Retired() {
		return turn{}, err
	}
	return turn{card: d.Card(), systems: d.Systems}, nil
}

func (s *Snapshot) rememberCards(r *reader, table string, refs []string, read func(trail.Entry) (turn, error)) error {
	entries, err := store.EntriesOf(r.q, table, r.seq, refs)
	if err != nil {
		return err
	}
	found := map[string][]turn{}
	for _, e := range entries {
		t, err := read(e)
		if err != nil {
			return err
		}
		t.seq, t.at, t.by, t.ref = e.Seq, e.At, e.Name, e.Ref
		found[e.Ref] = append(found[e.Ref], t)
	}
	s.cards = merged(s.cards, refs, found)
	return nil
}

func (s *Snapshot) rememberPasts(q *gorm.DB, seq int64, refs []string) error {
	entries, err := store.EntriesOf(q, inventory.System{}.TableName(), seq, refs)
	if err != nil {
		return err
	}
	turns := map[string][]turn{}
	for _, e := range entries {
		sys, err := store.Decode[inventory.System](e.Image)
		if err != nil {
			return err
		}
		turns[e.Ref] = append(turns[e.Ref], turn{seq: e.Seq, at: e.At, by: e.Name, system: &sys})
	}
	for _, all := range s.cards {
		for system := range naming(all) {
			if own := turns[system]; own != nil {
				turns[system] = append(own, all...)
			}
		}
	}
	found := map[string][]Past{}
	for ref, all := range turns {
		slices.SortFunc(all, func(x, y turn) int { return cmp.Compare(x.seq, y.seq) })
		found[ref] = pasts(ref, all)
	}
	s.Pasts = merged(s.Pasts, refs, found)
	return nil
}

// naming is the set of systems that a card names or named.
func naming(all []turn) map[string]bool {
	out := map[string]bool{}
	for _, t := range all {
		for _, system := range t.systems {
			out[system] = true
		}
	}
	return out
}

// pasts is how a system stood, one Past for each time that it differs from before. What a
// card says first describes what was there already, so it stands in every Past before.
func pasts(ref string, turns []turn) []Past {
	var out []Past
	now := inventory.State{Cards: map[string]inventory.Card{}}
	for _, t := range turns {
		now.Cards = maps.Clone(now.Cards)
		switch _, known := now.Cards[t.ref]; {
		case t.system != nil:
			now.System = *t.system
		case !slices.Contains(t.systems, ref):
			delete(now.Cards, t.ref)
		default:
			now.Cards[t.ref] = t.card
			for i := range out {
				if _, told := out[i].Cards[t.ref]; !known && !told {
					out[i].Cards[t.ref] = t.card
				}
			}
		}
		if now.Ref == "" { // the card is older than the system
			continue
		}
		if n := len(out); n == 0 || len(inventory.Differences(&out[n-1].State, &now)) > 0 {
			out = append(out, Past{State: now, Seq: t.seq, At: t.at, By: t.by})
		}
	}
	return out
}
