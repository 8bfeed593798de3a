package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) planRoutes() []route {
	return []route{
		{http.MethodGet, link.PlansPattern, access.Read, s.showPlans},
		{http.MethodPost, link.PlansPattern, access.ApprovePlan, s.approvePlans},
		{http.MethodGet, link.PlanPattern, access.Read, s.showPlan},
		{http.MethodPost, link.PlanPattern, access.ApprovePlan, s.approvePlan},
		{http.MethodGet, link.PlanApprovalPattern, access.Read, s.showPlanApproval},
		{http.MethodPost, link.PlanWithdrawPattern, access.ApprovePlan, s.withdrawPlan},
	}
}

// How many plans stand on a page: those that wait can be opened, the others are lines.
const (
	waitingPlans  = 30
	approvedPlans = 50
)

func (s *Server) showPlans(r *request) error {
	p, err := s.plansPage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Treatment plans", crumbs: riskCrumbs, body: riskview.Plans(p)})
}

// plansPage gathers the plans of all risks that count, the highest levels first.
func (s *Server) plansPage(r *request) (riskview.PlansPage, error) {
	v, err := s.now(r.ctx())
	if err != nil {
		return riskview.PlansPage{}, err
	}
	p := riskview.PlansPage{Today: r.today(), May: r.may(access.ApprovePlan), TickAll: r.QueryParam("tick") == "all"}
	p.Criteria, _ = v.RiskCriteria()
	waiting, approved := plansOf(v)
	p.Wait, p.Waiting = len(waiting), waiting[:min(len(waiting), waitingPlans)]
	from, err := strconv.Atoi(r.QueryParam("from"))
	if err != nil || from < 0 || from >= len(approved) {
		from = 0
	}
	p.Approved = riskview.ApprovedPlans(p.Criteria, approved[from:min(len(approved), from+approvedPlans)])
	p.Approved.Count = countOf(int64(len(approved)), "plan", "plans")
	p.Approved.Pager = r.pages(from, approvedPlans, len(approved))
	return p, nil
}

func plansOf(v view) (waiting, approved []riskview.PlanLine) {
	for _, rk := range v.RisksInForce() {
		if !rk.Planned() {
			continue
		}
		actions := v.ActionsOf(rk.Ref)
		l := riskview.PlanLine{Risk: rk, Plan: risk.PlanOf(rk, actions), Actions: actions}
		if l.State, l.Changes, l.Last = v.PlanOf(rk); l.State == risk.PlanApproved {
			approved = append(approved, l)
		} else {
			waiting = append(waiting, l)
		}
	}
	for _, all := range [][]riskview.PlanLine{waiting, approved} {
		slices.SortStableFunc(all, func(a, b riskview.PlanLine) int {
			return cmp.Or(cmp.Compare(b.Risk.ResidualLevel, a.Risk.ResidualLevel), cmp.Compare(a.Risk.Ref, b.Risk.Ref))
		})
	}
	return waiting, approved
}

func (s *Server) approvePlans(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	var picks []risk.Pick
	for _, given := range f.list("plan") {
		ref, seal, _ := strings.Cut(given, " ")
		picks = append(picks, risk.Pick{Risk: ref, Seal: seal})
	}
	made, err := s.risks.ApprovePlans(r.ctx(), r.who, picks, f.text("note"))
	if err == nil {
		return r.done(link.Plans(), countOf(int64(len(made)), "plan is", "plans are")+" approved.")
	}
	p, e := s.plansPage(r)
	if e != nil {
		return e
	}
	p.Note = f.text("note")
	return r.refuse(err, "Treatment plans", func(st ui.State) templ.Component {
		p.State = st
		return riskview.Plans(p)
	})
}

func (s *Server) planPage(r *request) (riskview.PlanPage, error) {
	p := riskview.PlanPage{Today: r.today(), May: r.may(access.ApprovePlan)}
	rk, err := s.risks.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return p, err
	}
	p.May = p.May && rk.Planned()
	p.Line.Risk = rk
	if p.Criteria, err = s.risks.Criteria(r.ctx()); err != nil {
		return p, err
	}
	if p.Line.Actions, err = s.risks.Actions(r.ctx(), rk.Ref); err != nil {
		return p, err
	}
	approvals, err := s.risks.PlanApprovals(r.ctx(), rk.Ref)
	if err != nil {
		return p, err
	}
	p.Line.Plan, p.Line.Last = risk.PlanOf(rk, p.Line.Actions), newestApproval(approvals)
	p.Line.State, p.Line.Changes = p.Line.Plan.StateOf(p.Line.Last)
	_, _, p.Controls, err = s.riskCites(r, rk)
	return p, err
}

// newestApproval is the newest one in force of approvals that stand newest first.
func newestApproval(all []risk.PlanApproval) *risk.PlanApproval {
	i := slices.IndexFunc(all, func(a risk.PlanApproval) bool { return !a.Retired() })
	if i < 0 {
		return nil
	}
	return &all[i]
}

func (s *Server) showPlan(r *request) error {
	p, err := s.planPage(r)
	if err != nil {
		return err
	}
	return r.show(page{title: "Treatment plan of " + p.Line.Risk.Ref, crumbs: riskCrumb(p.Line.Risk), body: riskview.Plan(p)})
}

func (s *Server) approvePlan(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	made, err := s.risks.ApprovePlans(r.ctx(), r.who, []risk.Pick{{Risk: ref, Seal: f.text("seal")}}, f.text("note"))
	if err == nil {
		return r.done(link.Risk(ref), "The treatment plan of "+ref+" is approved as "+made[0].Ref+".")
	}
	p, e := s.planPage(r)
	if e != nil {
		return e
	}
	p.Note = f.text("note")
	return r.refuse(err, "Treatment plan of "+ref, func(st ui.State) templ.Component {
		p.State = st
		return riskview.Plan(p)
	})
}

func (s *Server) showPlanApproval(r *request) error {
	a, err := s.risks.TakePlanApproval(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	p := riskview.PlanApprovalPage{Approval: a}
	if p.Risk, err = s.risks.Take(r.ctx(), a.Risk); err != nil {
		return err
	}
	actions, err := s.risks.Actions(r.ctx(), a.Risk)
	if err != nil {
		return err
	}
	all, err := s.risks.PlanApprovals(r.ctx(), a.Risk)
	if err != nil {
		return err
	}
	last := newestApproval(all)
	p.Newest = last != nil && last.Ref == a.Ref
	p.State, p.Changes = risk.PlanOf(p.Risk, actions).StateOf(&a)
	if p.Thread, err = r.thread(a.Head, access.ApprovePlan, link.PlanWithdraw(a.Ref)); err != nil {
		return err
	}
	return r.show(page{title: "Approval " + a.Ref, crumbs: riskCrumb(p.Risk), body: riskview.PlanApproval(p)})
}

func (s *Server) withdrawPlan(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.risks.WithdrawPlan(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showPlanApproval)
	}
	return r.done(link.PlanApproval(ref), ref+" is withdrawn.")
}
