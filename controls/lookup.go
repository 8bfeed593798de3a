package controls

import (
	"slices"
	"strings"
)

// find gives the first element that fits.
func find[T any](all []T, fits func(T) bool) (T, bool) {
	if i := slices.IndexFunc(all, fits); i >= 0 {
		return all[i], true
	}
	var none T
	return none, false
}

// Control finds a control by its number ("A.5.4") or key ("42001:A.5.4"). A key
// of another framework is never found.
func (c *Catalogue) Control(id string) (Control, bool) {
	id = own(id)
	return find(c.Controls, func(x Control) bool { return x.ID == id })
}

// Clause finds a clause, auditable or not, by its number ("6.1.3") or key.
func (c *Catalogue) Clause(id string) (Clause, bool) {
	id = own(id)
	return find(c.Clauses, func(x Clause) bool { return x.ID == id })
}

// Objective finds a group of Annex A by its number ("A.5", "A.6.2") or key.
func (c *Catalogue) Objective(id string) (Objective, bool) {
	id = own(id)
	return find(c.Objectives, func(x Objective) bool { return x.ID == id })
}

// Aim finds an organizational objective of Annex C.2 by its number ("C.2.5") or key.
func (c *Catalogue) Aim(id string) (Theme, bool) {
	id = own(id)
	return find(c.C2, func(x Theme) bool { return x.ID == id })
}

// Source finds a risk source of Annex C.3 by its number ("C.3.4") or key.
func (c *Catalogue) Source(id string) (Theme, bool) {
	id = own(id)
	return find(c.C3, func(x Theme) bool { return x.ID == id })
}

// Term finds a glossary entry by its name or one of its aliases, in any case.
// A name is preferred to an alias.
func (c *Catalogue) Term(name string) (Term, bool) {
	name = strings.TrimSpace(name)
	same := func(s string) bool { return strings.EqualFold(s, name) }
	if t, ok := find(c.Terms, func(t Term) bool { return same(t.Name) }); ok {
		return t, true
	}
	return find(c.Terms, func(t Term) bool { return slices.ContainsFunc(t.Aliases, same) })
}

// Tier finds a tier of the EU AI Act by its id ("high-annex-iii").
func (c *Catalogue) Tier(id string) (Tier, bool) {
	return find(c.Tiers, func(t Tier) bool { return t.ID == id })
}

// Field finds a field of the impact assessment form by its key.
func (c *Catalogue) Field(key string) (FormField, bool) {
	for _, s := range c.ImpactForm {
		if f, ok := find(s.Fields, func(f FormField) bool { return f.Key == key }); ok {
			return f, true
		}
	}
	return FormField{}, false
}

// Auditable gives the clauses an auditor works through, in order.
func (c *Catalogue) Auditable() []Clause {
	return filter(c.Clauses, func(x Clause) bool { return x.Auditable })
}

// Under gives the direct children of a clause, in order; none for a leaf or an
// unknown number.
func (c *Catalogue) Under(clause string) []Clause {
	clause = own(clause)
	return filter(c.Clauses, func(x Clause) bool { return clause != "" && x.Parent == clause })
}

// Group gives the controls under an objective, in order. For A.6, which only
// holds A.6.1 and A.6.2, it gives those of both.
func (c *Catalogue) Group(objective string) []Control {
	objective = own(objective)
	o, ok := c.Objective(objective)
	if !ok {
		return nil
	}
	return filter(c.Controls, func(x Control) bool {
		return x.Group == objective || slices.Contains(o.Children, x.Group)
	})
}

func filter[T any](all []T, keep func(T) bool) []T {
	var kept []T
	for _, x := range all {
		if keep(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

// Known says whether a key names a clause or a control of the catalogue.
func (c *Catalogue) Known(key string) bool {
	if Key(key).Framework() != ISO42001 {
		return false
	}
	_, clause := c.Clause(key)
	_, control := c.Control(key)
	return clause || control
}

// Title is the title of the clause or control that a key names; "" when it is none.
func (c *Catalogue) Title(key string) string {
	if !c.Known(key) {
		return ""
	}
	if x, ok := c.Control(key); ok {
		return x.Title
	}
	x, _ := c.Clause(key)
	return x.Title
}
