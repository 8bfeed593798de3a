package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/evidence"
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
	p := homeview.Page{Organisation: snap.Organisation().Name, Next: nextStep(gaps, r.who), Waiting: waiting(snap, r.who), Clean: len(gaps) == 0, Figures: figures(snap, gaps)}
	if s.doors != nil && nearlyEmpty(snap) {
		p.SampleHref = link.Sample()
	}
	for _, st := range aims.Stages {
		p.Tasks = append(p.Tasks, stageTask(st, gaps, begun(snap, st.Name)))
	}
	p.Tasks = append(p.Tasks, otherTask(snap, gaps))
	return r.show(page{title: "Home", body: homeview.Home(p)})
}

// stageTask sums up a stage in the one status vocabulary. A stage that names a
// clause is not done while anything that clause asks for is missing, wherever it
// is mended.
func stageTask(st aims.Stage, gaps []readiness.Gap, begun bool) ui.Task {
	t := ui.Task{Title: st.Title, Clause: clauseRange(st.Clauses), Href: link.Stage(st.Name), Status: ui.Done}
	own, beside := "", ""
	for _, g := range gaps {
		switch {
		case g.Stage == st.Name:
			own = cmp.Or(own, g.Message)
		case within(g, st.Clauses):
			beside = cmp.Or(beside, g.Message)
		}
	}
	t.Hint = cmp.Or(own, beside)
	switch {
	case !begun:
		t.Status = ui.NotStarted
	case t.Hint != "":
		t.Status = ui.InProgress
	}
	return t
}

// otherClauses are those no stage of this version serves; what they ask for is
// kept as evidence.
var otherClauses = []aims.Clause{"6.2", "6.3", "7", "9", "10"}

// otherTask sums up the clauses that have no stage of their own.
func otherTask(s *snapshot.Snapshot, gaps []readiness.Gap) ui.Task {
	t := ui.Task{Title: "The other clauses", Clause: "6.2–6.3 · 7 · 9 · 10", Href: link.Gaps(), Status: ui.Done}
	for _, g := range gaps {
		if within(g, otherClauses) {
			t.Hint = cmp.Or(t.Hint, g.Message)
		}
	}
	switch {
	case t.Hint == "":
	case slices.ContainsFunc(s.Evidence, supportsOther):
		t.Status = ui.InProgress
	default:
		t.Status = ui.NotStarted
	}
	return t
}

func supportsOther(i evidence.Item) bool {
	return !i.Retired() && slices.ContainsFunc(i.Supports, func(key string) bool {
		clause, ours := strings.CutPrefix(key, controls.ClauseKey("").String())
		return ours && lies(clause, otherClauses)
	})
}

// within says whether a gap breaks one of the clauses.
func within(g readiness.Gap, clauses []aims.Clause) bool {
	return slices.ContainsFunc(g.Clauses, func(c string) bool { return lies(c, clauses) })
}

// lies says whether a clause is one of those or a part of one: 9.2.2 lies in 9.
func lies(clause string, in []aims.Clause) bool {
	return slices.ContainsFunc(in, func(c aims.Clause) bool {
		return clause == string(c) || strings.HasPrefix(clause, string(c)+".")
	})
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
		{Value: strconv.Itoa(len(s.RisksInForce())), Label: "risks", Href: link.Risks("status", currentRisks)},
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
