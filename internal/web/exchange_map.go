package web

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/exchangeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// opened is a draft with its file read.
type opened struct {
	draft
	book *exchange.Book
	spec exchange.Spec
}

// draft finds the file of the address, for the person it belongs to.
func (r *request) draft() (draft, error) {
	return r.s.drafts().take(r.Param("id"), r.who.Ref)
}

// open reads the table of a draft.
func (r *request) open(d draft) (opened, error) {
	content, err := r.s.drafts().content(d)
	if err != nil {
		return opened{}, err
	}
	spec, err := exchange.SpecOf(d.Register)
	if err != nil {
		return opened{}, err
	}
	book, err := exchange.Open(d.FileName, bytes.NewReader(content), exchange.DefaultLimits)
	return opened{d, book, spec}, err
}

func (s *Server) showColumns(r *request) error {
	d, err := r.draft()
	if err != nil {
		return err
	}
	if d.Register == exchangeview.Policy {
		return s.showPolicyDraft(r, d)
	}
	o, err := r.open(d)
	if err != nil {
		return err
	}
	m, err := o.mapping(r)
	p := page{title: "Match columns", crumbs: importCrumbs}
	var st ui.State
	if fault.KindOf(err) == fault.Invalid {
		st.Sentence, p.refused = fault.Sentence(err), true
		if r.QueryParams().Has("sheet") {
			p.status = http.StatusUnprocessableEntity
		}
	} else if err != nil {
		return err
	}
	p.body = exchangeview.Mapping(o.page(m, st))
	return r.show(p)
}

// mapping is what the person decided before, what the address asks to be proposed,
// or else the best proposal. With an error it is a mapping to begin from all the same.
func (o opened) mapping(r *request) (exchange.Mapping, error) {
	if q := r.QueryParams(); q.Has("sheet") {
		return o.proposeIn(q.Get("sheet"), strings.TrimSpace(q.Get("header")))
	}
	if o.Mapping != nil {
		return *o.Mapping, nil
	}
	m, err := exchange.Propose(o.book, o.spec)
	if err == nil {
		return m, nil
	}
	first, e := exchange.ProposeAt(o.book, o.book.Sheets[0].Name, 1, o.spec)
	if e != nil {
		return first, e
	}
	return first, fault.New(fault.Invalid, "%s. Or point at the row with the headings below.", strings.TrimSuffix(fault.Sentence(err), "."))
}

// proposeIn reads the table of one sheet, its headings in the given row or where
// they are found.
func (o opened) proposeIn(sheet, header string) (exchange.Mapping, error) {
	row := 1
	for _, found := range exchange.Find(o.book, o.spec) {
		if found.Sheet == sheet {
			row = found.HeaderRow
		}
	}
	var wrong error
	if header != "" {
		n, err := strconv.Atoi(header)
		if err != nil {
			wrong = fault.New(fault.Invalid, "%q is not a row number. Write the number that the spreadsheet shows beside the headings.", header)
		} else {
			row = n
		}
	}
	m, err := exchange.ProposeAt(o.book, sheet, row, o.spec)
	if err == nil {
		return m, wrong
	}
	first, e := exchange.ProposeAt(o.book, o.book.Sheets[0].Name, 1, o.spec)
	if e != nil {
		return first, e
	}
	return first, err
}

// matchColumns keeps the person's decisions and goes on to the dry run.
func (s *Server) matchColumns(r *request) error {
	d, err := r.draft()
	if err != nil {
		return err
	}
	o, err := r.open(d)
	if err != nil {
		return err
	}
	f, err := r.form()
	if err != nil {
		return err
	}
	m, err := o.read(f)
	if err == nil {
		d.Mapping = &m
		if err := s.drafts().save(d); err != nil {
			return err
		}
		return r.Redirect(http.StatusSeeOther, link.ImportCheck(d.ID))
	}
	return r.refuse(err, "Match columns", func(st ui.State) templ.Component {
		p := o.page(m, st)
		p.LastRow = f.text("last_row")
		return exchangeview.Mapping(p)
	})
}

// read takes the mapping from the form. The file's own headings are read again, so
// that the form only decides what they mean.
func (o opened) read(f form) (exchange.Mapping, error) {
	m, err := exchange.ProposeAt(o.book, f.values.Get("sheet"), f.number("header_row"), o.spec)
	if err != nil {
		return m, err
	}
	for i := range m.Columns {
		a := &m.Columns[i]
		if key := f.text("key-" + a.Source); key != a.Key {
			a.Key, a.Confidence, a.Reason = key, "", "chosen by you"
			if key == "" {
				a.Reason = "ignored by you"
			}
		}
	}
	for _, c := range o.spec.Columns {
		if v := f.text("all-" + c.Key); v != "" {
			if m.Constants == nil {
				m.Constants = map[string]string{}
			}
			m.Constants[c.Key] = v
		}
	}
	var l check.List
	if m.LastRow = f.number("last_row"); m.LastRow != 0 && m.LastRow <= m.HeaderRow {
		l.Add("last_row", "Write the number of the last row, which is larger than %d, or leave it empty", m.HeaderRow)
		m.LastRow = 0
	}
	for _, p := range m.Check(o.book, o.spec) {
		l.Add(fieldOf(p, m), "%s. %s", p.Reason, p.Fix)
	}
	return m, l.Err()
}

// fieldOf finds the control that mends a problem of the mapping.
func fieldOf(p exchange.Problem, m exchange.Mapping) string {
	for _, a := range m.Columns {
		if a.Source == p.Column {
			return "key-" + a.Source
		}
	}
	if _, constant := m.Constants[p.Value]; constant {
		return "all-" + p.Value
	}
	return ""
}
