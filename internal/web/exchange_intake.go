package web

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
)

type arrival = evidence.Arrival

// intake is an import form as it streams in: the file to import, which is small
// enough to be held, and the files that a list of evidence names, which are not.
type intake struct {
	form     form
	name     string // of the file to import; empty when none came
	content  []byte
	files    []arrival
	problems check.List
	room     int64 // bytes of text still allowed
}

// intake reads the body. What is wrong with one file does not lose the others.
func (r *request) intake() (*intake, error) {
	if !strings.HasPrefix(r.Request().Header.Get(echo.HeaderContentType), echo.MIMEMultipartForm) {
		f, err := r.form()
		return &intake{form: f}, err
	}
	r.Request().Body = http.MaxBytesReader(r.Response(), r.Request().Body, maxUpload)
	parts, err := r.Request().MultipartReader()
	if err != nil {
		return nil, unreadable(err)
	}
	in := &intake{form: form{url.Values{}}, room: maxForm}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return in, nil
		}
		if err != nil {
			return nil, unreadable(err)
		}
		if err := in.take(r, part); err != nil {
			return nil, err
		}
	}
}

func (in *intake) take(r *request, part *multipart.Part) error {
	switch part.FormName() {
	case "file":
		return in.takeTable(part)
	case "files":
		return in.takeFile(r, part)
	}
	text, err := io.ReadAll(io.LimitReader(part, in.room+1))
	if err != nil {
		return unreadable(err)
	}
	if in.room -= int64(len(text)); in.room < 0 {
		return fault.New(fault.Invalid, "The text of this form is too long. Go back, shorten it and send it again.")
	}
	in.form.values.Add(part.FormName(), string(text))
	return nil
}

// takeTable reads the file to import. An empty choice arrives as a part without a name.
func (in *intake) takeTable(part *multipart.Part) error {
	if part.FileName() == "" {
		return nil
	}
	name := evidence.CleanName(part.FileName())
	content, err := io.ReadAll(io.LimitReader(part, exchange.DefaultLimits.File+1))
	switch {
	case err != nil:
		return unreadable(err)
	case in.name != "":
		in.problems.Add("file", "Import one file at a time; %s was left out", name)
	case len(content) == 0:
		in.problems.Add("file", "%s is empty. Check that it was saved completely", name)
	case int64(len(content)) > exchange.DefaultLimits.File:
		in.problems.Add("file", "%s is larger than %d MB. Split it, or remove pictures and unused sheets", name, exchange.DefaultLimits.File>>20)
	default:
		in.name, in.content = name, content
	}
	return nil
}

// takeFile puts one file on the shelf, where it is an orphan until the list is imported.
func (in *intake) takeFile(r *request, part *multipart.Part) error {
	if part.FileName() == "" {
		return nil
	}
	name := evidence.CleanName(part.FileName())
	if len(in.files) == maxFiles {
		in.problems.Add("files", "%s: one form takes up to %d files. Split the list", name, maxFiles)
		return nil
	}
	stored, err := r.s.evidence.Put(r.ctx(), r.who, part)
	switch {
	case tooLarge(err):
		return unreadable(err)
	case fault.KindOf(err) == fault.Invalid:
		in.problems.Add("files", "%s: %s", name, fault.Sentence(err))
		return nil
	case err == nil:
		in.files = append(in.files, arrival{Stored: stored, Name: name})
	}
	return err
}
