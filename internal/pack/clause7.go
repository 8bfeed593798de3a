package pack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/support"
	papers "github.com/aims-workbench/aims/internal/document"
)

// resources is 7.1: what the management system itself needs, and which AI system stands
// on what (A.4.2 to A.4.6).
func (b *book) resources() answer {
	held := inForce(b.s.Resources)
	a := answer{kept: true}
	own := filter(held, func(r support.Resource) bool { return r.ForAIMS })
	a.says = append(a.says, say("%s %s recorded for the management system itself.", capital(count(len(own), "resource", "resources")), is(len(own))))
	a.lacksWhere("No resource of the management system itself is recorded.", len(own) == 0)
	short := filter(held, func(r support.Resource) bool { return r.Enough == support.Short })
	if len(short) > 0 {
		a.says = append(a.says, say("Recorded as short, with what is done about it: %s.", plainList(short, func(r support.Resource) string { return r.Ref })))
	}
	systems := b.s.SystemsInScope()
	holes := filter(systems, func(y inventory.System) bool {
		return slices.ContainsFunc(support.SystemKinds, func(k systemKind) bool { return len(standsOn(held, y.Ref, k.Kind)) == 0 })
	})
	a.lacksWhere("Data, tooling, computing or people are not written down for: "+plainList(holes, systemRef)+".", len(holes) > 0 && len(held) > 0)
	a.show = func() { b.resourceMatrix(systems, held) }
	return a
}

// systemKind is one of support.SystemKinds.
type systemKind = struct {
	Kind    support.ResourceKind
	Title   string
	Control string
}

func standsOn(held []support.Resource, system string, kind support.ResourceKind) []support.Resource {
	return filter(held, func(r support.Resource) bool { return r.Kind == kind && slices.Contains(r.Systems, system) })
}

func (b *book) resourceMatrix(systems []inventory.System, held []support.Resource) {
	if len(held) == 0 || len(systems) == 0 {
		return
	}
	t := table{Caption: "What each AI system in scope stands on", Columns: []column{{"AI system", 1.4, false}}}
	for _, k := range support.SystemKinds {
		t.Columns = append(t.Columns, column{k.Title + " (" + k.Control + ")", 2, false})
	}
	for _, y := range systems {
		cells := []cell{b.named(y.Ref)}
		for _, k := range support.SystemKinds {
			on := mapped(standsOn(held, y.Ref, k.Kind), func(r support.Resource) cell { return join(cell{linked(r.Ref)}, text(" "+r.Title)) })
			if len(on) == 0 {
				on = []cell{strongText("Nothing recorded")}
			}
			cells = append(cells, stack(on...))
		}
		t.Rows = append(t.Rows, row{Cells: cells})
	}
	b.table(t)
}

// competence is 7.2: who needs what, who has shown it, and what closes the gaps.
func (b *book) competence() answer {
	j := b.s.Competence()
	a := answer{kept: true}
	gaps := j.Gaps()
	asked := len(filter(j.All(), func(st support.Standing) bool { return st.Required }))
	a.says = append(a.says, say("%s %s asked of %s; in %s the competence is shown today, in %d it is not.",
		capital(count(len(j.Competences), "competence", "competences")), is(len(j.Competences)), count(len(j.People), "person", "people"), count(asked-len(gaps), "case", "cases"), len(gaps)))
	open := filter(gaps, func(st support.Standing) bool { return st.Status != aims.InProgress })
	a.lacksWhere("Not shown, with no training under way: "+named(open)+".", len(open) > 0)
	unjudged := filter(inForce(b.s.Trainings), func(t support.Training) bool { return t.Unjudged(b.today) })
	a.lacksWhere("Nobody judged the effect of: "+plainList(unjudged, func(t support.Training) string { return t.Ref })+".", len(unjudged) > 0)
	a.show = func() {
		matrices := max(1, (len(j.People)+perMatrix-1)/perMatrix) // of like width: none is left with one person
		for people := range slices.Chunk(j.People, max(1, (len(j.People)+matrices-1)/matrices)) {
			b.competenceMatrix(j, people)
		}
		b.trainingTrace(j)
	}
	return a
}

// perMatrix is how many people stand side by side on a page.
const perMatrix = 5

func named(all []support.Standing) string {
	return strings.Join(mapped(all, func(st support.Standing) string { return st.Person + " (" + st.Competence + ")" }), ", ")
}

func (b *book) competenceMatrix(j support.Judgement, people []string) {
	t := table{Caption: "Competence matrix, " + people[0] + " to " + people[len(people)-1], Columns: []column{{"Competence and level asked", 1.5, false}}}
	for _, p := range people {
		t.Columns = append(t.Columns, column{p, 1, false})
	}
	for _, c := range j.Competences {
		cells := []cell{stack(join(cell{linked(c.Ref)}, text(" "+c.Title)), quietText(string(c.Level)))}
		some := false
		for _, p := range people {
			st, asked := j.Of(p, c.Ref)
			if !asked {
				cells = append(cells, quietText("not asked"))
				continue
			}
			some = true
			cells = append(cells, standing(st))
		}
		if some {
			t.Rows = append(t.Rows, row{Cells: cells})
		}
	}
	b.table(t)
}

func standing(st support.Standing) cell {
	word := text(string(st.Status))
	if st.Gap() {
		word = badgeText(string(st.Status))
	}
	if st.Gap() && st.Training != "" {
		return stack(word, quietText(st.Why), cell{linked(st.Training)})
	}
	if st.Proof != "" {
		return stack(word, quietText(st.Why), cell{linked(st.Proof)})
	}
	return stack(word, quietText(st.Why))
}

// trainingTrace follows each gap from the training to its effect and to the proof.
func (b *book) trainingTrace(j support.Judgement) {
	titles := map[string]string{}
	for _, c := range b.s.Competences {
		titles[c.Ref] = c.Title
	}
	t := table{Caption: "From gap to effect", Columns: []column{{"Gap", 2, false}, {"Training", 1.6, false}, {"Done", 1, false}, {"Did it work, and how was that judged", 2.6, false}, {"Gap closed", 1.2, false}}}
	for _, tr := range inForce(b.s.Trainings) {
		for _, c := range tr.Competences {
			for _, p := range tr.People {
				st, _ := j.Of(p, c)
				done := onDay(tr.DoneOn, tr.DoneOn)
				if tr.DoneOn == "" {
					done = join(text("planned for "), onDay(tr.Due, b.today))
				}
				t.Rows = append(t.Rows, row{Cells: []cell{text(p + ": " + titles[c]), join(cell{linked(tr.Ref)}, text(" "+tr.Title)), done, judged(tr), standing(st)}})
			}
		}
	}
	if len(t.Rows) > 0 {
		b.table(t)
	}
}

func judged(t support.Training) cell {
	if t.Effect == "" {
		return text("Not judged yet")
	}
	return stack(text(capital(string(t.Effect))+": "+t.EffectHow), quietText(t.EffectBy+", "+t.EffectOn.Human()))
}

// awareness is 7.3: which of its subjects were really held, and who confirmed.
func (b *book) awareness() answer {
	held := filter(inForce(b.s.Briefings), func(x support.Briefing) bool { return x.HeldOn != "" })
	a := answer{kept: true}
	reached, signed := 0, 0
	for _, x := range held {
		reached, signed = reached+x.Attended, signed+len(x.Acknowledged())
	}
	a.says = append(a.says, say("%s %s held; they reached people %d times, and %s given under an account of the workbench.", capital(count(len(held), "briefing", "briefings")), was(len(held)), reached, count(signed, "acknowledgement was", "acknowledgements were")))
	for _, s := range support.Asked {
		a.lacksWhere(fmt.Sprintf("No briefing on the subject %q was held.", string(s)), !slices.ContainsFunc(held, func(x support.Briefing) bool { return slices.Contains(x.Subjects, s) }))
	}
	a.show = func() {
		if signed == 0 {
			return
		}
		t := table{Caption: "Acknowledgements", Columns: []column{{"Briefing", 2, false}, {"Acknowledged by, with the day", 4, false}}}
		for _, x := range held {
			if len(x.Acknowledged()) > 0 {
				t.Rows = append(t.Rows, row{Cells: []cell{join(cell{linked(x.Ref)}, text(" "+x.Title)), text(strings.Join(mapped(x.Acknowledged(), func(s support.Acknowledged) string { return s.Name + ", " + s.At.Day().Human() }), "; "))}})
			}
		}
		b.table(t)
	}
	return a
}

func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// communication is 7.4: the plan and whether it is kept.
func (b *book) communication() answer {
	plan := inForce(b.s.Communications)
	a := answer{kept: true}
	outside := len(filter(plan, func(c support.Communication) bool { return c.Side == support.External }))
	a.says = append(a.says, say("%s %s planned: %d external, %d internal.", capital(count(len(plan), "communication", "communications")), is(len(plan)), outside, len(plan)-outside))
	late := filter(plan, func(c support.Communication) bool { return c.Late(b.today) })
	a.lacksWhere("Overdue: "+plainList(late, func(c support.Communication) string { return c.Ref })+".", len(late) > 0)
	return a
}

// documented is 7.5.1: the mandatory pieces, what the workbench makes itself, and the
// documents under control.
func (b *book) documented() answer {
	a := answer{kept: true}
	all, missing := papers.Mandatory(b.s), papers.Missing(b.s)
	a.says = append(a.says, join(say("Of %d pieces of mandatory documented information of clauses 4 to 10, %d lie somewhere; see ", len(all), len(all)-len(missing)), see("Annex 7", "annex-7"), text(".")))
	a.lacksWhere("Nothing lies for: "+strings.Join(mapped(missing, func(n papers.Need) string { return n.Clause + " " + n.What }), "; ")+".", len(missing) > 0)
	made := papers.Controlled(b.s)
	a.says = append(a.says, say("%s %s made and kept under control by the workbench itself.", capital(count(len(made), "document", "documents")), is(len(made))))
	a.show = func() {
		if len(made) == 0 {
			return
		}
		b.table(table{Caption: "Made in the workbench", Columns: []column{{"Clause", 0, false}, {"Document", 2.6, false}, {"Edition", 1.1, false}, {"State", 0.9, false}, {"Approved", 1.6, false}, {"Next review", 0, false}},
			Rows: mapped(made, func(m papers.Made) row {
				return row{Cells: []cell{text(m.Clause), text(m.Title), text(m.Edition), text(m.State), text(approvedOn(m)), onDay(m.ReviewOn, b.today)}}
			})})
	}
	return a
}

func approvedOn(m papers.Made) string {
	if m.On == "" {
		return ""
	}
	return m.By + ", " + m.On.Human()
}

// approvals is 7.5.2: which documents in use are approved.
func (b *book) approvals() answer {
	used := filter(b.s.Documents, func(d support.Document) bool { return d.InUse() })
	approved := filter(used, func(d support.Document) bool { return d.State == support.Approved })
	a := answer{kept: true, records: len(used)}
	a.says = append(a.says, join(say("Of %s in use, %d %s approved, each with name and day; the others are drafts. See ", count(len(used), "document", "documents"), len(approved), is(len(approved))), see("7.5.1", "42001:7.5.1"), text(".")))
	late := filter(used, func(d support.Document) bool { return d.ReviewOn.Passed(b.today) })
	a.lacksWhere("The review is overdue of: "+plainList(late, documentRef)+".", len(late) > 0)
	return a
}

func documentRef(d support.Document) string { return d.Ref }

// externals are the documents of external origin that 7.5.3 asks to identify and control.
func (b *book) externals() []support.Document {
	return filter(b.s.Documents, func(d support.Document) bool { return d.InUse() && d.External() })
}

// documents is 7.5.3: how the documents in use are kept, and what is true of the records
// of this pack themselves.
func (b *book) documents() answer {
	used := filter(b.s.Documents, func(d support.Document) bool { return d.InUse() })
	a := answer{kept: true, records: len(used), show: func() { b.keeping(used) }}
	a.says = append(a.says, say("The records printed in this pack are kept by the workbench with a version each, and every change to them in an audit trail of %s, chained by SHA-256. That says nothing about other documents of the organisation.", count(int(b.s.Position.Seq), "entry", "entries")))
	out := b.externals()
	a.says = append(a.says, say("%s of external origin %s identified.", capital(count(len(out), "document", "documents")), is(len(out))))
	open := filter(out, func(d support.Document) bool { return d.Control == "" })
	a.lacksWhere("It is not recorded how a new edition is noticed of: "+plainList(open, documentRef)+".", len(open) > 0)
	return a
}

func (b *book) keeping(used []support.Document) {
	if len(used) > 0 {
		b.table(table{Caption: "Access, place and retention", Columns: []column{{"Reference", 0, false}, {"Document", 2, false}, {"Classification", 1, false}, {"Who has access", 1.6, false}, {"Where it lies", 1.6, false}, {"Kept", 1.5, false}},
			Rows: mapped(used, func(d support.Document) row {
				return row{Cells: []cell{{linked(d.Ref)}, text(d.Title), text(string(d.Classification)), text(d.Access), text(d.Place), text(d.Retention)}}
			})})
	}
	if out := b.externals(); len(out) > 0 {
		b.table(table{Caption: "Documents of external origin", Columns: []column{{"Reference", 0, false}, {"Document and edition", 2, false}, {"Issued by", 1.3, false}, {"How a new edition is noticed", 3, false}},
			Rows: mapped(out, func(d support.Document) row {
				return row{Cells: []cell{{linked(d.Ref)}, text(d.Title + ", " + d.Edition), text(d.Origin), text(d.Control)}}
			})})
	}
}
