package pack

import (
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// auditedRow is one row of the grid.
type auditedRow = snapshot.AuditedRow

// audited is 9.2.1: which audits were carried out, and what they looked at in vain.
func (b *book) audited() answer {
	a := answer{}
	all := inForce(b.s.Audits)
	done := filter(all, func(x internalaudit.Audit) bool { return x.State() == internalaudit.Reported })
	a.lacksWhere("No report of an internal audit is signed.", len(done) == 0)
	if len(done) > 0 {
		a.says = append(a.says, say("%s of internal audits %s signed.", capital(count(len(done), "report", "reports")), is(len(done))))
	}
	return a
}

// programmed is 9.2.2: whether a programme is in force and approved, and what it leaves out.
func (b *book) programmed() answer {
	a := answer{}
	c := b.s.AuditCoverage()
	a.lacksWhere("No programme of internal audits is in force.", c.Programme.Ref == "")
	if c.Programme.Ref == "" {
		return a
	}
	a.lacksWhere("The programme in force is not approved.", c.Programme.ApprovedOn == "")
	open := c.Uncovered()
	a.lacksWhere("No audit looks in time at: "+plainList(open, func(r auditedRow) string { return r.Title })+".", len(open) > 0)
	for _, x := range inForce(b.s.Audits) {
		for _, conflict := range x.Unmitigated(b.s.Ground()) {
			a.lacksWhere(x.Ref+": "+conflict.String()+", and nobody has recorded how bias is kept out.", x.State() != internalaudit.Reported)
		}
	}
	return a
}

// programmeTable prints the programmes and the grid of what is audited when.
func (b *book) programmeTable() {
	all := inForce(b.s.Programmes)
	if len(all) == 0 {
		return
	}
	b.table(table{
		Caption: "Programmes of internal audits",
		Columns: []column{{"Reference", 0, false}, {"Programme", 1.6, false}, {"Objectives", 2.4, false}, {"How often, and why", 3, false}, {"Approved", 1.3, false}},
		Rows: mapped(all, func(p internalaudit.Programme) row {
			often := mapped(p.Frequencies, func(f internalaudit.Frequency) cell {
				return say("%s: every %d months. %s", f.What, f.Months, f.Why)
			})
			approved := text("Not yet")
			if p.ApprovedOn != "" {
				approved = stack(text(p.ApprovedBy), text(p.ApprovedOn.Human()))
			}
			return row{"", []cell{{linked(p.Ref)}, stack(text(p.Title), text(p.StartsOn.Human()+" to "+p.EndsOn.Human())), text(p.Objectives), stack(often...), approved}}
		}),
	})
	b.coverageGrid()
}

func (b *book) coverageGrid() {
	c := b.s.AuditCoverage()
	columns := []column{{"What", 2.6, false}}
	for _, y := range c.Years {
		columns = append(columns, column{strconv.Itoa(y), 1.1, false})
	}
	b.table(table{
		Caption: "What is audited in which year",
		Columns: append(columns, column{"Last result", 0.9, false}, column{"Suggested", 2.4, false}),
		Rows: mapped(c.Rows, func(r auditedRow) row {
			cells := []cell{text(r.Title)}
			for _, y := range c.Years {
				cells = append(cells, stack(mapped(r.Audits[y], func(a internalaudit.Audit) cell { return cell{linked(a.Ref)} })...))
			}
			return row{"", append(cells, text(capital(string(r.Last))), say("Every %d months. %s", r.Months, r.Why))}
		}),
	})
}

// auditTable prints each audit with what it saw and how its auditors stayed impartial.
func (b *book) auditTable() {
	all := inForce(b.s.Audits)
	if len(all) == 0 {
		return
	}
	b.table(table{
		Caption: "Internal audits",
		Columns: []column{{"Reference", 0, false}, {"Audit", 1.6, false}, {"Auditors, and how they stay impartial", 2.6, false}, {"Checklist", 1.4, false}, {"Findings", 1.3, false}, {"Report", 1.6, false}},
		Rows: mapped(all, func(a internalaudit.Audit) row {
			w := b.s.WorkOf(a)
			return row{"", []cell{
				{linked(a.Ref)}, stack(text(a.Title), text(a.StartsOn.Human()+" to "+a.EndsOn.Human())), b.impartial(a, w),
				tallied(internalaudit.Results, w.Count, w.Count("")), tallied(internalaudit.Grades, w.Graded, 0), reported(a),
			}}
		}),
	})
}

// impartial names every conflict of interest and what was done about it (9.2.2).
func (b *book) impartial(a internalaudit.Audit, w internalaudit.Work) cell {
	out := []cell{strongText(strings.Join(a.Team(), ", "))}
	if len(w.Conflicts)+len(a.Mitigations) == 0 {
		out = append(out, text("owns nothing that is audited"))
	}
	for _, c := range w.Conflicts {
		out = append(out, text(c.String()))
	}
	for _, m := range a.Mitigations {
		out = append(out, say("Recorded by %s, %s, for %s: %s", m.ByName, m.On.Human(), strings.Join(m.Covers, ", "), m.How))
	}
	return stack(out...)
}

func tallied(all []internalaudit.Result, of func(internalaudit.Result) int, unseen int) cell {
	var out []cell
	for _, r := range all {
		if n := of(r); n > 0 {
			out = append(out, say("%d %s", n, r))
		}
	}
	if unseen > 0 {
		out = append(out, say("%d not seen yet", unseen))
	}
	if len(out) == 0 {
		return text("None")
	}
	return stack(out...)
}

func reported(a internalaudit.Audit) cell {
	r, signed := a.Newest()
	if !signed {
		return text(capital(string(a.State())))
	}
	c := stack(say("Version %d, signed by %s", r.Number, r.Name), text(r.SignedAt.Human()))
	if r.Altered() {
		c = stack(c, badgeText("the text was changed since"))
	}
	return c
}

// findingTable prints findings whole, with what became of each.
func (b *book) findingTable() {
	all := inForce(b.s.Findings)
	if len(all) == 0 {
		return
	}
	b.table(table{
		Caption: "Findings of internal audits",
		Columns: []column{{"Reference", 0, false}, {"Grade", 0.9, false}, {"Not met, or seen at", 1.7, false}, {"What was seen", 3, false}, {"What became of it", 1.6, false}},
		Rows: mapped(all, func(f internalaudit.Finding) row {
			at := append(append(append([]string{}, f.Clauses...), f.Controls...), f.Systems...)
			became := text("No answer is required")
			if n, raised := b.s.Answering(f.Ref); raised {
				state := map[bool]string{true: "Open", false: "Closed"}[n.Open()]
				worked, actions := b.s.Effective(n.Ref)
				became = stack(cell{linked(n.Ref)}, say("%s, %d of %d actions seen to work", state, worked, actions))
			} else if f.Grade.Nonconforming() {
				became = text("No nonconformity is raised yet")
			}
			return row{"", []cell{stack(cell{linked(f.Ref)}, cell{linked(f.Audit)}), text(capital(string(f.Grade))), stack(mapped(at, b.named)...), text(f.Statement), became}}
		}),
	})
}

// sampleTable prints how samples were drawn, so that they can be drawn again.
func (b *book) sampleTable() {
	all := inForce(b.s.Samples)
	if len(all) == 0 {
		return
	}
	b.table(table{
		Caption: "Samples of internal audits",
		Columns: []column{{"Reference", 0, false}, {"Sample", 1.5, false}, {"Drawn how", 2, false}, {"Items", 2, false}, {"What it showed", 1.8, false}},
		Rows: mapped(all, func(s internalaudit.Sample) row {
			how := []cell{say("%d of %d %s, %s", len(s.Items), s.Population, s.DrawnFrom, s.Method), say("at position %d of the audit trail", s.Position)}
			if s.Method != internalaudit.Judgement {
				how = append(how, text("seed: "+s.Seed))
			}
			return row{"", []cell{stack(cell{linked(s.Ref)}, cell{linked(s.Audit)}), text(s.Title), stack(append(how, text(s.Why))...), refs(s.Items...), text(s.Outcome)}}
		}),
	})
}
