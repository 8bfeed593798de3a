// Package objectiveview shows what objectives and planned changes have beyond the
// registers that are kept alike: progress, the line of values, and approval.
package objectiveview

import (
	"fmt"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Tracks lists the words of progress in the order in which they are shown.
var Tracks = []objective.Track{objective.TargetMet, objective.OnTrack, objective.OffTrack, objective.Missed, objective.Unmeasured}

// ProgressPage is what stands around the fields of an objective.
type ProgressPage struct {
	Objective    objective.Objective
	Progress     objective.Progress
	Measurements []objective.Measurement // in force, the oldest first
	MayMeasure   bool
}

// TrackBadge is where an objective stands by its values.
func TrackBadge(p objective.Progress) templ.Component {
	kind := ui.Neutral
	switch p.Track {
	case objective.TargetMet, objective.OnTrack:
		kind = ui.Good
	case objective.OffTrack:
		kind = ui.Warn
	case objective.Missed:
		kind = ui.Bad
	case objective.Unmeasured:
	}
	return ui.Badge(kind, ui.Sentence(p.Track))
}

func (p ProgressPage) tone() ui.Kind {
	switch p.Progress.Track {
	case objective.TargetMet, objective.OnTrack:
		return ui.Good
	case objective.Unmeasured:
		return ui.Info
	case objective.OffTrack, objective.Missed:
	}
	return ui.Warn
}

func (p ProgressPage) table() ui.TableSpec {
	t := ui.TableSpec{
		ID: "values", Caption: "Values of " + p.Objective.Title,
		Columns: []ui.Column{{Title: "Measured on", Class: "tight"}, {Title: "Value"}, {Title: "Note", Class: "wrap"}, {Title: "Reference", Class: "tight"}},
	}
	for i := len(p.Measurements) - 1; i >= 0; i-- {
		m := p.Measurements[i]
		t.Rows = append(t.Rows, ui.Row{Ref: m.Ref, Cells: []templ.Component{
			ui.Str(m.On.Human()), ui.Str(objective.With(m.Value, p.Objective.Unit)), ui.Str(m.Note), ui.RefLink(m.Ref, link.Entry(m.Ref)),
		}})
	}
	return t
}

// series is what the drawing shows: values at their days, and the target.
func (p ProgressPage) series() ui.Series {
	var s ui.Series
	for _, m := range p.Measurements {
		s.Points = append(s.Points, ui.Point{On: m.On, Value: m.Figure()})
	}
	if target, has := p.Objective.Goal(); has {
		s.Bounds = append(s.Bounds, ui.Bound{Value: target, Class: "goal"})
	}
	if len(s.Points) > 0 {
		s.Says = said(p.Objective, p.Measurements)
	}
	return s
}

// said tells in words what the picture shows.
func said(o objective.Objective, all []objective.Measurement) string {
	from, to := all[0], all[len(all)-1]
	s := fmt.Sprintf("From %s on %s to %s on %s", objective.With(from.Value, o.Unit), from.On.Human(), objective.With(to.Value, o.Unit), to.On.Human())
	if o.Target == "" {
		return s + "."
	}
	return s + ". The dashed line is the target, " + objective.With(o.Target, o.Unit) + "."
}

// PlannedWords says where a change of the management system stands.
func PlannedWords(c objective.PlannedChange) string {
	switch {
	case c.Given():
		return "Approved"
	case c.DoneOn != "":
		return "Not approved"
	}
	return "Waits for approval"
}

// PlannedState is the badge of such a change.
func PlannedState(c objective.PlannedChange) templ.Component {
	kind := ui.Info
	switch {
	case c.Given():
		kind = ui.Good
	case c.DoneOn != "":
		kind = ui.Warn
	}
	return ui.Badge(kind, PlannedWords(c))
}
