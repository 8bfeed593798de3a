package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/calendar"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/accountview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
)

func (s *Server) calendarRoutes() []route {
	return []route{
		{http.MethodGet, link.OwnCalendarPattern, access.FollowCalendar, s.showOwnCalendar},
		{http.MethodPost, link.OwnCalendarPattern, access.FollowCalendar, s.makeCalendar},
		{http.MethodPost, link.OwnCalendarEndPattern, access.FollowCalendar, s.endOwnCalendar},
		{http.MethodGet, link.CalendarPattern, public, s.serveCalendar},
	}
}

const calendarTitle = "Dates in my calendar"

// calendarPage is how the link of the person stands; address is that of one just made.
func (r *request) calendarPage(address string) (page, error) {
	p, err := r.s.accounts.ByRef(r.ctx(), r.who.Ref)
	if err != nil {
		return page{}, err
	}
	stands, err := r.s.accounts.HasCalendar(r.ctx(), r.who.Ref)
	return page{
		title: calendarTitle, crumbs: []layout.Crumb{{Text: "Preferences", Href: link.Preferences()}},
		body: accountview.Calendar(accountview.CalendarPage{Person: p, Stands: stands, Address: address, MayAll: r.who.Role == access.Lead}),
	}, err
}

func (s *Server) showOwnCalendar(r *request) error {
	p, err := r.calendarPage("")
	if err != nil {
		return err
	}
	return r.show(p)
}

// makeCalendar answers with the page itself and leads nowhere: the secret must stand in
// no address that a browser remembers.
func (s *Server) makeCalendar(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	secret, err := s.accounts.MakeCalendar(r.ctx(), r.who, f.text("whose") == "all", f.text("titles") == "yes")
	if err != nil {
		return err
	}
	p, err := r.calendarPage(r.base() + link.Calendar(secret))
	if err != nil {
		return err
	}
	return r.show(p)
}

func (s *Server) endOwnCalendar(r *request) error {
	if err := s.accounts.EndCalendar(r.ctx(), r.who, r.who.Ref); err != nil {
		return err
	}
	return r.done(link.OwnCalendar(), "The link is taken away. It opens nothing any more.")
}

// base is the beginning of the addresses of this workbench, as the request came. The
// guard has seen to it that the name is our own.
func (r *request) base() string { return r.Scheme() + "://" + r.Request().Host }

// serveCalendar hands out the dates of whoever made the secret in the address. What is
// refused is answered here and not logged with its address, which may hold a secret.
func (s *Server) serveCalendar(r *request) error {
	secret, ok := strings.CutSuffix(r.Param("file"), ".ics")
	if !ok {
		return r.String(http.StatusNotFound, "There is no calendar here.")
	}
	p, err := s.accounts.ByCalendar(r.ctx(), secret, r.RealIP())
	if _, tooSoon := errors.AsType[*account.TooSoon](err); tooSoon {
		return r.String(http.StatusTooManyRequests, "There were too many wrong calendar links. Try again in a minute.")
	}
	if fault.KindOf(err) == fault.NotFound {
		return r.String(http.StatusNotFound, fault.Sentence(err))
	}
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	feed := calendar.Feed{Name: "AIMS Workbench: " + whoseDates(p), Stamp: v.Position.At}
	for _, i := range v.items {
		if p.CalendarAll || agenda.Names(i.Owner, p.Name, p.Email) {
			feed.Entries = append(feed.Entries, calendarEntry(i, p.CalendarTitles, r.base()))
		}
	}
	r.Response().Header().Set(echo.HeaderContentDisposition, `inline; filename="aims.ics"`)
	return r.Blob(http.StatusOK, "text/calendar; charset=utf-8", feed.Bytes())
}

func whoseDates(p account.Person) string {
	if p.CalendarAll {
		return "all dates"
	}
	return "my dates"
}

// calendarEntry tells kind and reference of what has a day, and more only where the
// person asked for it: calendars lie with others.
func calendarEntry(i agenda.Item, titles bool, base string) calendar.Entry {
	e := calendar.Entry{Key: string(i.Kind) + " " + i.Ref, On: i.On, Kind: string(i.Kind), URL: base + link.Of(i.Ref)}
	e.Summary = strings.TrimSpace(string(i.Kind) + " " + shownRef(i.Ref))
	if titles {
		e.Summary, e.Detail = string(i.Kind)+": "+i.Title, shownRef(i.Ref)
		if i.Owner != "" {
			e.Detail += ", " + i.Owner
		}
	}
	return e
}

// shownRef is a reference as people read it: a control by its number.
func shownRef(ref string) string {
	if _, id, found := strings.Cut(ref, ":"); found {
		return id
	}
	return ref
}
