package inventory

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// State is an AI system as it stood, with what the cards of its models and datasets said
// then (A.4.3, A.4.4).
type State struct {
	System
	Cards map[string]Card // by reference of the model or the dataset
}

// Card is what a card of a model or a dataset says of the thing itself, apart from how it
// is looked after.
type Card struct {
	Kind  Kind   // of change that a difference is: of the model or of the data
	Name  string // of the model or the dataset
	Words string
}

// Card is what the system rests on when it uses the model.
func (m *Model) Card() Card {
	return Card{OfModel, m.Name, sentence(m.Edition, m.Kind, string(m.Origin), m.Supplier)}
}

// Card is what the system rests on when it uses the dataset.
func (d *Dataset) Card() Card {
	personal := ""
	if d.Personal != "" {
		personal = "personal data: " + string(d.Personal)
	}
	return Card{OfData, d.Name, sentence(d.Edition, d.Content, d.Provenance, personal)}
}

func sentence(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return strings.TrimSpace(p) == "" }), "; ")
}

// cardDifferences compares the cards that stand in both states. A card that is new is no
// change: it describes what was there.
func cardDifferences(was, now *State) []Difference {
	var out []Difference
	for _, ref := range slices.Sorted(maps.Keys(now.Cards)) {
		before, known := was.Cards[ref]
		after := now.Cards[ref]
		if known && !slices.Equal(strings.Fields(before.Words), strings.Fields(after.Words)) {
			out = append(out, Difference{after.Kind, cmp.Or(after.Name, ref) + " (" + ref + ")", before.Words, after.Words})
		}
	}
	return out
}
