package web

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/evidenceview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Limits of one form with files, besides evidence.Limit for each file.
const (
	maxUpload = 2_000_000_000 // bytes of everything
	maxFiles  = 200
)

// upload is a form with files, read as it streams in. The files are stored; none
// is ever held in memory, and their order among the fields does not matter.
type upload struct {
	form     form
	files    []evidence.Arrival
	problems check.List // all at "file"
	room     int64      // bytes of text still allowed
}

// upload reads the body: fields, files, and the tickets of files that came with
// the same form before. A file that is refused does not lose the others or the text.
func (r *request) upload() (*upload, error) {
	if !strings.HasPrefix(r.Request().Header.Get(echo.HeaderContentType), echo.MIMEMultipartForm) {
		f, err := r.form()
		return &upload{form: f}, err
	}
	r.Request().Body = http.MaxBytesReader(r.Response(), r.Request().Body, maxUpload)
	parts, err := r.Request().MultipartReader()
	if err != nil {
		return nil, unreadable(err)
	}
	up := &upload{form: form{url.Values{}}, room: maxForm}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, unreadable(err)
		}
		if err := up.take(r, part); err != nil {
			return nil, err
		}
	}
	up.redeem(r)
	r.posted = up.form.values
	return up, r.own()
}

func (up *upload) take(r *request, part *multipart.Part) error {
	if part.FormName() == "file" {
		return up.takeFile(r, part)
	}
	text, err := io.ReadAll(io.LimitReader(part, up.room+1))
	if err != nil {
		return unreadable(err)
	}
	if up.room -= int64(len(text)); up.room < 0 {
		return fault.New(fault.Invalid, "The text of this form is too long. Go back, shorten it or put it into a file, and send it again.")
	}
	up.form.values.Add(part.FormName(), string(text))
	return nil
}

// takeFile stores one file. An empty choice arrives as a part without a name.
func (up *upload) takeFile(r *request, part *multipart.Part) error {
	name := part.FileName()
	if name == "" {
		return nil
	}
	if len(up.files) == maxFiles {
		up.problems.Add("file", "%s: one form takes up to %d files. Add the rest with another form", evidence.CleanName(name), maxFiles)
		return nil
	}
	stored, err := r.s.evidence.Put(r.ctx(), r.who, part)
	if tooLarge(err) {
		return unreadable(err)
	}
	if fault.KindOf(err) == fault.Invalid {
		up.problems.Add("file", "%s: %s", evidence.CleanName(name), fault.Sentence(err))
		return nil
	}
	if err == nil {
		up.files = append(up.files, evidence.Arrival{Stored: stored, Name: evidence.CleanName(name)})
	}
	return err
}

// redeem takes back the files that came with the form before.
func (up *upload) redeem(r *request) {
	for _, ticket := range up.form.list("kept") {
		f, err := r.s.evidence.Redeem(r.who, ticket)
		if err != nil {
			up.problems.Add("file", "%s", fault.Sentence(err))
			continue
		}
		up.files = append(up.files, f)
	}
}

// kept gives each stored file its ticket, for the form that was refused.
func (up *upload) kept(r *request) ([]evidenceview.Kept, error) {
	out := make([]evidenceview.Kept, len(up.files))
	for i, f := range up.files {
		ticket, err := r.s.evidence.Ticket(r.who, f)
		if err != nil {
			return nil, err
		}
		out[i] = evidenceview.Kept{Name: f.Name, Size: evidence.Bytes(f.Size), Ticket: ticket}
	}
	return out, nil
}

func tooLarge(err error) bool {
	_, yes := errors.AsType[*http.MaxBytesError](err)
	return yes
}

// unreadable says why a body with files could not be read.
func unreadable(err error) error {
	if tooLarge(err) {
		return fault.New(fault.Invalid, "Together the files are larger than %s. Go back and send them in several forms.", evidence.Bytes(maxUpload)).Because(err)
	}
	return fault.New(fault.Invalid, "The form did not arrive whole. Go back and send it again.").Because(err)
}

func (s *Server) newEvidence(r *request) error {
	target := strings.TrimPrefix(r.QueryParam("for"), evidence.ISO42001)
	return r.show(page{title: "Add evidence", crumbs: evidenceCrumbs, body: evidenceForm(evidence.Item{}, target, nil, ui.State{})})
}

func (s *Server) addEvidence(r *request) error {
	up, err := r.upload()
	if err != nil {
		return err
	}
	in := s.readEvidence(up.form)
	items, err := s.record(r, in, up)
	if err != nil {
		kept, e := up.kept(r)
		if e != nil {
			return e
		}
		return r.refuse(err, "Add evidence", func(st ui.State) templ.Component {
			return evidenceForm(in, up.form.text("supports"), kept, st)
		})
	}
	first, last := items[0], items[len(items)-1]
	if len(items) > 1 {
		return r.done(link.EvidenceList(), countOf(int64(len(items)), "file is", "files are")+" kept, "+first.Ref+" to "+last.Ref+".")
	}
	return r.done(link.Evidence(first.Ref), first.Title+" is kept as "+first.Ref+".")
}

// record adds what the form brought: files, or else an address.
func (s *Server) record(r *request, in evidence.Item, up *upload) ([]evidence.Item, error) {
	if refused := check.Messages(up.problems.Err()); refused != nil {
		return nil, s.together(r, in, refused)
	}
	if len(up.files) > 0 {
		return s.evidence.AddStored(r.ctx(), r.who, in, up.files...)
	}
	if in.Address == "" {
		return nil, s.together(r, in, nil)
	}
	item, err := s.evidence.AddLink(r.ctx(), r.who, in)
	return []evidence.Item{item}, err
}

// together joins what is wrong with the files and with the text, so that one round
// mends all. Without a message about a file it says that one is missing.
func (s *Server) together(r *request, in evidence.Item, files []check.Message) error {
	err := s.evidence.Problems(r.ctx(), in)
	text := check.Messages(err)
	if err != nil && text == nil {
		return err
	}
	all := &check.Error{}
	for _, m := range text {
		if m.Field != "file" || files == nil {
			all.Messages = append(all.Messages, m)
		}
	}
	all.Messages = append(all.Messages, files...)
	return all
}

func (s *Server) replaceEvidence(r *request) error {
	up, err := r.upload()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err = up.one(); err == nil {
		_, err = s.evidence.ReplaceStored(r.ctx(), r.who, ref, up.form.version(), up.files[0])
	}
	if err != nil {
		kept, e := up.kept(r)
		if e != nil {
			return e
		}
		return s.refuseOnRecord(r, err, ref, func(p *evidenceview.RecordPage, st ui.State) { p.Replace, p.Kept = st, kept })
	}
	return r.done(link.Evidence(ref), "The new file is kept. The older one stays in the list of revisions.")
}

// one leaves exactly one file: what was chosen now goes before what was kept.
func (up *upload) one() error {
	if len(up.files) == 0 {
		if up.problems.Err() == nil {
			up.problems.Add("file", "Choose the newer file")
		}
		return up.problems.Err()
	}
	up.files = up.files[:1]
	return up.problems.Err()
}
