package pack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/performance"
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
}

// booksOf are the registers of internal/register that print under a clause: the first
// of those they serve.
func (b *book) booksOf(clause string) []register.Book {
	return filter(b.kept, func(k register.Book) bool { return k.Clauses[0] == clause })
}

// withBooks adds to an answer what those registers hold.
func (b *book) withBooks(a answer, clause string) answer {
	books := b.booksOf(clause)
	if len(books) == 0 {
		return a
	}
	a.kept = true
	show := a.show
	for _, k := range books {
		held := k.InForce()
		a.records += len(held)
		for _, e := range held {
			a.targets = append(a.targets, e.Ref)
		}
		if k.Total == 0 {
			a.says = append(a.says, say("No %s are recorded.", k.Many))
			continue
		}
		a.says = append(a.says, say("%s %s in force; printed whole in Annex 9.", capital(count(len(held), k.One, k.Many)), is(len(held))))
	}
	a.show = func() {
		if show != nil {
			show()
		}
		for _, k := range books {
			if own, ours := tables[k.Prefix]; ours {
				own(b)
			} else {
				b.bookTable(k)
			}
		}
	}
	return a
}

// bookTable lists the records in force with the columns of their list.
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
	case q.Kind == register.Records: // with their names, one below the other
		return 2.2
	case q.Kind == register.Record: // "POL-2026-001.v3" is not broken
		return 1.7
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

// annexBooks prints every record of those registers whole, retired ones marked.
func (b *book) annexBooks() {
	b.portrait()
	b.newPage()
	b.anchor("annex-9")
	b.heading(1, "Annex 9", "Records in full")
	filled := filter(b.kept, func(k register.Book) bool { return k.Total > 0 })
	if len(filled) == 0 {
		b.para("The registers that are printed whole here hold no record yet.")
		return
	}
	b.para("Every record of the registers that are summed up under their clauses, in the order of the clauses. What is not filled in is left out.")
	for _, k := range filled {
		b.heading(2, k.Clauses[0], k.Title)
		for _, e := range k.Entries() {
			b.entry(e)
		}
	}
}

func (b *book) entry(e register.Entry) {
	b.anchor(e.Ref)
	b.heading(3, e.Ref, e.Title)
	if e.Retired {
		b.notice(noticeInfo, "This record is retired and not in force.")
	}
	var facts []fact
	for _, a := range slices.Clip(e.Answers)[1:] {
		if !a.Empty() {
			facts = append(facts, fact{a.Title(), b.said(a)})
		}
	}
	if items := b.evidenceFor(e.Ref); len(items) > 0 {
		facts = append(facts, fact{"Evidence", b.evidenceRefs(e.Ref)})
	}
	b.facts(facts...)
}

// bookRecorded says what the registers hold of a document that a clause asks for.
func (b *book) bookRecorded(clause string) string {
	var parts []string
	for _, k := range b.booksOf(clause) {
		if n := k.Held; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, map[bool]string{true: k.One, false: k.Many}[n == 1]))
		}
	}
	return strings.Join(parts, ", ")
}
