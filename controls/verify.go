package controls

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	clauseShape    = regexp.MustCompile(`^([4-9]|10)(\.[1-9]){0,2}$`)
	objectiveShape = regexp.MustCompile(`^A\.([2-9]|10)(\.[12])?$`)
	controlShape   = regexp.MustCompile(`^A\.([2-9]|10)(\.[12])?\.[2-8]$`)
	themeShape     = regexp.MustCompile(`^C\.[23]\.[1-9][0-9]?$`)
	fieldShape     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// faults collects what is wrong with the data, so that all of it is told at once.
type faults struct {
	all  []error
	seen map[string]bool
}

func (f *faults) add(format string, args ...any) {
	f.all = append(f.all, fmt.Errorf("controls: "+format, args...))
}

// id notes an identifier; its shape must fit and it must be new in its kind.
func (f *faults) id(kind, id string, shape *regexp.Regexp) {
	if !shape.MatchString(id) {
		f.add("%s %q is not shaped as its number should be", kind, id)
	}
	if f.seen[kind+" "+id] {
		f.add("%s %q stands twice", kind, id)
	}
	f.seen[kind+" "+id] = true
}

// filled notes each of the named texts that is empty.
func (f *faults) filled(what string, texts map[string]string) {
	for name, text := range texts {
		if strings.TrimSpace(text) == "" {
			f.add("%s has no %s", what, name)
		}
	}
}

// listed notes each of the named lists that is empty or has an empty entry.
func (f *faults) listed(what string, lists map[string][]string) {
	for name, list := range lists {
		if len(list) == 0 || slices.Contains(list, "") {
			f.add("%s has no %s, or an empty one", what, name)
		}
	}
}

// verify checks that numbers are unique and well shaped, that nothing refers to
// what is not there, and that nothing an auditor or a newcomer needs is empty.
func (c *Catalogue) verify() error {
	f := &faults{seen: map[string]bool{}}
	c.verifyClauses(f)
	c.verifyObjectives(f)
	c.verifyControls(f)
	c.verifyForm(f)
	c.verifyWords(f)
	c.verifyApplicability(f)
	c.verifyRisks(f)
	c.verifyGates(f)
	c.verifyCertificates(f)
	c.verifyCertification(f)
	return errors.Join(f.all...)
}

func (c *Catalogue) verifyClauses(f *faults) {
	for _, x := range c.Clauses {
		f.id("clause", x.ID, clauseShape)
		f.filled("clause "+x.ID, map[string]string{"title": x.Title})
		if p, ok := c.Clause(x.Parent); x.Parent != "" && (!ok || !slices.Contains(p.Children, x.ID)) {
			f.add("clause %s names the parent %s, which does not name it", x.ID, x.Parent)
		}
		for _, child := range x.Children {
			if k, ok := c.Clause(child); !ok || k.Parent != x.ID {
				f.add("clause %s names the child %s, which does not name it", x.ID, child)
			}
		}
		if x.Auditable == (len(x.Children) > 0) {
			f.add("clause %s must be auditable or have children, and not both", x.ID)
		}
		if x.Auditable {
			c.verifyAuditable(f, x)
		}
	}
}

func (c *Catalogue) verifyAuditable(f *faults, x Clause) {
	f.filled("clause "+x.ID, map[string]string{"meaning": x.Meaning})
	f.helped("clause "+x.ID, x.Help)
	f.listed("clause "+x.ID, map[string][]string{
		"asks": x.Asks, "stage 1 evidence": x.Evidence.Stage1, "stage 2 evidence": x.Evidence.Stage2,
	})
	if len(x.Requirements) == 0 {
		f.add("clause %s has no requirements", x.ID)
	}
	for i, r := range x.Requirements {
		if want := fmt.Sprintf("%s-r%d", x.ID, i+1); r.ID != want {
			f.add("requirement %q of clause %s should be %q", r.ID, x.ID, want)
		}
		f.filled("requirement "+r.ID, map[string]string{"text": r.Text})
	}
}

func (c *Catalogue) verifyObjectives(f *faults) {
	for _, o := range c.Objectives {
		f.id("objective", o.ID, objectiveShape)
		f.filled("objective "+o.ID, map[string]string{"title": o.Title})
		if (o.Text == "") != (len(o.Children) > 0) || (o.Text == "") != (len(o.Controls) == 0) {
			f.add("objective %s must have a text and controls, or children", o.ID)
		}
		if p, ok := c.Objective(o.Parent); o.Parent != "" && (!ok || !slices.Contains(p.Children, o.ID)) {
			f.add("objective %s names the parent %s, which does not name it", o.ID, o.Parent)
		}
		c.verifyMembers(f, o)
	}
}

func (c *Catalogue) verifyMembers(f *faults, o Objective) {
	for _, child := range o.Children {
		if k, ok := c.Objective(child); !ok || k.Parent != o.ID {
			f.add("objective %s names the child %s, which does not name it", o.ID, child)
		}
	}
	for _, id := range o.Controls {
		if k, ok := c.Control(id); !ok || k.Group != o.ID {
			f.add("objective %s names the control %s, which does not name it", o.ID, id)
		}
	}
}

func (c *Catalogue) verifyControls(f *faults) {
	for _, x := range c.Controls {
		what := "control " + x.ID
		f.id("control", x.ID, controlShape)
		f.filled(what, map[string]string{"title": x.Title, "description": x.Description})
		f.listed(what, map[string][]string{
			"asks": x.Asks, "hints": x.Hints, "evidence": x.Evidence, "roles": x.Roles,
		})
		f.helped(what, x.Help)
		if o, ok := c.Objective(x.Group); !ok || !slices.Contains(o.Controls, x.ID) {
			f.add("%s names the group %s, which does not name it", what, x.Group)
		}
		if x.Guidance != "B"+strings.TrimPrefix(x.ID, "A") {
			f.add("%s names the guidance %s, which does not mirror its number", what, x.Guidance)
		}
		if !slices.Contains([]Documented{DocumentedYes, DocumentedPartly, DocumentedNo}, x.Documented) {
			f.add("%s is documented %q, which is none of yes, partly, no", what, x.Documented)
		}
	}
}

func (c *Catalogue) verifyForm(f *faults) {
	for _, s := range c.ImpactForm {
		f.id("section", s.ID, fieldShape)
		f.filled("section "+s.ID, map[string]string{"title": s.Title})
		c.verifyHooks(f, "section "+s.ID, s.Hooks)
		for _, x := range s.Fields {
			f.id("field", x.Key, fieldShape)
			f.filled("field "+x.Key, map[string]string{"label": x.Label, "help": x.Help})
			c.verifyHooks(f, "field "+x.Key, x.Hooks)
			if !slices.Contains([]FieldKind{FieldText, FieldYesNo, FieldDay, FieldList}, x.Kind) {
				f.add("field %s is of the unknown kind %q", x.Key, x.Kind)
			}
			if (x.Kind == FieldList) != (len(x.Choices) > 1) {
				f.add("field %s: a list has choices, and nothing else has", x.Key)
			}
		}
	}
}

func (c *Catalogue) verifyHooks(f *faults, what string, hooks []string) {
	f.listed(what, map[string][]string{"hooks": hooks})
	for _, h := range hooks {
		_, isClause := c.Clause(h)
		_, isControl := c.Control(h)
		if !isClause && !isControl {
			f.add("%s hooks on %q, which is neither a clause nor a control", what, h)
		}
	}
}

// verifyWords checks Annex C, the glossary, the roles and the tiers.
func (c *Catalogue) verifyWords(f *faults) {
	for _, t := range slices.Concat(c.C2, c.C3) {
		f.id("theme", t.ID, themeShape)
		f.filled("theme "+t.ID, map[string]string{"title": t.Title, "meaning": t.Meaning})
		if t.Basis != FromSource && t.Basis != FromOrder {
			f.add("theme %s has the unknown basis %q", t.ID, t.Basis)
		}
	}
	anything := regexp.MustCompile(`\S`)
	for _, t := range c.Terms {
		f.id("term", strings.ToLower(t.Name), anything)
		f.filled("term "+t.Name, map[string]string{"group": t.Group, "definition": t.Definition})
		f.listed("term "+t.Name, map[string][]string{"origin": t.From})
	}
	for _, r := range c.Roles {
		f.id("role", r.Name, anything)
		f.listed("role "+r.Name, map[string][]string{"sub-roles": r.SubRoles})
	}
	for _, t := range c.Tiers {
		f.id("tier", t.ID, fieldShape)
		f.filled("tier "+t.ID, map[string]string{"name": t.Name, "basis": t.Basis, "meaning": t.Meaning})
	}
	c.verifyUses(f)
	for _, s := range c.LifeCycle {
		f.id("stage", s, anything)
	}
}
