package web

import (
	"net/http"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/objectiveview"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) objectiveRoutes() []route {
	return slices.Concat(s.objectives().routes(), s.measurements().routes(), s.plannedChanges().routes(), []route{
		{http.MethodGet, link.ObjectivePattern, access.Read, s.showObjective},
		{http.MethodPost, link.PlannedApprovePattern, access.ApproveChange, s.approvePlanned},
	})
}

func (s *Server) showObjective(r *request) error {
	p, err := r.stagePage("objective", "What you want to reach with AI, how you know that you reach it, and the changes you plan to the management system.", objectiveParts())
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p.Above = append(p.Above, objectiveNav(overview), ui.Figures(objectiveFigures(v.Snapshot)))
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}

// objectiveFigures count what a lead asks first; each opens its list.
func objectiveFigures(s *snapshot.Snapshot) []ui.Figure {
	tracks := map[objective.Track]int{}
	open := 0
	for _, o := range s.Objectives {
		if o.Open() {
			open++
			tracks[s.ProgressOf(o).Track]++
		}
	}
	planned := 0
	for _, c := range s.Planned {
		if !c.Retired() && c.DoneOn == "" {
			planned++
		}
	}
	out := []ui.Figure{figure(open, "objectives under way", link.Register("OBJ", "state", string(objective.UnderWay)))}
	for _, t := range objectiveview.Tracks {
		out = append(out, figure(tracks[t], string(t), link.Register("OBJ", "track", string(t))))
	}
	return append(out, figure(planned, "changes not done yet", link.Register("PLC", "done", "no")))
}

// plannedChanges are the pages of changes to the management system (6.3).
func (s *Server) plannedChanges() keeper[objective.PlannedChange, *objective.PlannedChange] {
	return keeper[objective.PlannedChange, *objective.PlannedChange]{
		Register: objective.PlannedChanges, crumbs: stageCrumbs("objective"), nav: objectiveNav, sieve: doneSieve, narrow: s.byDone,
		row: ui.Columns[objective.PlannedChange]{{
			Key: "approved", Title: "Approved", Class: "tight",
			Cell: objectiveview.PlannedState,
			Text: objectiveview.PlannedWords,
		}},
		show: func(r *request, c objective.PlannedChange, p *registerview.RecordPage) error {
			p.Badges = append(p.Badges, objectiveview.PlannedState(c))
			p.Above = append(p.Above, objectiveview.PlannedNotice(c, r.may(access.ApproveChange) && !c.Retired() && !c.Given()))
			return nil
		},
	}
}

func (s *Server) approvePlanned(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	c, err := objective.Approve(r.ctx(), s.DB, r.who, r.Param("ref"), f.version())
	if err != nil {
		return err
	}
	return r.done(link.Entry(c.Ref), c.Title+" is approved.")
}
