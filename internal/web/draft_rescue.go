package web

import (
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/desk"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trail"
)

// keptCookie opens what was left in this browser when a session was over.
const keptCookie = "aims_kept"

// keptFor is how long it does.
const keptFor = 24 * time.Hour

// writerField says, within what is left, for whom the form was drawn. Only they may
// claim it.
const writerField = "_for"

// rescue keeps a form that came after its session had ended, and gives the page on
// which it goes on; "" when there is nothing in it to keep. Whose session it was is
// known for a while after its end. When it is not, the text waits under a secret of
// this browser, until the person for whom the form was drawn signs in here.
func (r *request) rescue() (string, error) {
	if err := r.readLate(); err != nil {
		return "", err
	}
	t, ok := r.ticket()
	if !ok {
		return "", nil
	}
	person, err := r.lateWriter()
	if err != nil {
		return "", err
	}
	if person != "" && person == t.person {
		_, err := r.s.desk.Keep(r.ctx(), person, t.key(), t.title, r.answers())
		return withDraft(t.page, t.id), err
	}
	return withDraft(t.page, t.id), r.leave(t)
}

// own refuses a form that was drawn for somebody else, who signed out in another tab:
// their words must not be saved under this person's name. The text waits for them.
func (r *request) own() error {
	t, ok := r.ticket()
	if !ok || r.who.Ref == "" || t.person == r.who.Ref {
		return nil
	}
	if err := r.leave(t); err != nil {
		r.s.Log.Warn("a form of somebody else could not be kept", "error", err)
		return fault.New(fault.Forbidden, "Somebody else is signed in now than when this form was opened. Nothing was saved. Go back and copy the text, or sign in as before and send it again.")
	}
	return fault.New(fault.Forbidden, "Somebody else is signed in now than when this form was opened. Nothing was saved under the new name. The text waits until the one who opened it signs in with this browser.")
}

// leave keeps a form under the secret of this browser.
func (r *request) leave(t ticket) error {
	answers := r.answers()
	answers.Set(writerField, t.person)
	secret := r.secret()
	if err := r.s.desk.Leave(r.ctx(), trail.Sum([]byte(secret)), t.key(), t.title, answers); err != nil {
		return err
	}
	r.keep(keptCookie, secret, keptFor)
	return nil
}

// secret is the one that this browser has, or a new one.
func (r *request) secret() string {
	if c, err := r.Cookie(keptCookie); err == nil && len(c.Value) == len(rand.Text()) {
		return c.Value
	}
	return rand.Text()
}

// lateWriter is the person whose session the request came with; "" when unknown.
func (r *request) lateWriter() (string, error) {
	c, err := r.Cookie(sessionCookie)
	if err != nil {
		return "", nil //nolint:nilerr // no cookie is an answer
	}
	return r.s.sessions.Whose(r.ctx(), c.Value)
}

// claim gives the person who has just signed in what was left for them in this
// browser, and the page of it. Failing to is no reason to refuse the sign-in.
func (r *request) claim(person string) string {
	c, err := r.Cookie(keptCookie)
	if err != nil {
		return ""
	}
	got, err := r.s.desk.Claim(r.ctx(), trail.Sum([]byte(c.Value)), person, func(d desk.Draft) bool { return d.Answers.Get(writerField) == person })
	if err != nil {
		r.s.Log.Warn("kept text could not be claimed", "error", err)
	}
	if len(got) == 0 {
		return ""
	}
	r.keep(keptCookie, "", 0)
	return begunOf(got[0]).Href
}

// readLate reads the fields of a form of somebody who is not signed in. Files are
// passed over: nothing of theirs may reach the disk.
func (r *request) readLate() error {
	if !strings.HasPrefix(r.Request().Header.Get(echo.HeaderContentType), echo.MIMEMultipartForm) {
		_, err := r.form()
		return err
	}
	r.posted = url.Values{}
	r.Request().Body = http.MaxBytesReader(r.Response(), r.Request().Body, maxForm)
	parts, err := r.Request().MultipartReader()
	for err == nil {
		part, e := parts.NextPart()
		if errors.Is(e, io.EOF) || tooLarge(e) {
			return nil // what came before a large file is what there is to keep
		}
		if err = e; err == nil && part.FileName() == "" {
			var text []byte
			text, err = io.ReadAll(part)
			r.posted.Add(part.FormName(), string(text))
		}
	}
	return err
}
