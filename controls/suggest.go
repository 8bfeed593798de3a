package controls

import (
	"fmt"
	"slices"
	"strings"
)

// Suggestion is something a wrong control number may have meant.
type Suggestion struct {
	Key     Key    // what is suggested
	Title   string // its title
	Reason  string // why, in words for a person
	Control bool   // it is a control and can take the place of the wrong number; otherwise it only explains
}

const (
	mostControls = 3   // how many controls are suggested at most
	likeTitle    = 0.5 // likeness from which two titles are taken to mean the same thing
)

// Suggest says what an unknown control number, found with some title, may have
// meant. First come explanations: the number is the place of an objective, or
// the title belongs to a clause of the standard itself. Then come at most three
// controls, best first: by words in common with title, description, hints and
// evidence, also through the glossary, and by number. The title may be empty.
// The same input always gives the same answer.
//
// It serves as well for a number that exists but stands beside the title of
// another control (see [Catalogue.TitleFits]), and for what [ParseControlIDs]
// calls bad: with an empty title, words after the number are taken as the title.
func (c *Catalogue) Suggest(wrong, title string) []Suggestion {
	wrong, title = split(wrong, title)
	var all []Suggestion
	if s, ok := c.explainNumber(wrong); ok {
		all = append(all, s)
	}
	s, like := c.explainTitle(words(title))
	if like > 0 {
		all = append(all, s)
	}
	return append(all, c.nearest(wrong, telling(title), like == 1)...)
}

// split parts a number from the words behind it, unless there is a title already.
// A number of Annex B stands for its control.
func split(wrong, title string) (string, string) {
	wrong = strings.TrimSpace(wrong)
	at := numbered.FindStringIndex(wrong)
	switch {
	case strings.TrimSpace(title) != "":
	case at == nil && !strings.ContainsAny(wrong, "0123456789"):
		return "", wrong
	case at != nil && at[0] == 0:
		wrong, title = wrong[:at[1]], wrong[at[1]:]
	}
	return asControl(tidy(wrong)), title
}

// TitleFits says whether a title found beside a control number could be that
// control's own: half of its telling words or more are in the real title, or
// the other way round. An empty title fits; an unknown number does not.
func (c *Catalogue) TitleFits(id, title string) bool {
	x, ok := c.Control(id)
	if !ok {
		return false
	}
	given, real := words(title), words(x.Title)
	if len(given) == 0 {
		return strings.TrimSpace(title) == "" || strings.EqualFold(title, x.Title)
	}
	common := 0
	for _, w := range given {
		if slices.Contains(real, w) {
			common++
		}
	}
	return 2*common >= min(len(given), len(real)) && common > 0
}

// explainNumber tells that a number is a clause, an objective or the place of
// one: the first number of each group of Annex A.
func (c *Catalogue) explainNumber(wrong string) (Suggestion, bool) {
	if x, ok := c.Clause(wrong); ok {
		return Suggestion{Key: x.Key(), Title: x.Title,
			Reason: fmt.Sprintf("%s is a clause of the standard itself, not an Annex A control", x.ID)}, true
	}
	if o, ok := c.Objective(wrong); ok {
		return Suggestion{Key: o.Key(), Title: o.Title,
			Reason: fmt.Sprintf("%s is the heading of a group of controls, not a control", o.ID)}, true
	}
	group, first := strings.CutSuffix(wrong, ".1")
	if o, ok := c.Objective(group); first && ok {
		return Suggestion{Key: o.Key(), Title: o.Title,
			Reason: fmt.Sprintf("%s is the place of the objective of %s, not a control", wrong, o.ID)}, true
	}
	return Suggestion{}, false
}

// explainTitle tells that a title is one of a clause, or nearly, unless a
// control bears it as well. It gives how like they are: 1 for the very title, 0
// if there is nothing to tell.
func (c *Catalogue) explainTitle(asked []string) (Suggestion, float64) {
	best, ids := 0.0, []string(nil)
	for _, x := range c.Clauses {
		if x.Title == "General" {
			continue
		}
		like := likeness(asked, words(x.Title))
		if like > best {
			best, ids = like, nil
		}
		if like == best {
			ids = append(ids, x.ID)
		}
	}
	rival := func(x Control) bool { return likeness(asked, words(x.Title)) >= best }
	if best < likeTitle || slices.ContainsFunc(c.Controls, rival) {
		return Suggestion{}, 0
	}
	x, _ := c.Clause(ids[0])
	return Suggestion{Key: x.Key(), Title: x.Title,
		Reason: isRequirement(ids, best == 1) + " of the standard itself, not an Annex A control"}, best
}

func isRequirement(ids []string, exact bool) string {
	switch which := strings.Join(ids, " and "); {
	case exact && len(ids) == 1:
		return "this is requirement " + which
	case exact:
		return "this is the title of requirements " + which
	case len(ids) == 1:
		return "this reads like requirement " + which
	default:
		return "this reads like requirements " + which
	}
}
