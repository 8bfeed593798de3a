package pack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/register"
)

// mostColumns is how many fields of a register fit beside the reference in a clause;
// the rest stands in the annex.
const mostColumns = 5

// tables are the registers that a clause prints in a table of their own.
var tables = map[string]func(*book){
	leadership.Activities.Prefix:   (*book).raciTable,
	performance.Measures.Prefix:    (*book).watchedTable,
	performance.Results.Prefix:     func(*book) {}, // the newest stand with their measures
	performance.Evaluations.Prefix: (*book).evaluationTable,

	review.Reviews.Prefix: (*book).reviewTable,

	improvement.Nonconformities.Prefix: (*book).nonconformityTable,
	improvement.Actions.Prefix:         func(*book) {}, // each stands with its nonconformity

	internalaudit.Programmes.Prefix: (*book).programmeTable,
	internalaudit.Audits.Prefix:     (*book).auditTable,
	internalaudit.Samples.Prefix:    (*book).sampleTable,
	internalaudit.Findings.Prefix:   (*book).findingTable,
}

// longLabel is from which length on an answer that is chosen needs the room of a text.
const longLabel = 24

// booksOf are the registers of internal/register that print under a clause: the first
// of those they serve.
func (b *book) booksOf(clause string) []register.Book {
	return filter(b.kept, func(k register.Book) bool { return k.Clause() == clause })
}

// withBooks adds to an answer what those registers hold. Where each record is printed
// is said once; a register that Annex 9 sets as a table is not printed here too.
func (b *book) withBooks(a answer, clause string) answer {
	books := b.booksOf(clause)
	if len(books) == 0 {
		return a
	}
	a.kept = true
	var whole []cell
	var bare []string
	for _, k := range books {
		held := k.InForce()
		a.records += len(held)
		for _, e := range held {
			a.targets = append(a.targets, e.Ref)
		}
		if k.Total == 0 {
			bare = append(bare, k.Many)
			continue
		}
		whole = append(whole, join(see(k.Title, annexBook(k)), text(" ("+andRetired(k.Held, k.Total-k.Held)+")")))
	}
	if len(whole) > 0 {
		a.says = append(a.says, join(text("Printed whole in Annex 9: "), inARow(whole), text(".")))
	}
	if len(bare) > 0 {
		a.says = append(a.says, say("No %s are recorded.", strings.Join(bare, ", no ")))
	}
	show := a.show
	a.show = func() {
		if show != nil {
			show()
		}
		for _, k := range books {
			own, ours := tables[k.Prefix]
			switch {
			case ours:
				own(b)
			case shortRecords[k.Prefix] == nil:
				b.bookTable(k)
			}
		}
	}
	return a
}

// annexBook is the anchor of a register in Annex 9.
func annexBook(k register.Book) string { return "annex-9-" + k.Prefix }

// andRetired counts records and, apart from them, retired ones.
func andRetired(current, retired int) string {
	if retired == 0 {
		return figure(current)
	}
	return fmt.Sprintf("%s, and %s retired", figure(current), figure(retired))
}

// inARow sets cells one after another with commas.
func inARow(all []cell) (c cell) {
	for i, one := range all {
		if i > 0 {
			c = append(c, span{Text: ", "})
		}
		c = append(c, one...)
	}
	return c
}

// bookTable lists the records that are not retired with the columns of their list.
func (b *book) bookTable(k register.Book) {
	held := k.InForce()
	if len(held) == 0 {
		return
	}
	at := []int{0}
	for i, q := range k.Questions {
		if i > 0 && q.Column && !q.Extra && len(at) < mostColumns {
			at = append(at, i)
		}
	}
	columns := []column{{"Reference", 0, false}}
	for _, i := range at {
		columns = append(columns, column{k.Questions[i].Title(), breadth(k.Questions[i], i == 0), false})
	}
	b.table(table{Caption: k.Title, Columns: columns, Rows: mapped(held, func(e register.Entry) row {
		cells := []cell{{linked(e.Ref)}}
		for _, i := range at {
			cells = append(cells, b.said(e.Answers[i]))
		}
		return row{Cells: cells}
	})})
}

// breadth is how wide a column is beside the others.
func breadth(q register.Question, name bool) float64 {
	switch {
	case name:
		return 2.6
	case q.Kind == register.OnDay: // as wide as a date
		return 0
	case q.Kind == register.Record || q.Kind == register.Records: // with their names
		return 2.2
	case slices.ContainsFunc(q.Options, func(o register.Option) bool { return len(o.Label) > longLabel }):
		return 2
	case q.Kind == register.Prose || q.Kind == register.Listed || q.Kind == register.OneLine:
		return 1.8
	}
	return 1.2
}

// said prints a field as it is recorded.
func (b *book) said(a register.Answer) cell {
	if a.Refs() {
		return stack(mapped(a.Values, b.named)...)
	}
	if a.Kind == register.Listed || a.Kind == register.Prose || a.Kind == register.Tabled {
		return text(strings.Join(a.Said(), "\n"))
	}
	return text(a.Plain())
}
