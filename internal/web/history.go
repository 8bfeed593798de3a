package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
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
	entries, total, err := s.DB.Recent(r.ctx(), before, store.PageSize)
	if err != nil {
		return err
	}
	p := historyview.AllPage{Entries: entries, Total: total}
	if before <= 0 || before > total+1 {
		before = total + 1
	}
	if oldest := before - int64(len(entries)); oldest > 1 {
		p.Older = link.Query(link.History(), "before", strconv.FormatInt(oldest, 10))
	}
	return r.show(page{title: "History", body: historyview.All(p)})
}

// showSince narrows the trail to what happened after a position, as the first page
// tells it: by register, by kind of act, and by others or by one person.
func (s *Server) showSince(r *request, before int64) error {
	q := store.Since{After: position(r.QueryParam("since")), Register: r.QueryParam("register"), Kind: r.QueryParam("kind")}
	switch by := r.QueryParam("by"); by {
	case "":
	case "others":
		q.Except = r.who.Ref
	default:
		q.Only = by
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
	if strings.HasPrefix(ref, "CNC-") { // when somebody wrote, and to whom it was answered, is told by no page
		entries = nil
	}
	if len(entries) == 0 {
		return fault.New(fault.NotFound, "Nothing has ever happened to a record %s here.", ref)
	}
	p := historyview.RecordPage{Ref: ref, Title: store.TitleOf(entries[0].Image), Day: r.QueryParam("on")}
	if at := then(entries, r.QueryParam("at"), when.Day(p.Day)); at >= 0 {
		return r.showThen(entries, at)
	}
	if p.Day != "" {
		p.Wrong = "There was no " + ref + " yet on that day. The entries below say when it began."
		if !when.Day(p.Day).Valid() {
			p.Wrong = "Give the day as 2026-11-22."
		}
	}
	if p.Entries, err = r.withChanges(entries); err != nil {
		return err
	}
	return r.show(page{title: "History of " + ref, crumbs: []layout.Crumb{{Text: "History", Href: link.History()}}, body: historyview.Record(p)})
}

// then finds the entry that is asked for, by its place among those of the record (the
// first is 1) or as the last one of a day; -1 when there is none.
func then(entries []trail.Entry, nth string, day when.Day) int {
	if n, err := strconv.Atoi(nth); err == nil {
		if n < 1 || n > len(entries) {
			return -1
		}
		return len(entries) - n
	}
	if !day.Valid() {
		return -1
	}
	return slices.IndexFunc(entries, func(e trail.Entry) bool { return e.At <= day.End() })
}

// showThen shows the whole record as the entry left it.
func (r *request) showThen(entries []trail.Entry, at int) error {
	e := entries[at]
	fields, err := trail.Changes("", e.Image)
	if err != nil {
		return err
	}
	p := historyview.ThenPage{Ref: e.Ref, Title: store.TitleOf(e.Image), At: e.At, Who: e.Name, Act: e.Act, Version: e.Version}
	for _, f := range fields {
		p.Fields = append(p.Fields, ui.Change{Field: f.Field, After: f.After})
	}
	if at > 0 {
		p.Until = entries[at-1].At
	}
	return r.show(page{
		title:  e.Ref + " as it was on " + e.At.Human(),
		crumbs: []layout.Crumb{{Text: "History", Href: link.History()}, {Text: e.Ref, Href: link.HistoryOf(e.Ref)}}, body: historyview.Then(p),
	})
}

// withChanges says for each entry, newest first, what it changed against the one
// before it of the same record.
func (r *request) withChanges(entries []trail.Entry) ([]ui.HistoryEntry, error) {
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
		out[i] = ui.HistoryEntry{When: e.At, Who: e.Name, Act: historyview.Said(e.Act), Version: e.Version, Reason: e.Reason, Then: link.RecordThen(e.Ref, len(entries)-i)}
		out[i].Batch, out[i].BatchTo = r.batchOf(entries, e)
		if e.Via != string(access.Browser) {
			out[i].Via = e.Via
		}
		for _, c := range changes {
			out[i].Changes = append(out[i].Changes, ui.Change{Field: c.Field, Before: c.Before, After: c.After, Words: wordByWord(c.Before, c.After)})
		}
	}
	return out, nil
}

// rowTable is where the trail keeps the rows of the Statement.
var rowTable = soa.Row{}.TableName()

// batchOf names the import or change of many that an entry was part of, or that it
// undid, and its page where this person may open it.
func (r *request) batchOf(entries []trail.Entry, e trail.Entry) (batch, href string) {
	_, number, found := strings.Cut(e.Batch, "BAT-")
	if !found {
		return "", ""
	}
	batch = "BAT-" + number
	for _, other := range entries {
		if other.Batch == batch && (other.Act == "decide" || other.Act == "revise") && other.Register == rowTable {
			return batch, link.SoABatch(batch)
		}
	}
	if !r.may(access.Import) {
		return batch, ""
	}
	return batch, link.Batch(batch)
}

// longText is from how many letters on a text is told apart word by word.
const longText = 80

// wordByWord compares two long texts; nil when one of them is short or a list.
func wordByWord(before, after string) []ui.Piece {
	if len(before) < longText || len(after) < longText {
		return nil
	}
	var out []ui.Piece
	same := false
	for _, p := range leadership.Compare(before, after) {
		if p.Change == leadership.Same {
			if !same {
				out = append(out, ui.Piece{Text: "…\n"})
			}
			same = true
			continue
		}
		same = false
		for _, w := range p.Pieces {
			out = append(out, ui.Piece{Text: w.Text, Came: w.Change == leadership.Added, Went: w.Change == leadership.Removed})
		}
		out = append(out, ui.Piece{Text: "\n"})
	}
	return out
}
