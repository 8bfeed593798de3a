package web

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/inventoryview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) inventoryRoutes() []route {
	return slices.Concat(s.changeRoutes(), s.bulkSystems().routes(), s.partRoutes(), []route{
		{http.MethodGet, link.SystemsPattern, access.Read, s.listSystems},
		{http.MethodGet, link.SystemNewPattern, access.EditSystem, s.newSystem},
		{http.MethodPost, link.SystemsPattern, access.EditSystem, s.registerSystem},
		{http.MethodGet, link.SystemPattern, access.Read, s.showSystem},
		{http.MethodGet, link.SystemEditPattern, access.EditSystem, s.editSystem},
		{http.MethodPost, link.SystemPattern, access.EditSystem, s.reviseSystem},
		{http.MethodPost, link.SystemRetirePattern, access.EditSystem, s.retireSystem},
	})
}

var inventoryCrumbs = []layout.Crumb{{Text: "AI systems", Href: link.Systems()}}

func (s *Server) listSystems(r *request) error {
	edit := s.bulkSystems()
	return list(r, listing[inventory.System]{
		title: "AI systems", one: "AI system", many: "AI systems", marks: "SYS", usual: inventory.UsualSort, paste: "system", edit: &edit,
		columns: inventoryview.Columns(s.tierNames()), ref: func(sys inventory.System) string { return sys.Ref },
		filter: r.filter("Search systems",
			ui.FilterSelect{Name: "stage", Label: "Stage", Options: options(s.catalogue.LifeCycle)},
			ui.FilterSelect{Name: "in_scope", Label: "Scope", Options: ui.Choices(scope.Answers)},
			showRetired),
		find: func(p store.Place) (store.Page[inventory.System], error) {
			q := r.systemQuery()
			q.Place = p
			return s.systems.List(r.ctx(), q)
		},
	}, func(t ui.TableSpec) page {
		return page{title: "AI systems", body: inventoryview.List(inventoryview.ListPage{Nav: inventoryNav("AI systems"), Table: t, May: r.may(access.EditSystem)})}
	})
}

// systemQuery reads the filter from the address.
func (r *request) systemQuery() inventory.Query {
	return inventory.Query{
		Text: r.QueryParam("q"), Stage: r.QueryParam("stage"), InScope: scope.Answer(r.QueryParam("in_scope")), Retired: r.QueryParam("show") == "retired",
	}
}

// tierNames are the classes under the EU AI Act by their key.
func (s *Server) tierNames() map[string]string {
	names := make(map[string]string, len(s.catalogue.Tiers))
	for _, t := range s.catalogue.Tiers {
		names[t.ID] = t.Name
	}
	return names
}

// bulkSystems is how AI systems are changed together.
func (s *Server) bulkSystems() bulkEdit {
	return bulkEdit{
		Bulk: link.SystemBulk, one: "AI system", many: "AI systems", can: access.EditSystem, crumbs: inventoryCrumbs,
		register: registerOf(inventory.Registers(), "system"),
		fields: func(f form, st ui.State) []templ.Component {
			return inventoryview.BulkFields(systemChange(f), options(s.catalogue.LifeCycle), st)
		},
		fits: func(r *request) ([]string, error) { return s.systems.Refs(r.ctx(), r.systemQuery()) },
		amend: func(r *request, f form, c store.Choice) (store.Outcome, error) {
			return s.systems.Amend(r.ctx(), r.who, c, systemChange(f))
		},
	}
}

func systemChange(f form) inventory.Change {
	return inventory.Change{
		Owner: f.text("owner"), Unit: f.text("unit"), Stage: f.text("stage"), InScope: scope.Answer(f.text("in_scope")), ScopeReason: f.text("scope_reason"),
	}
}

func (s *Server) newSystem(r *request) error {
	return r.show(page{title: "Register an AI system", crumbs: inventoryCrumbs,
		body: s.systemForm(inventory.System{}, ui.State{})})
}

func (s *Server) registerSystem(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	made, err := s.systems.Register(r.ctx(), r.who, readSystem(f))
	if err != nil {
		return r.refuse(err, "Register an AI system", func(st ui.State) templ.Component { return s.systemForm(readSystem(f), st) })
	}
	return r.done(link.System(made.Ref), made.Name+" is registered as "+made.Ref+".")
}

func (s *Server) editSystem(r *request) error {
	sys, err := s.systems.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	return r.show(page{title: "Change " + sys.Name, crumbs: inventoryCrumbs, body: s.systemForm(sys, ui.State{})})
}

func (s *Server) reviseSystem(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readSystem(f)
	in.Ref, in.Version = r.Param("ref"), f.version()
	if reach, err := s.unseenReach(r, f, in); err != nil || reach != nil {
		return s.previewReach(r, in, reach, err)
	}
	if _, err := s.systems.Revise(r.ctx(), r.who, in); err != nil {
		return r.refuse(err, "Change "+in.Name, func(st ui.State) templ.Component {
			st.Conflict, in.Version = r.conflict(err, in.Ref, in.Version)
			return s.systemForm(in, st)
		})
	}
	return r.done(link.System(in.Ref), in.Name+" is saved.")
}

func (s *Server) retireSystem(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.systems.Retire(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showSystem)
	}
	return r.done(link.System(ref), ref+" is retired.")
}

func (s *Server) showSystem(r *request) error {
	sys, err := s.systems.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	thread, err := r.thread(sys.Head, access.EditSystem, link.SystemRetire(sys.Ref))
	if err != nil {
		return err
	}
	tier, _ := s.catalogue.Tier(sys.ActTier)
	p := inventoryview.RecordPage{System: sys, TierName: tier.Name, MayEdit: r.may(access.EditSystem) && !sys.Retired(), Thread: thread}
	p.Impact, p.Thread.Pointing = split(p.Thread.Pointing, "IMP-")
	p.Risks, p.Thread.Pointing = split(p.Thread.Pointing, "RSK-")
	p.Changes, p.Thread.Pointing = split(p.Thread.Pointing, "CHG-")
	_, p.Thread.Pointing = split(p.Thread.Pointing, "CNF-") // the list of confirmations has them
	v, err := s.present.records(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	p.Open = leftOpen(v, sys.Ref, nil)
	if err := s.systemParts(r, &p); err != nil {
		return err
	}
	p.Next = r.nextFor(p)
	p.MayDraw = len(p.Risks) > 0 && !sys.Retired() && r.may(access.EditRisk)
	return r.show(page{title: sys.Name, crumbs: inventoryCrumbs, body: inventoryview.Record(p)})
}

// nextFor is what an AI system within the scope still lacks that this person may do.
func (r *request) nextFor(p inventoryview.RecordPage) (all []ui.Task) {
	if p.System.Retired() || p.System.InScope != scope.Yes {
		return nil
	}
	if len(p.Impact) == 0 && r.may(access.EditImpact) {
		all = append(all, ui.Task{Title: "Assess its impact", Clause: "6.1.4", Href: link.AssessmentNew(p.System.Ref), Status: aims.NotStarted, Hint: "Who can it help or harm, and how gravely? Much is filled in from this page."})
	}
	if len(p.Risks) == 0 && r.may(access.EditRisk) {
		all = append(all, ui.Task{Title: "Draw its first risks from the library", Clause: "6.1.2", Href: link.Library("system", p.System.Ref), Status: aims.NotStarted, Hint: "Those that fit it come first. Keep what is true of it."})
	}
	return all
}

func (s *Server) systemForm(sys inventory.System, st ui.State) templ.Component {
	return s.systemFormWith(sys, st, nil)
}

// systemFormWith is the form with what a changed answer about the scope takes along.
func (s *Server) systemFormWith(sys inventory.System, st ui.State, reach templ.Component) templ.Component {
	p := inventoryview.FormPage{System: sys, State: st, Reach: reach, Action: link.Systems(), Cancel: link.Systems()}
	if sys.Ref != "" {
		p.Action, p.Cancel = link.System(sys.Ref), link.System(sys.Ref)
	}
	p.Stages = options(s.catalogue.LifeCycle)
	for _, t := range s.catalogue.Tiers {
		p.Tiers = append(p.Tiers, ui.Option{Value: t.ID, Label: t.Name})
	}
	p.Roles = s.roleOptions()
	return inventoryview.Form(p)
}

func readSystem(f form) inventory.System {
	return inventory.System{
		Name: f.text("name"), Purpose: f.text("purpose"), IntendedUse: f.text("intended_use"), Misuse: f.text("misuse"),
		Stage: f.text("stage"), Autonomy: inventory.Autonomy(f.text("autonomy")), Oversight: f.text("oversight"),
		Models: f.text("models"), Data: f.text("data"), PersonalData: scope.Answer(f.text("personal_data")),
		Suppliers: f.text("suppliers"), Jurisdictions: f.text("jurisdictions"), Affected: f.text("affected"),
		Owner: f.text("owner"), Unit: f.text("unit"), Roles: f.list("roles"),
		InScope: scope.Answer(f.text("in_scope")), ScopeReason: f.text("scope_reason"),
		ActTier: f.text("act_tier"), ActReason: f.text("act_reason"), DeployedOn: f.day("deployed_on"), Notes: f.text("notes"),
	}
}
