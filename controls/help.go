package controls

import "fmt"

// Help is what stands beside the meaning, questions and evidence of a clause or
// control, for people who prepare for an audit. All of it is practice in our own
// words. The organizations in the examples do not exist.
type Help struct {
	ID      string `yaml:"id"`
	Stage1  string `yaml:"stage1"`  // what an auditor asks at the desk, about papers
	Example string `yaml:"example"` // one short case
	Fault   string `yaml:"fault"`   // what auditors often find; nobody publishes how often
}

// explain gives every clause and control its help. An entry for something that is
// not there, or a second one, is an error; [Catalogue.verify] finds a missing one.
func (c *Catalogue) explain(all []Help) error {
	byID := map[string]*Help{}
	for i := range c.Clauses {
		if c.Clauses[i].Auditable {
			byID[c.Clauses[i].ID] = &c.Clauses[i].Help
		}
	}
	for i := range c.Controls {
		byID[c.Controls[i].ID] = &c.Controls[i].Help
	}
	for _, h := range all {
		at, ok := byID[h.ID]
		if !ok || at.ID != "" {
			return fmt.Errorf("controls: the help for %q stands twice or belongs to nothing that is audited", h.ID)
		}
		*at = h
	}
	return nil
}

func (f *faults) helped(what string, h Help) {
	f.filled(what, map[string]string{"question for Stage 1": h.Stage1, "example": h.Example, "usual fault": h.Fault})
}
