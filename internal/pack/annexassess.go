package pack

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/when"
)

// annexAssessments prints every impact assessment whole, drafts marked as such.
func (b *book) annexAssessments() {
	b.portrait()
	b.newPage()
	b.anchor("annex-3")
	b.heading(1, "Annex 3", "AI system impact assessments")
	if len(b.s.Assessments) == 0 {
		b.notice(noticeGap, "No impact assessment is recorded.")
		return
	}
	b.para(fmt.Sprintf("%s %s recorded, drafts and superseded ones too. Every question of the form is there; those without an answer are named at the end of their section.", capital(count(len(b.s.Assessments), "impact assessment", "impact assessments")), is(len(b.s.Assessments))))
	b.para(impact.Formula)
	b.impactRule()
	b.areaTables()
	for _, a := range b.s.Assessments {
		b.assessment(a)
	}
}

func (b *book) assessment(a impact.Assessment) {
	b.anchor(a.Ref)
	b.heading(3, a.Ref, strings.TrimSpace(a.System+" "+b.system[a.System].Name))
	if a.State != impact.Approved || a.Retired() {
		state := map[impact.State]string{impact.Draft: "This assessment is a draft", impact.Approved: "This assessment was approved", impact.Superseded: "This assessment was superseded"}[a.State]
		if a.Retired() {
			state = "This assessment was retired on " + a.RetiredOn.Human() + " (" + orDashText(a.RetiredBecause) + ")"
		}
		b.notice(noticeInfo, state+" and not in force.")
	}
	if doubt := b.toConfirm(a.Ref); doubt != nil {
		b.facts(fact{"To be confirmed", doubt})
	}
	follow := filter(b.s.Risks, func(r risk.Risk) bool { return slices.Contains(r.Assessments, a.Ref) })
	b.filled("Left empty",
		fact{"Standing", say("%s; version %d, last changed by %s on %s", a.State, a.Version, orUnknown(a.UpdatedBy), a.UpdatedAt.Human())},
		fact{"AI system", b.named(a.System)}, fact{"Level", levelOf(a)}, fact{"Risks that follow", listed(refsOf(follow, riskRef))},
		fact{"Approved", stack(text(b.approved(a.ApprovedBy, a.ApprovedAs, a.ApprovedAt)), alone(a.ApprovedAlone))}, fact{"Evidence", b.evidenceRefs(a.Ref)},
		fact{"Why it was made", triggerOf(a)}, fact{"Uses that call for more care", b.usesOf(a)},
	)
	for _, s := range impact.Sections() {
		b.section(a, s)
	}
	b.otherAnswers(a)
}

// levelOf is the level of an assessment, which is that of its gravest harm.
func levelOf(a impact.Assessment) cell {
	if a.Level() == impact.Unrated {
		return text(a.Level().Word() + ": no harm is rated")
	}
	return join(strongText(a.Level().Word()), text(", as its gravest harm"))
}

// alone says why the author approved what they wrote themselves.
func alone(why string) cell {
	if why == "" {
		return nil
	}
	return text("By the person who last wrote it. Reason given: " + why)
}

// section prints a section of the form, every question of it and the rows.
func (b *book) section(a impact.Assessment, s impact.Section) {
	b.heading(4, "", s.Title)
	b.filled("Not answered", append(mapped(b.open(a, s), func(q impact.Question) fact { return fact{q.Label, b.given(q, a.Answer(q.Key))} }), untouched(a, s)...)...)
	if reaches := s.Reaches(); len(reaches) > 0 {
		for _, e := range impact.Effects {
			b.impactTable(a, e, filter(a.Items, func(i impact.Item) bool { return slices.Contains(reaches, i.Reach) && i.Effect == e }))
		}
		b.impactTable(a, "", filter(a.Items, func(i impact.Item) bool { return slices.Contains(reaches, i.Reach) && i.Effect == "" }))
	}
	if s.ID == impact.SectionParties {
		b.consultations(a.Consultations)
	}
	if s.ID == impact.SectionMeasures {
		b.measureTable(a.Measures)
	}
}

// open are the questions of a section without those of areas that, as the assessment says,
// the system does not reach.
func (b *book) open(a impact.Assessment, s impact.Section) []impact.Question {
	spared := a.UntouchedIn(s.ID, true)
	return filter(s.Questions, func(q impact.Question) bool {
		return a.Answer(q.Key) != "" || !slices.ContainsFunc(spared, func(u impact.Untouched) bool {
			x, known := impact.AreaOf(u.Area)
			return known && x.Key == q.Key
		})
	})
}

// given is an answer as it was given; nothing where there is none.
func (b *book) given(q impact.Question, answer string) cell {
	switch {
	case q.Key == "next-review":
		return onDay(when.Day(answer), b.today)
	case q.Kind == controls.FieldDay:
		return text(when.Day(answer).Human())
	}
	return text(answer)
}

// otherAnswers prints answers whose question the form no longer has.
func (b *book) otherAnswers(a impact.Assessment) {
	left := maps.Clone(a.Answers)
	for _, s := range impact.Sections() {
		for _, q := range s.Questions {
			delete(left, q.Key)
		}
	}
	if len(left) > 0 {
		b.heading(4, "", "Other answers")
		for _, key := range slices.Sorted(maps.Keys(left)) {
			b.facts(fact{key, text(left[key])})
		}
	}
}

// impactTable prints the harms, the benefits, or what is neither yet, each apart.
func (b *book) impactTable(a impact.Assessment, effect impact.Effect, all []impact.Item) {
	title := map[impact.Effect]string{impact.Harm: "Rated harms", impact.Benefit: "Rated benefits", "": "Impacts whose effect is open"}[effect]
	if len(all) == 0 {
		if effect != "" {
			b.para(title + ": Nothing recorded.")
		}
		return
	}
	b.table(table{Caption: title, Columns: []column{{"Area", 1.3, false}, {"On", 1.1, false}, {"What", 3, false},
		{"Severity", 0.8, true}, {"Likelihood", 0.9, true}, {"Scale", 0.6, true}, {"Lasting", 0.8, true}, {"Level", 1, false}, {"Risk", 1, false}},
		Rows: mapped(all, func(i impact.Item) row {
			return row{"", []cell{text(i.Area), text(string(i.Reach)), text(i.What), rating(i.Severity), rating(i.Likelihood), rating(i.Scale), rating(i.Irreversible), itemLevel(i), b.takenUp(a, i)}}
		})})
}

func rating(n int) cell {
	if n < 1 {
		return nil
	}
	return text(fmt.Sprint(n))
}

// itemLevel is the level of an impact with the score behind it.
func itemLevel(i impact.Item) cell {
	if i.Level() == impact.Unrated {
		return text(i.Level().Word())
	}
	return say("%s %d", i.Level().Word(), i.Score())
}

func (b *book) measureTable(all []impact.Measure) {
	if len(all) == 0 {
		b.para("Measures: Nothing recorded.")
		return
	}
	b.table(table{Caption: "What is done about the impacts", Columns: []column{{"Measure", 3, false}, {"Control", 1, false}, {"Owner", 1.2, false}, {"Due", 0, false}, {"Status", 1, false}, {"Impact that remains", 2.2, false}},
		Rows: mapped(all, func(m impact.Measure) row {
			var control cell
			if m.Control != "" {
				control = cell{linked(m.Control)}
			}
			due := text(m.Due.Human())
			if m.Status != impact.Done && m.Status != impact.Dropped {
				due = onDay(m.Due, b.today)
			}
			return row{"", []cell{text(m.What), control, text(m.Owner), due, text(string(m.Status)), text(m.Residual)}}
		})})
}
