package pack

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/evidence"
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
	b.para(fmt.Sprintf("%s %s recorded, drafts and superseded ones too. The four ratings of an impact go from 1 (least) to 5 (most).", capital(count(len(b.s.Assessments), "impact assessment", "impact assessments")), is(len(b.s.Assessments))))
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
		fact{"Approved", stack(text(approved(a.ApprovedBy, a.ApprovedAt)), alone(a.ApprovedAlone))}, fact{"Evidence", b.evidenceRefs(a.Ref)},
	)
}

// alone says why the author approved what they wrote themselves.
func alone(why string) cell {
	if why == "" {
		return nil
	}
	return text("By the person who last wrote it. Reason given: " + why)
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
		{"Severity", 0.8, true}, {"Likelihood", 0.9, true}, {"Scale", 0.6, true}, {"Irreversible", 1.2, true}},
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
	b.table(table{Caption: "Measures", Columns: []column{{"Measure", 3, false}, {"Control", 1, false}, {"Owner", 1.2, false}, {"Due", 0, false}, {"Status", 1, false}, {"Impact that remains", 2.2, false}},
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

// annexEvidence is the index of all evidence, with the state of each file.
func (b *book) annexEvidence() {
	b.landscape()
	b.newPage()
	b.anchor("annex-5")
	b.heading(1, "Annex 5", "Evidence")
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
		{"Reference", 0, false}, {"Evidence", 2.6, false}, {"File or link", 2, false}, {"Period shown, valid until", 1.3, false}, {"Owner", 1, false}, {"Review", 1.4, false}, {"Supports", 0, false}, {"SHA-256 and file", 2.5, false},
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
	b.heading(1, "Annex 6", "Problems found")
	found := "No problem was found while this pack was made. "
	if n := len(b.notices); n > 0 {
		found = capital(count(n, "problem was", "problems were")) + " found while this pack was made. It was made all the same; what is named here must not be relied on without asking. "
	}
	b.para(found + b.checked())
	for _, n := range b.notices {
		b.problem(n)
	}
}

// checked says what was looked at, so that "no problem" is not read as more.
func (b *book) checked() string {
	s := "There was no evidence file to read. "
	if n := len(bagFiles(b.s.Evidence)); n > 0 {
		s = capital(count(n, "evidence file was", "evidence files were")) + " looked for, read in full and compared with the recorded SHA-256. "
	}
	s += "Approved policy texts and signatures were compared with theirs. "
	if b.verified {
		return s + "The audit trail and every record were verified against each other, as they stood when the pack was made."
	}
	return s + "The audit trail was not verified while this pack was made."
}

func (b *book) problem(n Notice) {
	ref := text(n.Name)
	if n.Ref != "" {
		ref = append(cell{linked(n.Ref)}, span{Text: " " + n.Name})
	}
	b.heading(3, "", strings.ToUpper(string(n.Kind[0]))+string(n.Kind[1:])+": "+orDashText(strings.TrimSpace(n.Ref+" "+n.Name)))
	b.facts(fact{"Record", ref}, fact{"What was found", text(n.Sentence)}, fact{"SHA-256 recorded", monoText(n.Expected)}, fact{"SHA-256 found", monoText(n.Found)})
}
