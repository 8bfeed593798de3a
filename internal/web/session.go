package web

import (
	"errors"
	"net/http"
	"strings"
	"unicode"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/accountview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// sessionCookie holds the session's token.
const sessionCookie = "aims_session"

// errSignIn means that nobody is signed in.
var errSignIn = fault.New(fault.Forbidden, "Sign in first.")

func (s *Server) sessionRoutes() []route {
	return []route{
		{http.MethodGet, link.SignInPattern, public, s.showSignIn},
		{http.MethodPost, link.SignInPattern, public, s.signIn},
		{http.MethodGet, link.SignInLinkPattern, public, s.showOneTime},
		{http.MethodPost, link.SignInLinkPattern, public, s.useOneTime},
		{http.MethodGet, link.SetupPattern, public, s.showSetup},
		{http.MethodPost, link.SetupPattern, public, s.setUp},
		{http.MethodPost, link.SignOutPattern, public, s.signOut},
	}
}

// identify finds the person of the session. Role and access are read each time, so
// a change takes effect at the next request. The session lasts longer by it, but not
// where unseen: when a concern came must not be read from when somebody was there.
func (s *Server) identify(r *request, unseen bool) error {
	c, err := r.Cookie(sessionCookie)
	if err != nil {
		return errSignIn
	}
	p, err := s.personOf(r, c.Value, unseen)
	if fault.KindOf(err) == fault.Forbidden {
		return errSignIn
	}
	if err != nil {
		return err
	}
	r.who, r.token = p.Actor(access.Browser), c.Value
	return nil
}

func (s *Server) personOf(r *request, token string, unseen bool) (account.Person, error) {
	if unseen {
		return s.sessions.Peek(r.ctx(), token)
	}
	p, _, err := s.sessions.Find(r.ctx(), token)
	return p, err
}

// askToSignIn sends somebody to the sign-in page and back to where they were. What
// they were sending is kept first. The answer is a redirect also to a form, so that
// Back leads to the form and not to a question whether to send it again.
func (r *request) askToSignIn() error {
	if r.Request().URL.Path == link.Drafts() && r.Request().Method == http.MethodPost {
		return r.String(http.StatusUnauthorized, "Your session has ended. Sign in again in another tab")
	}
	if r.Request().Method == http.MethodGet {
		return r.Redirect(http.StatusSeeOther, link.SignIn(r.Request().URL.RequestURI()))
	}
	next, err := r.rescue()
	if err != nil {
		r.s.Log.Warn("a form that came after its session could not be kept", "error", err)
		return r.bare(page{status: http.StatusUnauthorized, title: "Sign in", body: accountview.SignIn(accountview.SignInPage{
			Why: "Your session ended before this was saved, and it could not be kept here. Sign in in another tab, then use your browser's Back button and send it again.",
		})})
	}
	if next == "" {
		return r.done(link.SignIn(""), "Your session ended before this was done. Sign in and do it again.")
	}
	return r.done(link.SignIn(next), "Your session ended before this was saved. Your text is kept: sign in, and it stands in the form again.")
}

func (s *Server) showSignIn(r *request) error {
	if any, err := s.accounts.Any(r.ctx()); err != nil {
		return err
	} else if !any {
		return r.bare(page{status: http.StatusForbidden, title: "Set up this workbench first", body: accountview.First()})
	}
	way, err := r.concernWay()
	if err != nil {
		return err
	}
	if way != link.PublicConcern() {
		way = ""
	}
	return r.bare(page{title: "Sign in", body: accountview.SignIn(accountview.SignInPage{Next: r.QueryParam("next"), Concern: way})})
}

func (s *Server) signIn(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.accounts.SignIn(r.ctx(), f.text("email"), f.raw("password"), r.RealIP())
	if err != nil {
		in := accountview.SignInPage{Email: f.text("email"), Next: f.text("next")}
		return r.refuseBare(err, "Sign in", func(st ui.State) templ.Component { in.State = st; return accountview.SignIn(in) })
	}
	return r.begin(p, f.text("next"))
}

// begin starts a session under a new token and goes to a page of our own.
func (r *request) begin(p account.Person, next string) error {
	if old, err := r.Cookie(sessionCookie); err == nil {
		if err := r.s.sessions.End(r.ctx(), old.Value); err != nil {
			return err
		}
	}
	token, expires, err := r.s.sessions.Start(r.ctx(), p, r.Request().UserAgent())
	if err != nil {
		return err
	}
	if err := r.s.visited(r.ctx(), p.Ref); err != nil {
		return err
	}
	r.keep(sessionCookie, token, expires.Sub(r.s.DB.Now().Time()))
	if kept := r.claim(p.Ref); kept != "" {
		next = kept
	}
	return r.Redirect(http.StatusSeeOther, ownPage(next))
}

// ownPage accepts only a path of this workbench.
func ownPage(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsFunc(next, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) {
		return link.Home()
	}
	return next
}

func (s *Server) signOut(r *request) error {
	if c, err := r.Cookie(sessionCookie); err == nil {
		if err := s.sessions.End(r.ctx(), c.Value); err != nil {
			return err
		}
	}
	r.keep(sessionCookie, "", 0)
	return r.Redirect(http.StatusSeeOther, link.SignIn(""))
}

func (s *Server) showOneTime(r *request) error {
	return r.bare(page{title: "Sign in", body: accountview.OneTime(r.QueryParam("token"))})
}

func (s *Server) useOneTime(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.accounts.UseSignInLink(r.ctx(), f.raw("token"))
	if err != nil {
		return err
	}
	return r.begin(p, "")
}

func (s *Server) showSetup(r *request) error {
	token := r.QueryParam("token")
	if !s.accounts.PeekSetup(r.ctx(), token) {
		return fault.New(fault.Forbidden, "This set-up link is used up or too old. If the workbench has no account yet, start it again: it prints a new link.")
	}
	return r.bare(page{title: "Set up", body: accountview.Setup(accountview.SetupPage{Token: token})})
}

func (s *Server) setUp(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readNewcomer(f)
	in.Role = access.Lead
	p, err := s.accounts.SetUp(r.ctx(), f.raw("token"), in)
	if err != nil {
		return r.refuseBare(err, "Set up", func(st ui.State) templ.Component {
			return accountview.Setup(accountview.SetupPage{Token: f.raw("token"), In: in, State: st})
		})
	}
	return r.begin(p, "")
}

func readNewcomer(f form) account.Newcomer {
	return account.Newcomer{
		Name: f.text("name"), Email: f.text("email"), JobTitle: f.text("job_title"),
		Role: access.Role(f.text("role")), Password: f.raw("password"), Until: f.day("until"),
	}
}

// refuseBare is refuse for the pages without navigation. A wrong password and a
// wait are said on the same card.
func (r *request) refuseBare(err error, title string, form func(ui.State) templ.Component) error {
	state, status := stateOf(err)
	if fault.KindOf(err) == fault.Forbidden {
		status, state.Sentence = http.StatusForbidden, fault.Sentence(err)
	} else if status == 0 {
		return err
	}
	if tooSoon, ok := errors.AsType[*account.TooSoon](err); ok {
		status, state.Sentence = http.StatusTooManyRequests, tooSoon.Error()
	}
	return r.bare(page{status: status, title: title, refused: true, body: form(state)})
}
