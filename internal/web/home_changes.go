package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
)

// What a person's desk remembers of their visits: a position of the trail each, the
// second with the day on which it was taken.
const (
	seenTo  = "seen" // what happened up to there is no news
	lastDay = "here" // where the trail stood when they last signed in
)

// visited notes that a person signs in. On the first time of a day, what had
// happened until their last day here stops being news.
func (s *Server) visited(ctx context.Context, person string) error {
	own, err := s.desk.Preferences(ctx, person)
	if err != nil {
		return err
	}
	pos, err := store.Position(s.DB.Read(ctx))
	if err != nil {
		return err
	}
	today := s.DB.Now().Day()
	seq, day, _ := strings.Cut(own[lastDay], " ")
	if when.Day(day) == today {
		return nil
	}
	if len(s.Damage) == 0 {
		s.tidy(ctx) // a workbench may run for months
	}
	if seq != "" && position(seq) > position(own[seenTo]) {
		if err := s.desk.Prefer(ctx, person, seenTo, seq); err != nil {
			return err
		}
	}
	return s.desk.Prefer(ctx, person, lastDay, strconv.FormatInt(pos.Seq, 10)+" "+string(today))
}

// position reads a position; what cannot be read is the beginning.
func position(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// markSeen is the person saying that they know what changed, up to the position
// that the page showed.
func (s *Server) markSeen(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	pos, err := store.Position(s.DB.Read(r.ctx()))
	if err != nil {
		return err
	}
	to := max(0, min(position(f.text("position")), pos.Seq))
	if err := s.desk.Prefer(r.ctx(), r.who.Ref, seenTo, strconv.FormatInt(to, 10)); err != nil {
		return err
	}
	return r.done(link.Home(), "Marked as seen.")
}

// changes says what others did since the person was here, register by register.
// now is the position that the page shows.
func (s *Server) changes(r *request, own map[string]string, now int64) (homeview.Changes, error) {
	since := position(own[seenTo])
	c := homeview.Changes{Shown: true, At: now, Since: "since you were last here"}
	if own[seenTo] == "" {
		c.Since = "since the workbench began"
	}
	tallies, err := s.tallies.of(r.ctx(), s.DB, store.Since{After: since, Except: r.who.Ref}, now)
	if err != nil {
		return c, err
	}
	for _, reg := range snapshot.Registers() {
		table := reg.New().TableName()
		line := homeview.ChangeLine{Title: reg.Title}
		for _, t := range tallies {
			if t.Register == table {
				line.Parts = append(line.Parts, homeview.Change{Count: t.Records, Words: past[t.Kind], Href: link.HistorySince(since, t.Register, t.Kind)})
			}
		}
		if len(line.Parts) > 0 && reg.Name != store.SampleRegister().Name { // the mark is no work of anybody
			c.Lines = append(c.Lines, line)
		}
	}
	return c, nil
}

// past is the past of each kind of act: "4 changed".
var past = map[string]string{
	"new": "new", "change": "changed", "approve": "approved", "sign": "signed", "accept": "accepted",
	"retire": "retired", "complete": "completed", "review": "reviewed",
}

// tallies keeps each person's last tally. Counting reads every entry since they were
// here, so what is known is kept and only what happened since is added to it.
type tallies struct {
	mu    sync.Mutex
	known map[store.Since]tallied
}

type tallied struct {
	at  int64
	all []store.Tally
}

// mostTallied keeps the memory small; a workspace has fewer people than that.
const mostTallied = 1000

func (k *tallies) of(ctx context.Context, db *store.DB, since store.Since, now int64) ([]store.Tally, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if t, ok := k.known[since]; ok && t.at == now {
		return t.all, nil
	}
	all, err := k.count(ctx, db, since, now)
	if err != nil {
		return nil, err
	}
	if k.known == nil || len(k.known) >= mostTallied {
		k.known = map[store.Since]tallied{}
	}
	k.known[since] = tallied{now, all}
	return all, nil
}

// count adds what came to what is known, up to now.
func (k *tallies) count(ctx context.Context, db *store.DB, since store.Since, now int64) ([]store.Tally, error) {
	known := k.known[since]
	all := slices.Clone(known.all)
	since.Counted, since.To = known.at, now
	more, err := db.Tally(ctx, since)
	for _, m := range more {
		if i := slices.IndexFunc(all, func(t store.Tally) bool { return t.Register == m.Register && t.Kind == m.Kind }); i >= 0 {
			all[i].Records += m.Records
		} else {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b store.Tally) int {
		return cmp.Or(cmp.Compare(a.Register, b.Register), cmp.Compare(a.Kind, b.Kind))
	})
	return all, err
}
