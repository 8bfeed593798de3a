package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/leadershipview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) listRoles(r *request) error {
	l := listing[leadership.Role]{
		title: "Roles", one: "role", many: "roles", usual: leadership.UsualRoleSort,
		columns: leadershipview.RoleColumns(), ref: func(role leadership.Role) string { return role.Ref },
		filter: r.filter("Search roles", ui.FilterSelect{Name: "duty", Label: "Duty in 5.3", Options: leadershipview.Duties()}, showRetired),
		find: func(p store.Place) (store.Page[leadership.Role], error) {
			return s.direction.Roles(r.ctx(), leadership.RoleQuery{
				Text: r.QueryParam("q"), Duty: leadership.Duty(r.QueryParam("duty")), Retired: r.QueryParam("show") == "retired", Place: p,
			})
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		return page{title: "Roles", crumbs: leadershipCrumbs, body: leadershipview.Roles(leadershipview.RolesPage{Table: t, May: r.may(access.EditRoles)})}
	})
}

func readRole(f form) leadership.Role {
	return leadership.Role{
		Title: f.text("title"), Person: f.text("person"), Duty: leadership.Duty(f.text("duty")),
		Responsibilities: f.text("responsibilities"), Authorities: f.text("authorities"),
		AppointedOn: f.day("appointed_on"), CommunicatedOn: f.day("communicated_on"),
	}
}

func roleForm(role leadership.Role, st ui.State) templ.Component {
	return leadershipview.EditRole(leadershipview.RoleForm{Role: role, State: st})
}

func (s *Server) newRole(r *request) error {
	return r.show(page{title: "Assign a role", crumbs: under("Roles", link.Roles()), body: roleForm(leadership.Role{}, ui.State{})})
}

func (s *Server) assignRole(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	made, err := s.direction.Assign(r.ctx(), r.who, readRole(f))
	if err != nil {
		return r.refuse(err, "Assign a role", func(st ui.State) templ.Component { return roleForm(readRole(f), st) })
	}
	return r.done(link.Role(made.Ref), made.Title+" is recorded as "+made.Ref+".")
}

func (s *Server) editRole(r *request) error {
	role, err := s.direction.Role(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	return r.show(page{title: "Change " + role.Title, crumbs: under("Roles", link.Roles()), body: roleForm(role, ui.State{})})
}

func (s *Server) reviseRole(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readRole(f)
	in.Ref, in.Version = r.Param("ref"), f.version()
	if _, err := s.direction.ReviseRole(r.ctx(), r.who, in); err != nil {
		return r.refuse(err, "Change "+in.Title, func(st ui.State) templ.Component {
			st.Conflict, in.Version = r.conflict(err, in.Ref, in.Version)
			return roleForm(in, st)
		})
	}
	return r.done(link.Role(in.Ref), in.Title+" is saved.")
}

func (s *Server) retireRole(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.direction.RetireRole(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showRole)
	}
	return r.done(link.Role(ref), ref+" is retired.")
}

func (s *Server) showRole(r *request) error {
	role, err := s.direction.Role(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	thread, err := r.thread(role.Head, access.EditRoles, link.RoleRetire(role.Ref))
	if err != nil {
		return err
	}
	p := leadershipview.RolePage{Role: role, MayEdit: r.may(access.EditRoles) && !role.Retired(), Thread: thread}
	return r.show(page{title: role.Title, crumbs: under("Roles", link.Roles()), body: leadershipview.Role(p)})
}
