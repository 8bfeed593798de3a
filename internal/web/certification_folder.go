package web

import (
	"io"
	"net/http"
	"os"
	"strconv"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/pack"
)

// downloadRequests hands out the numbered folder of an audit: for each request what
// answers it. It is written to a file first, so that a request that fails on the way
// gives an error and never half an archive.
func (s *Server) downloadRequests(r *request) error {
	e, err := certification.Events.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	snap, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp("", ".aims-folder-*.zip")
	if err != nil {
		return err
	}
	defer func() {
		_ = f.Close()
		_ = os.Remove(f.Name())
	}()
	if err := pack.Folder(r.ctx(), f, pack.Handover{Snapshot: snap, Catalogue: s.catalogue, Source: s.evidence, Event: e}); err != nil {
		return err
	}
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	h := r.Response().Header()
	h.Set(echo.HeaderContentDisposition, disposition(snap.FileName("aims-requests-"+e.Ref+".zip")))
	h.Set(echo.HeaderContentLength, strconv.FormatInt(size, 10))
	return r.Stream(http.StatusOK, "application/zip", f)
}
