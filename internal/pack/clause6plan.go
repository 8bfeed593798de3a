package pack

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/risk"
)

// optionSays counts the chosen options by kind: a threat is not treated as an
// opportunity is.
func (b *book) optionSays(a *answer, current []risk.Risk) {
	for _, k := range risk.Kinds {
		n, all := map[risk.Treatment]int{}, 0
		for _, r := range current {
			if (r.Kind == risk.Opportunity) == (k == risk.Opportunity) {
				n[r.Treatment]++
				all++
			}
		}
		if all == 0 {
			continue
		}
		var parts []string
		for _, t := range risk.TreatmentsOf(k) {
			parts = append(parts, fmt.Sprintf("%s %d", t, n[t]))
		}
		one, many := "threat", "threats"
		if k == risk.Opportunity {
			one, many = "opportunity", "opportunities"
		}
		a.says = append(a.says, say("Options chosen for %s in force: %s; none chosen %d.", count(all, one, many), strings.Join(parts, ", "), n[""]))
	}
	open := filter(current, func(r risk.Risk) bool { return r.Treatment == "" })
	a.lacksWhere("No option of treatment is chosen for: "+plainList(open, riskRef)+".", len(open) > 0)
}

// planSays is about the approval of the treatment plans by the designated management.
func (b *book) planSays(a *answer, current []risk.Risk) {
	planned := filter(current, risk.Risk.Planned)
	n := map[risk.PlanState]int{}
	var open, stale []risk.Risk
	for _, r := range planned {
		state, _, _ := b.s.PlanOf(r)
		n[state]++
		switch state {
		case risk.PlanOpen:
			open = append(open, r)
		case risk.PlanStale:
			stale = append(stale, r)
		case risk.PlanApproved:
		}
	}
	a.records += len(inForce(b.s.PlanApprovals))
	a.says = append(a.says, say("Of %s with a treatment plan, %d %s approved as the plan stands, %d changed since approval, %d %s not approved.",
		count(len(planned), "risk", "risks"), n[risk.PlanApproved], is(n[risk.PlanApproved]), n[risk.PlanStale], n[risk.PlanOpen], is(n[risk.PlanOpen])))
	a.lacksWhere("The treatment plan is not approved for: "+plainList(open, riskRef)+".", len(open) > 0)
	a.lacksWhere("The treatment plan changed since it was approved for: "+plainList(stale, riskRef)+".", len(stale) > 0)
}

// approvalTable prints who approved the plans of which risks, the newest approval of
// each. Those of one act that stand alike are one row.
func (b *book) approvalTable(current []risk.Risk) {
	t := table{Caption: "Approvals of the treatment plan", Columns: []column{{"Approved by", 1.5, false}, {"Option", 0.8, false}, {"Risks", 2.6, false}, {"As it stands now", 1.6, false}, {"Note", 2.2, false}}}
	var alike []string
	risks, refs := map[string][]string{}, map[string][]string{}
	for _, r := range current {
		state, changes, last := b.s.PlanOf(r)
		if last == nil {
			continue
		}
		key := strings.Join(append([]string{last.By, last.Role, last.At.Human(), string(last.Plan.Treatment), string(state), last.Note}, changes...), "\x00")
		if risks[key] == nil {
			alike = append(alike, key)
			t.Rows = append(t.Rows, row{last.Ref, []cell{
				stack(say("%s, %s", last.By, last.Role), text(last.At.Human())), text(string(last.Plan.Treatment)), nil,
				stack(text(string(state)), quietText(strings.Join(changes, "; "))), text(last.Note),
			}})
		}
		risks[key], refs[key] = append(risks[key], r.Ref), append(refs[key], last.Ref)
	}
	if len(t.Rows) == 0 {
		return
	}
	for i, key := range alike {
		t.Rows[i].Cells[2] = inARow(mapped(risks[key], func(ref string) cell { return cell{linked(ref)} }))
	}
	b.table(t)
	for _, key := range alike {
		for _, ref := range refs[key][1:] {
			b.anchors[ref] = b.anchors[refs[key][0]]
		}
	}
}

// planApproved says of one risk how far its plan is approved.
func (b *book) planApproved(r risk.Risk) cell {
	state, changes, last := b.s.PlanOf(r)
	switch {
	case last == nil && !r.Planned():
		return nil
	case last == nil:
		return text(string(state))
	}
	return stack(join(text(string(state)), say("; %s by %s, %s, %s", last.Ref, last.By, last.Role, last.At.Human())), text(strings.Join(changes, "; ")))
}

// cadence says how often risks of a band are reviewed.
func cadence(x risk.Band) cell {
	if x.Months == 0 {
		return nil
	}
	return say("every %s", count(x.Months, "month", "months"))
}

// scaleWord is what the second factor of a level is called for a kind.
func scaleWord(k risk.Kind) string {
	if k == risk.Opportunity {
		return "benefit"
	}
	return "impact"
}

// softly puts a cell into the tone of remarks; nothing stays nothing.
func softly(c cell) cell {
	if len(c) == 0 {
		return nil
	}
	return quietText(c[0].Text)
}
