package pack

import (
	"fmt"

	"github.com/aims-workbench/aims/controls"
	papers "github.com/aims-workbench/aims/internal/document"
)

// annexDocuments answers the first thing asked at Stage 1: where each piece of
// mandatory documented information is. The screens say the same, from the same list.
func (b *book) annexDocuments() {
	b.portrait()
	b.newPage()
	b.anchor("annex-7")
	b.heading(1, "Annex 7", "Where documented information stands")
	needs := papers.Mandatory(b.s)
	b.para(fmt.Sprintf("The %d pieces of information that clauses 4 to 10 ask to be written down or kept, in our own words, and what is recorded of each. Evidence is counted by clause.", len(needs)))
	b.table(table{Caption: "Documented information", Columns: []column{{"Clause", 0.7, false}, {"What is asked for", 2.8, false}, {"What is recorded", 2.8, false}, {"Evidence", 0.8, true}, {"Page", 0.5, true}},
		Rows: mapped(needs, func(n papers.Need) row {
			key := controls.ClauseKey(n.Clause).String()
			return row{"", []cell{see(n.Clause, key), text(n.What), b.documentRecorded(n), text(figure(b.evidenceCount(n.Clause))), onPage(key)}}
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

// documentRecorded lists where a piece lies; evidence is counted beside it.
func (b *book) documentRecorded(n papers.Need) cell {
	var lies []cell
	for _, h := range n.Holds {
		switch {
		case h.Ref != "":
			lies = append(lies, text(h.Ref+": "+h.What))
		case h.Register != "":
			lies = append(lies, text(capital(h.What)))
		}
	}
	switch {
	case len(lies) > 0:
		return stack(lies...)
	case len(n.Holds) > 0:
		return quietText("See the evidence")
	}
	return strongText("Nothing recorded")
}
