package web

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (k keeper[T, P]) showNew(r *request) error {
	var rec T
	if k.begin != nil {
		var err error
		if rec, err = k.begin(r); err != nil {
			return err
		}
	} else if err := k.Read(&rec, func(name string) []string { return r.QueryParams()[name] }); err != nil {
		return err
	}
	p, err := k.form(r, rec)
	if err != nil {
		return err
	}
	return r.show(page{title: k.Record, crumbs: k.way(k.crumb()), body: registerview.Form(p)})
}

// form is the form with what the record holds and what may be chosen.
func (k keeper[T, P]) form(r *request, rec T) (registerview.FormPage, error) {
	h := k.head(&rec)
	p := registerview.FormPage{About: k.About, Ref: h.Ref, Version: h.Version, Answers: k.Answers(&rec), Choices: map[string][]ui.Option{}}
	for _, a := range p.Answers {
		if len(a.Naming()) == 0 {
			continue
		}
		offered, err := k.offered(r, a.Question)
		if err != nil {
			return p, err
		}
		p.Choices[a.Name] = offered
		if a.Refs() {
			p.Choices[a.Name] = keeping(offered, a.Values)
		}
	}
	if k.ask != nil {
		if err := k.ask(r, rec, &p); err != nil {
			return p, err
		}
	}
	return p, nil
}

// offered are the records that a field may name.
func (k keeper[T, P]) offered(r *request, q register.Question) ([]ui.Option, error) {
	if own, ok := k.offer[q.Name]; ok {
		return own(r)
	}
	return r.named(q.Naming())
}

// mostNamed is how many records of a register a form offers by name.
const mostNamed = 500

// named offers the records in force of the registers with these prefixes, by title,
// the controls of Annex A, and the clauses that are audited.
func (r *request) named(prefixes []string) ([]ui.Option, error) {
	var out []ui.Option
	for _, prefix := range prefixes {
		if prefix == register.OfControls {
			for _, c := range r.s.catalogue.Controls {
				out = append(out, ui.Option{Value: c.Key().String(), Label: c.ID + " " + c.Title})
			}
			continue
		}
		if prefix == register.OfClauses {
			for _, c := range r.s.catalogue.Auditable() {
				out = append(out, ui.Option{Value: c.Key().String(), Label: c.ID + " " + c.Title})
			}
			continue
		}
		found, err := r.namedOf(prefix)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

func (r *request) namedOf(prefix string) ([]ui.Option, error) {
	for _, reg := range snapshot.Registers() {
		if reg.Prefix != prefix {
			continue
		}
		refs, err := r.s.DB.RefsInForce(r.ctx(), reg, mostNamed)
		if err != nil {
			return nil, err
		}
		titles, err := r.s.DB.Titles(r.ctx(), refs)
		if err != nil {
			return nil, err
		}
		out := make([]ui.Option, len(refs))
		for i, ref := range refs {
			out[i] = ui.Option{Value: ref, Label: strings.TrimSpace(titles[ref] + " (" + ref + ")")}
		}
		return out, nil
	}
	return nil, nil
}

// posted reads a form into a record. What cannot be read is said at its field with
// everything else that is wrong.
func (k keeper[T, P]) posted(f form, rec *T) error {
	return k.Read(rec, func(name string) []string {
		values := make([]string, len(f.values[name]))
		for i, v := range f.values[name] {
			values[i] = plain(v)
		}
		return values
	})
}

func (k keeper[T, P]) keep(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	var in T
	if err = k.posted(f, &in); err == nil {
		var made T
		if made, err = k.Keep(r.ctx(), r.s.DB, r.who, in); err == nil {
			sentence := k.NameOf(&made) + " is recorded as " + k.head(&made).Ref + "."
			if k.saved != nil {
				sentence = k.saved(made)
			}
			return r.done(link.Entry(k.head(&made).Ref), sentence)
		}
	}
	return k.again(r, err, k.Record, f, in)
}

// again shows the form as it was typed, with what is wrong.
func (k keeper[T, P]) again(r *request, err error, title string, f form, in T) error {
	h := k.head(&in)
	p, failed := k.form(r, in)
	if failed != nil {
		return failed
	}
	for i, a := range p.Answers {
		if given, sent := f.values[a.Name]; sent {
			p.Answers[i].Values = given
		}
	}
	return r.refuse(err, title, func(st ui.State) templ.Component {
		if h.Ref != "" {
			st.Conflict, p.Version = r.conflict(err, h.Ref, h.Version)
		}
		p.State = st
		return registerview.Form(p)
	})
}

func (k keeper[T, P]) showEdit(r *request) error {
	rec, err := k.Take(r.ctx(), r.s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	p, err := k.form(r, rec)
	if err != nil {
		return err
	}
	return r.show(page{title: "Change " + k.NameOf(&rec), crumbs: k.way(k.crumb(), layout.Crumb{Text: k.NameOf(&rec), Href: link.Entry(k.head(&rec).Ref)}), body: registerview.Form(p)})
}

// revise changes only what the form asks: what verbs of the stage keep beside it stays.
func (k keeper[T, P]) revise(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in, err := k.Take(r.ctx(), r.s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	k.head(&in).Version = f.version()
	if err = k.posted(f, &in); err == nil {
		if _, err = k.Change(r.ctx(), r.s.DB, r.who, in); err == nil {
			return r.done(link.Entry(k.head(&in).Ref), k.NameOf(&in)+" is saved.")
		}
	}
	return k.again(r, err, k.Altering(), f, in)
}

func (k keeper[T, P]) retireOne(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	retire := func() error { return k.Retire(r.ctx(), r.s.DB, r.who, ref, f.version(), f.text("reason")) }
	if k.retire != nil {
		retire = func() error { return k.retire(r, ref, f.version(), f.text("reason")) }
	}
	if err := retire(); err != nil {
		return r.refuseRetire(err, f, k.showRecord)
	}
	return r.done(link.Entry(ref), ref+" is retired.")
}
