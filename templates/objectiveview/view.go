// Package objectiveview shows what objectives and planned changes have beyond the
// registers that are kept alike: progress, the line of values, and approval.
package objectiveview

import (
	"fmt"
	"strings"

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

// The drawing of a line of values, in its own units.
const (
	width, height = 480.0, 96.0
	margin        = 6.0
)

// drawing is a line of values as places of a picture.
type drawing struct {
	Points string  // of the line
	X, Y   float64 // the newest value
	Target float64 // height of the target; below 0 where there is none
	Says   string
}

// draw puts values at their days and the target beside them.
func draw(o objective.Objective, all []objective.Measurement) drawing {
	target, has := o.Goal()
	low, high := all[0].Figure(), all[0].Figure()
	for _, m := range all {
		low, high = min(low, m.Figure()), max(high, m.Figure())
	}
	if has {
		low, high = min(low, target), max(high, target)
	}
	if high == low {
		high, low = high+1, low-1
	}
	y := func(v float64) float64 { return margin + (high-v)/(high-low)*(height-2*margin) }
	first, last := all[0].On.Time(), all[len(all)-1].On.Time()
	span := max(last.Sub(first).Hours(), 1)
	d := drawing{Target: -1, Says: said(o, all)}
	var points []string
	for _, m := range all {
		d.X = margin + m.On.Time().Sub(first).Hours()/span*(width-2*margin)
		d.Y = y(m.Figure())
		points = append(points, fmt.Sprintf("%.1f,%.1f", d.X, d.Y))
	}
	d.Points = strings.Join(points, " ")
	if has {
		d.Target = y(target)
	}
	return d
}

// said tells in words what the picture shows.
func said(o objective.Objective, all []objective.Measurement) string {
	from, to := all[0], all[len(all)-1]
	s := fmt.Sprintf("From %s on %s to %s on %s", objective.With(from.Value, o.Unit), from.On.Human(), objective.With(to.Value, o.Unit), to.On.Human())
	if o.Target != "" {
		s += "; the target is " + objective.With(o.Target, o.Unit)
	}
	return s + "."
}

func at(v float64) string { return fmt.Sprintf("%.1f", v) }

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
