package controls

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// RiskEntry is a risk or an opportunity that AI often brings, in our own words, to
// draw one's own from (6.1.2). It is help, and no list that the standard asks for.
type RiskEntry struct {
	ID           string   `yaml:"id"` // "prompt-injection": stored with what was drawn from it
	Title        string   `yaml:"title"`
	Kind         string   `yaml:"kind"` // threat or opportunity
	Cause        string   `yaml:"cause"`
	Event        string   `yaml:"event"`
	Organisation string   `yaml:"organisation"` // what it means for each
	Individuals  string   `yaml:"individuals"`
	Society      string   `yaml:"society"`
	Sources      []string `yaml:"sources"`    // Annex C: "C.3.4"
	Objectives   []string `yaml:"objectives"` // Annex C: "C.2.5"
	Affects      []string `yaml:"affects"`    // whom it is likely to touch; see Affected
	Fits         []string `yaml:"fits"`       // kinds of system; see RiskKinds
	Controls     []string `yaml:"controls"`   // of Annex A that usually help; our judgement
	Asks         []string `yaml:"asks"`       // to find out whether it is one's own
}

// SystemKind is a kind of AI system by what it does.
type SystemKind struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	Hint  string `yaml:"hint"`
}

// EverySystem is the kind that all systems are.
const EverySystem = "any"

// Affected lists whom an entry can touch, as its lists name them.
var Affected = []string{"individuals", "groups", "society", "organisation"}

// Happens tells the entry as cause and event.
func (e RiskEntry) Happens() string { return e.Cause + " " + e.Event }

// Text is everything that a search looks at.
func (e RiskEntry) Text() string {
	return strings.Join([]string{e.Title, e.Cause, e.Event, e.Organisation, e.Individuals, e.Society, e.ID}, " ")
}

// RiskEntry finds an entry of the risk library.
func (c *Catalogue) RiskEntry(id string) (RiskEntry, bool) {
	return find(c.RiskLibrary, func(e RiskEntry) bool { return e.ID == id })
}

// verifyRisks holds that the library names only what is there, each entry once, and
// that every source and objective of Annex C has at least one.
func (c *Catalogue) verifyRisks(f *faults) {
	for _, k := range c.SystemKinds {
		f.id("kind of system", k.ID, regexp.MustCompile(`^[a-z]+$`))
		f.filled("kind of system "+k.ID, map[string]string{"title": k.Title, "hint": k.Hint})
	}
	used, titles := map[string]bool{}, map[string]bool{}
	for _, e := range c.RiskLibrary {
		what := "risk entry " + e.ID
		f.id("risk entry", e.ID, fieldShape)
		f.filled(what, map[string]string{"title": e.Title, "cause": e.Cause, "event": e.Event, "consequence for the organisation": e.Organisation})
		f.listed(what, map[string][]string{"controls": e.Controls, "asks": e.Asks})
		if titles[strings.ToLower(e.Title)] {
			f.add("%s has the title of another one", what)
		}
		titles[strings.ToLower(e.Title)] = true
		if e.Kind != "threat" && e.Kind != "opportunity" {
			f.add("%s is of the unknown kind %q", what, e.Kind)
		}
		for field, list := range map[string]struct {
			all   []string
			known func(string) bool
		}{
			"source":    {e.Sources, func(id string) bool { return slices.ContainsFunc(c.C3, func(t Theme) bool { return t.ID == id }) }},
			"objective": {e.Objectives, func(id string) bool { return slices.ContainsFunc(c.C2, func(t Theme) bool { return t.ID == id }) }},
			"party":     {e.Affects, func(id string) bool { return slices.Contains(Affected, id) }},
			"kind of system": {e.Fits, func(id string) bool {
				return slices.ContainsFunc(c.SystemKinds, func(k SystemKind) bool { return k.ID == id })
			}},
			"control": {e.Controls, func(id string) bool {
				return slices.ContainsFunc(c.Controls, func(x Control) bool { return x.ID == id })
			}},
		} {
			f.cites(what, field, list.all, list.known)
			for _, id := range list.all {
				used[id] = true
			}
		}
	}
	for _, t := range slices.Concat(c.C2, c.C3) {
		if !used[t.ID] {
			f.add("no risk entry comes from or touches %s", t.ID)
		}
	}
}

// cites notes an empty list, and what stands twice or is not known.
func (f *faults) cites(what, field string, all []string, known func(string) bool) {
	if len(all) == 0 {
		f.all = append(f.all, fmt.Errorf("controls: %s names no %s", what, field))
	}
	for i, id := range all {
		if !known(id) {
			f.add("%s names the %s %q, which is not there", what, field, id)
		}
		if slices.Index(all, id) != i {
			f.add("%s names the %s %s twice", what, field, id)
		}
	}
}
