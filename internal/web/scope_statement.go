package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trace"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/scopeview"
	"github.com/aims-workbench/aims/templates/traceview"
	"github.com/aims-workbench/aims/templates/ui"
)

var crumbStatements = layout.Crumb{Text: "Scope statement", Href: link.ScopeStatements()}

func (s *Server) listStatements(r *request) error {
	found, err := s.scope.Statements(r.ctx(), r.QueryParam("at"))
	if err != nil {
		return err
	}
	next, err := s.nextDraft(r)
	if err != nil {
		return err
	}
	p := scopeview.StatementsPage{Rows: found.Rows, Count: countOf(found.Total, "version", "versions"), Pager: pagerOf(r, found), Next: next}
	return r.show(page{title: "Scope statement", crumbs: scopeCrumbs(), body: scopeview.Statements(p)})
}

// nextDraft is the number of the draft that this person could begin now, or 0.
func (s *Server) nextDraft(r *request) (int, error) {
	if !r.may(access.EditScope) {
		return 0, nil
	}
	return s.scope.Next(r.ctx())
}

func (s *Server) draftStatement(r *request) error {
	st, err := s.scope.Draft(r.ctx(), r.who)
	if err != nil {
		return err
	}
	return r.done(link.ScopeStatementEdit(st.Ref), scopeview.Version(st)+" is a draft now.")
}

func (s *Server) showStatement(r *request) error {
	st, err := s.scope.Statement(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	p := scopeview.StatementPage{
		Statement: st, MayEdit: r.may(access.EditScope) && st.Editable(), MayApprove: r.may(access.ApproveScope) && st.Editable(),
	}
	if p.Earlier, err = s.scope.Earlier(r.ctx(), st.Number); err != nil {
		return err
	}
	if p.Next, err = s.nextDraft(r); err != nil {
		return err
	}
	drop := ""
	if st.Editable() {
		drop = link.ScopeStatementDrop(st.Ref)
	}
	if p.Thread, err = r.thread(st.Head, access.EditScope, drop); err != nil {
		return err
	}
	return r.show(page{title: scopeview.Version(st), crumbs: scopeCrumbs(crumbStatements), body: scopeview.Statement(p)})
}

func (s *Server) editStatement(r *request) error {
	st, err := s.scope.Statement(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	if !st.Editable() {
		return r.done(link.ScopeStatement(st.Ref), scopeview.Version(st)+" is no draft any more and cannot be changed.")
	}
	return r.show(page{title: "Change " + scopeview.Version(st), crumbs: scopeCrumbs(crumbStatements), body: statementForm(st, ui.State{})})
}

func (s *Server) reviseStatement(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	stored, err := s.scope.Statement(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	in := readStatement(f)
	in.Ref, in.Version, in.Number = stored.Ref, f.version(), stored.Number
	if _, err := s.scope.ReviseStatement(r.ctx(), r.who, in); err != nil {
		seen := f.version()
		return r.refuse(err, "Change "+scopeview.Version(stored), func(st ui.State) templ.Component {
			st.Conflict, in.Version = r.conflict(err, in.Ref, seen)
			return statementForm(in, st)
		})
	}
	return r.done(link.ScopeStatement(in.Ref), scopeview.Version(stored)+" is saved.")
}

func (s *Server) checkStatement(r *request) error {
	body, err := s.approvePage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Check scope statement", crumbs: scopeCrumbs(crumbStatements), body: body(ui.State{})})
}

// approvePage reads the draft of the address with all that is to be checked before
// it is approved.
func (s *Server) approvePage(r *request) (func(ui.State) templ.Component, error) {
	st, err := s.scope.Statement(r.ctx(), r.Param("ref"))
	if err != nil {
		return nil, err
	}
	if !st.Editable() {
		return nil, fault.New(fault.Invalid, "%s is no draft any more, so there is nothing to approve. Open it to see where it stands.", scopeview.Version(st))
	}
	now, err := s.scope.Standing(r.ctx())
	if err != nil {
		return nil, err
	}
	p := scopeview.ApprovePage{Statement: st, InForce: now.InForce, Problems: check.Messages(st.Ready()), MayEdit: r.may(access.EditScope)}
	if p.Moves, err = r.moves(st); err != nil {
		return nil, err
	}
	return func(state ui.State) templ.Component {
		p.State = state
		return scopeview.Approve(p)
	}, nil
}

// moves previews what a draft moves into and out of the scope.
func (r *request) moves(draft scope.Statement) (templ.Component, error) {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return nil, err
	}
	joins, leaves := trace.Moved(v.Snapshot, draft)
	return traceview.Moves(trace.ReachOf(v.Snapshot, joins, false), trace.ReachOf(v.Snapshot, leaves, true)), nil
}

func (s *Server) approveStatement(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	made, err := s.scope.ApproveStatement(r.ctx(), r.who, ref, f.version())
	if err == nil {
		return r.done(link.ScopeStatement(ref), scopeview.Version(made)+" is approved and in force.")
	}
	body, e := s.approvePage(r)
	if e != nil {
		return e
	}
	return r.refuse(err, "Check scope statement", func(st ui.State) templ.Component {
		if fault.KindOf(err) == fault.Conflict {
			st.Sentence = "The draft was changed while you were reading. Read it again below, as it stands now, then approve it."
		}
		st.Errors = nil // the page lists them itself, each with the way to mend it
		return body(st)
	})
}

func (s *Server) dropStatement(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.scope.DropStatement(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showStatement)
	}
	return r.done(link.ScopeStatement(ref), ref+" is dropped.")
}

func statementForm(s scope.Statement, st ui.State) templ.Component {
	return scopeview.StatementForm(scopeview.StatementFormPage{Statement: s, State: st})
}

func readStatement(f form) scope.Statement {
	st := scope.Statement{
		Text: f.text("text"), Activities: f.text("activities"), Units: f.text("units"), Sites: f.text("sites"),
		Systems: f.text("systems"), Interfaces: f.text("interfaces"),
	}
	for _, row := range f.rows("exclusions.what", "exclusions.reason") {
		st.Exclusions = append(st.Exclusions, scope.Exclusion{What: row["exclusions.what"], Reason: row["exclusions.reason"]})
	}
	return st
}
