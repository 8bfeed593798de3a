package web

import (
	"context"
	"crypto/rand"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/desk"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) draftRoutes() []route {
	return []route{
		{http.MethodGet, link.DraftsPattern, access.Read, s.showDrafts},
		{http.MethodPost, link.DraftsPattern, access.Read, s.keepDraft},
		{http.MethodPost, link.DraftDropPattern, access.Read, s.dropDraft},
	}
}

// draftParam is the parameter of a page that goes on with a draft.
const draftParam = "draft"

// ticket says which draft a posted form is kept as; ui.WritingField carries it.
//
// It is a field of the form and not the Referer, because a refused form is shown at
// the address it was posted to, which need not be a page, and because a browser may
// be told to send no Referer at all. It names the form too: a script posts to the
// address of drafts, and what a preview carries on goes to another address than the
// form that was filled in.
type ticket struct{ page, title, id, person, form string }

// ticket reads what the posted form says; false when it is of no kind that is kept.
func (r *request) ticket() (ticket, bool) {
	v, err := url.ParseQuery(r.posted.Get(ui.WritingField))
	if err != nil {
		return ticket{}, false
	}
	t := ticket{page: v.Get("page"), title: v.Get("title"), id: v.Get("id"), person: v.Get("for"), form: v.Get("form")}
	return t, t.page != "" && ownPage(t.page) == t.page && !strings.Contains(t.page, "#") && t.id != "" && !strings.ContainsAny(t.id, ":#")
}

// key is what the draft is kept under: the page, which showing of it, and which of
// its forms. Two tabs, or two forms of a page, never overwrite each other.
func (t ticket) key() string { return t.page + "#" + t.id + ":" + t.form }

// keyOf takes a key apart.
func keyOf(key string) (page, id, form string) {
	page, rest, _ := strings.Cut(key, "#")
	id, form, _ = strings.Cut(rest, ":")
	return page, id, form
}

// answers are the fields of a form, without what only carries it.
func (r *request) answers() url.Values {
	out := url.Values{}
	for name, values := range r.posted {
		if name != ui.WritingField {
			out[name] = values
		}
	}
	return out
}

// keepDraft answers a script with one sentence, in either case.
func (s *Server) keepDraft(r *request) error {
	if _, err := r.form(); err != nil {
		return r.String(statusOf(fault.KindOf(err)), fault.Sentence(err))
	}
	t, ok := r.ticket()
	if !ok {
		return r.String(http.StatusUnprocessableEntity, "This form cannot be kept as a draft.")
	}
	at, err := s.desk.Keep(r.ctx(), r.who.Ref, t.key(), t.title, r.answers())
	if fault.KindOf(err) == fault.Invalid {
		return r.String(http.StatusUnprocessableEntity, fault.Sentence(err))
	}
	if err != nil {
		s.Log.Error("draft not kept", "error", err)
		return r.String(http.StatusInternalServerError, "The workbench could not write it.")
	}
	return r.String(http.StatusOK, "Saved as a draft "+clock(at))
}

// clock is the time of day where the workbench runs.
func clock(at when.Instant) string { return at.Time().Local().Format("15:04") }

// settled forgets the draft of a form that was accepted. A redirect is how every
// handler says that it was.
func (r *request) settled(err error) error {
	if err != nil || r.Request().Method != http.MethodPost || r.Response().Status != http.StatusSeeOther {
		return err
	}
	if t, ok := r.ticket(); ok {
		if e := r.s.desk.Drop(r.ctx(), r.who.Ref, t.key()); e != nil {
			r.s.Log.Warn("draft of a saved form stays", "error", e) // the record is safe, and that is the answer
		}
	}
	return nil
}

// begun lists the forms that this person has begun and not saved, the newest first.
func (r *request) begun() ([]ui.Begun, error) {
	drafts, err := r.s.desk.Begun(r.ctx(), r.who.Ref)
	out := make([]ui.Begun, len(drafts))
	for i, d := range drafts {
		out[i] = begunOf(d)
	}
	return out, err
}

func begunOf(d desk.Draft) ui.Begun {
	page, id, form := keyOf(d.Page)
	b := ui.Begun{Key: d.Page, Form: form, Title: d.Title, At: d.SavedAt, Href: withDraft(page, id)}
	if b.Title == "" {
		b.Title = page
	}
	return b
}

// withDraft is the address of a page that goes on with a draft.
func withDraft(page, id string) string {
	if id == "" {
		return page // an interview goes on by itself
	}
	path, query, _ := strings.Cut(page, "?")
	q, _ := url.ParseQuery(query) // pages of our own making
	q.Set(draftParam, id)
	return path + "?" + q.Encode()
}

// here is the address of the page that is asked for, without its draft.
func (r *request) here() string {
	q := maps.Clone(r.QueryParams())
	q.Del(draftParam)
	if len(q) == 0 {
		return r.Request().URL.Path
	}
	return r.Request().URL.Path + "?" + q.Encode()
}

// began is a draft that fills a form again.
type began struct {
	form    string
	answers url.Values
}

// writing gives the forms of a page what they need to be kept.
func (r *request) writing(title string) (*ui.Writing, error) {
	w := &ui.Writing{Title: title, For: r.who.Ref, ID: strings.ToLower(rand.Text()[:12])}
	if r.Request().Method != http.MethodGet {
		if t, ok := r.ticket(); ok {
			w.Page, w.Title, w.Form, w.Draft = t.page, t.title, t.form, t.id
		}
		return w, nil
	}
	w.Page = r.here()
	all, err := r.begun()
	if err != nil {
		return nil, err
	}
	for _, b := range all {
		switch page, id, _ := keyOf(b.Key); {
		case page != w.Page:
		case id != r.QueryParam(draftParam):
			w.Begun = append(w.Begun, b)
		default:
			if err := r.resume(w, b, id); err != nil {
				return nil, err
			}
		}
	}
	return w, nil
}

// resume lets the page go on with a draft.
func (r *request) resume(w *ui.Writing, b ui.Begun, id string) error {
	d, found, err := r.s.desk.Draft(r.ctx(), r.who.Ref, b.Key)
	if err != nil || !found {
		return err
	}
	w.Form, w.Draft, w.Resumed = b.Form, id, d.SavedAt
	r.began = &began{form: b.Form, answers: d.Answers}
	return nil
}

// tidy forgets old drafts. They do no harm where it fails.
func (s *Server) tidy(ctx context.Context) {
	if err := s.desk.Tidy(ctx); err != nil {
		s.Log.Warn("old drafts could not be forgotten", "error", err)
	}
}

func (s *Server) showDrafts(r *request) error {
	all, err := r.begun()
	if err != nil {
		return err
	}
	return r.show(page{title: "Begun and not saved", body: homeview.Drafts(all)})
}

func (s *Server) dropDraft(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	if err := s.desk.Drop(r.ctx(), r.who.Ref, f.raw("key")); err != nil {
		return err
	}
	back := f.raw("back")
	if back == "" {
		back, _, _ = keyOf(f.raw("key"))
	}
	return r.done(ownPage(back), "The draft is thrown away.")
}
