package pack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/risk"
)

// impactRule prints the organisation's rule for assessments.
func (b *book) impactRule() {
	r := b.s.ImpactRule()
	if !r.InForce() {
		b.para("No rule of the organisation's own for assessments is set; the classes of uses are those that the workbench proposes.")
		return
	}
	var months []string
	for i, l := range impact.Levels {
		if i < len(r.Months) {
			months = append(months, strings.ToLower(l.Word())+" "+fmt.Sprint(r.Months[i]))
		}
	}
	only := []cell{text("restricted uses, with a reason")}
	if r.ExecutiveSensitive {
		only = append(only, text("sensitive uses"))
	}
	if r.ExecutiveFrom > impact.Unrated {
		only = append(only, text("a gravest harm of "+strings.ToLower(r.ExecutiveFrom.Word())+" or higher"))
	}
	b.heading(3, "", "Rule for assessments")
	b.facts(
		fact{"Months at most, by gravest harm", text(strings.Join(months, ", "))}, fact{"Only an executive approves", stack(only...)},
		fact{"Restricted uses", b.useNames(r.Restricted)}, fact{"Sensitive uses", b.useNames(r.Sensitive)}, fact{"Method", text(r.Method)},
	)
}

func (b *book) useNames(ids []string) cell {
	return stack(mapped(ids, func(id string) cell {
		u, _ := b.cat.Use(id)
		return text(u.Title)
	})...)
}

// usesOf names the uses of an assessment with the class of each.
func (b *book) usesOf(a impact.Assessment) cell {
	return stack(mapped(a.Uses, func(id string) cell {
		u, _ := b.cat.Use(id)
		class := b.s.ImpactRule().Class(id)
		if class == controls.Restricted || class == controls.Sensitive {
			return text(u.Title + " (" + string(class) + ")")
		}
		return text(u.Title)
	})...)
}

// triggerOf says why an assessment was made, and what set it off.
func triggerOf(a impact.Assessment) cell {
	if a.TriggeredBy == "" {
		return text(string(a.Trigger))
	}
	return text(string(a.Trigger) + ": " + a.TriggeredBy)
}

// areaTables prints which areas were looked at for each system in scope (A.5.4, A.5.5).
func (b *book) areaTables() {
	covers := impact.Covered(b.s.SystemsInScope(), b.s.Assessments, b.today)
	if len(covers) == 0 {
		return
	}
	rows := impact.Matrix(covers)
	b.heading(3, "", "Areas by AI system")
	b.para("For each area the level of the gravest harm stands, “assessed” where it was looked at and no harm is rated, “n/a” where the assessment says why the system does not reach it, and “missing” where it says nothing.")
	for _, part := range []string{impact.SectionIndividuals, impact.SectionSociety} {
		columns, at := []column{{"AI system", 1.6, false}}, []int{}
		for i, x := range impact.Areas() {
			if x.Section == part {
				columns, at = append(columns, column{x.Title, 1, false}), append(at, i)
			}
		}
		s, _ := impact.SectionOf(part)
		b.table(table{Caption: s.Title, Columns: columns, Rows: mapped(rows, func(r impact.Sighted) row {
			cells := []cell{b.named(r.System.Ref)}
			for _, i := range at {
				cells = append(cells, sightOf(r.In[i]))
			}
			return row{"", cells}
		})})
	}
}

func sightOf(s impact.Sight) cell {
	switch s.Look {
	case impact.LookedAt:
		if s.Level > impact.Unrated {
			return text(s.Level.Word())
		}
		return text("assessed")
	case impact.NotReached:
		return quietText("n/a")
	case impact.Missing:
		return strongText("missing")
	case impact.NoneYetMade:
	}
	return strongText("no assessment")
}

// untouched are the areas of a section that do not apply, with the reasons.
func untouched(a impact.Assessment, s impact.Section) []fact {
	return mapped(a.UntouchedIn(s.ID, true), func(u impact.Untouched) fact {
		x, _ := impact.AreaOf(u.Area)
		return fact{x.Title, text("Does not apply: " + u.Why)}
	})
}

// consultations prints who was asked, what they said and what came of it.
func (b *book) consultations(all []impact.Consultation) {
	if len(all) == 0 {
		b.para("Who was asked: Nothing recorded.")
		return
	}
	b.table(table{Caption: "Who was asked", Columns: []column{{"Who", 1.6, false}, {"As", 1, false}, {"How", 1, false}, {"When", 0, false}, {"What they said", 2.2, false}, {"What was done", 2, false}},
		Rows: mapped(all, func(c impact.Consultation) row {
			return row{"", []cell{text(c.Who), text(string(c.Voice)), text(c.How), text(c.On.Human()), text(c.Said), text(c.Done)}}
		})})
}

// takenUp names the risks in force that take up a harm.
func (b *book) takenUp(a impact.Assessment, i impact.Item) cell {
	if i.Effect != impact.Harm {
		return nil
	}
	return listed(refsOf(filter(b.s.RisksInForce(), func(r risk.Risk) bool {
		return i.ID != "" && slices.Contains(r.Harms, a.NameOf(i))
	}), riskRef))
}
