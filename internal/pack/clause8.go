package pack

import (
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/when"
)

// controlsInOperation is 8.1, as the register of controls stands now: what was
// approved earlier is a matter of 6.1.3.
func (b *book) controlsInOperation() answer {
	needed := b.necessary()
	a := answer{kept: true, records: len(needed)}
	lines, _ := b.applicability()
	a.beyond = beyond{targets: refsOf(lines, soaKey), to: "controls", place: see("Annex 1", "annex-1")}
	n := map[soa.Status]int{}
	var bare []soaLine
	shown := 0
	for _, l := range needed {
		n[l.Status]++
		current := slices.ContainsFunc(b.s.EvidenceFor(l.Key), func(i evidence.Item) bool { return i.Concern(b.today) == "" })
		if current {
			shown++
		} else if l.Status == soa.Implemented {
			bare = append(bare, l)
		}
	}
	a.says = append(a.says, join(say("Of %s recorded as necessary in the register, %d %s recorded as implemented, %d as in progress, %d as not started, %d without a status; for %d evidence that is valid is recorded; see ",
		count(len(needed), "control", "controls"), n[soa.Implemented], is(n[soa.Implemented]), n[soa.InProgress], n[soa.NotStarted], n[""], shown), see("Annex 1", "annex-1"), text(".")))
	a.says = append(a.says, text("The status of implementation is a custom of auditors, not a demand of ISO/IEC 42001 on the Statement of Applicability."))
	a.lacksWhere("Recorded as implemented, without evidence that is valid: "+plainList(bare, soaKey)+".", len(bare) > 0)
	a.lacksWhere("No control is recorded as necessary.", len(needed) == 0)
	b.carriedOut(&a)
	b.concernsReported(&a)
	return a
}

// concernsReported counts the concerns of A.3.3. Nothing else of them leaves the workbench.
func (b *book) concernsReported(a *answer) {
	if len(b.s.ConcernDesks) == 0 {
		return
	}
	n := map[operation.ConcernState]int{}
	for _, c := range b.s.Concerns {
		n[c.State]++
	}
	were := "were"
	if len(b.s.Concerns) == 1 {
		were = "was"
	}
	a.says = append(a.says, say("%s %s reported: %d received, %d being looked at, %d closed (A.3.3). What was said is kept out of this pack, to protect who reported.",
		capital(count(len(b.s.Concerns), "concern", "concerns")), were, n[operation.ConcernReceived], n[operation.ConcernLookedAt], n[operation.ConcernClosed]))
}

// necessary are the controls that the register calls necessary now.
func (b *book) necessary() (lines []soaLine) {
	for _, r := range inForce(b.s.Rows) {
		if r.Applicable == scope.Yes {
			f, _ := b.draftLine(r.Ref)
			lines = append(lines, soaLine{Frozen: f, Key: r.Ref})
		}
	}
	return lines
}

// assessmentsDone is 8.2: when risks were assessed, and what is due.
func (b *book) assessmentsDone() answer {
	current := b.s.RisksInForce()
	a := answer{kept: true, records: len(current), beyond: b.onRisks()}
	a.says = append(a.says, join(say("The register holds %s: %d in force, %d closed or retired; see ", count(len(b.s.Risks), "risk", "risks"), len(current), len(b.s.Risks)-len(current)), see("Annex 2", "annex-2"), text(".")))
	var last risk.Risk
	for _, r := range current {
		if r.UpdatedAt > last.UpdatedAt {
			last = r
		}
	}
	if last.Ref != "" {
		a.says = append(a.says, join(text("The risk changed last is "), cell{linked(last.Ref)}, say(", on %s by %s.", last.UpdatedAt.Human(), orUnknown(last.UpdatedBy))))
	}
	due := filter(current, func(r risk.Risk) bool { return r.ReviewOn.Passed(b.today) })
	a.says = append(a.says, say("The date of review has passed for %s on %s.", count(len(due), "risk", "risks"), b.today.Human()))
	a.lacksWhere("Review overdue: "+plainList(due, riskRef)+".", len(due) > 0)
	year := filter(current, func(r risk.Risk) bool { return r.ReviewedOn != "" && !r.ReviewedOn.Passed(b.today.Add(-365)) })
	a.says = append(a.says, say("Of %s in force, %d %s been assessed or confirmed within the last 365 days.", count(len(current), "risk", "risks"), len(year), has(len(year))))
	undated := filter(current, func(r risk.Risk) bool { return r.ReviewOn == "" })
	if n := len(undated); n > 0 {
		a.says = append(a.says, say("%s in force %s no date of review.", count(n, "risk", "risks"), has(n)))
	}
	a.lacksWhere("No date of review is recorded for: "+plainList(undated, riskRef)+".", len(undated) > 0)
	used := map[string]bool{}
	for _, r := range current {
		for _, y := range r.Systems {
			used[y] = true
		}
	}
	var bare []string
	for _, y := range b.s.SystemsInScope() {
		if !used[y.Ref] {
			bare = append(bare, y.Ref)
		}
	}
	a.lacksWhere("No risk in force names these AI systems in scope: "+plainList(bare, func(s string) string { return s })+".", len(bare) > 0)
	a.lacksWhere("No result of a risk assessment is recorded.", len(current) == 0)
	if len(current) > 0 {
		a.says = append(a.says, join(text("Counts by band and the matrix of likelihood and impact stand under "), see("6.1.2", "42001:6.1.2"), text(".")))
	}
	return a
}

// treatmentDone is 8.3: what the plan has come to.
func (b *book) treatmentDone() answer {
	actions := inForce(b.s.Actions)
	a := answer{kept: true, records: len(actions), targets: refsOf(actions, actionRef)}
	done := filter(actions, func(x risk.Action) bool { return x.DoneOn != "" })
	late := filter(actions, func(x risk.Action) bool { return x.DoneOn == "" && x.Due.Passed(b.today) })
	a.says = append(a.says, say("Of %s in the treatment plan, %d %s done and %d open; %d of the open ones %s past the due date on %s.", count(len(actions), "action", "actions"), len(done), is(len(done)), len(actions)-len(done), len(late), is(len(late)), b.today.Human()))
	a.lacksWhere("No treatment action is recorded.", len(actions) == 0)
	a.lacksWhere("Past the due date and not done: "+plainList(late, actionRef)+".", len(late) > 0)
	mute := filter(done, func(x risk.Action) bool { return x.Result == "" })
	a.lacksWhere("Done, without a recorded result: "+plainList(mute, actionRef)+".", len(mute) > 0)
	a.show = func() { b.resultTable(done) }
	return a
}

func (b *book) resultTable(done []risk.Action) {
	if len(done) == 0 {
		return
	}
	b.table(table{Caption: "Results of treatment actions", Columns: []column{{"Reference", 0, false}, {"Risk", 0, false}, {"Action", 2.4, false}, {"Done", 0, false}, {"Result", 2.6, false}},
		Rows: mapped(done, func(x risk.Action) row {
			return row{x.Ref, []cell{text(x.Ref), {linked(x.Risk)}, text(x.What), text(x.DoneOn.Human()), text(x.Result)}}
		})})
}

// impactsDone is 8.4: the assessments that were made.
func (b *book) impactsDone() answer {
	all := inForce(b.s.Assessments)
	a := answer{kept: true, records: len(all), targets: refsOf(all, func(x impact.Assessment) string { return x.Ref })}
	n := map[impact.State]int{}
	for _, x := range all {
		n[x.State]++
	}
	a.says = append(a.says, say("%s %s recorded: %d approved, %d superseded, %d in draft.", capital(count(len(all), "impact assessment", "impact assessments")), is(len(all)), n[impact.Approved], n[impact.Superseded], n[impact.Draft]))
	due := filter(all, func(x impact.Assessment) bool { return x.State == impact.Approved && x.NextReview.Passed(b.today) })
	ref := func(x impact.Assessment) string { return x.Ref }
	a.lacksWhere("Review overdue: "+plainList(due, ref)+".", len(due) > 0)
	undated := filter(all, func(x impact.Assessment) bool { return x.State == impact.Approved && x.NextReview == "" })
	a.lacksWhere("No date of the next review is recorded for: "+plainList(undated, ref)+".", len(undated) > 0)
	early := b.deployedUnassessed()
	a.lacksWhere("Deployed before the first impact assessment was approved: "+plainList(early, systemRef)+".", len(early) > 0)
	a.lacksWhere("No result of an impact assessment is recorded.", len(all) == 0)
	a.show = func() { b.assessmentTable(all) }
	return a
}

// deployedUnassessed are the systems in scope that went into use before their first
// assessment was approved; those without any stand under 6.1.4.
func (b *book) deployedUnassessed() []inventory.System {
	first := map[string]when.Day{}
	for _, x := range b.s.Assessments {
		if day := x.ApprovedAt.Day(); x.ApprovedAt != "" && (first[x.System] == "" || day < first[x.System]) {
			first[x.System] = day
		}
	}
	return filter(b.s.SystemsInScope(), func(y inventory.System) bool {
		return y.DeployedOn != "" && y.DeployedOn < first[y.Ref]
	})
}

func (b *book) assessmentTable(all []impact.Assessment) {
	if len(all) == 0 {
		return
	}
	b.table(table{Caption: "Impact assessments", Columns: []column{{"Reference", 0, false}, {"AI system", 2.4, false}, {"State", 1.1, false}, {"Trigger", 1.1, false}, {"Assessed on", 0, false}, {"Decision", 1.4, false}, {"Impacts", 0.8, true}},
		Rows: mapped(all, func(x impact.Assessment) row {
			return row{Cells: []cell{{linked(x.Ref)}, b.named(x.System), text(string(x.State)), text(string(x.Trigger)), text(x.AssessedOn.Human()), text(string(x.Decision)), text(fmt.Sprint(len(x.Items)))}}
		})})
}
