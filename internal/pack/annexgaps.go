package pack

import (
	"fmt"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/readiness"
)

// annexGaps lists what the rules of the workbench find wanting, as its screen of
// gaps does: the pack must not be silent where the screen is not.
func (b *book) annexGaps() {
	b.portrait()
	b.newPage()
	b.anchor("annex-8")
	b.heading(1, "Annex 8", "Gaps")
	gaps := b.gaps
	b.para(fmt.Sprintf("%s found by the rules of the workbench in what is recorded, judged on %s. The rules look at records, not at the organisation: a list without gaps is no judgement on conformity. "+
		"Major and minor are our suggestion; the standard grades nothing.", capital(count(len(gaps), "gap was", "gaps were")), b.today.Human()))
	if len(gaps) == 0 {
		return
	}
	b.table(table{Caption: "Gaps", Columns: []column{{"Rule", 0, false}, {"Severity", 0.9, false}, {"Clauses", 0.8, false}, {"What is wanting", 3.2, false}, {"Records", 2.2, false}},
		Rows: mapped(gaps, func(g readiness.Gap) row {
			return row{"", []cell{text(g.Rule), text(string(g.Severity)), keyed(mapped(g.Clauses, clauseKey)), stack(text(g.Message+"."), quietText(g.Fix)), listed(g.Records)}}
		})})
}

// clauseKey is the key of a clause or, with its letter, of a control.
func clauseKey(id string) string { return controls.ClauseKey(id).String() }
