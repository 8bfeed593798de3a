package web

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/exchangeview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) exchangeRoutes() []route {
	return []route{
		{http.MethodGet, link.ImportPattern, access.Import, s.showImport},
		{http.MethodPost, link.ImportPattern, access.Import, s.receiveImport},
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
	if d.SHA256 != "" || len(d.Files) > 0 {
		p.Held = exchangeview.Held{ID: d.ID, Name: d.FileName}
		for _, f := range d.Files {
			p.Held.Files = append(p.Held.Files, f.Name)
		}
	}
	return r.refuse(err, "Import", func(st ui.State) templ.Component {
		p.State = st
		return exchangeview.Start(p)
	})
}

// accept makes a draft of what arrived. It is kept even when the form is refused,
// so that nothing has to be sent twice.
func (s *Server) accept(r *request, in *intake) (draft, error) {
	d, err := s.drafts().take(in.form.text("held"), r.who.Ref)
	if err != nil {
		d = draft{ID: newDraftID(), Person: r.who.Ref, CreatedAt: s.DB.Now()}
	}
	d.Register, d.Mapping = in.form.text("register"), nil
	content, err := s.fresh(&d, in)
	if err != nil {
		return d, err
	}
	l := in.problems
	if _, known := exchangeview.Find(d.Register); !known {
		l.Add("register", "Choose what the file holds")
	}
	if refused := readable(d.Register, d.FileName, content); refused != nil {
		l.Add("file", "%s", fault.Sentence(refused))
		d.SHA256, d.FileName = "", ""
	} else if content == nil && !at("file", l.Err()) {
		l.Add("file", "Choose the file to import")
	}
	d.attach(in, &l)
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

// readable says early what cannot be read at all. Content nil is no file.
func readable(register, name string, content []byte) error {
	switch {
	case content == nil:
		return nil
	case register == exchangeview.Policy:
		if len(content) > maxForm || !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0 || len(bytes.TrimSpace(content)) == 0 {
			return fault.New(fault.Invalid, "%s is not a text of up to 1 MB. Save the policy as Markdown (.md) or plain text in UTF-8 (.txt), and choose that file.", name)
		}
		return nil
	}
	_, err := exchange.Open(name, bytes.NewReader(content), exchange.DefaultLimits)
	if fault.KindOf(err) == fault.Internal && err != nil {
		return fault.New(fault.Invalid, "%s cannot be read. Open it in a spreadsheet program, save it as .xlsx or .csv and choose that file.", name).Because(err)
	}
	return err
}

// attach adds the files that came with a list of evidence. Two files of one name
// would leave it open which of them the list means.
func (d *draft) attach(in *intake, l *check.List) {
	if len(in.files)+len(d.Files) > 0 && d.Register != "evidence" && d.Register != "" {
		l.Add("files", "Only a list of evidence takes files along. Choose \"List of evidence\" above, or add the files as evidence on their own")
	}
	for _, f := range in.files {
		i := slices.IndexFunc(d.Files, func(known arrival) bool { return known.Name == f.Name })
		switch {
		case i < 0:
			d.Files = append(d.Files, f)
		case d.Files[i].SHA256 != f.SHA256:
			l.Add("files", "Two different files are named %s. Rename one of them, in the list too", f.Name)
		}
	}
}

func (s *Server) importTemplate(r *request) error {
	name, found := strings.CutSuffix(r.Param("file"), ".xlsx")
	spec, err := exchange.SpecOf(name)
	if !found || err != nil {
		return fault.New(fault.NotFound, "There is no such template. The Import page lists all of them.")
	}
	var file bytes.Buffer
	if err := exchange.Template(&file, spec); err != nil {
		return err
	}
	return r.download("aims-"+name+"-template.xlsx", file.Bytes())
}

func (s *Server) showExports(r *request) error {
	p := exchangeview.ExportPage{AsOf: strings.TrimSpace(r.QueryParam("as_of")), MayImport: r.may(access.Import)}
	if _, err := when.ParseDay(p.AsOf); err != nil {
		l := check.List{}
		l.Day("as_of", when.Day(p.AsOf))
		return r.refuse(l.Err(), "Export", func(st ui.State) templ.Component {
			p.State = st
			return exchangeview.Exports(p)
		})
	}
	return r.show(page{title: "Export", body: exchangeview.Exports(p)})
}

// export downloads one register as it is now, or as it was at the end of a day.
func (s *Server) export(r *request) error {
	name, format, _ := strings.Cut(r.Param("file"), ".")
	write := map[string]func(io.Writer, exchange.Table) error{
		"csv":  exchange.WriteCSV,
		"xlsx": func(w io.Writer, t exchange.Table) error { return exchange.WriteXLSX(w, t) },
	}[format]
	if !slices.Contains(exchange.Names(), name) || write == nil {
		return fault.New(fault.NotFound, "There is no such download. The Export page lists all of them.")
	}
	snap, day, err := s.snapshotOf(r, r.QueryParam("as_of"))
	if err != nil {
		return err
	}
	table, err := exchange.TableOf(name, snap)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := write(&file, table); err != nil {
		return err
	}
	return r.download("aims-"+name+"-"+string(day)+"."+format, file.Bytes())
}

// snapshotOf reads everything as of a typed day, or now, and says which day it is.
func (s *Server) snapshotOf(r *request, typed string) (*snapshot.Snapshot, when.Day, error) {
	day, err := when.ParseDay(strings.TrimSpace(typed))
	switch {
	case err != nil:
		return nil, "", fault.New(fault.Invalid, "%q is not a date. Write it as year-month-day, for example %s.", typed, r.today()).Because(err)
	case day == "":
		snap, err := snapshot.Load(r.ctx(), s.DB)
		return snap, r.today(), err
	}
	snap, err := snapshot.AsOf(r.ctx(), s.DB, day.End())
	return snap, day, err
}

// download answers with a file to be saved, never to be shown.
func (r *request) download(name string, content []byte) error {
	h := r.Response().Header()
	h.Set(echo.HeaderContentDisposition, disposition(name))
	h.Set(echo.HeaderContentSecurityPolicy, policy+"; sandbox")
	return r.Blob(http.StatusOK, echo.MIMEOctetStream, content)
}
