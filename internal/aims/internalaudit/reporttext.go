package internalaudit

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
)

// Work is what the auditors of one audit wrote: checklist, samples and findings in
// force, and the conflicts of interest as they stand.
type Work struct {
	Rows      []Row
	Samples   []Sample
	Findings  []Finding
	Conflicts []Conflict
}

// WorkOf picks the work of one audit out of all.
func WorkOf(a Audit, rows []Row, samples []Sample, findings []Finding, g Ground) Work {
	w := Work{Conflicts: a.Conflicts(g)}
	for _, r := range rows {
		if r.Audit == a.Ref && !r.Retired() {
			w.Rows = append(w.Rows, r)
		}
	}
	slices.SortStableFunc(w.Rows, func(x, y Row) int { return x.Place - y.Place })
	for _, s := range samples {
		if s.Audit == a.Ref && !s.Retired() {
			w.Samples = append(w.Samples, s)
		}
	}
	for _, f := range findings {
		if f.Audit == a.Ref && !f.Retired() {
			w.Findings = append(w.Findings, f)
		}
	}
	slices.SortStableFunc(w.Findings, func(x, y Finding) int { return slices.Index(Grades, x.Grade) - slices.Index(Grades, y.Grade) })
	return w
}

func workOf(q *gorm.DB, a Audit) (Work, error) {
	g, err := groundOf(q)
	var rows []Row
	var samples []Sample
	var findings []Finding
	read(q, &rows, &err)
	read(q, &samples, &err)
	read(q, &findings, &err)
	return WorkOf(a, rows, samples, findings, g), err
}

// Count is how many rows have a result; "" counts those that were not seen.
func (w Work) Count(result Result) (n int) {
	for _, r := range w.Rows {
		if r.Result == result {
			n++
		}
	}
	return n
}

// Graded is how many findings have a grade.
func (w Work) Graded(grade Result) (n int) {
	for _, f := range w.Findings {
		if f.Grade == grade {
			n++
		}
	}
	return n
}

// writer puts a report together as Markdown.
type writer struct{ strings.Builder }

func (w *writer) head(text string) { fmt.Fprintf(w, "\n## %s\n\n", text) }

func (w *writer) item(label, text string) {
	if text != "" {
		fmt.Fprintf(w, "- **%s:** %s\n", label, oneLine(text))
	}
}

func (w *writer) para(text string) {
	if text != "" {
		fmt.Fprintf(w, "%s\n\n", strings.TrimSpace(text))
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Write is the report of an audit as Markdown: a pure function of what is recorded, so
// that what is read is what is signed.
func Write(a Audit, work Work) string {
	w := &writer{}
	fmt.Fprintf(w, "# %s\n\n", oneLine(a.Title))
	w.para(a.Conclusion)
	w.head("Result")
	for _, g := range Grades {
		w.item(strings.ToUpper(string(g[:1]))+string(g[1:]), fmt.Sprint(work.Graded(g)))
	}
	w.item("Checklist", fmt.Sprintf("%d rows, %d conforming, %d not seen", len(work.Rows), work.Count(Conforming), work.Count("")))
	w.plan(a)
	w.impartial(a, work)
	w.coverage(work)
	w.samples(work.Samples)
	w.findings(work.Findings)
	w.meeting("Opening meeting", a.OpeningOn.Human(), a.OpeningPresent, a.OpeningNotes)
	w.meeting("Closing meeting", a.ClosingOn.Human(), a.ClosingPresent, a.ClosingNotes)
	return strings.TrimSpace(w.String()) + "\n"
}

func (w *writer) plan(a Audit) {
	w.head("Plan")
	w.item("Objective", a.Objective)
	w.item("Criteria", a.Criteria)
	w.item("Clauses", list(a.Clauses))
	w.item("Controls", list(a.Controls))
	w.item("AI systems", list(a.Systems))
	w.item("Lead auditor", a.LeadAuditor)
	w.item("Auditors", strings.Join(a.Auditors, ", "))
	w.item("Audited", strings.Join(a.Auditees, ", "))
	w.item("Carried out", a.StartsOn.Human()+" to "+a.EndsOn.Human())
	w.item("Results go to", strings.Join(a.ReportTo, ", "))
	for _, s := range a.Schedule {
		w.item(strings.TrimSpace(s.On.Human()+" "+s.At), strings.TrimSuffix(s.What+", "+s.Who, ", "))
	}
}

// impartial is the statement of independence (9.2.2), with every conflict and what was
// done about it.
func (w *writer) impartial(a Audit, work Work) {
	w.head("Impartiality of the auditors")
	if len(work.Conflicts) == 0 && len(a.Mitigations) == 0 {
		w.para("No auditor owns anything that was audited: no control, risk, AI system, process or action in scope names one of them as its owner.")
		return
	}
	for _, c := range work.Conflicts {
		w.item("Conflict", c.String())
	}
	for _, m := range a.Mitigations {
		w.item("Recorded by "+m.ByName+", "+m.On.Human(), fmt.Sprintf("%s (%s): %s", m.Auditor, strings.Join(m.Covers, ", "), m.How))
	}
}

func (w *writer) coverage(work Work) {
	w.head("What was looked at")
	var unseen []string
	for _, r := range work.Rows {
		if !r.Seen() {
			unseen = append(unseen, r.Title)
			continue
		}
		said := string(r.Result)
		if r.Interviewee != "" {
			said += "; asked: " + r.Interviewee
		}
		if len(r.Evidence) > 0 {
			said += "; seen: " + strings.Join(r.Evidence, ", ")
		}
		w.item(r.Title, said)
	}
	if len(unseen) > 0 {
		fmt.Fprintln(w)
		w.para("Not seen: " + strings.Join(unseen, "; ") + ".")
	}
}

func (w *writer) samples(all []Sample) {
	w.head("Samples")
	if len(all) == 0 {
		w.para("No sample was drawn.")
	}
	for _, s := range all {
		w.item(s.Ref+" "+s.Title, fmt.Sprintf("%d of %d %s at position %d of the audit trail, %s%s: %s. %s",
			len(s.Items), s.Population, s.DrawnFrom, s.Position, s.Method, seeded(s), strings.Join(s.Items, ", "), s.Outcome))
	}
}

func seeded(s Sample) string {
	if s.Method == Judgement {
		return ""
	}
	return " with the seed “" + s.Seed + "”"
}

func (w *writer) findings(all []Finding) {
	w.head("Findings")
	if len(all) == 0 {
		w.para("There are none.")
	}
	for _, f := range all {
		fmt.Fprintf(w, "### %s, %s: %s\n\n", f.Ref, f.Grade, oneLine(f.Title))
		w.item("Clauses and controls", list(slices.Concat(f.Clauses, f.Controls)))
		w.item("AI systems", list(f.Systems))
		w.item("Required", f.Required)
		w.item("Seen", f.Statement)
		w.item("Evidence", strings.Join(f.Evidence, ", "))
		w.item("Asked", f.Interviewee)
		w.item("Found", f.FoundOn.Human()+", "+f.Finder)
		fmt.Fprintln(w)
	}
}

func (w *writer) meeting(title, on string, present []string, notes string) {
	w.head(title)
	w.item("Held", on)
	w.item("Present", strings.Join(present, ", "))
	w.item("Said", notes)
}

// list names clauses and controls with their titles, where there are few.
func list(keys []string) string {
	const few = 4
	c := controls.MustLoad()
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = bare(k)
		if title := c.Title(k); title != "" && len(keys) <= few {
			out[i] += " " + title
		}
	}
	return strings.Join(out, ", ")
}
