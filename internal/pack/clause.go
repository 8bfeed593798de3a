package pack

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/readiness"
)

// answer is what the registers hold for one sub-clause. It says only what is
// recorded: whether that is enough is for the auditor to say.
type answer struct {
	clause   controls.Clause
	kept     bool     // the workbench keeps a register for the sub-clause
	says     []cell   // sentences drawn from the registers
	lacks    []string // what is asked for, could be recorded and is not
	records  int      // records in force that the sentences rest on
	targets  []string // records whose evidence stands under the sub-clause
	show     func()   // extracts of the registers; may be nil
	evidence []evidence.Item
	beyond   beyond // evidence that stands with the records, not under the sub-clause
}

// beyond is evidence linked to single records, which is listed with them.
type beyond struct {
	targets []string // the records
	to      string   // what they are: "risks"
	place   cell     // where it is listed
	n       int      // items that are not under the sub-clause already
}

// drawn says how the answer to a sub-clause is drawn from the registers. What is
// not here has no register in this version and is shown by evidence alone.
var drawn = map[string]func(*book) answer{
	"4.1": (*book).context, "4.2": (*book).parties, "4.3": (*book).boundary, "4.4": (*book).processes,
	"5.1": (*book).commitment, "5.2": (*book).policy, "5.3": (*book).roles,
	"6.1.1": (*book).criteria, "6.1.2": (*book).assessing, "6.1.3": (*book).treating, "6.1.4": (*book).impacts,
	"6.2": (*book).objectives,
	"7.1": (*book).resources, "7.2": (*book).competence, "7.3": (*book).awareness, "7.4": (*book).communication,
	"7.5.1": (*book).documented, "7.5.2": (*book).approvals, "7.5.3": (*book).documents,
	"9.1": (*book).watched, "9.2.1": (*book).audited, "9.2.2": (*book).programmed, "9.3.2": (*book).reviewed,
	"8.1": (*book).controlsInOperation, "8.2": (*book).assessmentsDone, "8.3": (*book).treatmentDone, "8.4": (*book).impactsDone,
}

// answer finds what the registers hold for an auditable sub-clause.
func (b *book) answer(c controls.Clause) answer {
	var a answer
	if draw, known := drawn[c.ID]; known {
		a = draw(b)
	}
	a = b.withBooks(a, c.ID)
	a.clause = c
	a.evidence = b.evidenceFor(append(a.targets, c.Key().String())...)
	if len(a.beyond.targets) == 0 {
		a.beyond = above(c)
	}
	a.beyond.n = len(b.evidenceFor(append(a.beyond.targets, append(a.targets, c.Key().String())...)...)) - len(a.evidence)
	if !a.kept {
		a.says = append(a.says, byEvidence(c.ID, a.shown(), a.records))
	}
	return a
}

// above is the evidence linked to the clauses that a sub-clause is part of.
func above(c controls.Clause) beyond {
	parent := c.Parent
	if parent == "" {
		return beyond{}
	}
	up := beyond{to: parent + " as a whole", place: see(parent, controls.ClauseKey(parent).String())}
	for parent != "" {
		up.targets = append(up.targets, controls.ClauseKey(parent).String())
		i := strings.LastIndexByte(parent, '.')
		parent = parent[:max(i, 0)]
	}
	return up
}

// byEvidence is said of a sub-clause that no register serves, or serves in full: what
// others hold of it stands before.
func byEvidence(clause string, n, records int) cell {
	if records > 0 {
		return say("What else %s asks is shown by evidence linked to the clause: %s.", clause, count(n, "item", "items"))
	}
	if n == 0 {
		return say("The workbench keeps no register of its own for %s. It is shown by evidence linked to the clause; none is linked.", clause)
	}
	return say("The workbench keeps no register of its own for %s. It is shown by evidence linked to the clause: %s.", clause, count(n, "item", "items"))
}

// empty says whether nothing at all stands for the sub-clause.
func (a answer) empty() bool { return a.records == 0 && a.shown() == 0 }

// clause sets a heading or, for an auditable sub-clause, everything about it.
func (b *book) clause(c controls.Clause) {
	if c.Parent == "" {
		b.newPage()
		b.anchor(c.Key().String())
		b.heading(1, c.ID, c.Title)
	} else {
		b.anchor(c.Key().String())
		b.subclause(c.ID, c.Title)
	}
	if !c.Auditable {
		if items := b.evidenceFor(c.Key().String()); len(items) > 0 {
			b.evidenceTable("Evidence linked to "+c.ID+" as a whole", items)
		}
		return
	}
	for _, a := range b.answers {
		if a.clause.ID == c.ID {
			b.show(a)
		}
	}
}

func (b *book) show(a answer) {
	b.labelled("What is asked, in our own words")
	b.flow(text(a.clause.Meaning), 0, axis, bodySize, bodyLine, inkText)
	b.smallPoints(mapped(a.clause.Requirements, func(r controls.Requirement) string { return r.Text + "." }))
	b.labelled("Status in the workbench")
	b.flow(text(stated(b.standings[a.clause.ID])), 0, axis, bodySize, bodyLine, inkText)
	if len(a.says) > 0 {
		b.points("What is recorded", a.says)
	}
	switch {
	case a.empty():
		b.notice(noticeGap, nothing(a))
	case len(a.lacks) > 0:
		b.partly(a.lacks)
	}
	if a.show != nil {
		a.show()
	}
	b.showEvidence(a)
}

// stated is the status in one of the four words, with what is missing.
func stated(st readiness.Standing) string {
	if st.Lacks == "" {
		return string(st.Status) + "."
	}
	return string(st.Status) + ". " + st.Lacks + "."
}

// showEvidence lists the evidence, or says that there is none; what is linked to
// single records is counted, so that "none" is never read where there is some.
func (b *book) showEvidence(a answer) {
	if len(a.evidence) > 0 {
		b.evidenceTable("Evidence for "+a.clause.ID, a.evidence)
	}
	if len(a.evidence) > 0 && a.beyond.n == 0 {
		return
	}
	said := text(noEvidence)
	if a.beyond.n > 0 {
		said = join(say("%s %s linked to %s; listed in ", capital(count(a.beyond.n, "item", "items")), is(a.beyond.n), a.beyond.to), a.beyond.place, text("."))
		if len(a.evidence) == 0 {
			said = join(said, say(" None is linked to %s itself.", a.clause.ID))
		}
	}
	b.labelled("Evidence")
	b.flow(said, 0, axis, bodySize, bodyLine, inkText)
}

// shown is how many items of evidence stand for the sub-clause, wherever listed.
func (a answer) shown() int { return len(a.evidence) + a.beyond.n }

// partly sets what is not recorded, a sentence a line.
func (b *book) partly(lacks []string) {
	all := ""
	for i, s := range lacks {
		if i > 0 {
			all += "\n"
		}
		all += s
	}
	b.notice(noticePartly, all)
}

// nothing is the sentence of a sub-clause without record and evidence.
func nothing(a answer) string {
	s := fmt.Sprintf("There is no record and no evidence for %s.", a.clause.ID)
	if len(a.clause.Documents) > 0 {
		s += " The standard asks for documented information here: "
		for i, d := range a.clause.Documents {
			if i > 0 {
				s += "; "
			}
			s += d
		}
		s += "."
	}
	if shown := a.clause.Evidence.Stage1; len(shown) > 0 {
		s += "\nUsually shown: "
		for i, e := range shown {
			if i > 0 {
				s += "; "
			}
			s += e
		}
		s += "."
	}
	return s
}
