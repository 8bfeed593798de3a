package pack

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/trail"
)

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
	review := stack(text(string(i.Review)), text(b.approved(i.ReviewedBy, "", i.ReviewedAt)), text(i.ReviewNote))
	until := cell(nil)
	if i.ValidUntil != "" {
		until = join(text("until "), onDay(i.ValidUntil, b.today))
	}
	title := stack(strongText(i.Title), text(i.About))
	if i.Retired() {
		title = stack(title, badgeText("retired"), text(i.RetiredBecause))
	}
	title = stack(title, b.toConfirm(i.Ref))
	return row{i.Ref, []cell{text(i.Ref), title, what, stack(text(i.Period()), until), text(i.Owner), review, keyed(i.Supports), b.sumAndState(i)}}
}

// annexProblems is everything a reader must know before relying on the pack.
func (b *book) annexProblems() {
	b.portrait()
	b.newPage()
	b.anchor("annex-6")
	b.heading(1, "Annex 6", "Integrity of files, signatures and trail")
	b.para("This is an integrity check only: it is not a judgement on conformity. What is recorded and what is not stands under the clauses and in Annex 8.")
	found := "No damage was found while this pack was made. "
	if n := len(b.notices); n > 0 {
		found = capital(count(n, "problem was", "problems were")) + " found while this pack was made. It was made all the same; what is named here must not be relied on without asking. "
	}
	b.para(found + b.checked())
	for _, n := range b.notices {
		b.problem(n)
	}
	b.registerTable()
}

// registerTable binds the registers in the ZIP to this document by their SHA-256.
func (b *book) registerTable() {
	t := table{Caption: "Registers in this pack", Columns: []column{{"Register", 2, false}, {"Current", 0.6, true}, {"Retired", 0.6, true}, {"File in the ZIP", 2.2, false}, {"Its SHA-256", 2.4, false}}}
	for _, r := range b.registers {
		t.Rows = append(t.Rows, row{"", []cell{text(r.Title), text(figure(r.Current)), text(figure(r.Retired)), text(r.File), monoText(trail.Sum(r.Content))}})
	}
	b.table(t)
}

// checked says what was looked at, so that "no damage" is not read as more.
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
