package pack

import (
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/operation"
)

// madeOf are the records of what a system is made of, by their references.
func (b *book) madeOf(system string) []fact {
	var models, datasets, logs []string
	for i := range b.s.Models {
		if m := &b.s.Models[i]; !m.Retired() && slices.Contains(m.Systems, system) {
			models = append(models, m.Ref)
		}
	}
	for i := range b.s.Datasets {
		if d := &b.s.Datasets[i]; !d.Retired() && slices.Contains(d.Systems, system) {
			datasets = append(datasets, d.Ref)
		}
	}
	for i := range b.s.EventLogs {
		if e := &b.s.EventLogs[i]; !e.Retired() && e.System == system {
			logs = append(logs, e.Ref)
		}
	}
	return []fact{{"Models, as recorded", b.namedAll(models)}, {"Datasets, as recorded", b.namedAll(datasets)}, {"Event logs", b.namedAll(logs)}}
}

// gateTable prints how a system stands at each gate; the rounds are whole in Annex 9.
func (b *book) gateTable(system string) {
	stands := b.s.GatesOf(system)
	if !slices.ContainsFunc(stands, func(s operation.Stand) bool { return s.Newest.Ref != "" }) {
		return
	}
	b.table(table{Caption: "Life-cycle gates, newest round", Columns: []column{{"Gate", 2, false}, {"Round", 0, false}, {"State", 1.2, false}, {"What passed", 2, false}, {"Decision, whole in Annex 9", 2, false}},
		Rows: mapped(stands, func(s operation.Stand) row {
			g := s.Newest
			if g.Ref == "" {
				return row{"", []cell{text(s.Of.Title), text("–"), text(string(aims.NotStarted)), {}, {}}}
			}
			return row{"", []cell{text(s.Of.Title), {linked(g.Ref)}, text(string(s.Status)), text(g.Release), verdict(g)}}
		})})
}

// verdict is how a round ended, without its conditions.
func verdict(g operation.Gate) cell {
	if !g.Signed() {
		return text("Open")
	}
	return say("%s on %s", capital(string(g.Verdict)), g.SignedAt.Day().Human())
}

// signed says how a round ended, by whom, and on which conditions.
func signed(g operation.Gate) cell {
	if !g.Signed() {
		return text(fmt.Sprintf("Open; %d of %d questions are answered", g.Answered(), len(g.Items())))
	}
	parts := []cell{say("%s by %s on %s", capital(string(g.Verdict)), g.SignedBy, g.SignedAt.Day().Human())}
	if g.Verdict == operation.WithConditions {
		parts = append(parts, text(g.Conditions))
		if g.FulfilledOn == "" {
			parts = append(parts, say("To be met by %s", g.ConditionsBy.Human()))
		} else {
			parts = append(parts, say("Met on %s; %s", g.FulfilledOn.Human(), g.Fulfilled))
		}
	}
	return stack(append(parts, text(g.Remark))...)
}

func exceptions(g operation.Gate) cell {
	var parts []cell
	for _, it := range g.Items() {
		if a := g.To(it.ID); a.Said == operation.No || a.Said == operation.NotApplicable {
			parts = append(parts, say("%s %s: %s", it.Asks, capital(string(a.Said)), a.Reason))
		}
	}
	return stack(parts...)
}

// carriedOut says under 8.1 how the operational controls were carried out.
func (b *book) carriedOut(a *answer) {
	all := b.s.CarriedOut()
	if len(all) == 0 {
		return
	}
	records, met := 0, 0
	for _, k := range all {
		records += len(k.Records)
		met += len(filter(k.Records, func(r operation.Record) bool { return r.Result == operation.Met }))
	}
	a.says = append(a.says, say("%s with criteria %s planned; %d of their %s met the criteria.", capital(count(len(all), "operational control", "operational controls")), is(len(all)), met, count(records, "record", "records")))
	ref := func(k operation.Kept) string { return k.Ref }
	late := filter(all, func(k operation.Kept) bool { return k.Overdue(b.today) })
	a.lacksWhere("Not carried out when it was due: "+plainList(late, ref)+".", len(late) > 0)
	failing := filter(all, operation.Kept.Failing)
	a.lacksWhere("The newest record did not meet the criteria: "+plainList(failing, ref)+".", len(failing) > 0)
	show := a.show
	a.show = func() {
		if show != nil {
			show()
		}
		b.resultLines(all)
	}
}

// resultLines print the criteria of each control beside its last results.
func (b *book) resultLines(all []operation.Kept) {
	b.table(table{Caption: "Operational controls, their criteria and last results", Columns: []column{{"Reference", 0, false}, {"Criteria", 2.8, false}, {"Records", 0.7, true}, {"Last results", 2, false}, {"Next due", 1, false}},
		Rows: mapped(all, func(k operation.Kept) row {
			last := k.Newest(6)
			slices.Reverse(last)
			due := text(k.Due().Human())
			if k.Overdue(b.today) {
				due = stack(due, badgeText("overdue"))
			}
			return row{"", []cell{{linked(k.Ref)}, text(k.Criteria), text(fmt.Sprint(len(k.Records))), stack(mapped(last, func(r operation.Record) cell {
				return say("%s: %s", r.DoneOn.Human(), r.Result)
			})...), due}}
		})})
}
