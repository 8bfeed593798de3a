package web

import (
	"context"
	"net/http"
	"strconv"
	"sync"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) homeRoutes() []route {
	return []route{
		{http.MethodGet, link.HomePattern, access.Read, s.showHome},
		{http.MethodPost, link.SeenPattern, access.Read, s.markSeen},
		{http.MethodPost, link.WheelPattern, access.Read, s.showWheel},
		{http.MethodGet, link.WaitingPattern, access.Read, s.showWaiting},
		{http.MethodGet, link.GapsPattern, access.Read, s.showGaps},
		{http.MethodGet, link.GapTrendPattern, access.Read, s.showGapTrend},
		{http.MethodGet, link.WorkPattern, access.Read, s.showWork},
		{http.MethodGet, link.DigestPattern, access.Read, s.showDigest},
		{http.MethodGet, link.DormantPattern, access.Read, s.showDormant},
		{http.MethodGet, link.TimelinePattern, access.Read, s.showTimeline},
		{http.MethodGet, link.CoveragePattern, access.Read, s.showRequirements},
	}
}

// present is the newest snapshot with its gaps. It is read anew only when the
// trail has moved, and then only the records that did, so the first page costs one
// statement while nothing changes and little after a change.
type present struct {
	mu      sync.Mutex
	snap    *snapshot.Snapshot
	checked *snapshot.Snapshot // the one that gaps are of
	gaps    []readiness.Gap
}

func (p *present) at(ctx context.Context, db *store.DB) (*snapshot.Snapshot, []readiness.Gap, error) {
	pos, err := store.Position(db.Read(ctx))
	if err != nil {
		return nil, nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.renew(ctx, db, pos); err != nil {
		return nil, nil, err
	}
	if p.checked != p.snap {
		p.checked, p.gaps = p.snap, readiness.Check(p.snap)
	}
	return p.snap, p.gaps, nil
}

// records is the newest snapshot alone, for pages that ask no rule.
func (p *present) records(ctx context.Context, db *store.DB) (*snapshot.Snapshot, error) {
	pos, err := store.Position(db.Read(ctx))
	if err != nil {
		return nil, err
	}
	return p.recordsAt(ctx, db, pos)
}

// recordsAt is the same for who knows how far the trail is.
func (p *present) recordsAt(ctx context.Context, db *store.DB, pos trail.Checkpoint) (*snapshot.Snapshot, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	err := p.renew(ctx, db, pos)
	return p.snap, err
}

// renew reads what the trail has since the snapshot that is kept, unless that is the
// one of pos.
func (p *present) renew(ctx context.Context, db *store.DB, pos trail.Checkpoint) error {
	if p.snap != nil && p.snap.Position.Hash == pos.Hash && p.snap.Judged == db.Now().Day() {
		return nil
	}
	snap, err := p.load(ctx, db)
	if err == nil {
		p.snap = snap
	}
	return err
}

func (p *present) load(ctx context.Context, db *store.DB) (*snapshot.Snapshot, error) {
	if p.snap == nil {
		return snapshot.Load(ctx, db)
	}
	return snapshot.Next(ctx, db, p.snap)
}

// view is the present with what follows from it, for one page.
type view struct {
	*snapshot.Snapshot
	gaps      []readiness.Gap
	standings []readiness.Standing
	items     []agenda.Item
	owners    func() map[string]string // who answers for each record; worked out when it is first asked for
}

// outlook keeps what follows from the newest snapshot until there is a newer one.
type outlook struct {
	mu  sync.Mutex
	now view
}

// now is the present and what follows from it.
func (s *Server) now(ctx context.Context) (view, error) {
	snap, gaps, err := s.present.at(ctx, s.DB)
	if err != nil {
		return view{}, err
	}
	s.outlook.mu.Lock()
	defer s.outlook.mu.Unlock()
	if s.outlook.now.Snapshot != snap {
		s.outlook.now = view{snap, gaps, readiness.Standings(snap, gaps), agenda.Items(snap), ownersOf(snap)}
	}
	return s.outlook.now, nil
}

// sampleOffer is where a sample is made, while there is little else to look at here.
func (s *Server) sampleOffer(snap *snapshot.Snapshot) string {
	if s.doors == nil || !nearlyEmpty(snap) {
		return ""
	}
	return link.Sample()
}

// showHome answers "what now?" for the role of the person who asks.
func (s *Server) showHome(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p := s.homeOf(r, v)
	p.SampleHref = s.sampleOffer(v.Snapshot)
	own, err := r.prefers()
	if err != nil {
		return err
	}
	if p.Changes.Shown {
		if p.Changes, err = s.changes(r, own, v.Position.Seq); err != nil {
			return err
		}
	}
	if p.WheelOffer && own[wheelChoice] == "shown" {
		p.Wheel = wheel(v.standings)
	}
	drafts, err := r.begun()
	if err != nil {
		return err
	}
	p.Drafts = drafts[:min(len(drafts), mostDrafts)]
	return r.show(page{title: "Home", body: homeview.Home(p)})
}

// homeOf is the first page of a role, without what is the person's own.
func (s *Server) homeOf(r *request, v view) homeview.Page {
	p := homeview.Page{Title: v.Organisation().Name, Audit: auditWords(v)}
	if p.Title == "" {
		p.Title = "Your AI management system"
	}
	p.Changes.Shown = r.who.Role != access.Executive
	switch r.who.Role {
	case access.Lead:
		leadHome(&p, r.who, v)
	case access.Executive:
		executiveHome(&p, r.who, v)
	case access.Auditor:
		auditorHome(&p, r.who, v)
	case access.Contributor:
		contributorHome(&p, r.who, v)
	case access.Reader, access.External:
		readerHome(&p, r.who, v)
	}
	return p
}

// auditWords says how far the next agreed audit is: "23 days to the Stage 1 audit
// on 15 Dec 2026, by …".
func auditWords(v view) string {
	name, on, _ := v.NextAudit()
	if on == "" {
		return ""
	}
	words := "The " + name + " begins today"
	if n := daysTo(on, v.Today()); n > 0 {
		words = countOf(int64(n), "day", "days") + " to the " + name + " on " + on.Human()
	}
	by := v.Organisation().Certifier
	if c, ok := v.Course(); ok {
		by = c.Body
	}
	if by != "" {
		words += ", by " + by
	}
	return words + "."
}

// daysTo counts the days from today to a day.
func daysTo(on, today when.Day) int {
	return int(on.Time().Sub(today.Time()).Hours() / 24)
}

// mostDrafts is how many begun forms the first page names.
const mostDrafts = 3

// wheelChoice is the name of the preference for the wheel of plan, do, check, act.
const wheelChoice = "pdca"

func (s *Server) showWheel(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	shown := ""
	if f.yes("show") {
		shown = "shown"
	}
	if err := s.desk.Prefer(r.ctx(), r.who.Ref, wheelChoice, shown); err != nil {
		return err
	}
	return r.done(link.Home(), "")
}

// figure is a number that opens into the list it counts.
func figure(n int, label, href string) ui.Figure {
	return ui.Figure{Value: strconv.Itoa(n), Label: label, Href: href, Counts: true}
}
