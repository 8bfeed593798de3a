package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// bulkEdit is how records of one register are changed together. The choice of rows
// stands in the address of every page of it: each reference once, or "all" with the
// filter of the list.
type bulkEdit struct {
	link.Bulk
	one, many string
	can       access.Permission
	register  store.Register
	crumbs    []layout.Crumb
	fields    func(form, ui.State) []templ.Component
	fits      func(*request) ([]string, error) // every row that fits the filter
	amend     func(*request, form, store.Choice) (store.Outcome, error)
}

// paramAll stands for every row that fits the filter, on all pages.
const paramAll = "all"

func (b bulkEdit) table() string { return b.register.New().TableName() }

// routes are the pages of a change: choose, preview, do, see, undo.
func (b bulkEdit) routes() []route {
	return []route{
		{http.MethodGet, b.Path, b.can, b.ask},
		{http.MethodPost, b.Preview, b.can, b.show},
		{http.MethodPost, b.Path, b.can, b.apply},
		{http.MethodGet, b.Done, access.Read, b.result},
		{http.MethodPost, b.Undo, b.can, b.takeBack},
	}
}

// pick offers the change below a list; nobody sees it who may not do it.
func (b bulkEdit) pick(r *request, total int64, narrowed bool) *ui.Pick {
	if !r.may(b.can) {
		return nil
	}
	q, _ := url.ParseQuery(r.state())
	q.Del(paramCols)
	q.Del(paramSort)
	q.Set(paramAll, "yes")
	p := &ui.Pick{Action: b.Path, Label: "Change ticked " + b.many, All: joined(b.Path, q.Encode()), AllOf: "Change all " + countOf(total, b.one, b.many)}
	if narrowed {
		p.AllOf += " that fit the filter"
	}
	return p
}

// chosen gives the references that the address names.
func (b bulkEdit) chosen(r *request) ([]string, error) {
	if r.QueryParam(paramAll) != "" {
		return b.fits(r)
	}
	var refs []string
	for _, ref := range r.QueryParams()["row"] {
		if ref != "" && !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
	}
	return refs, nil
}

// form is the page on which a change is described; after a preview with that on top.
func (b bulkEdit) form(r *request, f form, n int, st ui.State) ui.BulkPage {
	query := r.Request().URL.RawQuery
	return ui.BulkPage{
		Title: "Change " + countOf(int64(n), b.one, b.many) + " together", Count: n, One: b.one, Many: b.many, State: st,
		Preview: joined(b.Preview, query), Apply: joined(b.Path, query), Cancel: b.back(r),
		Fields: b.fields(f, st),
	}
}

// back is the list as it was when the rows were chosen.
func (b bulkEdit) back(r *request) string {
	q, _ := url.ParseQuery(r.state())
	q.Del("row")
	q.Del(paramAll)
	return joined(b.List, q.Encode())
}

func (b bulkEdit) ask(r *request) error {
	refs, err := b.chosen(r)
	if err != nil {
		return err
	}
	if len(refs) == 0 {
		return r.done(b.back(r), "No row is ticked. Tick the rows to change together, then choose again.")
	}
	p := b.form(r, form{url.Values{}}, len(refs), ui.State{})
	return r.show(page{title: p.Title, crumbs: b.crumbs, body: ui.Bulk(p)})
}

// show goes through the whole change and takes it back.
func (b bulkEdit) show(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	return b.previewed(r, f, nil)
}

// previewed shows the preview, below what kept the change from being saved.
func (b bulkEdit) previewed(r *request, f form, refused error) error {
	seen, err := store.Position(r.s.DB.Read(r.ctx()))
	if err != nil {
		return err
	}
	refs, err := b.chosen(r)
	if err != nil {
		return err
	}
	if !filled(f) && refused == nil {
		refused = fault.New(fault.Invalid, "Nothing is filled in, so nothing would change. Fill in at least one field.")
	}
	out, err := b.amend(r, f, store.Choice{Refs: refs, Seen: seen.Seq, Try: true})
	if err != nil {
		return err
	}
	st, status := ui.State{}, 0
	if refused != nil {
		if st, status = stateOf(refused); status == 0 {
			return refused
		}
	}
	p := b.form(r, f, len(refs), st)
	if filled(f) {
		if err := b.tell(&p, out); err != nil {
			return err
		}
		p.Kept = append(p.Kept, ui.Pair{Name: "seen", Value: strconv.FormatInt(seen.Seq, 10)}, ui.Pair{Name: "expected", Value: strconv.Itoa(p.Changing)})
		p.Kept = append(p.Kept, carriedOn(f)...)
	}
	return r.show(page{status: status, title: p.Title, crumbs: b.crumbs, refused: refused != nil, body: ui.Bulk(p)})
}

// carriedOn is what the preview passes on to the act: every value of every field.
func carriedOn(f form) []ui.Pair {
	var kept []ui.Pair
	for name, values := range f.values {
		for _, v := range values {
			if name != "seen" && name != "expected" {
				kept = append(kept, ui.Pair{Name: name, Value: plain(v)})
			}
		}
	}
	return kept
}

// filled says whether the form gives anything to change. Fields that begin with an
// underscore carry the form.
func filled(f form) bool {
	for name := range f.values {
		if name != "seen" && name != "expected" && !strings.HasPrefix(name, "_") && f.text(name) != "" {
			return true
		}
	}
	return false
}

// tell puts an outcome into words and rows.
func (b bulkEdit) tell(p *ui.BulkPage, out store.Outcome) error {
	p.Told = true
	p.Changing, p.Same, p.Refusals = out.Count(store.Turn.Changed), out.Count(store.Turn.Same), out.Count(store.Turn.Refused)
	for _, t := range out.Turns {
		row := ui.BulkRow{Ref: t.Ref, Title: t.Title, Href: link.Of(t.Ref)}
		switch {
		case t.Refused():
			row.Why = reasonOf(t.Err)
			p.Refused = append(p.Refused, row)
		case t.Changed():
			changes, err := trail.Changes(t.Before, t.After)
			if err != nil {
				return err
			}
			for _, c := range changes {
				row.Changes = append(row.Changes, ui.Change{Field: c.Field, Before: c.Before, After: c.After})
			}
			p.Rows = append(p.Rows, row)
		}
	}
	return nil
}

// apply does what the preview said, and nothing else.
func (b bulkEdit) apply(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	refs, err := b.chosen(r)
	if err != nil {
		return err
	}
	out, err := b.amend(r, f, store.Choice{Refs: refs, Seen: int64(f.number("seen")), Expected: f.number("expected")})
	if err != nil {
		if _, status := stateOf(err); status == 0 {
			return err
		}
		return b.previewed(r, f, err)
	}
	return r.done(b.DoneAs(out.Batch), countOf(int64(out.Count(store.Turn.Changed)), b.one+" is changed.", b.many+" are changed."))
}

func (b bulkEdit) result(r *request) error {
	batch, err := r.s.DB.BatchIn(r.ctx(), r.Param("batch"), b.table())
	if err != nil {
		return err
	}
	p := ui.BatchPage{
		Ref: batch.Ref, Title: countOf(int64(len(batch.Refs)), b.one, b.many) + " changed together", Lead: "By " + batch.Who + ", " + batch.At.Human() + ".",
		Undone: batch.Undone, List: b.List, ListLabel: "Go to the list",
	}
	if r.may(b.can) && batch.UndoneBy(r.who) {
		p.Undo = b.UndoOf(batch.Ref)
	}
	const most = 100
	shown := batch.Refs[:min(most, len(batch.Refs))]
	titles, err := r.s.DB.Titles(r.ctx(), shown)
	if err != nil {
		return err
	}
	for _, ref := range shown {
		p.Rows = append(p.Rows, ui.RelatedItem{Ref: ref, Title: titles[ref], Href: link.Of(ref)})
	}
	p.More = len(batch.Refs) - len(shown)
	return r.show(page{title: p.Title, crumbs: b.crumbs, body: ui.Batch(p)})
}

func (b bulkEdit) takeBack(r *request) error {
	ref := r.Param("batch")
	n, err := r.s.DB.TakeBack(r.ctx(), r.who, b.can, ref, b.register)
	if err != nil {
		return err
	}
	return r.done(b.DoneAs(ref), countOf(int64(n), b.one+" is", b.many+" are")+" back as before.")
}

// reasonOf is what kept a record as it is, in one line.
func reasonOf(err error) string {
	messages := check.Messages(err)
	if messages == nil {
		return fault.Sentence(err)
	}
	texts := make([]string, len(messages))
	for i, m := range messages {
		texts[i] = m.Text
	}
	return strings.Join(texts, ". ")
}
