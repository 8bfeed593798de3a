package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/scopeview"
	"github.com/aims-workbench/aims/templates/ui"
)

var crumbParties = layout.Crumb{Text: "Interested parties", Href: link.Parties()}

func (s *Server) listParties(r *request) error {
	l := listing[scopeview.PartyRow]{
		title: "Interested parties", one: "interested party", many: "interested parties", usual: scope.UsualPartySort,
		columns: scopeview.PartyColumns(), ref: func(p scopeview.PartyRow) string { return p.Ref },
		filter: r.filter("Search parties",
			ui.FilterSelect{Name: "side", Label: "Side", Options: scopeview.Sides()},
			ui.FilterSelect{Name: "affected", Label: "Affected", Options: []ui.Option{{Value: "yes", Label: "By our AI systems"}}},
			ui.FilterSelect{Name: "needs", Label: "Needs", Options: []ui.Option{{Value: "none", Label: "None recorded"}}},
			showRetired),
		find: func(p store.Place) (store.Page[scopeview.PartyRow], error) {
			found, err := s.scope.Parties(r.ctx(), scope.PartyQuery{
				Text: r.QueryParam("q"), Side: scope.Side(r.QueryParam("side")), Affected: r.QueryParam("affected") == "yes",
				NoNeeds: r.QueryParam("needs") == "none", Retired: r.QueryParam("show") == "retired", Place: p,
			})
			if err != nil {
				return store.Page[scopeview.PartyRow]{}, err
			}
			rows, err := s.withNeeds(r, found.Rows...)
			return store.Over(found, rows), err
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		return page{title: "Interested parties", crumbs: scopeCrumbs(), body: scopeview.Parties(scopeview.ListPage{Table: t, May: r.may(access.EditScope)})}
	})
}

// withNeeds joins parties with their needs in force by one statement.
func (s *Server) withNeeds(r *request, parties ...scope.Party) ([]scopeview.PartyRow, error) {
	rows := make([]scopeview.PartyRow, len(parties))
	refs, at := make([]string, len(parties)), map[string]int{}
	for i, p := range parties {
		rows[i].Party, refs[i], at[p.Ref] = p, p.Ref, i
	}
	needs, err := s.scope.NeedsOf(r.ctx(), refs...)
	if err != nil {
		return nil, err
	}
	for _, n := range needs {
		rows[at[n.Party]].Needs = append(rows[at[n.Party]].Needs, n)
	}
	return rows, nil
}

func (s *Server) newParty(r *request) error {
	return r.show(page{title: "Name a party", crumbs: scopeCrumbs(crumbParties), body: partyForm(scope.Party{}, ui.State{})})
}

func (s *Server) nameParty(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readParty(f)
	made, err := s.scope.NameParty(r.ctx(), r.who, in)
	if err != nil {
		return r.refuse(err, "Name a party", func(st ui.State) templ.Component { return partyForm(in, st) })
	}
	return r.done(link.Party(made.Ref), made.Name+" is recorded as "+made.Ref+". Record what it needs next.")
}

func (s *Server) showParty(r *request) error {
	party, err := s.scope.Party(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	rows, err := s.withNeeds(r, party)
	if err != nil {
		return err
	}
	thread, err := r.thread(party.Head, access.EditScope, link.PartyRetire(party.Ref))
	if err != nil {
		return err
	}
	_, thread.Pointing = split(thread.Pointing, "NED-") // shown as the party's needs
	p := scopeview.PartyPage{PartyRow: rows[0], Thread: thread, MayEdit: r.may(access.EditScope) && !party.Retired()}
	return r.show(page{title: party.Name, crumbs: scopeCrumbs(crumbParties), body: scopeview.Party(p)})
}

func (s *Server) editParty(r *request) error {
	party, err := s.scope.Party(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	return r.show(page{title: "Change " + party.Name, crumbs: scopeCrumbs(crumbParties), body: partyForm(party, ui.State{})})
}

func (s *Server) reviseParty(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readParty(f)
	in.Ref, in.Version = r.Param("ref"), f.version()
	if _, err := s.scope.ReviseParty(r.ctx(), r.who, in); err != nil {
		return r.refuse(err, "Change "+in.Name, func(st ui.State) templ.Component {
			st.Conflict, in.Version = r.conflict(err, in.Ref, in.Version)
			return partyForm(in, st)
		})
	}
	return r.done(link.Party(in.Ref), in.Name+" is saved.")
}

func (s *Server) retireParty(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.scope.RetireParty(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showParty)
	}
	return r.done(link.Party(ref), ref+" is retired, and its needs with it.")
}

func partyForm(p scope.Party, st ui.State) templ.Component {
	return scopeview.PartyForm(scopeview.PartyFormPage{Party: p, State: st})
}

func readParty(f form) scope.Party {
	return scope.Party{Name: f.text("name"), Side: scope.Side(f.text("side")), Relationship: f.text("relationship"), Affected: f.yes("affected")}
}
