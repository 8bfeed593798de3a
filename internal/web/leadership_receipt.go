package web

import (
	"bytes"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/internal/store"
)

// downloadReceipt hands out the paper of a signature: what was signed, by whom and
// when, with its hashes. The same signature gives the same bytes whenever it is asked for.
func (s *Server) downloadReceipt(r *request) error {
	g, err := s.direction.Signature(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	v, err := s.direction.Version(r.ctx(), g.Target)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	org, err := s.scope.Organisation(r.ctx())
	if err != nil {
		return err
	}
	signed := pack.Signed{Organisation: org.Name, Signature: g, Version: v}
	if s.DB.IsSample() {
		signed.Mark = store.SampleMark
	}
	pdf, err := pack.Receipt(signed)
	if err != nil {
		return err
	}
	return r.paper(receiptName(g, signed.Mark), pdf)
}

// paper hands out one PDF as a file.
func (r *request) paper(name string, pdf []byte) error {
	h := r.Response().Header()
	h.Set(echo.HeaderContentType, "application/pdf")
	h.Set(echo.HeaderContentDisposition, disposition(name))
	h.Set(echo.HeaderContentSecurityPolicy, policy+"; sandbox")
	h.Set(echo.HeaderContentLength, strconv.Itoa(len(pdf)))
	http.ServeContent(r.Response(), r.Request(), "", time.Time{}, bytes.NewReader(pdf))
	return nil
}

// receiptName is what the file is called; that of a sample begins with its mark.
func receiptName(g leadership.Signature, mark string) string {
	name := "aims-receipt-" + g.Ref + ".pdf"
	if mark != "" {
		name = mark + "-" + name
	}
	return name
}
