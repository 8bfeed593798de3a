package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/templates/objectiveview"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// objectives are the pages of AI objectives (6.2).
func (s *Server) objectives() keeper[objective.Objective, *objective.Objective] {
	return keeper[objective.Objective, *objective.Objective]{
		Register: objective.Objectives, crumbs: stageCrumbs("objective"), nav: objectiveNav,
		sieve: trackSieve, narrow: s.byTrack, show: s.aroundObjective, rows: s.trackColumns,
		begin: func(*request) (objective.Objective, error) {
			return objective.Objective{State: objective.UnderWay}, nil
		},
	}
}

// trackSieve is the filter by progress.
var trackSieve = []ui.FilterSelect{{Name: "track", Label: "Progress", Options: trackOptions()}}

func trackOptions() []ui.Option {
	var out []ui.Option
	for _, t := range objectiveview.Tracks {
		out = append(out, ui.Option{Value: string(t), Label: ui.Sentence(t)})
	}
	return out
}

// byTrack narrows the list to the open objectives of one track.
func (s *Server) byTrack(r *request, q *register.Query) error {
	asked := objective.Track(r.QueryParam("track"))
	if asked == "" {
		return nil
	}
	v, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	var refs []string
	for _, o := range v.Objectives {
		if o.Open() && v.ProgressOf(o).Track == asked {
			refs = append(refs, o.Ref)
		}
	}
	q.Also = register.Among(refs)
	return nil
}

// trackColumns are the newest value and where the objective stands by it.
func (s *Server) trackColumns(r *request) (ui.Columns[objective.Objective], error) {
	v, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return nil, err
	}
	return ui.Columns[objective.Objective]{
		ui.Plain("latest", "Newest value", "", "", func(o objective.Objective) string {
			return objective.With(v.ProgressOf(o).Latest.Value, o.Unit)
		}),
		{
			Key: "track", Title: "Progress", Class: "tight",
			Cell: func(o objective.Objective) templ.Component { return objectiveview.TrackBadge(v.ProgressOf(o)) },
			Text: func(o objective.Objective) string { return ui.Sentence(v.ProgressOf(o).Track) },
		},
	}, nil
}

// aroundObjective shows progress above the fields and the values below them.
func (s *Server) aroundObjective(r *request, o objective.Objective, p *registerview.RecordPage) error {
	v, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	page := objectiveview.ProgressPage{
		Objective: o, Progress: v.ProgressOf(o), Measurements: objective.Ordered(v.MeasurementsOf(o.Ref)),
		MayMeasure: r.may(access.Measure) && !o.Retired(),
	}
	p.Badges = append(p.Badges, objectiveview.TrackBadge(page.Progress))
	p.Above = append(p.Above, objectiveview.Progress(page))
	p.Below = append(p.Below, objectiveview.Values(page))
	_, p.Thread.Pointing = split(p.Thread.Pointing, "MEA-") // shown above
	return nil
}

// measurements are the pages of what was measured.
func (s *Server) measurements() keeper[objective.Measurement, *objective.Measurement] {
	return keeper[objective.Measurement, *objective.Measurement]{
		Register: objective.Measurements, crumbs: stageCrumbs("objective"), nav: objectiveNav,
		begin: func(r *request) (objective.Measurement, error) {
			return objective.Measurement{Objective: r.QueryParam("objective"), On: r.today(), By: r.who.Name}, nil
		},
		saved: func(m objective.Measurement) string { return m.Title + " is recorded as " + m.Ref + "." },
	}
}

// doneSieve is the filter of planned changes by whether they are done.
var doneSieve = []ui.FilterSelect{{Name: "done", Label: "Done", Options: []ui.Option{{Value: "yes", Label: "Yes"}, {Value: "no", Label: "No"}}}}

// byDone narrows planned changes to those that are done, or not.
func (s *Server) byDone(r *request, q *register.Query) error {
	asked := r.QueryParam("done")
	if asked == "" {
		return nil
	}
	v, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	var refs []string
	for _, c := range v.Planned {
		if (c.DoneOn != "") == (asked == "yes") {
			refs = append(refs, c.Ref)
		}
	}
	q.Also = register.Among(refs)
	return nil
}
