package pack

import (
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/comment"
)

// decisions is 9.3.2: the decisions taken on single records, which a management
// review looks back on. Comments are working notes and stay out of packs.
func (b *book) decisions() answer {
	taken := inForce(decisionsOf(b.s.Comments))
	a := answer{records: len(taken)}
	if len(taken) == 0 {
		return a
	}
	a.says = append(a.says, say("%s taken on single records %s recorded, each with its day and its reason.", capital(count(len(taken), "decision", "decisions")), is(len(taken))))
	a.show = func() {
		b.table(table{
			Caption: "Decisions on single records",
			Columns: []column{{"Reference", 0, false}, {"Decided", 0, false}, {"About", 0, false}, {"Decision", 3, false}, {"Because", 3, false}, {"Recorded by", 1.4, false}},
			Rows: mapped(taken, func(c comment.Comment) row {
				return row{Anchor: c.Ref, Cells: []cell{text(c.Ref), text(c.DecidedOn.Human()), b.named(c.Target), text(c.Text), text(c.Because), text(c.AuthorName)}}
			}),
		})
	}
	return a
}

// decisionsOf leaves the working notes out.
func decisionsOf(all []comment.Comment) []comment.Comment {
	return filter(all, func(c comment.Comment) bool { return c.Kind == comment.Decision })
}

// measured is what objectives and operational controls are measured by, which 9.1 counts
// beside its own registers.
func (b *book) measured() answer {
	values, carried := inForce(b.s.Measurements), inForce(b.s.Carried)
	a := answer{records: len(values) + len(carried)}
	if len(values) > 0 {
		a.says = append(a.says, join(say("%s %s recorded; see ", capital(count(len(values), "measurement of AI objectives", "measurements of AI objectives")), is(len(values))), see("6.2", "42001:6.2"), text(" and "), see("Annex 9", "annex-9-MEA"), text(".")))
	}
	if len(carried) > 0 {
		met := filter(carried, func(r operation.Record) bool { return r.Result == operation.Met })
		a.says = append(a.says, join(say("%s %s kept, of which %d met the criteria; see ", capital(count(len(carried), "record of operational controls", "records of operational controls")), is(len(carried)), len(met)), see("8.1", "42001:8.1"), text(" and "), see("Annex 9", "annex-9-OPR"), text(".")))
	}
	return a
}
