package pack

import (
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
)

// impacts is 6.1.4: which systems were assessed, and with what.
func (b *book) impacts() answer {
	systems := b.s.SystemsInScope()
	all := inForce(b.s.Assessments)
	a := answer{kept: true, records: len(all)}
	a.beyond = beyond{targets: refsOf(all, func(x impact.Assessment) string { return x.Ref }), to: "impact assessments", place: see("8.4", "42001:8.4")}
	missing := b.unassessed(systems)
	s := say("%d of %s in scope %s an approved impact assessment", len(systems)-len(missing), count(len(systems), "AI system", "AI systems"), has(len(systems)-len(missing)))
	if len(missing) > 0 {
		s = join(s, text("; missing: "), listed(refsOf(missing, systemRef)))
	}
	a.says = append(a.says, join(s, text("; see "), see("Annex 3", "annex-3"), text(".")))
	a.lacksWhere("No approved impact assessment for: "+plainList(missing, systemRef)+".", len(missing) > 0)
	private := filter(all, func(x impact.Assessment) bool { return x.State == impact.Approved && x.Shared == "" })
	a.lacksWhere("Not recorded to whom the result is made available: "+plainList(private, func(x impact.Assessment) string { return x.Ref })+".", len(private) > 0)
	misuse := filter(systems, func(y inventory.System) bool { return y.Misuse == "" })
	a.lacksWhere("No foreseeable misuse is recorded in the inventory for: "+plainList(misuse, systemRef)+".", len(misuse) > 0)
	undecided := filter(b.s.Systems, func(y inventory.System) bool {
		return !y.Retired() && y.InScope != scope.Yes && y.InScope != scope.No
	})
	if n := len(undecided); n > 0 {
		a.says = append(a.says, join(say("%s %s not counted, being recorded neither as in scope nor as out of it: ", count(n, "undecided AI system", "undecided AI systems"), is(n)), listed(refsOf(undecided, systemRef)), text(".")))
	}
	a.says = append(a.says, b.impactProcess())
	a.show = func() { b.coverage(systems) }
	return a
}

// impactProcess says where the way of assessing stands (6.1.4, A.5.2).
func (b *book) impactProcess() cell {
	r := b.s.ImpactRule()
	if !r.InForce() {
		return text("No rule of the organisation's own for assessments is set. The process is shown by evidence linked to 6.1.4 or to control A.5.2. Each assessment follows the sections printed in Annex 3.")
	}
	return join(say("The rule for assessments is recorded (version %d, last changed by %s on %s) and printed in ", r.Version, orUnknown(r.UpdatedBy), r.UpdatedAt.Human()),
		see("Annex 3", "annex-3"), text(", with the sections that each assessment follows."))
}

func (b *book) unassessed(systems []inventory.System) []inventory.System {
	return filter(systems, func(y inventory.System) bool { _, ok := b.s.AssessmentOf(y.Ref); return !ok })
}

// coverage shows each system in scope with the assessment in force and any draft.
func (b *book) coverage(systems []inventory.System) {
	if len(systems) == 0 {
		return
	}
	b.table(table{Caption: "AI systems in scope and their impact assessments", Columns: []column{{"AI system", 2.6, false}, {"Assessment", 0, false}, {"Assessed on", 0, false}, {"Decision", 1.4, false}, {"Approved", 1.8, false}, {"Next review", 0, false}},
		Rows: mapped(systems, func(y inventory.System) row {
			x, ok := b.s.AssessmentOf(y.Ref)
			if !ok {
				state := "no approved assessment"
				if n := len(filter(b.assessments[y.Ref], func(x impact.Assessment) bool { return x.State == impact.Draft })); n > 0 {
					state += "; " + count(n, "draft", "drafts")
				}
				return row{Cells: []cell{b.named(y.Ref), strongText(state)}}
			}
			return row{Cells: []cell{b.named(y.Ref), {linked(x.Ref)}, text(x.AssessedOn.Human()), text(string(x.Decision)), text(b.approved(x.ApprovedBy, x.ApprovedAs, x.ApprovedAt)), onDay(x.NextReview, b.today)}}
		})})
}
