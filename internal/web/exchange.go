package web

import (
	"bytes"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/exchangeview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) exchangeRoutes() []route {
	return []route{
		{http.MethodGet, link.ImportPattern, access.Import, s.showImport},
		{http.MethodPost, link.ImportPattern, access.Import, s.receiveImport},
		{http.MethodGet, link.ImportPastePattern, access.Import, s.showPaste},
		{http.MethodPost, link.ImportPastePattern, access.Import, s.takePaste},
		{http.MethodGet, link.ImportTemplatePattern, access.Import, s.importTemplate},
		{http.MethodGet, link.ImportDraftPattern, access.Import, s.showColumns},
		{http.MethodPost, link.ImportDraftPattern, access.Import, s.matchColumns},
		{http.MethodGet, link.ImportCheckPattern, access.Import, s.checkImport},
		{http.MethodPost, link.ImportRunPattern, access.Import, s.runImport},
		{http.MethodGet, link.BatchPattern, access.Import, s.showBatch},
		{http.MethodGet, link.BatchUndoPattern, access.Import, s.showUndo},
		{http.MethodPost, link.BatchUndoPattern, access.Import, s.undoBatch},
		{http.MethodGet, link.ExportsPattern, access.Read, s.showExports},
		{http.MethodGet, link.ExportPattern, access.Read, s.export},
	}
}

var importCrumbs = []layout.Crumb{{Text: "Import", Href: link.Import()}}

func (s *Server) showImport(r *request) error {
	p, err := s.startPage(r)
	if err != nil {
		return err
	}
	p.Register = r.QueryParam("register")
	if d, err := s.drafts().take(r.QueryParam("held"), r.who.Ref); err == nil {
		p.Held = d.held()
	}
	return r.show(page{title: "Import", body: exchangeview.Start(p)})
}

func (s *Server) startPage(r *request) (exchangeview.StartPage, error) {
	list, err := batches(r.ctx(), s.DB)
	return exchangeview.StartPage{Batches: list, More: len(list) == mostBatches}, err
}

// receiveImport keeps the file as a draft and goes on to its columns.
func (s *Server) receiveImport(r *request) error {
	if err := s.drafts().sweep(s.DB.Now().Time()); err != nil {
		s.Log.Warn("old import drafts could not be removed", "error", err)
	}
	in, err := r.intake()
	if err != nil {
		return err
	}
	d, err := s.accept(r, in)
	if err == nil {
		return r.Redirect(http.StatusSeeOther, link.ImportDraft(d.ID))
	}
	p, e := s.startPage(r)
	if e != nil {
		return e
	}
	p.Register = in.form.text("register")
	p.Held = d.held()
	return r.refuse(err, "Import", func(st ui.State) templ.Component {
		p.State = st
		return exchangeview.Start(p)
	})
}

// held names what of a draft need not be sent again; nothing if it holds nothing.
func (d draft) held() exchangeview.Held {
	if d.SHA256 == "" && len(d.Files) == 0 {
		return exchangeview.Held{}
	}
	h := exchangeview.Held{ID: d.ID, Name: d.FileName}
	for _, f := range d.Files {
		h.Files = append(h.Files, f.Name)
	}
	return h
}

// accept makes a draft of what arrived. It is kept even when the form is refused,
// so that nothing has to be sent twice.
func (s *Server) accept(r *request, in *intake) (draft, error) {
	d, err := s.drafts().take(in.form.text("held"), r.who.Ref)
	if err != nil {
		d = draft{ID: newDraftID(), Person: r.who.Ref, CreatedAt: s.DB.Now()}
	}
	if now := in.form.text("register"); now != d.Register {
		d.Register, d.Mapping = now, nil
	}
	content, err := s.fresh(&d, in)
	if err != nil {
		return d, err
	}
	l := in.problems
	if _, known := exchangeview.Find(d.Register); !known {
		l.Add("register", "Choose what the file holds")
	}
	book, refused := readable(d.Register, d.FileName, content)
	if refused != nil {
		l.Add("file", "%s", fault.Sentence(refused))
		d.SHA256, d.FileName = "", ""
	} else if content == nil && !at("file", l.Err()) {
		l.Add("file", "Choose the file to import")
	}
	d.attach(in, &l)
	d.keepMapping(book)
	if d.SHA256 != "" || len(d.Files) > 0 {
		err = s.drafts().save(d)
	}
	if err != nil {
		return d, err
	}
	return d, l.Err()
}

// at says whether something is wrong at a field.
func at(field string, err error) bool {
	return slices.ContainsFunc(check.Messages(err), func(m check.Message) bool { return m.Field == field })
}

// fresh keeps the content that came with this form, or else reads the one that
// came with the form before.
func (s *Server) fresh(d *draft, in *intake) ([]byte, error) {
	if in.name == "" {
		if d.SHA256 == "" {
			return nil, nil
		}
		return s.drafts().content(*d)
	}
	sum, err := s.drafts().keep(in.content)
	d.FileName, d.SHA256 = in.name, sum
	return in.content, err
}

// keepMapping keeps what was decided about a file when the one in its place has the
// same columns.
func (d *draft) keepMapping(book *exchange.Book) {
	if d.Mapping == nil {
		return
	}
	spec, err := exchange.SpecOf(d.Register)
	if err != nil || book == nil || d.Mapping.Check(book, spec) != nil {
		d.Mapping = nil
	}
}

// readable says early what cannot be read at all. Content nil is no file; a policy
// is no book.
func readable(register, name string, content []byte) (*exchange.Book, error) {
	switch {
	case content == nil:
		return nil, nil
	case register == exchangeview.Policy:
		if len(content) > maxForm || !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0 || len(bytes.TrimSpace(content)) == 0 {
			return nil, fault.New(fault.Invalid, "%s is not a text of up to 1 MB. Save the policy as Markdown (.md) or plain text in UTF-8 (.txt), and choose that file.", name)
		}
		return nil, nil
	}
	book, err := exchange.Open(name, bytes.NewReader(content), exchange.DefaultLimits)
	if err != nil && fault.KindOf(err) == fault.Internal {
		err = fault.New(fault.Invalid, "%s cannot be read. Open it in a spreadsheet program, save it as .xlsx or .csv and choose that file.", name).Because(err)
	}
	return book, err
}

// attach adds the files that came with a list of evidence. One that came with the
// form before gives way to its newer version; two in one form would leave it open
// which of them the list means.
func (d *draft) attach(in *intake, l *check.List) {
	if len(in.files)+len(d.Files) > 0 && d.Register != "evidence" && d.Register != "" {
		l.Add("files", "Only a list of evidence takes files along. Choose \"List of evidence\" above, or add the files as evidence on their own")
	}
	for n, f := range in.files {
		same := func(known arrival) bool { return known.Name == f.Name }
		if slices.ContainsFunc(in.files[:n], func(k arrival) bool { return same(k) && k.SHA256 != f.SHA256 }) {
			l.Add("files", "Two different files are named %s. Rename one of them, in the list too", f.Name)
		}
		d.Files = append(slices.DeleteFunc(d.Files, same), f)
	}
}
