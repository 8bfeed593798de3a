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
	// trendPatience is how long one page works out months that are not known yet; the
	// rest is worked out after it.
	trendPatience = 600 * time.Millisecond
)

// monthly keeps how many gaps there were at the end of each month. The past does not
// change, so each is worked out once for each position of the trail.
type monthly struct {
	mu    sync.Mutex
	known map[monthEnd]readiness.Count
	done  chan struct{} // of the work under way; nil while there is none
}

// monthEnd is a day with the newest entry of the trail on it.
type monthEnd struct {
	day  when.Day
	hash string
}

// showGapTrend tells how the number of gaps went, as each month's end stood on the trail
// and is judged by the rules of today.
func (s *Server) showGapTrend(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	ends, err := s.monthEnds(r.ctx(), v.Today())
	if err != nil {
		return err
	}
	p := homeview.TrendPage{Tabs: gapTabs("time", "")}
	select {
	case <-s.monthly.work(s.DB, ends):
	case <-time.After(trendPatience):
	}
	p.Counts, p.Missing = s.monthly.of(ends)
	p.Counts = append(p.Counts, readiness.CountOf(v.Today(), v.gaps))
	return r.show(page{title: "Gaps over time", body: homeview.GapTrend(p)})
}

// monthEnds are the ends of the months before today that the trail reaches back to.
func (s *Server) monthEnds(ctx context.Context, today when.Day) ([]monthEnd, error) {
	var ends []monthEnd
	for _, day := range readiness.MonthEnds(today, trendMonths) {
		pos, err := store.PositionAt(s.DB.Read(ctx), day.End())
		if err != nil {
			return nil, err
		}
		if pos.Seq > 0 {
			ends = append(ends, monthEnd{day, pos.Hash})
		}
	}
	return ends, nil
}

// of are the counts that are known, the oldest first, and how many months before them
// are not.
func (m *monthly) of(ends []monthEnd) (counts []readiness.Count, missing int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range ends {
		c, known := m.known[ends[i]]
		if !known {
			counts, missing = nil, i+1
			continue
		}
		counts = append(counts, c)
	}
	return counts, missing
}

// work works out the months that are not known, the newest first, and says when it is
// done. One such work is under way at a time.
func (m *monthly) work(db *store.DB, ends []monthEnd) <-chan struct{} {
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
func (m *monthly) count(ctx context.Context, db *store.DB, end monthEnd) error {
	m.mu.Lock()
	_, known := m.known[end]
	m.mu.Unlock()
	if known {
		return nil
	}
	snap, err := snapshot.AsOf(ctx, db, end.day.End())
	if err != nil {
		return err
	}
	c := readiness.CountOf(end.day, readiness.Check(snap))
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = map[monthEnd]readiness.Count{}
	}
	m.known[end] = c
	return nil
}
