package web

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/exchangeview"
	"github.com/aims-workbench/aims/templates/ui"
)

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
	return r.download(snap.FileName("aims-"+name+"-"+string(day)+"."+format), file.Bytes())
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
