package pack

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/register"
)

// annexBooks prints every record of the registers of internal/register whole, retired
// ones marked.
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
	b.para("Every record of the registers that are summed up under their clauses, in the order of the clauses. What is not filled in is left out. Registers of many short records are set as tables.")
	at := func(k register.Book) int {
		return slices.IndexFunc(b.cat.Clauses, func(c controls.Clause) bool { return c.ID == k.Clauses[0] })
	}
	slices.SortStableFunc(filled, func(x, y register.Book) int { return cmp.Compare(at(x), at(y)) })
	for _, k := range filled {
		b.anchor(annexBook(k))
		b.heading(2, k.Clauses[0], k.Title)
		if parts := shortRecords[k.Prefix]; parts != nil {
			b.shortTable(k, parts)
			continue
		}
		records := k.Records()
		for i, e := range k.Entries() {
			b.entry(e, records[i])
		}
	}
}

func (b *book) entry(e register.Entry, record any) {
	b.anchor(e.Ref)
	b.heading(3, e.Ref, e.Title)
	if e.Retired {
		b.notice(noticeInfo, fmt.Sprintf("This record was retired on %s. %s", e.Head.RetiredOn.Human(), e.Head.RetiredBecause))
	}
	var facts []fact
	for _, a := range slices.Clip(e.Answers)[1:] {
		if !a.Empty() {
			facts = append(facts, fact{a.Title(), b.said(a)})
		}
	}
	facts = append(facts, acts(record)...)
	if items := b.evidenceFor(e.Ref); len(items) > 0 {
		facts = append(facts, fact{"Evidence", b.evidenceRefs(e.Ref)})
	}
	facts = append(facts, fact{"As recorded", say("version %d, last changed by %s on %s", e.Head.Version, orUnknown(e.Head.UpdatedBy), e.Head.UpdatedAt.Human())})
	b.facts(facts...)
}

// acts are what a record holds beside its fields: how an act of its stage ended it.
func acts(record any) []fact {
	switch r := record.(type) {
	case operation.Incident:
		if r.ClosedOn == "" {
			return []fact{{"Logged by", text(r.LoggerName)}, {"Closed", text("No")}}
		}
		return []fact{{"Logged by", text(r.LoggerName)}, {"Closed", say("on %s by %s", r.ClosedOn.Human(), r.ClosedBy)}, {"What holds since", text(r.Outcome)}}
	case improvement.Nonconformity:
		if r.ClosedOn == "" {
			return []fact{{"Recorded by", text(r.FinderName)}, {"Closed", text("No")}}
		}
		return []fact{{"Recorded by", text(r.FinderName)}, {"Closed", say("on %s by %s", r.ClosedOn.Human(), r.ClosedBy)}, {"What holds since", text(r.Closing)}}
	case improvement.Action:
		if r.Effect == "" {
			return []fact{{"Effect", text("Nobody has looked yet")}}
		}
		return []fact{{"Effect", say("%s; seen on %s by %s", capital(string(r.Effect)), r.ReviewedOn.Human(), r.Reviewer)}, {"What shows it", text(r.Seen)}}
	case operation.Supplier:
		if r.GapsOn == "" {
			return nil
		}
		return []fact{{"Asked about its AI", say("%s answered; recorded by %s on %s", count(len(r.Gaps), "question", "questions"), r.GapsBy, r.GapsOn.Human())}}
	}
	return nil
}

// part is one column of a table of short records: the fields that stand in it, the first
// alone and the others with their titles, or what made draws from the record.
type part struct {
	title  string
	weight float64
	fields []string
	made   func(b *book, record any) cell
}

// shortRecords are the registers of many short records, by prefix, with their columns.
// Every field of theirs stands in one of them; the title of a round tells its gate.
var shortRecords = map[string][]part{
	"ACK": {{"Person", 1.5, []string{"name", "account"}, nil}, {"Version", 1.6, []string{"document"}, nil}, {"Asked on", 1.3, []string{"asked_on", "due"}, nil}, {"Acknowledged on", 2.8, []string{"acknowledged_on", "shown_by"}, pressed}},
	"CNF": {{"Why it still holds", 2.1, []string{"text"}, nil}, {"What is confirmed", 2.4, []string{"record"}, nil}, {"AI system that changed", 1.8, []string{"system", "kinds", "seen"}, nil}},
	"CHK": {{"What is looked at", 1.7, []string{"title", "audit", "place", "requirement", "systems", "follows"}, nil}, {"Asked", 2.6, []string{"questions", "wanted"}, nil}, {"Seen", 2.2, []string{"result", "notes", "interviewee", "evidence"}, nil}},
	"MEA": {{"Objective", 1.9, []string{"objective"}, nil}, {"Value", 0.6, []string{"value"}, nil}, {"Measured on", 1.3, []string{"taken_on", "taken_by"}, nil}, {"Note", 2.2, []string{"note"}, nil}},
	"RSL": {{"Measure", 1.9, []string{"measure"}, nil}, {"Value", 0.9, []string{"value"}, unitOf}, {"Measured on", 1.3, []string{"taken_on", "taken_by"}, nil}, {"Note", 2.2, []string{"note", "evidence"}, nil}},
	"OPR": {{"What was done", 2, []string{"what", "done_on", "done_by"}, nil}, {"Control", 1.6, []string{"control"}, nil}, {"Result", 1.3, []string{"result", "looked_at", "missed"}, nil}, {"What was found", 2.4, []string{"found", "follow_up", "proof"}, nil}},
	"GAT": {{"Gate and round", 1.6, []string{"title", "release"}, nil}, {"AI system", 1.4, []string{"system"}, nil}, {"Prepared by", 1.3, []string{"prepared", "planned"}, nil}, {"Decision", 2.2, nil, decided}, {"Answers", 2.8, nil, answers}},
}

// joins are registers in which one act leaves many records that differ in one field
// alone; those are set in one row.
var joins = map[string]string{"CNF": "record"}

// shortTable sets a register as one table.
func (b *book) shortTable(k register.Book, parts []part) {
	t := table{Caption: k.Title, Columns: []column{{"Reference", 0, false}}}
	for _, p := range parts {
		t.Columns = append(t.Columns, column{p.title, p.weight, false})
	}
	if k.Prefix != operation.Gates.Prefix { // whoever signed is named in the decision
		t.Columns = append(t.Columns, column{"Recorded by", 1.1, false})
	}
	runs := b.runs(k)
	for _, run := range runs {
		i := run[0]
		e := k.Entries()[i]
		ref := text(e.Ref)
		if n := len(run); n > 1 {
			ref = stack(ref, join(text("to "), text(k.Entries()[run[n-1]].Ref)))
		}
		if e.Retired {
			ref = stack(ref, badgeText("retired"))
		}
		cells := []cell{ref}
		for _, p := range parts {
			cells = append(cells, b.partOf(k, run, p))
		}
		if len(cells) < len(t.Columns) {
			cells = append(cells, stack(text(e.Head.UpdatedBy), text(e.Head.UpdatedAt.Day().Human())))
		}
		t.Rows = append(t.Rows, row{e.Ref, cells})
	}
	b.table(t)
	for _, run := range runs {
		for _, i := range run[1:] {
			b.anchors[k.Entries()[i].Ref] = b.anchors[k.Entries()[run[0]].Ref]
		}
	}
}

// partOf is what stands in a column for records that are set in one row.
func (b *book) partOf(k register.Book, run []int, p part) cell {
	var out []cell
	for _, name := range p.fields {
		at := slices.IndexFunc(k.Questions, func(q register.Question) bool { return q.Name == name })
		a := k.Entries()[run[0]].Answers[at]
		if name == joins[k.Prefix] {
			a.Values = nil
			for _, i := range run {
				a.Values = append(a.Values, k.Entries()[i].Answers[at].Values...)
			}
		}
		switch {
		case a.Empty():
		case len(out) == 0:
			out = append(out, b.said(a))
		default:
			out = append(out, join(quietText(a.Title()+": "), b.said(a)))
		}
	}
	if p.made != nil {
		out = append(out, p.made(b, k.Records()[run[0]]))
	}
	return stack(append(out, evidenceIn(b, k, run, p)...)...)
}

// evidenceIn is the evidence of the records, in the last column of the table.
func evidenceIn(b *book, k register.Book, run []int, p part) []cell {
	if parts := shortRecords[k.Prefix]; parts[len(parts)-1].title != p.title {
		return nil
	}
	var targets []string
	for _, i := range run {
		targets = append(targets, k.Entries()[i].Ref)
	}
	if len(b.evidenceFor(targets...)) == 0 {
		return nil
	}
	return []cell{join(quietText("Evidence: "), b.evidenceRefs(targets...))}
}

// runs are the records of a register by their places, those that are set in one row
// together.
func (b *book) runs(k register.Book) (out [][]int) {
	last := ""
	for i, e := range k.Entries() {
		said := []string{e.Head.UpdatedBy, e.Head.UpdatedAt.Day().Human(), fmt.Sprint(e.Retired)}
		for _, a := range e.Answers {
			if a.Name != joins[k.Prefix] {
				said = append(said, strings.Join(a.Values, "\n"))
			}
		}
		same := strings.Join(said, "\x00")
		if i > 0 && same == last && joins[k.Prefix] != "" {
			out[len(out)-1] = append(out[len(out)-1], i)
		} else {
			out = append(out, []int{i})
		}
		last = same
	}
	return out
}

// pressed is the moment in which a person acknowledged under the own account.
func pressed(_ *book, record any) cell {
	if a, ok := record.(leadership.Acknowledgement); ok && a.PressedAt != "" {
		return say("Pressed at %s", a.PressedAt.Human())
	}
	return nil
}

func decided(_ *book, record any) cell {
	g, _ := record.(operation.Gate)
	return signed(g)
}

// answers counts the answers to the questions of a gate, and tells those that are no yes.
func answers(_ *book, record any) cell {
	g, _ := record.(operation.Gate)
	yes := len(filter(g.Items(), func(it controls.GateItem) bool { return g.To(it.ID).Said == operation.Yes }))
	return stack(say("Yes to %d of %d questions", yes, len(g.Items())), exceptions(g))
}

// unitOf is what a result is counted in.
func unitOf(b *book, record any) cell {
	r, _ := record.(performance.Result)
	for i := range b.s.Measures {
		if m := &b.s.Measures[i]; m.Ref == r.Measure {
			return quietText(m.Unit)
		}
	}
	return nil
}
