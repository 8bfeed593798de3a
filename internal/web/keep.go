package web

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/help"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// keeper is the pages of one register of internal/register. Only the register and its
// crumbs are needed; the rest is what one register shows beyond the others.
type keeper[T any, P register.Rec[T]] struct {
	*register.Register[T, P]

	crumbs []layout.Crumb                                                 // to the stage
	nav    func(here string) templ.Component                              // between the lists of the stage
	begin  func(r *request) (T, error)                                    // a new record, with what the address says already
	list   func(r *request, p *registerview.ListPage) error               // what stands around the list
	row    ui.Columns[T]                                                  // columns after those of the fields
	offer  map[string]func(r *request) ([]ui.Option, error)               // what a field that names records offers, where not all of their register
	rows   func(r *request) (ui.Columns[T], error)                        // the same, where they need what the request knows
	sieve  []ui.FilterSelect                                              // filters of the list beyond those of the fields
	narrow func(r *request, q *register.Query) error                      // narrows the list by them
	show   func(r *request, rec T, p *registerview.RecordPage) error      // what stands around the record
	ask    func(r *request, rec T, p *registerview.FormPage) error        // changes to the form
	saved  func(rec T) string                                             // sentence after a new record; may be nil
	retire func(r *request, ref string, version int, reason string) error // in place of the register's own
}

// routes are the pages and acts that every such register has.
func (k keeper[T, P]) routes() []route {
	at := link.Register(k.Prefix)
	return []route{
		{http.MethodGet, at, access.Read, k.showList},
		{http.MethodGet, at + "/new", k.Edit, k.showNew},
		{http.MethodPost, at, k.Edit, k.keep},
		{http.MethodGet, at + "/:ref", access.Read, k.showRecord},
		{http.MethodGet, at + "/:ref/edit", k.Edit, k.showEdit},
		{http.MethodPost, at + "/:ref", k.Edit, k.revise},
		{http.MethodPost, at + "/:ref/retire", k.Edit, k.retireOne},
	}
}

func (k keeper[T, P]) head(rec *T) *store.Head { return store.HeadOf(P(rec)) }

func (k keeper[T, P]) way(below ...layout.Crumb) []layout.Crumb {
	return append(slices.Clone(k.crumbs), below...)
}

func (k keeper[T, P]) crumb() layout.Crumb {
	return layout.Crumb{Text: k.Title, Href: link.Register(k.Prefix)}
}

func (k keeper[T, P]) showList(r *request) error {
	if k.rows != nil {
		more, err := k.rows(r)
		if err != nil {
			return err
		}
		k.row = append(slices.Clone(k.row), more...)
	}
	filter := r.filter("Search "+k.Many, k.selects(r)...)
	named := map[string]string{}
	l := listing[T]{
		title: k.Title, one: k.One, many: k.Many, usual: k.Usual, columns: k.columns(named), filter: filter, paste: k.Name,
		ref: func(rec T) string { return k.head(&rec).Ref },
		find: func(at store.Place) (store.Page[T], error) {
			q := register.Query{Text: r.QueryParam("q"), Where: map[string]string{}, Retired: r.QueryParam("show") == "retired", Place: at}
			for _, f := range k.Fields {
				q.Where[f.Name] = r.QueryParam(f.Name)
			}
			if k.narrow != nil {
				if err := k.narrow(r, &q); err != nil {
					return store.Page[T]{}, err
				}
			}
			found, err := k.List(r.ctx(), r.s.DB, q)
			if err != nil {
				return found, err
			}
			return found, r.name(named, k.linked(found.Rows))
		},
	}
	var failed error
	err := list(r, l, func(t ui.TableSpec) page {
		p := registerview.ListPage{About: k.About, Table: t, May: r.may(k.Edit), Empty: k.empty(r)}
		if k.nav != nil {
			p.Nav = k.nav(k.Title)
		}
		if k.list != nil {
			failed = k.list(r, &p)
		}
		return page{title: k.Title, crumbs: k.crumbs, body: registerview.List(p)}
	})
	if failed != nil {
		return failed
	}
	return err
}

// empty teaches what the register is for, in the words of its help (U5).
func (k keeper[T, P]) empty(r *request) ui.Empty {
	topic, _ := help.For(link.Register(k.Prefix))
	e := ui.Empty{Title: "No " + k.One + " recorded", Clause: k.Clause(), Why: topic.Why + " " + topic.First}
	if r.may(k.Edit) {
		e.ActionLabel, e.ActionHref = k.Record, link.RegisterNew(k.Prefix)
	}
	return e
}

// selects are the filters of the list: those of the fields that narrow, and retired.
func (k keeper[T, P]) selects(r *request) []ui.FilterSelect {
	var out []ui.FilterSelect
	for _, f := range k.Fields {
		if !f.Narrows {
			continue
		}
		sel := ui.FilterSelect{Name: f.Name, Label: f.Title()}
		switch f.Kind {
		case register.YesNo:
			sel.Options = []ui.Option{{Value: "yes", Label: "Yes"}, {Value: "no", Label: "No"}}
		case register.Record, register.Records:
			sel.Options, _ = k.offered(r, f.Question)
		default:
			for _, o := range f.Options {
				sel.Options = append(sel.Options, ui.Option{Value: o.Value, Label: o.Label})
			}
		}
		out = append(out, sel)
	}
	return append(append(out, k.sieve...), showRetired)
}

// linked are the records that the rows of a list name.
func (k keeper[T, P]) linked(rows []T) (refs []string) {
	for i := range rows {
		for _, a := range k.Answers(&rows[i]) {
			if a.Column && a.Refs() {
				refs = append(refs, a.Values...)
			}
		}
	}
	return refs
}

// name adds the titles of records to those that are known.
func (r *request) name(known map[string]string, refs []string) error {
	slices.Sort(refs)
	titles, err := r.titles(slices.Compact(refs))
	maps.Copy(known, titles)
	return err
}

// columns are the reference, the fields that are columns, and what the register adds.
// named is read when a row is drawn, so it may be filled once the rows are found.
func (k keeper[T, P]) columns(named map[string]string) ui.Columns[T] {
	href := func(rec T) string { return link.Entry(k.head(&rec).Ref) }
	out := ui.Columns[T]{ui.RefCol(func(rec T) string { return k.head(&rec).Ref }, href)}
	shown := 0
	for i, f := range k.Fields {
		if i > 0 && !f.Column {
			continue
		}
		if i > 0 && !f.Extra {
			shown++
		}
		c := ui.Col[T]{Key: f.Name, Title: f.Title(), Extra: f.Extra || shown > mostShown, Fixed: i == 0, Class: columnClass(f.Kind), Sort: columnSort(f.Question)}
		c.Text = func(rec T) string { return k.Answers(&rec)[i].Plain() }
		c.Cell = func(rec T) templ.Component { return registerview.ListCell(k.Answers(&rec)[i], named) }
		if i == 0 {
			c.Class = "wrap"
			c.Cell = func(rec T) templ.Component { return ui.Link(k.NameOf(&rec), href(rec)) }
		}
		out = append(out, c)
	}
	out = append(out, k.row...)
	return append(out, ui.Plain("updated", "Last changed", "tight", ui.ByDay, func(rec T) string { return k.head(&rec).UpdatedAt.Day().Human() }).More())
}

// mostShown is how many fields stand beside the name of a record; more are a matter of
// choice, because a list must fit its page.
const mostShown = 4

func columnClass(kind register.Kind) string {
	switch kind {
	case register.Prose, register.Listed, register.Tabled:
		return "wrap"
	case register.OneLine, register.Record, register.Records, register.OneOf, register.SomeOf: // as broad as they need, without a least width
		return ""
	case register.Count, register.Measure:
		return "num"
	default:
		return "tight"
	}
}

func columnSort(q register.Question) ui.Sorted {
	switch {
	case !q.Sortable():
		return ""
	case q.Kind == register.OnDay:
		return ui.ByDay
	case q.Kind == register.Count:
		return ui.ByNumber
	}
	return ui.ByText
}

func (k keeper[T, P]) showRecord(r *request) error {
	rec, err := k.Take(r.ctx(), r.s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	h := *k.head(&rec)
	thread, err := r.thread(h, k.Edit, link.EntryRetire(h.Ref))
	if err != nil {
		return err
	}
	if g, guarded := any(P(&rec)).(store.Guarded); guarded && g.MayRetire(r.who) != nil {
		thread.RetireHref = ""
	}
	p := registerview.RecordPage{
		About: k.About, Ref: h.Ref, Title: k.NameOf(&rec), Answers: k.Answers(&rec)[1:],
		Thread: thread, MayEdit: r.may(k.Edit) && !h.Retired(),
	}
	if p.Named, err = r.titles(k.Links(&rec)); err != nil {
		return err
	}
	if k.show != nil {
		if err := k.show(r, rec, &p); err != nil {
			return err
		}
	}
	return r.show(page{title: p.Title, crumbs: k.way(k.crumb()), body: registerview.Record(p)})
}

// titles names records, controls and clauses.
func (r *request) titles(refs []string) (map[string]string, error) {
	named, err := r.s.DB.Titles(r.ctx(), slices.DeleteFunc(slices.Clone(refs), func(ref string) bool { return strings.Contains(ref, ":") }))
	if err != nil {
		return nil, err
	}
	for _, ref := range refs {
		if title := r.s.controlTitle(ref); title != "" {
			named[ref] = title
		}
		if c, ok := r.s.catalogue.Clause(ref); ok && strings.Contains(ref, ":") {
			named[ref] = c.Title
		}
	}
	return named, r.nameVersions(named, refs)
}

// nameVersions calls the versions of a document by the document and their number: their
// own first words are a heading.
func (r *request) nameVersions(named map[string]string, refs []string) error {
	if !slices.ContainsFunc(refs, isVersion) {
		return nil
	}
	snap, err := r.s.present.records(r.ctx(), r.s.DB)
	if err != nil {
		return err
	}
	for _, ref := range slices.DeleteFunc(slices.Clone(refs), func(ref string) bool { return !isVersion(ref) }) {
		if v, known := snap.Version(ref); known {
			named[ref] = snap.PolicyTitle(v.Policy) + ", version " + strconv.Itoa(v.Number)
		}
	}
	return nil
}

func isVersion(ref string) bool { return strings.Contains(ref, ".v") }
