package web

import (
	"bytes"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/markdown"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/internalauditview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

const reportTitle = "Audit report"

// reportPage shows what was signed; while the audit is under way, what would be.
func (s *Server) reportPage(r *request) (internalauditview.ReportPage, error) {
	a, err := internalaudit.Audits.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return internalauditview.ReportPage{}, err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return internalauditview.ReportPage{}, err
	}
	p := internalauditview.ReportPage{Audit: a, Signed: a.Reports, Sample: s.DB.IsSample()}
	if newest, signed := a.Newest(); signed && a.State() == internalaudit.Reported {
		p.TextHTML, p.Sum, p.Broken = markdown.HTML(newest.Text), newest.TextSum, newest.Altered()
		p.MayOpen = internalaudit.MaySign(a, r.who)
		return p, nil
	}
	work := v.WorkOf(a)
	text := internalaudit.Write(a, work)
	p.TextHTML, p.Sum = markdown.HTML(text), leadership.Sum(text)
	if a.State() == internalaudit.Underway {
		p.Unready, p.MaySign = a.Unready(work), internalaudit.MaySign(a, r.who)
	}
	return p, nil
}

func (s *Server) reportOf(p internalauditview.ReportPage, st ui.State) page {
	p.State = st
	return page{title: reportTitle, crumbs: underAudit(p.Audit.Ref), body: internalauditview.Report(p)}
}

func (s *Server) showAuditReport(r *request) error {
	p, err := s.reportPage(r)
	if err != nil {
		return err
	}
	return r.show(s.reportOf(p, ui.State{}))
}

// signAuditReport asks for the password in the same request and signs.
func (s *Server) signAuditReport(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	proof, err := s.proveAgain(r, f.raw("password"))
	if err == nil {
		if err = internalaudit.Sign(r.ctx(), s.DB, r.who, ref, f.text("sum"), proof); err == nil {
			return r.done(link.AuditReport(ref), "You signed the report of "+ref+".")
		}
	}
	p, e := s.reportPage(r)
	if e != nil {
		return err
	}
	if tooSoon, ok := errors.AsType[*account.TooSoon](err); ok {
		again := s.reportOf(p, ui.State{Sentence: tooSoon.Error()})
		again.status, again.refused = http.StatusTooManyRequests, true
		return r.show(again)
	}
	return r.refuse(err, reportTitle, func(st ui.State) templ.Component {
		p.State = st
		return internalauditview.Report(p)
	})
}

func (s *Server) reopenAudit(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := internalaudit.Reopen(r.ctx(), s.DB, r.who, ref, f.version(), f.text("reason")); err != nil {
		p, e := s.reportPage(r)
		if e != nil {
			return err
		}
		return r.refuse(err, reportTitle, func(st ui.State) templ.Component {
			st.Conflict, p.Audit.Version = r.conflict(err, ref, f.version())
			p.State = st
			return internalauditview.Report(p)
		})
	}
	return r.done(link.Entry(ref), ref+" is open again. Sign a new version of its report when it is mended.")
}

// downloadAuditReport hands out a signed version of a report, the newest where none is
// named. The same version gives the same bytes whenever it is asked for.
func (s *Server) downloadAuditReport(r *request) error {
	a, err := internalaudit.Audits.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.QueryParam("version"))
	if r.QueryParam("version") == "" {
		n, err = len(a.Reports), nil
	}
	if err != nil || n < 1 || n > len(a.Reports) {
		return fault.New(fault.NotFound, "This version of the report of %s is not signed. Open the audit and sign its report first.", a.Ref)
	}
	org, err := s.scope.Organisation(r.ctx())
	if err != nil {
		return err
	}
	paper, name := pack.AuditReport{Organisation: org.Name, Audit: a, Report: a.Reports[n-1]}, "aims-audit-report-"+a.Ref+"-v"+strconv.Itoa(n)+".pdf"
	if s.DB.IsSample() {
		paper.Mark, name = store.SampleMark, store.SampleMark+"-"+name
	}
	pdf, err := pack.AuditPaper(paper)
	if err != nil {
		return err
	}
	h := r.Response().Header()
	h.Set(echo.HeaderContentType, "application/pdf")
	h.Set(echo.HeaderContentDisposition, disposition(name))
	h.Set(echo.HeaderContentSecurityPolicy, policy+"; sandbox")
	h.Set(echo.HeaderContentLength, strconv.Itoa(len(pdf)))
	http.ServeContent(r.Response(), r.Request(), "", time.Time{}, bytes.NewReader(pdf))
	return nil
}
