package web

import (
	"net/http"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) actionRoutes() []route {
	return []route{
		{http.MethodGet, link.ActionNewPattern, access.EditRisk, s.newAction},
		{http.MethodPost, link.ActionsPattern, access.EditRisk, s.planAction},
		{http.MethodGet, link.ActionPattern, access.Read, s.showAction},
		{http.MethodGet, link.ActionEditPattern, access.EditRisk, s.editAction},
		{http.MethodPost, link.ActionPattern, access.EditRisk, s.reviseAction},
		{http.MethodGet, link.ActionCompletePattern, access.EditRisk, s.askResult},
		{http.MethodPost, link.ActionCompletePattern, access.EditRisk, s.completeAction},
		{http.MethodPost, link.ActionRetirePattern, access.EditRisk, s.retireAction},
	}
}

// actionPart is the form of an action with the risk it belongs to.
type actionPart func(riskview.ActionForm) templ.Component

// showActionForm shows a form of an action; the risk's reference stands in it.
func (s *Server) showActionForm(r *request, a risk.Action, title string, part actionPart) error {
	rk, err := s.risks.Take(r.ctx(), a.Risk)
	if err != nil {
		return err
	}
	return r.show(page{title: title, crumbs: riskCrumb(rk), body: part(riskview.ActionForm{Action: a, Risk: rk})})
}

// refuseAction shows the form again as it was typed.
func (s *Server) refuseAction(r *request, cause error, typed risk.Action, title string, part actionPart) error {
	rk, err := s.risks.Take(r.ctx(), typed.Risk)
	if err != nil {
		return err
	}
	return r.refuse(cause, title, func(st ui.State) templ.Component {
		st.Conflict, typed.Version = r.conflict(cause, typed.Ref, typed.Version)
		return part(riskview.ActionForm{Action: typed, Risk: rk, State: st})
	})
}

func (s *Server) newAction(r *request) error {
	return s.showActionForm(r, risk.Action{Risk: r.Param("ref")}, "Plan an action", riskview.PlanAction)
}

func (s *Server) planAction(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readAction(f)
	in.Risk = r.Param("ref")
	made, err := s.risks.PlanAction(r.ctx(), r.who, in)
	if err != nil {
		return s.refuseAction(r, err, in, "Plan an action", riskview.PlanAction)
	}
	return r.done(link.Risk(in.Risk), made.Ref+" is planned.")
}

func (s *Server) showAction(r *request) error {
	a, err := s.risks.TakeAction(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	rk, err := s.risks.Take(r.ctx(), a.Risk)
	if err != nil {
		return err
	}
	p := riskview.ActionPage{Action: a, Risk: rk, Today: r.today(), MayEdit: r.may(access.EditRisk) && !a.Done() && !a.Retired()}
	if p.Thread, err = r.thread(a.Head, access.EditRisk, link.ActionRetire(a.Ref)); err != nil {
		return err
	}
	return r.show(page{title: a.What, crumbs: riskCrumb(rk), body: riskview.Action(p)})
}

func (s *Server) editAction(r *request) error {
	a, err := s.risks.TakeAction(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	return s.showActionForm(r, a, "Change action", riskview.PlanAction)
}

func (s *Server) reviseAction(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	typed, err := s.risks.TakeAction(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	in := readAction(f)
	typed.Version, typed.What, typed.Owner, typed.Due = f.version(), in.What, in.Owner, in.Due
	if _, err := s.risks.ReviseAction(r.ctx(), r.who, typed); err != nil {
		return s.refuseAction(r, err, typed, "Change action", riskview.PlanAction)
	}
	return r.done(link.Action(typed.Ref), typed.Ref+" is saved.")
}

func (s *Server) askResult(r *request) error {
	a, err := s.risks.TakeAction(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	if a.DoneOn == "" {
		a.DoneOn = r.today()
	}
	return s.showActionForm(r, a, "Complete "+a.Ref, riskview.CompleteAction)
}

func (s *Server) completeAction(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	typed, err := s.risks.TakeAction(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	typed.Version, typed.DoneOn, typed.Result = f.version(), f.day("done_on"), f.text("result")
	if err := s.risks.CompleteAction(r.ctx(), r.who, typed.Ref, typed.Version, typed.DoneOn, typed.Result); err != nil {
		return s.refuseAction(r, err, typed, "Complete "+typed.Ref, riskview.CompleteAction)
	}
	return r.done(link.Risk(typed.Risk), typed.Ref+" is done.")
}

func (s *Server) retireAction(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.risks.RetireAction(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showAction)
	}
	return r.done(link.Action(ref), ref+" is retired.")
}

func readAction(f form) risk.Action {
	return risk.Action{What: f.text("what"), Owner: f.text("owner"), Due: f.day("due")}
}
