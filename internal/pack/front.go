package pack

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/internal/snapshot"
)

const whatItIs = "This pack prints what the organisation recorded in AIMS Workbench, as it stood at the moment above. It says what is recorded and what is not. " +
	"It does not say that the organisation conforms to ISO/IEC 42001: that is for an auditor to judge. " +
	"What the standard asks is told in our own words, not in its text; read it beside the standard."

// coverPage is whose pack it is, as at when, and what must be known first.
func (b *book) coverPage() cover {
	at := b.s.Position
	c := cover{
		Title: title(b.s), Subtitle: "Management system for artificial intelligence, ISO/IEC 42001:2023, clauses 4 to 10",
		Numerals: []string{"4", "5", "6", "7", "8", "9", "10"}, Colophon: whatItIs,
	}
	scopeText := text("No scope statement is approved.")
	if st, ok := b.s.Scope(); ok {
		scopeText = stack(text(beginning(st.Text, 320)), quietText(fmt.Sprintf("Version %d, approved by %s; whole in 4.3", st.Number, orUnknown(b.approved(st.ApprovedBy, st.ApprovedAs, st.ApprovedAt)))))
	}
	c.Facts = []fact{
		{"Scope", scopeText},
		{"As at", text(at.At.Human())},
		{"Judged on", say("%s; overdue and expired are judged on this day", b.today.Human())},
		{"Document", text(documentID(at))},
		{"Trail entry", text(figure(at.Seq))},
		{"Trail head", monoText(at.Hash)},
		{"Shown", say("%s, %s, %s, %s", count(len(inForce(b.s.Systems)), "AI system", "AI systems"), count(len(b.s.RisksInForce()), "risk", "risks"),
			count(len(inForce(b.s.Assessments)), "impact assessment", "impact assessments"), count(len(inForce(b.s.Evidence)), "item of evidence", "items of evidence"))},
		{"Nothing recorded", b.bareClauses()},
	}
	c.Notices = append(b.sampleNotice(), b.coverNotices()...)
	return c
}

// title is what the pack calls itself; a sample says so in its very name.
func title(s *snapshot.Snapshot) string {
	if mark := s.Mark(); mark != "" {
		return Title + " (" + mark + ")"
	}
	return Title
}

// whatASampleIs is said on the cover and in the archive of every pack of a sample.
const whatASampleIs = "SAMPLE. The organisation, its people and all records are made up. Signatures and approvals in it are not real. This pack is evidence of nothing."

// sampleNotice comes before any other notice of the cover.
func (b *book) sampleNotice() []coverNotice {
	if b.s.Mark() == "" {
		return nil
	}
	return []coverNotice{{noticeWarning, whatASampleIs}}
}

// bareClauses are the sub-clauses with neither record nor evidence.
func (b *book) bareClauses() cell {
	var bare []string
	for _, a := range b.answers {
		if a.empty() {
			bare = append(bare, a.clause.ID)
		}
	}
	if len(bare) == 0 {
		return text("There is a record or evidence for each of the " + fmt.Sprint(len(b.answers)) + " sub-clauses.")
	}
	return say("%d of %d sub-clauses: %s", len(bare), len(b.answers), strings.Join(bare, ", "))
}

// coverNotices counts the problems by kind, in the order they were found.
func (b *book) coverNotices() []coverNotice {
	var order []NoticeKind
	refs := map[NoticeKind][]string{}
	for _, n := range b.notices {
		if len(refs[n.Kind]) == 0 {
			order = append(order, n.Kind)
		}
		ref := n.Ref
		if ref == "" {
			ref = "the audit trail"
		}
		refs[n.Kind] = append(refs[n.Kind], ref)
	}
	if len(order) == 0 {
		return nil
	}
	var said []string
	for _, k := range order {
		const most = 6
		names, more := refs[k], ""
		if len(names) > most {
			names, more = names[:most], fmt.Sprintf(" and %d more", len(names)-most)
		}
		said = append(said, fmt.Sprintf("%s (%s%s).", kindCount(k, len(refs[k])), strings.Join(names, ", "), more))
	}
	return []coverNotice{{noticeWarning, strings.Join(append(said, "See Annex 6."), "\n")}}
}

// kindCount is the sentence of the cover for so many problems of a kind.
func kindCount(k NoticeKind, n int) string {
	switch k {
	case NoFile:
		return count(n, "item of evidence has no file", "items of evidence have no file")
	case BadSeal:
		return count(n, "signature is INVALID", "signatures are INVALID")
	case BadText:
		return count(n, "approved text was changed", "approved texts were changed")
	case BadRecord:
		return count(n, "finding of damage in the trail or the records", "findings of damage in the trail or the records")
	case Missing, Unreadable, Empty, Altered:
	}
	return count(n, "evidence file "+string(k), "evidence files "+string(k))
}

// about says how to read the pack, what is in it and how to check it.
func (b *book) about() {
	b.anchor("about")
	b.heading(1, "", "About this pack")
	b.para(whatItIs)
	b.para("Under each sub-clause stand: what is asked; what is recorded, drawn from the registers when the pack was made; extracts of the registers; the evidence linked to it; and, in a dashed frame, what could be recorded and is not. A dash means that a field is empty; where a record is printed whole, its empty fields are named at its end. Words in a frame mark what is past its date, retired or rejected. Of a SHA-256 the clauses print the beginning; the whole stands in Annex 5.")
	b.para("The annexes of this pack are numbered 1 to 9. Annex A, B and C always mean those of ISO/IEC 42001. References such as RSK-2026-001 lead to the whole entry. A role stands beside the name of an approver where the record holds it, or where the account was not changed since.")
	b.flow(join(text("What is wanting by the rules of the workbench stands in "), see("Annex 8", "annex-8"), text("; damage to files, signatures or the trail in "), see("Annex 6", "annex-6"), text(".")), gap, axis, bodySize, bodyLine, inkText)
	b.para("Overdue and expired are judged on " + b.today.Human() + ", not on the day of reading. Everything of one pack comes from one entry of the audit trail: the same entry, judged on the same day, and the same files give the same bytes.")
	b.para("To check: unpack the ZIP and run “sha256sum -c " + manifestName + "”. README.txt in it tells more, and Annex 6 names each register with its file and SHA-256. Whoever keeps this document can hold the trail head on its cover against the workbench at any later time: a trail that was rewritten no longer holds that entry with that hash.")
}

// glance is one table over all sub-clauses, to begin an audit from.
func (b *book) glance() {
	b.anchor("glance")
	b.heading(1, "", "Clauses 4 to 10 at a glance")
	b.small("Counts of what is recorded. They say nothing about whether it is enough. A dash under Records: the workbench keeps no register of its own for the sub-clause, which is shown by evidence.")
	t := table{Caption: "Sub-clauses", Columns: []column{{"Clause", 0.6, false}, {"Title", 4.2, false}, {"Records", 0.7, true}, {"Evidence", 0.75, true}, {"Not recorded", 1.4, false}, {"Page", 0.5, true}}}
	for _, a := range b.answers {
		key := a.clause.Key().String()
		var gap cell
		switch {
		case a.empty():
			gap = strongText("nothing recorded")
		case len(a.lacks) > 0:
			gap = text(count(len(a.lacks), "point", "points"))
		}
		records := text(figure(a.records))
		if !a.kept && a.records == 0 {
			records = nil
		}
		t.Rows = append(t.Rows, row{"", []cell{see(a.clause.ID, key), text(a.clause.Title), records, text(figure(a.shown())), gap, onPage(key)}})
	}
	b.table(t)
}
