package web

import (
	"context"
	"net/http"
	"strconv"
	"sync"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) homeRoutes() []route {
	return []route{
		{http.MethodGet, link.HomePattern, access.Read, s.showHome},
		{http.MethodGet, link.GapsPattern, access.Read, s.showGaps},
	}
}

// present is the newest snapshot with its gaps. It is read anew only when the
// trail has moved, so the first page costs one statement while nothing changes.
type present struct {
	mu   sync.Mutex
	snap *snapshot.Snapshot
	gaps []readiness.Gap
}

func (p *present) at(ctx context.Context, db *store.DB) (*snapshot.Snapshot, []readiness.Gap, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	pos, err := store.Position(db.Read(ctx))
	if err != nil {
		return nil, nil, err
	}
	if p.snap == nil || p.snap.Position.Hash != pos.Hash || p.snap.Judged != db.Now().Day() {
		snap, err := snapshot.Load(ctx, db)
		if err != nil {
			return nil, nil, err
		}
		p.snap, p.gaps = snap, readiness.Check(snap)
	}
	return p.snap, p.gaps, nil
}

func (s *Server) showHome(r *request) error {
	snap, gaps, err := s.present.at(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	p := homeview.Page{Organisation: snap.Organisation().Name, Next: nextStep(gaps, r.may(access.AddEvidence)), Figures: figures(snap, gaps)}
	for _, st := range aims.Stages {
		p.Tasks = append(p.Tasks, stageTask(st, gaps, begun(snap, st.Name)))
	}
	return r.show(page{title: "Home", body: homeview.Home(p)})
}

// nextStep is the first gap in the order of the clauses, major ones first.
func nextStep(gaps []readiness.Gap, attach bool) *ui.Next {
	for _, severity := range []readiness.Severity{readiness.Major, readiness.Minor} {
		for _, g := range gaps {
			if g.Severity == severity {
				return &ui.Next{Title: g.Fix, Why: g.Message + ".", Clause: g.Clauses[0], Href: homeview.Where(g, attach), Label: "Start here"}
			}
		}
	}
	return nil
}

// stageTask sums up a stage in the one status vocabulary.
func stageTask(st aims.Stage, gaps []readiness.Gap, begun bool) ui.Task {
	t := ui.Task{Title: st.Title, Clause: clauseRange(st.Clauses), Href: link.Stage(st.Name), Status: ui.Done}
	open := 0
	for _, g := range gaps {
		if g.Stage != st.Name {
			continue
		}
		open++
		if t.Hint == "" {
			t.Hint = g.Message
		}
	}
	switch {
	case !begun:
		t.Status = ui.NotStarted
	case open > 0:
		t.Status = ui.InProgress
	}
	return t
}

// begun says whether a stage holds any record.
func begun(s *snapshot.Snapshot, stage string) bool {
	switch stage {
	case "scope":
		return len(s.Organisations)+len(s.Issues)+len(s.Parties)+len(s.Statements) > 0
	case "leadership":
		return len(s.Policies)+len(s.Roles) > 0
	case "inventory":
		return len(s.Systems) > 0
	case "impact":
		return len(s.Assessments) > 0
	case "risk":
		return len(s.Criteria)+len(s.Risks) > 0
	case "soa":
		return len(s.Rows) > 0
	}
	return false
}

func figures(s *snapshot.Snapshot, gaps []readiness.Gap) []ui.Figure {
	inUse := 0
	for _, y := range s.Systems {
		if !y.Retired() {
			inUse++
		}
	}
	kept := 0
	for _, i := range s.Evidence {
		if !i.Retired() {
			kept++
		}
	}
	return []ui.Figure{
		{Value: strconv.Itoa(len(gaps)), Label: "gaps that would be found today", Href: link.Gaps()},
		{Value: strconv.Itoa(inUse), Label: "AI systems", Href: link.Systems()},
		{Value: strconv.Itoa(len(s.RisksInForce())), Label: "risks", Href: link.Risks()},
		{Value: strconv.Itoa(kept), Label: "pieces of evidence", Href: link.EvidenceList()},
		{Value: strconv.FormatInt(s.Position.Seq, 10), Label: "entries in the trail", Href: link.History()},
	}
}

func (s *Server) showGaps(r *request) error {
	snap, gaps, err := s.present.at(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	var refs []string
	for _, g := range gaps {
		refs = append(refs, homeview.Cited(g)...)
	}
	titles, err := s.DB.Titles(r.ctx(), refs)
	if err != nil {
		return err
	}
	for _, c := range s.catalogue.Controls {
		titles[c.Key().String()] = c.Title
	}
	return r.show(page{title: "Would be found today", body: homeview.Gaps(homeview.GapsPage{
		AsAt: snap.Position.At.Human(), Gaps: gaps, Titles: titles, Attach: r.may(access.AddEvidence),
	})})
}
