package web

import (
	"net/http"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/templates/impactview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) showAssessment(r *request) error {
	a, err := s.impact.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	name, err := s.nameOf(r, a.System)
	if err != nil {
		return err
	}
	permission, retire := access.EditImpact, link.AssessmentRetire(a.Ref)
	if a.State != impact.Draft { // what is approved, only those retire who may also approve
		permission = access.ApproveImpact
		if !r.may(access.EditImpact) {
			retire = ""
		}
	}
	thread, err := r.thread(a.Head, permission, retire)
	if err != nil {
		return err
	}
	p := impactview.RecordPage{
		Assessment: a, System: ui.RelatedItem{Ref: a.System, Title: name, Href: link.System(a.System)}, Today: r.today(), Thread: thread,
		MayRaise: r.may(access.EditRisk) && !a.Retired(),
		MayEdit:  r.may(access.EditImpact) && !a.Frozen(), MayApprove: r.may(access.ApproveImpact) && !a.Frozen(), MayBegin: r.may(access.EditImpact),
	}
	p.Risks, p.Thread.Pointing = split(p.Thread.Pointing, "RSK-")
	p.Made, p.Thread.Pointing = split(p.Thread.Pointing, impact.Publications.Prefix+"-")
	following, err := s.risks.Following(r.ctx(), a.Ref)
	if err != nil {
		return err
	}
	rule, err := s.impact.Rule(r.ctx())
	if err != nil {
		return err
	}
	p.Taken, p.Class = takenUp(a, following), rule.ClassOf(a)
	return r.show(page{title: "Impact of " + name, crumbs: impactCrumbs, body: impactview.Record(p)})
}

// nameOf is what people call a record; its reference where it has no name.
func (s *Server) nameOf(r *request, ref string) (string, error) {
	titles, err := s.DB.Titles(r.ctx(), []string{ref})
	if titles[ref] == "" {
		return ref, err
	}
	return titles[ref], err
}

func (s *Server) checkAssessment(r *request) error {
	a, err := s.impact.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	if a.Frozen() {
		return r.done(link.Assessment(a.Ref), "")
	}
	return s.checkPage(r, a, "", ui.State{}, http.StatusOK)
}

func (s *Server) checkPage(r *request, a impact.Assessment, reason string, st ui.State, status int) error {
	name, err := s.nameOf(r, a.System)
	if err != nil {
		return err
	}
	writer, err := s.impact.LastWriter(r.ctx(), a.Ref)
	if err != nil {
		return err
	}
	rule, err := s.impact.Rule(r.ctx())
	if err != nil {
		return err
	}
	p := impactview.CheckPage{
		Rule: rule, Executive: r.who.Role == access.Executive,
		Assessment: a, SystemName: name, Alone: writer == r.who.Ref, Reason: reason, State: st,
		MayEdit: r.may(access.EditImpact), MayApprove: r.may(access.ApproveImpact),
	}
	return r.show(page{status: status, title: "Check " + a.Ref, crumbs: assessmentCrumbs(a.Ref), refused: status != http.StatusOK, body: impactview.Check(p)})
}

func (s *Server) approveAssessment(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if _, err = s.impact.Approve(r.ctx(), r.who, ref, f.version(), f.text("reason")); err == nil {
		return r.done(link.Assessment(ref), ref+" is approved.")
	}
	state, status := stateOf(err)
	if status == 0 {
		return err
	}
	a, e := s.impact.Take(r.ctx(), ref)
	if e != nil {
		return e
	}
	if a.Frozen() { // nothing is left to mend on this page
		return err
	}
	state.Errors = onlyReason(state.Errors)
	return s.checkPage(r, a, f.text("reason"), state, status)
}

// onlyReason keeps what the form of the approval can mend; the page lists the
// missing parts by itself, each with the way to its section.
func onlyReason(all []check.Message) []check.Message {
	var out []check.Message
	for _, m := range all {
		if m.Field == "reason" {
			out = append(out, m)
		}
	}
	return out
}
