package pack

import (
	"fmt"

	"github.com/aims-workbench/aims/internal/aims/certification"
)

// annexCycle is the certification cycle in short: its days, the certificate beside what
// is approved, and what the auditors asked for. No clause asks for any of it.
func (b *book) annexCycle() {
	c, ok := b.s.Course()
	if !ok {
		return
	}
	b.portrait()
	b.newPage()
	b.anchor("annex-10")
	b.heading(1, "Annex 10", "Certification cycle")
	b.para("ISO/IEC 42001 does not ask for certification. This annex sums up the cycle with the certification body; its records stand whole in Annex 9.")
	plan, proof := c.Deadlines()
	b.facts(
		fact{"Cycle", b.named(c.Ref)}, fact{"Certification body", text(c.Body)}, fact{"Accredited by", text(c.Accreditation)},
		fact{"Deadlines", say("%d days for cause and plan, %d days for the proof, as the body sets them", plan, proof)},
		fact{"Certificate", text(c.Certificate)}, fact{"Valid until", text(c.ValidUntil.Human())}, fact{"Scope on it", b.scopeCompared(c)}, fact{"SoA version on it", b.statementCited(c)},
	)
	b.table(table{Caption: "Days of the cycle", Columns: []column{{"Reference", 0, false}, {"What", 2, false}, {"Planned", 1, false}, {"Held", 1, false}, {"Outcome", 1.6, false}, {"Findings", 1, false}},
		Rows: mapped(c.Events, func(e certification.Event) row {
			return row{Cells: []cell{{linked(e.Ref)}, text(e.Title), text(e.PlannedOn.Human()), text(e.HeldOn.Human()), text(capital(string(e.Outcome))), b.findingsOf(e)}}
		})})
	open, all := 0, 0
	for _, q := range inForce(b.s.Requests) {
		all++
		if q.Open() {
			open++
		}
	}
	if all > 0 {
		b.para(fmt.Sprintf("The auditors asked for %s; %d of them are open.", count(all, "document", "documents"), open))
	}
}

func (b *book) scopeCompared(c certification.Course) cell {
	st, ok := b.s.Scope()
	switch {
	case c.Certificate == "":
		return nil
	case !ok:
		return say("%s (no scope statement is approved to compare it with)", c.ScopeWords)
	case c.SameScope(st.Text):
		return say("%s (the same as the approved scope statement)", c.ScopeWords)
	}
	return stack(text(c.ScopeWords), badgeText("differs from the approved scope statement"), text(st.Text))
}

func (b *book) statementCited(c certification.Course) cell {
	switch {
	case c.StatementVersion == 0:
		return nil
	case b.s.StatementOutdated(c.Cycle):
		return stack(say("%d", c.StatementVersion), badgeText("another version is in force"))
	}
	return say("%d", c.StatementVersion)
}

// findingsOf counts the findings of an audit that was held.
func (b *book) findingsOf(e certification.Event) cell {
	if !e.Held() || e.Kind == certification.Decision {
		return nil
	}
	all := b.s.Received(e.Ref)
	open := 0
	for _, n := range all {
		if n.Open() {
			open++
		}
	}
	return say("%d, %d open", len(all), open)
}
