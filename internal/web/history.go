package web

import (
	"net/http"
	"strconv"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/templates/historyview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) historyRoutes() []route {
	return []route{
		{http.MethodGet, link.HistoryPattern, access.Read, s.showHistory},
		{http.MethodGet, link.HistoryOfPattern, access.Read, s.showHistoryOf},
	}
}

func (s *Server) showHistory(r *request) error {
	before, _ := strconv.ParseInt(r.QueryParam("before"), 10, 64) // a damaged number is the newest page
	if r.QueryParam("since") != "" {
		return s.showSince(r, before)
	}
	entries, err := s.DB.Recent(r.ctx(), before, store.PageSize)
	if err != nil {
		return err
	}
	pos, err := store.Position(s.DB.Read(r.ctx()))
	if err != nil {
		return err
	}
	p := historyview.AllPage{Entries: entries, Total: pos.Seq}
	if n := len(entries); n == store.PageSize && entries[n-1].Seq > 1 {
		p.Older = link.Query(link.History(), "before", strconv.FormatInt(entries[n-1].Seq, 10))
	}
	return r.show(page{title: "History", body: historyview.All(p)})
}

// showSince narrows the trail to what happened after a position, as the first page
// tells it: by register, by kind of act, and by others.
func (s *Server) showSince(r *request, before int64) error {
	q := store.Since{After: position(r.QueryParam("since")), Register: r.QueryParam("register"), Kind: r.QueryParam("kind")}
	if r.QueryParam("by") == "others" {
		q.Except = r.who.Ref
	}
	entries, total, about, err := s.DB.Acts(r.ctx(), q, before, store.PageSize)
	if err != nil {
		return err
	}
	p := historyview.AllPage{Entries: entries, Total: total, Narrowed: countOf(about, "record", "records") + " in " + countOf(total, "entry", "entries") + " since position " + r.QueryParam("since")}
	if n := len(entries); n == store.PageSize {
		p.Older = r.older(entries[n-1].Seq)
	}
	return r.show(page{title: "History", body: historyview.All(p)})
}

// older is the address of the entries before a position, under the same filter.
func (r *request) older(seq int64) string {
	q := r.QueryParams()
	q.Set("before", strconv.FormatInt(seq, 10))
	return r.Request().URL.Path + "?" + q.Encode()
}

func (s *Server) showHistoryOf(r *request) error {
	ref := r.Param("ref")
	entries, err := s.DB.History(r.ctx(), ref)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return fault.New(fault.NotFound, "Nothing has ever happened to a record %s here.", ref)
	}
	p := historyview.RecordPage{Ref: ref, Title: store.TitleOf(entries[0].Image)}
	if p.Entries, err = withChanges(entries); err != nil {
		return err
	}
	return r.show(page{title: "History of " + ref, crumbs: []layout.Crumb{{Text: "History", Href: link.History()}}, body: historyview.Record(p)})
}

// withChanges says for each entry, newest first, what it changed against the one
// before it of the same record.
func withChanges(entries []trail.Entry) ([]ui.HistoryEntry, error) {
	out := make([]ui.HistoryEntry, len(entries))
	for i, e := range entries {
		before := ""
		if i+1 < len(entries) && entries[i+1].Register == e.Register {
			before = entries[i+1].Image
		}
		changes, err := trail.Changes(before, e.Image)
		if err != nil {
			return nil, err
		}
		out[i] = ui.HistoryEntry{When: e.At, Who: e.Name, Act: historyview.Said(e.Act, e.Register), Version: e.Version, Reason: e.Reason}
		if e.Via != string(access.Browser) {
			out[i].Via = e.Via
		}
		for _, c := range changes {
			out[i].Changes = append(out[i].Changes, ui.Change{Field: c.Field, Before: c.Before, After: c.After})
		}
	}
	return out, nil
}
