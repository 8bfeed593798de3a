package web

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/homeview"
)

const (
	trendMonths = 12 // ends of months that are looked back on
	// trendPatience is how long a page waits for months that are not known yet.
	trendPatience = 600 * time.Millisecond
)

// monthly keeps how many gaps there were at the end of each month. The trail only grows
// at its end, so what stood on a past day is worked out once.
type monthly struct {
	mu    sync.Mutex
	known map[when.Day]month
	done  chan struct{} // of the work under way; nil while there is none
}

// month is the count of one month's end; begun is false before the first entry of the trail.
type month struct {
	readiness.Count

	begun bool
}

// showGapTrend tells how the number of gaps went, as each month's end stood on the trail
// and is judged by the rules of today.
func (s *Server) showGapTrend(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	ends := readiness.MonthEnds(v.Today(), trendMonths)
	select {
	case <-s.monthly.work(s.DB, ends):
	case <-time.After(trendPatience):
	}
	p := homeview.TrendPage{Tabs: gapTabs("time", "")}
	p.Counts, p.Missing = s.monthly.of(ends)
	p.Counts = append(p.Counts, readiness.CountOf(v.Today(), v.gaps))
	return r.show(page{title: "Gaps over time", body: homeview.GapTrend(p)})
}

// of are the counts that are known and on which the trail had begun, the oldest first,
// and whether months before them are not known yet.
func (m *monthly) of(ends []when.Day) (counts []readiness.Count, missing bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, end := range ends {
		c, known := m.known[end]
		switch {
		case !known:
			counts, missing = nil, true
		case c.begun:
			counts = append(counts, c.Count)
		}
	}
	return counts, missing
}

// work works out the months that are not known, the newest first, and says when it is
// done. One such work is under way at a time.
func (m *monthly) work(db *store.DB, ends []when.Day) <-chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.done != nil {
		return m.done
	}
	done := make(chan struct{})
	m.done = done
	go func() {
		for _, end := range slices.Backward(ends) {
			if m.count(context.Background(), db, end) != nil {
				break // the month stays unknown, which the page says; the next one asks again
			}
		}
		m.mu.Lock()
		m.done = nil
		m.mu.Unlock()
		close(done)
	}()
	return done
}

// count works out one month, unless it is known.
func (m *monthly) count(ctx context.Context, db *store.DB, end when.Day) error {
	m.mu.Lock()
	_, known := m.known[end]
	m.mu.Unlock()
	if known {
		return nil
	}
	pos, err := store.PositionAt(db.Read(ctx), end.End())
	if err != nil {
		return err
	}
	c := month{begun: pos.Seq > 0}
	if c.begun {
		snap, err := snapshot.AsOf(ctx, db, end.End())
		if err != nil {
			return err
		}
		c.Count = readiness.CountOf(end, readiness.Check(snap))
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = map[when.Day]month{}
	}
	m.known[end] = c
	return nil
}
