package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/scopeview"
	"github.com/aims-workbench/aims/templates/ui"
)

var crumbNeeds = layout.Crumb{Text: "Needs", Href: link.Needs()}

// crumbParty leads back to a party from its needs.
func crumbParty(p scope.Party) layout.Crumb {
	return layout.Crumb{Text: p.Name, Href: link.Party(p.Ref)}
}

func (s *Server) listNeeds(r *request) error {
	party := r.QueryParam("party")
	selects := []ui.FilterSelect{
		{Name: "addressed", Label: "Decision", Options: scopeview.Decisions()},
		{Name: "kind", Label: "Kind", Options: scopeview.Kinds()},
		showRetired,
	}
	if party != "" {
		names, err := s.DB.Titles(r.ctx(), []string{party})
		if err != nil {
			return err
		}
		selects = append(selects, ui.FilterSelect{Name: "party", Label: "Party", Options: []ui.Option{{Value: party, Label: names[party]}}})
	}
	l := listing[scopeview.NeedRow]{
		title: "Needs", one: "need", many: "needs", usual: scope.UsualNeedSort,
		columns: scopeview.NeedColumns(), ref: func(n scopeview.NeedRow) string { return n.Ref }, filter: r.filter("Search needs", selects...),
		find: func(p store.Place) (store.Page[scopeview.NeedRow], error) {
			found, err := s.scope.Needs(r.ctx(), scope.NeedQuery{
				Text: r.QueryParam("q"), Party: party, Kind: scope.NeedKind(r.QueryParam("kind")),
				Addressed: scope.Answer(r.QueryParam("addressed")), Retired: r.QueryParam("show") == "retired", Place: p,
			})
			if err != nil {
				return store.Page[scopeview.NeedRow]{}, err
			}
			rows, err := s.withParties(r, found.Rows)
			return store.Over(found, rows), err
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		return page{title: "Needs and expectations", crumbs: scopeCrumbs(), body: scopeview.Needs(scopeview.ListPage{Table: t, May: r.may(access.EditScope)})}
	})
}

// withParties puts the names of their parties to needs, by one statement.
func (s *Server) withParties(r *request, needs []scope.Need) ([]scopeview.NeedRow, error) {
	refs := make([]string, len(needs))
	for i, n := range needs {
		refs[i] = n.Party
	}
	names, err := s.DB.Titles(r.ctx(), refs)
	rows := make([]scopeview.NeedRow, len(needs))
	for i, n := range needs {
		rows[i] = scopeview.NeedRow{Need: n, PartyName: names[n.Party]}
	}
	return rows, err
}

func (s *Server) newNeed(r *request) error {
	party, err := s.scope.Party(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	if party.Retired() {
		return fault.New(fault.Invalid, "%s was retired on %s. Record the need for a party that is in force.", party.Name, party.RetiredOn.Human())
	}
	in := scope.Need{Party: party.Ref}
	return r.show(page{title: "Record a need", crumbs: scopeCrumbs(crumbParties, crumbParty(party)), body: needForm(in, party, ui.State{})})
}

func (s *Server) recordNeed(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	party, err := s.scope.Party(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	in := readNeed(f)
	in.Party = party.Ref
	if _, err := s.scope.RecordNeed(r.ctx(), r.who, in); err != nil {
		return r.refuse(err, "Record a need", func(st ui.State) templ.Component { return needForm(in, party, st) })
	}
	return r.done(link.Party(party.Ref), "The need is recorded.")
}

// takeNeed reads the need of the address with its party.
func (s *Server) takeNeed(r *request) (scope.Need, scope.Party, error) {
	n, err := s.scope.Need(r.ctx(), r.Param("ref"))
	if err != nil {
		return n, scope.Party{}, err
	}
	party, err := s.scope.Party(r.ctx(), n.Party)
	return n, party, err
}

func (s *Server) showNeed(r *request) error {
	n, party, err := s.takeNeed(r)
	if err != nil {
		return err
	}
	thread, err := r.thread(n.Head, access.EditScope, link.NeedRetire(n.Ref))
	if err != nil {
		return err
	}
	p := scopeview.NeedPage{
		NeedRow: scopeview.NeedRow{Need: n, PartyName: party.Name}, Thread: thread, MayEdit: r.may(access.EditScope) && !n.Retired(),
	}
	return r.show(page{title: "Need " + n.Ref, crumbs: scopeCrumbs(crumbNeeds, crumbParty(party)), body: scopeview.Need(p)})
}

func (s *Server) editNeed(r *request) error {
	n, party, err := s.takeNeed(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Change need " + n.Ref, crumbs: scopeCrumbs(crumbNeeds, crumbParty(party)), body: needForm(n, party, ui.State{})})
}

func (s *Server) reviseNeed(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	stored, party, err := s.takeNeed(r)
	if err != nil {
		return err
	}
	in := readNeed(f)
	in.Ref, in.Version, in.Party = stored.Ref, f.version(), party.Ref
	if _, err := s.scope.ReviseNeed(r.ctx(), r.who, in); err != nil {
		seen := f.version()
		return r.refuse(err, "Change need "+in.Ref, func(st ui.State) templ.Component {
			st.Conflict, in.Version = r.conflict(err, in.Ref, seen)
			return needForm(in, party, st)
		})
	}
	return r.done(link.Need(in.Ref), in.Ref+" is saved.")
}

func (s *Server) retireNeed(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.scope.RetireNeed(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showNeed)
	}
	return r.done(link.Need(ref), ref+" is retired.")
}

func needForm(n scope.Need, party scope.Party, st ui.State) templ.Component {
	return scopeview.NeedForm(scopeview.NeedFormPage{NeedRow: scopeview.NeedRow{Need: n, PartyName: party.Name}, State: st})
}

func readNeed(f form) scope.Need {
	return scope.Need{Text: f.text("text"), Kind: scope.NeedKind(f.text("kind")), Addressed: scope.Answer(f.text("addressed")), How: f.text("how")}
}
