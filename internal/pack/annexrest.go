package pack

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/evidence"
)

// annexAssessments prints every impact assessment whole, drafts marked as such.
func (b *book) annexAssessments() {
	b.portrait()
	b.newPage()
	b.anchor("annex-3")
	b.heading(1, "3", "Annex 3: AI system impact assessments")
	if len(b.s.Assessments) == 0 {
		b.notice(noticeGap, "No impact assessment is recorded.")
		return
	}
	b.para(fmt.Sprintf("%s %s recorded, drafts and superseded ones too. The four ratings of an impact go from 1 (least) to 5 (most).", capital(count(len(b.s.Assessments), "impact assessment", "impact assessments")), is(len(b.s.Assessments))))
	for _, a := range b.s.Assessments {
		b.assessment(a)
	}
}

func (b *book) assessment(a impact.Assessment) {
	b.anchor(a.Ref)
	b.heading(3, a.Ref, strings.TrimSpace(a.System+" "+b.system[a.System].Name))
	if a.State != impact.Approved || a.Retired() {
		state := "This assessment is " + string(a.State)
		if a.Retired() {
			state = "This assessment was retired on " + a.RetiredOn.Human() + " (" + orDashText(a.RetiredBecause) + ")"
		}
		b.notice(noticeInfo, state+" and not in force.")
	}
	b.facts(
		fact{"Standing", say("%s; version %d, last changed by %s on %s", a.State, a.Version, orUnknown(a.UpdatedBy), a.UpdatedAt.Human())},
		fact{"AI system", b.named(a.System)}, fact{"Trigger", text(string(a.Trigger))}, fact{"Assessors", text(a.Assessors)}, fact{"Assessed on", text(a.AssessedOn.Human())},
		fact{"Related", text(a.Related)},
	)
	b.formAnswers(a.Answers)
	b.impactTable(a.Items)
	b.measureTable(a.Measures)
	b.facts(
		fact{"Sensitive or restricted use", text(yesNo(a.Sensitive))}, fact{"Decision", stack(strongText(string(a.Decision)), text(a.Conditions))},
		fact{"Made available to", text(a.Shared)}, fact{"Next review", onDay(a.NextReview, b.today)},
		fact{"Approved", text(approved(a.ApprovedBy, a.ApprovedAt))}, fact{"Evidence", b.evidenceRefs(a.Ref)},
	)
}

// formAnswers prints what was answered, section by section of the form, and at the
// end answers whose question the form no longer has.
func (b *book) formAnswers(answers map[string]string) {
	left := maps.Clone(answers)
	for _, s := range b.cat.ImpactForm {
		var facts []fact
		for _, f := range s.Fields {
			if v := strings.TrimSpace(answers[f.Key]); v != "" {
				facts = append(facts, fact{f.Label, text(v)})
			}
			delete(left, f.Key)
		}
		if len(facts) > 0 {
			b.heading(4, "", s.Title)
			b.facts(facts...)
		}
	}
	if len(left) > 0 {
		b.heading(4, "", "Other answers")
		for _, key := range slices.Sorted(maps.Keys(left)) {
			b.facts(fact{key, text(left[key])})
		}
	}
}

func (b *book) impactTable(all []impact.Item) {
	if len(all) == 0 {
		b.para("No rated impact is recorded.")
		return
	}
	b.table(table{Caption: "Rated impacts", Columns: []column{{"Area", 1.3, false}, {"On", 1.1, false}, {"Effect", 0.8, false}, {"What", 3.4, false},
		{"Severity", 0.8, true}, {"Likelihood", 0.9, true}, {"Scale", 0.6, true}, {"Irreversible", 0.95, true}},
		Rows: mapped(all, func(i impact.Item) row {
			return row{"", []cell{text(i.Area), text(string(i.Reach)), text(string(i.Effect)), text(i.What), rating(i.Severity), rating(i.Likelihood), rating(i.Scale), rating(i.Irreversible)}}
		})})
}

func rating(n int) cell {
	if n < 1 {
		return nil
	}
	return text(fmt.Sprint(n))
}

func (b *book) measureTable(all []impact.Measure) {
	if len(all) == 0 {
		return
	}
	b.table(table{Caption: "Measures", Columns: []column{{"Measure", 3, false}, {"Control", 1, false}, {"Owner", 1.2, false}, {"Due", 1.1, false}, {"Done", 0.6, false}, {"Impact that remains", 2.2, false}},
		Rows: mapped(all, func(m impact.Measure) row {
			var control cell
			if m.Control != "" {
				control = cell{linked(m.Control)}
			}
			due := text(m.Due.Human())
			if !m.Done {
				due = onDay(m.Due, b.today)
			}
			return row{"", []cell{text(m.What), control, text(m.Owner), due, text(yesNo(m.Done)), text(m.Residual)}}
		})})
}

// annexEvidence is the index of all evidence, with the state of each file.
func (b *book) annexEvidence() {
	b.landscape()
	b.newPage()
	b.anchor("annex-5")
	b.heading(1, "5", "Annex 5: Evidence")
	all := b.s.Evidence
	if len(all) == 0 {
		b.notice(noticeGap, noEvidence)
		b.portrait()
		return
	}
	current := inForce(all)
	links := len(filter(current, func(i evidence.Item) bool { return i.Kind == evidence.Address }))
	b.para(fmt.Sprintf("%s %s recorded: %s and %s in force, %d retired. Files lie in the archive under %s/ in a folder of their reference. Links are printed as recorded and were not followed.",
		capital(count(len(all), "item of evidence", "items of evidence")), is(len(all)), count(len(current)-links, "file", "files"), count(links, "link", "links"), len(all)-len(current), goodFolder))
	b.table(table{Caption: "Evidence", Columns: []column{
		{"Reference", 1.1, false}, {"Evidence", 2.6, false}, {"File or link", 2, false}, {"Period shown, valid until", 1.3, false}, {"Owner", 1, false}, {"Review", 1.4, false}, {"Supports", 1.2, false}, {"SHA-256 and file", 2.5, false},
	}, Rows: mapped(all, b.indexRow)})
	b.portrait()
}

func (b *book) indexRow(i evidence.Item) row {
	what := stack(text(i.FileName), quietText(fmt.Sprintf("%s bytes, revision %d", figure(i.Size), i.Revision)))
	if i.Kind == evidence.Address {
		what = stack(urlText(i.Address), quietText(fmt.Sprintf("revision %d", i.Revision)))
	}
	review := stack(text(string(i.Review)), text(approved(i.ReviewedBy, i.ReviewedAt)), text(i.ReviewNote))
	until := cell(nil)
	if i.ValidUntil != "" {
		until = join(text("until "), onDay(i.ValidUntil, b.today))
	}
	title := stack(strongText(i.Title), text(i.About))
	if i.Retired() {
		title = stack(title, badgeText("retired"), text(i.RetiredBecause))
	}
	return row{i.Ref, []cell{text(i.Ref), title, what, stack(text(i.Period()), until), text(i.Owner), review, keyed(i.Supports), b.sumAndState(i)}}
}

// annexProblems is everything a reader must know before relying on the pack.
func (b *book) annexProblems() {
	b.portrait()
	b.newPage()
	b.anchor("annex-6")
	b.heading(1, "6", "Annex 6: Problems found while this pack was made")
	files := len(bagFiles(b.s.Evidence))
	if len(b.notices) == 0 {
		b.para(fmt.Sprintf("None. %s read in full while the pack was made, and each gave the SHA-256 that was recorded. Approved policy texts and signatures in the snapshot gave theirs.", capital(count(files, "evidence file was", "evidence files were"))))
		return
	}
	b.para(fmt.Sprintf("%s found. %s read in full while the pack was made. The pack was made all the same; what is named here must not be relied on without asking.",
		capital(count(len(b.notices), "problem was", "problems were")), capital(count(files, "evidence file was", "evidence files were"))))
	for _, n := range b.notices {
		b.problem(n)
	}
}

func (b *book) problem(n Notice) {
	ref := text(n.Name)
	if n.Ref != "" {
		ref = append(cell{linked(n.Ref)}, span{Text: " " + n.Name})
	}
	b.heading(3, "", strings.ToUpper(string(n.Kind[0]))+string(n.Kind[1:])+": "+orDashText(strings.TrimSpace(n.Ref+" "+n.Name)))
	b.facts(fact{"Record", ref}, fact{"What was found", text(n.Sentence)}, fact{"SHA-256 recorded", monoText(n.Expected)}, fact{"SHA-256 found", monoText(n.Found)})
}

// annexDocuments answers the first thing asked at Stage 1: where each piece of
// mandatory documented information is.
func (b *book) annexDocuments() {
	b.portrait()
	b.newPage()
	b.anchor("annex-7")
	b.heading(1, "7", "Annex 7: Where documented information stands")
	b.para(fmt.Sprintf("The %d pieces of information that clauses 4 to 10 ask to be written down or kept, in our own words, and where this pack shows what is recorded of each.", len(b.cat.Documents)))
	b.table(table{Caption: "Documented information", Columns: []column{{"Clause", 0.7, false}, {"What is asked for", 3, false}, {"What is recorded", 3, false}, {"Page", 0.5, true}},
		Rows: mapped(b.cat.Documents, func(d controls.Document) row {
			return row{"", []cell{see(d.Clause, controls.ClauseKey(d.Clause).String()), text(d.What), b.standing(d.Clause), onPage(controls.ClauseKey(d.Clause).String())}}
		})})
}

// standing says in a few words what a sub-clause rests on.
func (b *book) standing(clause string) cell {
	for _, a := range b.answers {
		if a.clause.ID != clause {
			continue
		}
		if a.empty() {
			return strongText("Nothing recorded")
		}
		s := capital(count(a.records, "record", "records")) + ", " + count(len(a.evidence), "item of evidence", "items of evidence")
		if len(a.lacks) > 0 {
			return join(text(s), say("; %s", count(len(a.lacks), "gap", "gaps")))
		}
		return text(s)
	}
	return nil
}
