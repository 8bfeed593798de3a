package pack

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/risk"
)

// annexDocuments answers the first thing asked at Stage 1: where each piece of
// mandatory documented information is.
func (b *book) annexDocuments() {
	b.portrait()
	b.newPage()
	b.anchor("annex-7")
	b.heading(1, "Annex 7", "Where documented information stands")
	b.para(fmt.Sprintf("The %d pieces of information that clauses 4 to 10 ask to be written down or kept, in our own words, and what is recorded of each. Evidence is counted by clause.", len(b.cat.Documents)))
	nth := map[string]int{}
	b.table(table{Caption: "Documented information", Columns: []column{{"Clause", 0.7, false}, {"What is asked for", 2.8, false}, {"What is recorded", 2.8, false}, {"Evidence", 0.8, true}, {"Page", 0.5, true}},
		Rows: mapped(b.cat.Documents, func(d controls.Document) row {
			key := controls.ClauseKey(d.Clause).String()
			nth[d.Clause]++
			return row{"", []cell{see(d.Clause, key), text(d.What), b.documentRecorded(d.Clause, nth[d.Clause]), text(figure(b.evidenceCount(d.Clause))), onPage(key)}}
		})})
}

func (b *book) evidenceCount(clause string) int {
	for _, a := range b.answers {
		if a.clause.ID == clause {
			return a.shown()
		}
	}
	return 0
}

// recorded says what the registers hold of the nth document of a clause; the other
// clauses have no register and are shown by evidence.
var recorded = map[string]func(b *book, nth int) string{
	"4.3":   func(b *book, _ int) string { return b.scopeRecord() },
	"5.2":   func(b *book, _ int) string { return b.policyRecord() },
	"6.1.1": func(b *book, _ int) string { return b.riskRecords() },
	"6.1.2": func(b *book, _ int) string {
		return where(b.criteriaOrNone().Method != "", "Text, with the risk criteria")
	},
	"6.1.3": func(b *book, nth int) string { return b.treatmentDocument(nth, b.criteriaOrNone()) },
	"6.1.4": func(b *book, _ int) string { return b.impactRecords() },
	"8.1":   func(b *book, _ int) string { return b.controlRecords() },
	"8.2":   func(b *book, _ int) string { return b.riskResults() },
	"8.3":   func(b *book, _ int) string { return b.treatmentResults() },
	"8.4":   func(b *book, _ int) string { return b.impactRecords() },
}

func (b *book) documentRecorded(clause string, nth int) cell {
	said := ""
	if find, kept := recorded[clause]; kept {
		said = find(b, nth)
	}
	said = strings.Trim(said+", "+b.bookRecorded(clause), ", ")
	if _, kept := recorded[clause]; said == "" && !kept && b.evidenceCount(clause) > 0 {
		return quietText("No register; see the evidence")
	}
	if said == "" {
		return strongText("Nothing recorded")
	}
	return text(said)
}

func (b *book) scopeRecord() string {
	st, ok := b.s.Scope()
	return where(ok, fmt.Sprintf("Version %d, approved", st.Number))
}

func (b *book) policyRecord() string {
	p, ok := b.s.MainPolicy()
	v, approved := b.s.InForce(p.Ref)
	return where(ok && approved, fmt.Sprintf("%s, version %d, approved", p.Ref, v.Number))
}

func (b *book) impactRecords() string {
	made := filter(inForce(b.s.Assessments), func(x impact.Assessment) bool { return x.State != impact.Draft })
	return some(len(made), "assessment, approved", "assessments, approved or superseded")
}

func (b *book) riskResults() string {
	rated := filter(b.s.RisksInForce(), func(r risk.Risk) bool { return r.InherentLevel > 0 })
	return some(len(rated), "risk in force with a level", "risks in force with a level")
}

func (b *book) treatmentResults() string {
	done := filter(inForce(b.s.Actions), func(x risk.Action) bool { return x.DoneOn != "" && x.Result != "" })
	return some(len(done), "action done, with its result", "actions done, with their results")
}

func (b *book) riskRecords() string {
	said := some(len(b.s.RisksInForce()), "risk or opportunity in force", "risks and opportunities in force")
	if len(b.s.Criteria) == 0 {
		return where(said != "", said+"; no criteria")
	}
	if said == "" {
		return "Criteria; no risk"
	}
	return "Criteria; " + said
}

// treatmentDocument is one of the four that 6.1.3 asks for: process, Statement,
// plan, and the approval of the plan with the acceptance of what remains.
func (b *book) treatmentDocument(nth int, c risk.Criteria) string {
	switch nth {
	case 1:
		return where(c.Treatment != "", "Text, with the risk criteria")
	case 2:
		if v, ok := b.s.Statement(); ok {
			return fmt.Sprintf("%s, version %d, approved", v.Ref, v.Number)
		}
		return some(len(inForce(b.s.Rows)), "control in a draft, not approved", "controls in a draft, not approved")
	case 3:
		return some(len(inForce(b.s.Actions)), "action", "actions")
	}
	return b.planApproval()
}

// planApproval is the acceptance of what remains, which is a register, and the
// approval of the plan, which only evidence can show.
func (b *book) planApproval() string {
	accepted := len(inForce(b.s.Acceptances))
	shown := b.evidenceFor(append(refsOf(inForce(b.s.Actions), actionRef), controls.ClauseKey("6.1.3").String())...)
	switch {
	case len(shown) > 0:
		return capital(count(accepted, "acceptance", "acceptances")) + "; for the approval of the plan see the evidence"
	case accepted > 0:
		return count(accepted, "acceptance", "acceptances") + "; approval of the plan: nothing recorded"
	}
	return ""
}

// controlRecords counts as 8.1 does.
func (b *book) controlRecords() string {
	return some(len(b.necessary()), "control recorded as necessary", "controls recorded as necessary")
}

// some counts, and is empty for none.
func some(n int, one, many string) string { return where(n > 0, count(n, one, many)) }

func where(holds bool, s string) string {
	if holds {
		return s
	}
	return ""
}
