package web

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/ui"
)

// flashCookie carries one sentence from the act to the page after it.
const flashCookie = "aims_flash"

// page is one answer in the making.
type page struct {
	status  int // 0 is 200
	title   string
	crumbs  []layout.Crumb
	refused bool
	body    templ.Component
}

// show renders the page into a buffer first, so that a failing template never
// leaves half a page behind a 200.
func (r *request) show(p page) error {
	if r.again != nil {
		p.status, p.refused = r.again.status, true
	}
	frame, err := r.frame(p)
	if err != nil {
		return err
	}
	writing, err := r.writing(p.title)
	if err != nil {
		return err
	}
	return r.render(ui.WithWriting(r.ctx(), writing), p.status, layout.Page(frame), p.body)
}

// bare shows a page without navigation: signing in, setting up.
func (r *request) bare(p page) error {
	f := r.bareFrame(p)
	f.Flash = r.flash()
	return r.render(r.ctx(), p.status, layout.Bare(f), p.body)
}

// bareFrame is what stands around such a page whoever asks.
func (r *request) bareFrame(p page) layout.Frame {
	return layout.Frame{Title: p.title, Refused: p.refused, Version: r.s.Version, Sample: r.s.DB.IsSample(), Why: r.why()}
}

func (r *request) render(ctx context.Context, status int, outer, body templ.Component) error {
	var buf bytes.Buffer
	if err := outer.Render(templ.WithChildren(ctx, body), &buf); err != nil {
		return err
	}
	sent, err := r.finish(ctx, buf.Bytes())
	if err != nil {
		return err
	}
	if status == 0 {
		status = http.StatusOK
	}
	return r.send(status, sent)
}

// done answers an accepted form: 303 to where the result is seen, with a sentence.
func (r *request) done(to, sentence string) error {
	if sentence != "" {
		r.keep(flashCookie, base64.RawURLEncoding.EncodeToString([]byte(sentence)), time.Minute)
	}
	return r.Redirect(http.StatusSeeOther, to)
}

// keep sets a cookie for a time, or removes it when there is none left. Lax, because
// the cross-origin check guards every change and a link from a colleague's message
// must still open. Secure follows the connection: on this machine it is plain HTTP.
func (r *request) keep(name, value string, lasts time.Duration) {
	c := &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: int(lasts / time.Second), HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.IsTLS()} //nolint:gosec // see above
	if lasts <= 0 {
		c.MaxAge = -1
	}
	r.SetCookie(c)
}

// flash takes the sentence of the act before, once.
func (r *request) flash() layout.Flash {
	c, err := r.Cookie(flashCookie)
	if err != nil {
		return layout.Flash{}
	}
	r.keep(flashCookie, "", 0)
	text, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil {
		return layout.Flash{}
	}
	return layout.Flash{Text: string(text)}
}

// stateOf turns a refusal into what the form shows and the status it answers
// with: 422, or 409 when somebody else was quicker. Status 0 means that no form
// can mend the error.
func stateOf(err error) (ui.State, int) {
	state := ui.State{Errors: check.Messages(err)}
	switch fault.KindOf(err) {
	case fault.Invalid:
		if state.Errors == nil {
			state.Sentence = fault.Sentence(err)
		}
		return state, http.StatusUnprocessableEntity
	case fault.Conflict:
		state.Sentence = fault.Sentence(err)
		return state, http.StatusConflict
	case fault.Forbidden, fault.NotFound, fault.Internal:
	}
	return state, 0
}

// refuse shows the form again with everything that was typed and all that is
// wrong with it. Errors that no form can mend go on.
func (r *request) refuse(err error, title string, form func(ui.State) templ.Component) error {
	state, status := stateOf(err)
	if status == 0 {
		return err
	}
	return r.show(page{status: status, title: title, refused: true, body: form(state)})
}

// refuseRetire shows the record's page again with what keeps it from being retired
// at the field of the reason, and the reason as it was typed.
func (r *request) refuseRetire(err error, f form, show func(*request) error) error {
	state, status := stateOf(err)
	if status == 0 {
		return err
	}
	reason := f.text("reason")
	if reason == "" && state.Errors == nil && status == http.StatusUnprocessableEntity {
		state = ui.State{Errors: []check.Message{{Field: "reason", Text: state.Sentence}}}
	}
	r.again = &again{state, status, reason}
	return show(r)
}

// refused gives a thread what a refused retirement brings back.
func (r *request) refused(t *ui.Thread) {
	if r.again != nil {
		t.State, t.Reason = r.again.state, r.again.reason
	}
}

// statusOf is the one place that maps a kind of failure to a status.
func statusOf(kind fault.Kind) int {
	switch kind {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.Internal:
	}
	return http.StatusInternalServerError
}

// answerError is the last stop of every error: a page with a sentence that says
// what to do. Internal causes are logged and not shown.
func (s *Server) answerError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	r := &request{Context: c, s: s}
	if errors.Is(err, errSignIn) {
		if e := r.askToSignIn(); e != nil {
			s.Log.Error("sign-in page failed", "error", e)
		}
		return
	}
	status, sentence := statusOf(fault.KindOf(err)), fault.Sentence(err)
	if he, ok := errors.AsType[*echo.HTTPError](err); ok {
		status, sentence = he.Code, echoSentence(he.Code)
	}
	if errors.Is(err, store.ErrUnconfirmed) {
		sentence = "We could not confirm that this was saved. Go back, reload the page and look whether your change is there before you repeat it."
	}
	if status >= http.StatusInternalServerError {
		s.Log.Error("request failed", "method", c.Request().Method, "path", c.Request().URL.Path, "error", err)
	}
	if status == http.StatusForbidden {
		s.Log.Warn("refused", "method", c.Request().Method, "path", c.Request().URL.Path, "client", c.RealIP(), "reason", sentence)
	}
	title := failureTitle(status)
	p := page{status: status, title: title, refused: true, body: ui.Failure(title, sentence)}
	p.crumbs = []layout.Crumb{} // the address leads nowhere, so it makes no way
	if status < http.StatusInternalServerError && s.identify(r, true) == nil && r.show(p) == nil {
		return // somebody signed in keeps the way to everything else
	}
	if e := r.bare(p); e != nil {
		s.Log.Error("error page failed", "error", e)
	}
}

// failureTitle says in plain words what a status means for the person.
func failureTitle(status int) string {
	switch status {
	case http.StatusNotFound:
		return "There is nothing here"
	case http.StatusForbidden:
		return "You may not do this"
	case http.StatusConflict:
		return "Somebody else was quicker"
	case http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge:
		return "This could not be saved"
	case http.StatusMethodNotAllowed, http.StatusBadRequest:
		return "This was not understood"
	case http.StatusUnauthorized:
		return "Sign in first"
	}
	return "Something went wrong"
}

func echoSentence(code int) string {
	switch code {
	case http.StatusNotFound:
		return "There is no page at this address. It may be mistyped."
	case http.StatusMethodNotAllowed:
		return "This address cannot be used that way. Go back and use the buttons of the page."
	case http.StatusRequestEntityTooLarge:
		return "That is too large to be taken in one form. Shorten it, or attach it as evidence."
	}
	return "The request could not be understood. Go back and try again."
}
