package controls

import "slices"

// Gate is a point in the life of an AI system that it passes only after somebody has
// looked (A.6, A.7). The gates and their questions are our own design.
type Gate struct {
	ID     string     `yaml:"id"`     // "deployment"; kept with every answer
	Title  string     `yaml:"title"`  // "Deployment"
	Before string     `yaml:"before"` // when it is passed, in words
	Items  []GateItem `yaml:"items"`
}

// GateItem is one question of a gate, which yes, no or not applicable answers.
type GateItem struct {
	ID       string   `yaml:"id"` // unique among all gates, never used again
	Asks     string   `yaml:"asks"`
	Shows    string   `yaml:"shows"`    // what typically shows it
	Controls []string `yaml:"controls"` // of Annex A for which an answer is evidence
}

// Gate finds a gate by its id.
func (c *Catalogue) Gate(id string) (Gate, bool) {
	if i := slices.IndexFunc(c.Gates, func(g Gate) bool { return g.ID == id }); i >= 0 {
		return c.Gates[i], true
	}
	return Gate{}, false
}

func (c *Catalogue) verifyGates(f *faults) {
	for _, g := range c.Gates {
		f.id("gate", g.ID, fieldShape)
		f.filled("gate "+g.ID, map[string]string{"title": g.Title, "before": g.Before})
		if len(g.Items) == 0 {
			f.add("gate %s asks nothing", g.ID)
		}
		for _, it := range g.Items {
			f.id("gate item", it.ID, fieldShape)
			f.filled("gate item "+it.ID, map[string]string{"asks": it.Asks, "shows": it.Shows})
			f.listed("gate item "+it.ID, map[string][]string{"controls": it.Controls})
			for _, id := range it.Controls {
				if _, ok := c.Control(id); !ok {
					f.add("gate item %s names the control %s, which is not there", it.ID, id)
				}
			}
		}
	}
}
