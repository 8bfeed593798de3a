package web

import (
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/soaview"
	"github.com/aims-workbench/aims/templates/ui"
)

// showSoALint lists what an auditor would hold against the Statement.
func (s *Server) showSoALint(r *request) error {
	o, err := s.soa.Overview(r.ctx())
	if err != nil {
		return err
	}
	return r.show(page{title: "What an auditor would find", crumbs: soaCrumbs, body: soaview.Lint(soaview.LintPage{Overview: o, MayEdit: r.may(access.EditSoA)})})
}

// askFactsOfSoA asks the facts from which applicability follows, ticked as far as the
// registers know them.
func (s *Server) askFactsOfSoA(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	holding, known := knownFacts(v.Snapshot)
	return r.show(page{title: "Propose decisions from facts", crumbs: soaCrumbs, body: soaview.Facts(soaview.FactsPage{Facts: s.factOptions(), Holding: holding, Known: known})})
}

func (s *Server) factOptions() []ui.Option {
	var out []ui.Option
	for _, f := range s.catalogue.Facts {
		out = append(out, ui.Option{Value: f.ID, Label: f.Says, Hint: f.Hint})
	}
	return out
}

// knownFacts are the facts that the registers affirm, each with where it is said.
func knownFacts(s *snapshot.Snapshot) (holding, known []string) {
	add := func(holds bool, fact, where string) {
		if f, ok := controls.MustLoad().Fact(fact); ok && holds && !slices.Contains(holding, fact) {
			holding, known = append(holding, fact), append(known, f.Says+": "+where)
		}
	}
	for _, fact := range factsOfWork {
		add(slices.Contains(s.Organisation().Roles, rolesOf[fact]), fact, "the roles of the organisation")
	}
	for _, y := range s.SystemsInScope() {
		for _, fact := range factsOfWork {
			add(slices.Contains(y.Roles, rolesOf[fact]), fact, "our role for "+y.Name)
		}
		add(y.Data != "", "data", "the data of "+y.Name)
		add(y.PersonalData == scope.Yes, "personal", "the inventory on "+y.Name)
	}
	reach := map[impact.Reach]string{impact.Individuals: "individuals", impact.Groups: "groups", impact.Society: "society"}
	for _, a := range s.Assessments {
		for _, it := range a.Items {
			add(a.State == impact.Approved && !a.Retired(), reach[it.Reach], a.Title)
		}
	}
	return holding, known
}

// affirmed reads facts that were ticked; what was not counts as denied.
func (s *Server) affirmed(f form) controls.Facts {
	out := controls.Facts{}
	for _, x := range s.catalogue.Facts {
		out[x.ID] = slices.Contains(f.list("facts"), x.ID)
	}
	return out
}

// factProposals are what follows from the facts, beside what stands.
func (s *Server) factProposals(r *request, facts controls.Facts) ([]soaview.FactRow, error) {
	o, err := s.soa.Overview(r.ctx())
	if err != nil {
		return nil, err
	}
	stands := map[string]soa.Line{}
	for _, l := range o.Lines {
		stands[l.Ref] = l
	}
	var out []soaview.FactRow
	for _, p := range s.catalogue.Propose(facts) {
		key := p.Control.Key().String()
		out = append(out, soaview.FactRow{Line: stands[key], Proposed: soa.Row{Head: store.Head{Ref: key}, Applicable: answerOf(p.Applicable), Reason: p.Reason}})
	}
	return out, nil
}

func (s *Server) factsPage(r *request, f form, st ui.State) (templ.Component, error) {
	rows, err := s.factProposals(r, s.affirmed(f))
	return soaview.Facts(soaview.FactsPage{Facts: s.factOptions(), Holding: f.list("facts"), Shown: true, Rows: rows, State: st}), err
}

func (s *Server) previewFacts(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	body, err := s.factsPage(r, f, ui.State{})
	if err != nil {
		return err
	}
	return r.show(page{title: "Propose decisions from facts", crumbs: soaCrumbs, body: body})
}

func (s *Server) decideByFacts(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	all, err := s.factProposals(r, s.affirmed(f))
	if err != nil {
		return err
	}
	var rows []soa.Row
	for _, p := range all {
		if slices.Contains(f.list("rows"), p.Proposed.Ref) {
			rows = append(rows, p.Proposed)
		}
	}
	batch, n, err := s.soa.BeginMany(r.ctx(), r.who, rows)
	if err == nil {
		return r.done(link.SoABatch(batch), countOf(int64(n), "control is decided.", "controls are decided."))
	}
	return s.refuseFacts(r, err, f)
}

func (s *Server) refuseFacts(r *request, err error, f form) error {
	st, status := stateOf(err)
	if status == 0 {
		return err
	}
	body, e := s.factsPage(r, f, st)
	if e != nil {
		return e
	}
	return r.show(page{status: status, title: "Propose decisions from facts", crumbs: soaCrumbs, refused: true, body: body})
}
