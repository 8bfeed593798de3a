package pack

import (
	"fmt"

	"github.com/aims-workbench/aims/internal/aims/objective"
)

// objectives is 6.2: how far each AI objective is, by its newest value.
func (b *book) objectives() answer {
	open := filter(inForce(b.s.Objectives), func(o objective.Objective) bool { return o.Open() })
	a := answer{kept: true}
	if len(open) == 0 {
		return a
	}
	n := map[objective.Track]int{}
	for _, o := range open {
		n[b.s.ProgressOf(o).Track]++
	}
	a.says = append(a.says, say("Of %s under way, %d %s at the target, %d on track, %d off track, %d missed, %d not measured.",
		count(len(open), "objective", "objectives"), n[objective.TargetMet], is(n[objective.TargetMet]), n[objective.OnTrack], n[objective.OffTrack], n[objective.Missed], n[objective.Unmeasured]))
	bare := filter(open, func(o objective.Objective) bool { return b.s.ProgressOf(o).Latest.Ref == "" })
	a.lacksWhere("No value is recorded for: "+plainList(bare, func(o objective.Objective) string { return o.Ref })+".", len(bare) > 0)
	a.show = func() { b.progressTable(open) }
	return a
}

// progressTable sets the newest value of each objective beside where it began and where
// it shall come.
func (b *book) progressTable(open []objective.Objective) {
	b.table(table{Caption: "How far the objectives are", Columns: []column{{"Objective", 2.4, false}, {"At the beginning", 1.2, false}, {"Target", 1.2, false}, {"Newest value", 1.2, false}, {"Values", 0.6, true}, {"How it stands", 1, false}},
		Rows: mapped(open, func(o objective.Objective) row {
			p := b.s.ProgressOf(o)
			var began, newest cell
			if o.Baseline != "" {
				began = stack(text(objective.With(o.Baseline, o.Unit)), quietText(o.BaselineOn.Human()))
			}
			if p.Latest.Ref != "" {
				newest = stack(text(objective.With(p.Latest.Value, o.Unit)), quietText(p.Latest.On.Human()))
			}
			track := text(string(p.Track))
			if !p.Good() {
				track = badgeText(string(p.Track))
			}
			return row{Cells: []cell{
				b.named(o.Ref), began, stack(text(fmt.Sprintf("%s %s", o.Direction, objective.With(o.Target, o.Unit))), quietText("by "+o.Due.Human())),
				newest, text(figure(len(inForce(b.s.MeasurementsOf(o.Ref))))), track,
			}}
		})})
}
