package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// What an address says of a list, beside the names of its filters.
const (
	paramAt   = "at"   // cursor of the page
	paramSort = "sort" // key of a column, "-" before it turns the order round
	paramCols = "cols" // columns to show, once each
	paramAs   = "as"   // csv or xlsx: the list as a file
)

// listing is the list of one register: what it is called, what it shows, and how its
// rows are found. Page, files and bulk edit come from it.
type listing[T any] struct {
	title     string // "Risks"; also names the file
	one, many string // "risk", "risks"
	columns   ui.Columns[T]
	ref       func(T) string
	usual     string // key of the usual order
	filter    ui.Filter
	find      func(store.Place) (store.Page[T], error)
	group     func(T) (name string, head templ.Component) // heads rows that belong together, in the usual order
	edit      *bulkEdit                                   // where rows may be changed together
	marks     string                                      // prefix under which inventory.Effects knows its records
	paste     string                                      // register of the import, where rows may be pasted
}

// list answers with the list as a page, or as a file where the address asks for one.
func list[T any](r *request, l listing[T], show func(ui.TableSpec) page) error {
	var err error
	if l.columns, err = marked(r, l.columns, l.marks, l.ref); err != nil {
		return err
	}
	if as := r.QueryParam(paramAs); as != "" {
		return l.download(r, as)
	}
	t, err := l.table(r)
	if err != nil {
		return err
	}
	return r.show(show(t))
}

// table is the page's list at the place of the address.
func (l listing[T]) table(r *request) (ui.TableSpec, error) {
	found, err := l.find(store.Place{Sort: r.QueryParam(paramSort), At: r.QueryParam(paramAt)})
	if err != nil {
		return ui.TableSpec{}, err
	}
	shown := l.columns.Shown(r.QueryParams()[paramCols])
	filter := l.filter
	filter.Keep = r.pairs(paramCols)
	filter.Sort = &ui.FilterSelect{Value: l.order(r), Options: l.columns.Orders()}
	if filter.Clear != "" {
		filter.Clear = r.address(url.Values{paramCols: r.QueryParams()[paramCols], paramSort: r.QueryParams()[paramSort]})
	}
	t := ui.TableSpec{
		Caption: l.title, One: l.one, Filter: &filter,
		Columns: shown.Heads(l.order(r), func(key string) string { return r.with(paramSort, key) }),
		Rows:    shown.Rows(found.Rows, l.ref),
		Count:   countOf(found.Total, l.one, l.many),
		Pager:   pagerOf(r, found),
	}
	l.heads(r, t.Rows, found.Rows)
	if t.Tools, err = r.tools(l.columns.Choices(shown)); err != nil {
		return t, err
	}
	if l.paste != "" && r.may(access.Import) {
		t.Tools.Paste = link.Paste(l.paste)
	}
	if l.edit != nil && r.QueryParam("show") != "retired" {
		t.Pick = l.edit.pick(r, found.Total, filter.Clear != "")
		t.Tools.Undo, err = r.lastChange(*l.edit)
	}
	return t, err
}

// heads puts a heading above the first row of each group; another order than the
// usual one takes the groups apart.
func (l listing[T]) heads(r *request, rows []ui.Row, all []T) {
	if l.group == nil || l.key(r) != "" {
		return
	}
	last := ""
	for i := range rows {
		name, head := l.group(all[i])
		if name != last {
			rows[i].Group, last = head, name
		}
	}
}

// order is the key by which the list is sorted now.
func (l listing[T]) order(r *request) string {
	if key := l.key(r); key != "" {
		return key
	}
	return l.usual
}

// key is the asked order, if a column has it; columns and sorts share their keys.
func (l listing[T]) key(r *request) string {
	asked := r.QueryParam(paramSort)
	if slices.ContainsFunc(l.columns, func(c ui.Col[T]) bool { return c.Sort != "" && c.Key == strings.TrimPrefix(asked, "-") }) {
		return asked
	}
	return ""
}

// tools are the tools of a list as the address has it.
func (r *request) tools(columns ui.ColumnChoice) (*ui.Tools, error) {
	path, query := r.Request().URL.Path, r.state()
	t := &ui.Tools{
		Page: path, Columns: columns, Keep: r.pairsBut(paramCols, paramAt, paramAs), Query: query,
		Save: link.Views(), Forget: link.ViewForget(), XLSX: r.as("xlsx"), CSV: r.as("csv"),
	}
	views, err := r.s.desk.Views(r.ctx(), r.who.Ref, path)
	for _, v := range views {
		t.Views = append(t.Views, ui.View{Name: v.Name, Href: joined(path, v.Query), Current: v.Query == query})
	}
	return t, err
}

// lastChange offers to undo what this person changed together in the last day.
func (r *request) lastChange(b bulkEdit) (*ui.Undo, error) {
	last, err := r.s.DB.LastBatch(r.ctx(), r.who, b.table(), when.At(r.s.DB.Now().Time().Add(-24*time.Hour)))
	if err != nil || last.Ref == "" {
		return nil, err
	}
	return &ui.Undo{Text: "Your last change of several " + b.many + " was on " + last.At.Human() + ". See it or undo it", Href: b.DoneAs(last.Ref)}, nil
}

// state is what the address says of the list, its page apart, in one fixed order.
func (r *request) state() string {
	q := url.Values{}
	for name, values := range r.QueryParams() {
		if full := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" }); len(full) > 0 && name != paramAt && name != paramAs {
			q[name] = full
		}
	}
	return q.Encode()
}

// as is the address of the same list as a file.
func (r *request) as(format string) string {
	q, _ := url.ParseQuery(r.state()) // it was encoded here
	q.Set(paramAs, format)
	return r.address(q)
}

// with is the address of the first page with one parameter changed.
func (r *request) with(name, value string) string {
	q, _ := url.ParseQuery(r.state())
	q.Set(name, value)
	return r.address(q)
}

func (r *request) address(q url.Values) string { return joined(r.Request().URL.Path, q.Encode()) }

func joined(path, query string) string {
	if query == "" {
		return path
	}
	return path + "?" + query
}

// pairs gives some parameters of the address for a GET form to carry, pairsBut the others.
func (r *request) pairs(names ...string) []ui.Pair {
	return r.carried(func(name string) bool { return slices.Contains(names, name) })
}

func (r *request) pairsBut(names ...string) []ui.Pair {
	return r.carried(func(name string) bool { return !slices.Contains(names, name) })
}

func (r *request) carried(take func(name string) bool) []ui.Pair {
	var out []ui.Pair
	q, _ := url.ParseQuery(r.state())
	for name, values := range q {
		for _, v := range values {
			if take(name) {
				out = append(out, ui.Pair{Name: name, Value: v})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b ui.Pair) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// viewRoutes keep the views of lists.
func (s *Server) viewRoutes() []route {
	return []route{
		{http.MethodPost, link.ViewsPattern, readLists, s.saveView},
		{http.MethodPost, link.ViewForgetPattern, readLists, s.forgetView},
	}
}
