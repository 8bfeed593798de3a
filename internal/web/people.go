package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/accountview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) peopleRoutes() []route {
	return []route{
		{http.MethodGet, link.PeoplePattern, access.Read, s.listPeople},
		{http.MethodGet, link.PersonNewPattern, access.ManagePeople, s.newPerson},
		{http.MethodPost, link.PeoplePattern, access.ManagePeople, s.invite},
		{http.MethodGet, link.PersonPattern, access.Read, s.showPerson},
		{http.MethodGet, link.PersonEditPattern, access.ManagePeople, s.editPerson},
		{http.MethodPost, link.PersonPattern, access.ManagePeople, s.savePerson},
		{http.MethodPost, link.PersonRolePattern, access.ManagePeople, s.changeRole},
		{http.MethodPost, link.PersonDisablePattern, access.ManagePeople, s.disable},
		{http.MethodPost, link.PersonEnablePattern, access.ManagePeople, s.enable},
		{http.MethodPost, link.PersonLimitPattern, access.ManagePeople, s.limitAccess},
		{http.MethodPost, link.PersonCalendarPattern, access.ManagePeople, s.endTheirCalendar},
		{http.MethodGet, link.PersonPasswordPattern, access.ManagePeople, s.showReset},
		{http.MethodPost, link.PersonPasswordPattern, access.ManagePeople, s.resetPassword},
		{http.MethodGet, link.OwnPasswordPattern, access.ChangeOwnLogin, s.showOwnPassword},
		{http.MethodPost, link.OwnPasswordPattern, access.ChangeOwnLogin, s.setOwnPassword},
	}
}

var peopleCrumbs = []layout.Crumb{{Text: "People", Href: link.People()}}

func (s *Server) listPeople(r *request) error {
	people, err := s.accounts.People(r.ctx())
	if err != nil {
		return err
	}
	role, text := r.QueryParam("role"), strings.ToLower(r.QueryParam("q"))
	people = slices.DeleteFunc(people, func(p account.Person) bool {
		return role != "" && string(p.Role) != role || !strings.Contains(strings.ToLower(p.Name+" "+p.Email+" "+p.JobTitle), text)
	})
	l := listing[account.Person]{
		title: "People", one: "person", many: "people",
		columns: accountview.Columns(r.today()), ref: func(p account.Person) string { return p.Ref },
		filter: r.filter("Search people", ui.FilterSelect{Name: "role", Label: "Role", Options: accountview.Roles()}),
		find:   func(p store.Place) (store.Page[account.Person], error) { return peopleOrders.page(people, p), nil },
	}
	return list(r, l, func(t ui.TableSpec) page {
		return page{title: "People", body: accountview.People(accountview.PeoplePage{Table: t, May: r.may(access.ManagePeople)})}
	})
}

// peopleOrders are the orders of the list of people.
var peopleOrders = memory[account.Person]{
	"name":   by(func(p account.Person) string { return strings.ToLower(p.Name) }),
	"role":   by(func(p account.Person) int { return slices.Index(access.Roles, p.Role) }),
	"email":  by(func(p account.Person) string { return p.Email }),
	"job":    by(func(p account.Person) string { return strings.ToLower(p.JobTitle) }),
	"access": by(func(p account.Person) string { return string(p.RetiredOn) }),
	"ref":    by(func(p account.Person) string { return p.Ref }),
}

func (s *Server) newPerson(r *request) error {
	return r.show(page{title: "Invite a person", crumbs: peopleCrumbs, body: accountview.New(accountview.PersonForm{})})
}

func (s *Server) invite(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readNewcomer(f)
	p, err := s.accounts.Invite(r.ctx(), r.who, in)
	if err != nil {
		return r.refuse(err, "Invite a person", func(st ui.State) templ.Component {
			return accountview.New(accountview.PersonForm{In: in, State: st})
		})
	}
	return r.done(link.Person(p.Ref), p.Name+" has an account now.")
}

func (s *Server) showPerson(r *request) error {
	p, err := s.accounts.ByRef(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	shown, err := r.personPage(p, ui.State{})
	if err != nil {
		return err
	}
	return r.show(shown)
}

func (r *request) personPage(p account.Person, st ui.State) (page, error) {
	desk, err := operation.TakeConcernDesk(r.ctx(), r.s.DB)
	if err != nil {
		return page{}, err
	}
	stands, err := r.s.accounts.HasCalendar(r.ctx(), p.Ref)
	may := r.may(access.ManagePeople)
	return page{title: p.Name, crumbs: peopleCrumbs, body: accountview.Person(accountview.PersonPage{
		Person: p, May: may, Self: p.Ref == r.who.Ref, Alone: may && desk.OnlyHandler(p.Ref), State: st, History: link.HistoryOf(p.Ref),
		Today: r.today(), Limit: string(p.Until), Link: stands,
	})}, err
}

func (s *Server) editPerson(r *request) error {
	p, err := s.accounts.ByRef(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	return r.show(page{title: "Change " + p.Name, crumbs: peopleCrumbs, body: accountview.Edit(accountview.EditForm{Person: p})})
}

func (s *Server) savePerson(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := account.Details{Name: f.text("name"), Email: f.text("email"), JobTitle: f.text("job_title")}
	ref := r.Param("ref")
	if _, err := s.accounts.Edit(r.ctx(), r.who, ref, f.version(), in); err != nil {
		p := account.Person{Name: in.Name, Email: in.Email, JobTitle: in.JobTitle}
		p.Ref, p.Version = ref, f.version()
		return r.refuse(err, "Change "+in.Name, func(st ui.State) templ.Component {
			st.Conflict, p.Version = r.conflict(err, ref, p.Version)
			return accountview.Edit(accountview.EditForm{Person: p, State: st})
		})
	}
	return r.done(link.Person(ref), in.Name+" is saved.")
}

// personAct runs an act on a person from their own page and comes back to it.
func (s *Server) personAct(r *request, sentence string, act func(f form, ref string) error) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := act(f, ref); err != nil {
		state, status := stateOf(err)
		p, e := s.accounts.ByRef(r.ctx(), ref)
		if status == 0 || e != nil {
			return err
		}
		again, e := r.personPage(p, state)
		if e != nil {
			return e
		}
		again.status, again.refused = status, true
		return r.show(again)
	}
	return r.done(link.Person(ref), sentence)
}

func (s *Server) changeRole(r *request) error {
	return s.personAct(r, "The role is changed. It counts from now on.", func(f form, ref string) error {
		_, err := s.accounts.ChangeRole(r.ctx(), r.who, ref, f.version(), access.Role(f.text("role")))
		return err
	})
}

func (s *Server) limitAccess(r *request) error {
	return s.personAct(r, "The last day of access is set.", func(f form, ref string) error {
		_, err := s.accounts.Limit(r.ctx(), r.who, ref, f.version(), f.day("until"))
		return err
	})
}

func (s *Server) endTheirCalendar(r *request) error {
	return s.personAct(r, "The calendar link is taken away.", func(_ form, ref string) error {
		return s.accounts.EndCalendar(r.ctx(), r.who, ref)
	})
}

func (s *Server) disable(r *request) error {
	return s.personAct(r, "Access has ended.", func(f form, ref string) error {
		var l check.List
		l.Required("reason", f.text("reason"), "Say why their access ends: the reason is kept")
		if err := l.Err(); err != nil {
			return err
		}
		_, err := s.accounts.Disable(r.ctx(), r.who, ref, f.version(), f.text("reason"))
		return err
	})
}

func (s *Server) enable(r *request) error {
	return s.personAct(r, "Access is given back.", func(f form, ref string) error {
		_, err := s.accounts.Enable(r.ctx(), r.who, ref, f.version(), f.text("reason"))
		return err
	})
}

func (s *Server) showReset(r *request) error {
	p, err := s.accounts.ByRef(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	return r.show(page{title: "Reset password", crumbs: peopleCrumbs, body: accountview.ChangePassword(resetForm(p, ui.State{}))})
}

func resetForm(p account.Person, st ui.State) accountview.PasswordForm {
	return accountview.PasswordForm{Action: link.PersonPassword(p.Ref), Name: p.Name, Cancel: link.Person(p.Ref), State: st}
}

func (s *Server) resetPassword(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.accounts.ByRef(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	if err := s.accounts.ResetPassword(r.ctx(), r.who, p.Ref, f.raw("password")); err != nil {
		return r.refuse(err, "Reset password", func(st ui.State) templ.Component { return accountview.ChangePassword(resetForm(p, st)) })
	}
	return r.done(link.Person(p.Ref), "The password is set. Hand it over yourself; nothing was sent.")
}

func (s *Server) showOwnPassword(r *request) error {
	return r.show(page{title: "Change my password", body: accountview.ChangePassword(r.ownPasswordForm(r.QueryParam("next"), ui.State{}))})
}

func (r *request) ownPasswordForm(next string, st ui.State) accountview.PasswordForm {
	p := accountview.PasswordForm{Action: link.OwnPassword(""), Next: next, Cancel: link.Person(r.who.Ref), State: st}
	if next != "" {
		p.Cancel = ownPage(next)
	}
	return p
}

func (s *Server) setOwnPassword(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	p, err := s.accounts.SetPassword(r.ctx(), r.who, f.raw("current"), f.raw("password"))
	if err != nil {
		return r.refuse(err, "Change my password", func(st ui.State) templ.Component {
			return accountview.ChangePassword(r.ownPasswordForm(f.text("next"), st))
		})
	}
	return r.begin(p, cmp.Or(f.text("next"), link.Person(p.Ref)))
}
