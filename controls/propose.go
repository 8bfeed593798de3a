package controls

import (
	"regexp"
	"slices"
)

// Fact is something an organisation says about its AI, in words that need no
// knowledge of the standard.
type Fact struct {
	ID   string `yaml:"id"`   // "develop"
	Says string `yaml:"says"` // "We build, train or change AI models or systems"
	Hint string `yaml:"hint"` // what counts, as a label without a full stop
}

// Facts are the facts that were affirmed or denied. What is not in it is not
// known, and what is not known leaves nothing out.
type Facts map[string]bool

// denied says whether every one of the facts was denied.
func (f Facts) denied(all []string) bool {
	return len(all) > 0 && !slices.ContainsFunc(all, func(id string) bool {
		holds, known := f[id]
		return holds || !known
	})
}

// Applicability is what follows from facts for one control. It is our judgement,
// to begin a Statement of Applicability with, and not of the standard.
type Applicability struct {
	ID      string   `yaml:"id"`
	Include []Ground `yaml:"include"` // the first whose fact holds; the last needs none
	Exclude Denial   `yaml:"exclude"` // empty where no fact leaves the control out
}

// Ground is a reason to include a control.
type Ground struct {
	If  string `yaml:"if"` // a fact; "" holds always
	Why string `yaml:"why"`
}

// Denial is a reason to leave a control out.
type Denial struct {
	Without []string `yaml:"without"` // it holds when all of these facts were denied
	Why     string   `yaml:"why"`
}

// Proposal says of one control whether the facts make it necessary, and why. It
// is for a person to confirm or to change.
type Proposal struct {
	Control    Control
	Applicable bool
	Reason     string
}

// Propose says of each of the 38 controls, in their order, whether the facts make
// it necessary. A control is left out only for a reason that denied facts give.
func (c *Catalogue) Propose(facts Facts) []Proposal {
	all := make([]Proposal, len(c.Controls))
	for i, x := range c.Controls {
		a, _ := c.applicability(x.ID) // verify holds the list complete
		p := Proposal{Control: x, Applicable: !facts.denied(a.Exclude.Without), Reason: a.Exclude.Why}
		if p.Applicable {
			p.Reason = a.ground(facts)
		}
		all[i] = p
	}
	return all
}

func (a Applicability) ground(facts Facts) string {
	for _, g := range a.Include {
		if g.If == "" || facts[g.If] {
			return g.Why
		}
	}
	return ""
}

// Fact finds a fact by its identifier.
func (c *Catalogue) Fact(id string) (Fact, bool) {
	return find(c.Facts, func(x Fact) bool { return x.ID == id })
}

func (c *Catalogue) applicability(id string) (Applicability, bool) {
	return find(c.Applicability, func(x Applicability) bool { return x.ID == id })
}

// verifyApplicability holds that every control has its reasons, that the last one
// for including needs no fact, and that leaving out never goes without a reason.
func (c *Catalogue) verifyApplicability(f *faults) {
	for _, x := range c.Facts {
		f.id("fact", x.ID, regexp.MustCompile(`^[a-z]+$`))
		f.filled("fact "+x.ID, map[string]string{"sentence": x.Says, "hint": x.Hint})
	}
	known := func(what, id string) {
		if _, ok := c.Fact(id); !ok {
			f.add("%s names the fact %q, which is not there", what, id)
		}
	}
	for _, a := range c.Applicability {
		what := "applicability of " + a.ID
		f.id("applicability", a.ID, controlShape)
		if n := len(a.Include); n == 0 || a.Include[n-1].If != "" {
			f.add("%s must end with a reason that needs no fact", what)
		}
		for _, g := range a.Include {
			f.filled(what, map[string]string{"reason": g.Why})
			if g.If != "" {
				known(what, g.If)
			}
		}
		if (a.Exclude.Why == "") != (len(a.Exclude.Without) == 0) {
			f.add("%s leaves the control out without a fact, or without a reason", what)
		}
		for _, id := range a.Exclude.Without {
			known(what, id)
		}
	}
	for _, x := range c.Controls {
		if _, ok := c.applicability(x.ID); !ok {
			f.add("control %s has no applicability", x.ID)
		}
	}
}
