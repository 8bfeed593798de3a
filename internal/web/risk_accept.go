package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) acceptanceRoutes() []route {
	return []route{
		{http.MethodGet, link.RiskAcceptPattern, access.AcceptRisk, s.askAcceptance},
		{http.MethodPost, link.RiskAcceptPattern, access.AcceptRisk, s.acceptRisk},
		{http.MethodGet, link.AcceptancesPattern, access.Read, s.listAcceptances},
		{http.MethodGet, link.AcceptancePattern, access.Read, s.showAcceptance},
		{http.MethodPost, link.AcceptanceWithdrawPattern, access.AcceptRisk, s.withdrawAcceptance},
	}
}

// year is how long an acceptance holds unless another day is chosen.
const year = 365

func (s *Server) askAcceptance(r *request) error {
	p, err := s.acceptForm(r)
	if err != nil {
		return err
	}
	p.Acceptance = risk.Acceptance{RiskVersion: p.Risk.Version, Until: r.today().Add(year)}
	return r.show(page{title: "Accept residual risk", crumbs: riskCrumb(p.Risk), body: riskview.Accept(p)})
}

func (s *Server) acceptForm(r *request) (riskview.AcceptForm, error) {
	var p riskview.AcceptForm
	var err error
	if p.Risk, err = s.risks.Take(r.ctx(), r.Param("ref")); err != nil {
		return p, err
	}
	if p.Criteria, err = s.risks.Criteria(r.ctx()); err != nil {
		return p, err
	}
	p.Today = r.today()
	if p.Actions, err = s.risks.Actions(r.ctx(), p.Risk.Ref); err != nil {
		return p, err
	}
	if _, _, p.Controls, err = s.riskCites(r, p.Risk); err != nil {
		return p, err
	}
	o, err := s.soa.Overview(r.ctx())
	for i, key := range p.Risk.Controls {
		p.Controls[i].Note = standing(o.Lines, key)
	}
	return p, err
}

// standing says in words how far the Statement has a control.
func standing(lines []soa.Line, key string) string {
	i := slices.IndexFunc(lines, func(l soa.Line) bool { return l.Ref == key })
	switch {
	case i < 0:
		return "not in the Statement of Applicability"
	case !lines[i].Decided():
		return "not decided yet"
	case lines[i].Applicable == scope.No:
		return "excluded"
	}
	return cmp.Or(string(lines[i].Status), string(soa.NotStarted))
}

func (s *Server) acceptRisk(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref, seen := r.Param("ref"), f.version()
	made, err := s.risks.Accept(r.ctx(), r.who, ref, seen, f.text("reason"), f.day("until"))
	if err != nil {
		return s.refuseAcceptance(r, err, risk.Acceptance{Risk: ref, RiskVersion: seen, Reason: f.text("reason"), Until: f.day("until")})
	}
	return r.done(link.Risk(ref), "The residual risk of "+ref+" is accepted until "+made.Until.Human()+".")
}

// refuseAcceptance shows the risk as it stands now, so that accepting again is
// done with the newer text in view.
func (s *Server) refuseAcceptance(r *request, cause error, typed risk.Acceptance) error {
	p, err := s.acceptForm(r)
	if err != nil {
		return err
	}
	p.Acceptance = typed
	return r.refuse(cause, "Accept residual risk", func(st ui.State) templ.Component {
		st.Conflict, p.Acceptance.RiskVersion = r.conflict(cause, typed.Risk, typed.RiskVersion)
		p.State = st
		return riskview.Accept(p)
	})
}

func (s *Server) showAcceptance(r *request) error {
	a, err := s.risks.TakeAcceptance(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	p := riskview.AcceptancePage{Acceptance: a, Today: r.today()}
	if p.Risk, err = s.risks.Take(r.ctx(), a.Risk); err != nil {
		return err
	}
	p.MayAccept = r.may(access.AcceptRisk) && p.Risk.Current() && p.Risk.ResidualLevel > 0
	if p.Criteria, err = s.risks.Criteria(r.ctx()); err != nil {
		return err
	}
	if p.Thread, err = r.thread(a.Head, access.AcceptRisk, link.AcceptanceWithdraw(a.Ref)); err != nil {
		return err
	}
	return r.show(page{title: "Acceptance " + a.Ref, crumbs: riskCrumb(p.Risk), body: riskview.Acceptance(p)})
}

func (s *Server) withdrawAcceptance(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.risks.Withdraw(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showAcceptance)
	}
	return r.done(link.Acceptance(ref), ref+" is withdrawn.")
}
