package web

import (
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/evidenceview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// readAtOnce is how many bytes of files a record's page reads unasked. Larger ones
// are read when the reader asks for it, so that the page never waits for a disk.
const readAtOnce = 16 << 20

func (s *Server) showEvidence(r *request) error {
	p, err := s.evidenceRecord(r, r.Param("ref"))
	if err != nil {
		return err
	}
	return r.show(page{title: p.Item.Title, crumbs: evidenceCrumbs, body: evidenceview.Record(p)})
}

// refuseOnRecord shows the item's page again with a refused act in its place.
func (s *Server) refuseOnRecord(r *request, refusal error, ref string, mark func(*evidenceview.RecordPage, ui.State)) error {
	if _, status := stateOf(refusal); status == 0 {
		return refusal
	}
	p, err := s.evidenceRecord(r, ref)
	if err != nil {
		return err
	}
	return r.refuse(refusal, p.Item.Title, func(st ui.State) templ.Component {
		mark(&p, st)
		return evidenceview.Record(p)
	})
}

func (s *Server) evidenceRecord(r *request, ref string) (evidenceview.RecordPage, error) {
	item, err := s.evidence.Take(r.ctx(), ref)
	if err != nil {
		return evidenceview.RecordPage{}, err
	}
	p := evidenceview.RecordPage{Item: item, Today: r.today()}
	if p.MayEdit, err = s.evidence.MayChange(r.ctx(), r.who, item); err != nil {
		return p, err
	}
	if p.Thread, err = r.thread(item.Head, access.AddEvidence, link.EvidenceRetire(ref)); err != nil {
		return p, err
	}
	if !p.MayEdit {
		p.Thread.RetireHref = ""
	}
	if p.MayReview, err = s.evidence.MayReview(r.ctx(), r.who, item); err != nil {
		return p, err
	}
	if r.may(access.ReviewEvidence) && !p.MayReview && !item.Retired() {
		p.WhyNoReview = "You added or own this evidence, so somebody else reviews it: another AI governance lead or an internal auditor."
	}
	revisions, err := s.evidence.Revisions(r.ctx(), ref)
	if err != nil {
		return p, err
	}
	p.Revisions = s.look(revisions, r.QueryParam("check") == "now")
	p.Finding = p.Revisions[0].Finding
	p.Supports, err = s.supported(r, item.Supports)
	return p, err
}

// look reads the files of the revisions: all of them, or the newest as far as a
// page may wait for it, and those whose size tells already that something is wrong.
func (s *Server) look(revisions []evidence.Revision, all bool) []evidenceview.Revision {
	out, budget := make([]evidenceview.Revision, len(revisions)), int64(readAtOnce)
	for i, v := range revisions {
		out[i].Revision = v
		if v.SHA256 != "" && (all || v.Size <= budget || !s.evidence.Fits(v.SHA256, v.Size)) {
			out[i].Finding = s.evidence.Check(v.SHA256, v.Size)
			budget -= v.Size
		}
	}
	return out
}

// supported names what an item supports: records from the trail, clauses and
// controls from the catalogue.
func (s *Server) supported(r *request, targets []string) ([]ui.RelatedItem, error) {
	titles, err := s.DB.Titles(r.ctx(), targets)
	if err != nil {
		return nil, err
	}
	out := make([]ui.RelatedItem, len(targets))
	for i, t := range targets {
		out[i] = ui.RelatedItem{Ref: strings.TrimPrefix(t, evidence.ISO42001), Title: titles[t], Href: link.Of(t)}
		if control, ok := s.catalogue.Control(t); ok {
			out[i].Title = control.Title
		} else if clause, ok := s.catalogue.Clause(t); ok {
			out[i].Title = clause.Title
		}
	}
	return out, nil
}

// downloadEvidence hands out one revision, always as a file to be saved, never as a
// page of ours (R55). A file that is no longer what was recorded is not handed out.
func (s *Server) downloadEvidence(r *request) error {
	ref := r.Param("ref")
	number, err := strconv.Atoi(r.Param("revision"))
	if err != nil {
		return fault.New(fault.NotFound, "%s has no revision %q. Open %s and choose one from its list.", ref, r.Param("revision"), ref)
	}
	v, err := s.evidence.Revised(r.ctx(), ref, number)
	if err != nil {
		return err
	}
	if v.Kind != evidence.File {
		return fault.New(fault.NotFound, "Revision %d of %s is a link and has no file. Open %s to follow it.", number, ref, ref)
	}
	if f := s.evidence.Check(v.SHA256, v.Size); !f.Sound() {
		return fault.New(fault.Invalid, "Revision %d of %s cannot be downloaded. %s", number, ref, f.Message)
	}
	file, err := s.evidence.Open(v.SHA256)
	if err != nil {
		return err
	}
	defer file.Close()
	h := r.Response().Header()
	h.Set(echo.HeaderContentType, echo.MIMEOctetStream)
	h.Set(echo.HeaderContentDisposition, disposition(v.FileName))
	h.Set(echo.HeaderContentLength, strconv.FormatInt(v.Size, 10))
	h.Set(echo.HeaderContentSecurityPolicy, policy+"; sandbox")
	r.Response().WriteHeader(http.StatusOK)
	_, err = io.Copy(r.Response(), file)
	return err
}

// disposition names the file to be saved, in any script (RFC 6266).
func disposition(name string) string {
	if d := mime.FormatMediaType("attachment", map[string]string{"filename": name}); d != "" {
		return d
	}
	return "attachment"
}
