package web

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) newRisk(r *request) error {
	rk, err := s.raised(r, r.QueryParam("harm"))
	if err != nil {
		return err
	}
	if i, err := operation.Incidents.Take(r.ctx(), s.DB, r.QueryParam("incident")); err == nil {
		rk.Title, rk.Description = i.Title, strings.TrimSpace(i.Happened+"\n\n"+i.Cause)
		rk.InherentReason = i.Ref + " happened on " + i.NoticedOn.Human() + "."
		if i.System != "" {
			rk.Systems = []string{i.System}
		}
	}
	if r.QueryParam("kind") == string(risk.Opportunity) {
		rk.Kind = risk.Opportunity
	}
	if e, ok := s.catalogue.RiskEntry(r.QueryParam("from")); ok {
		rk = risk.Drawn(e)
	}
	if y, err := s.systems.Take(r.ctx(), r.QueryParam("system")); err == nil && !y.Retired() {
		rk.Systems = []string{y.Ref}
	}
	body, err := s.riskForm(r, rk, ui.State{})
	if err != nil {
		return err
	}
	return r.show(page{title: "Identify a risk", crumbs: riskCrumbs, body: body})
}

func (s *Server) identifyRisk(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	made, err := s.risks.Identify(r.ctx(), r.who, readRisk(f))
	if err != nil {
		return s.refuseRisk(r, err, "Identify a risk", readRisk(f))
	}
	return r.done(link.Risk(made.Ref), made.Title+" is recorded as "+made.Ref+".")
}

func (s *Server) editRisk(r *request) error {
	rk, err := s.risks.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	body, err := s.riskForm(r, rk, ui.State{})
	if err != nil {
		return err
	}
	return r.show(page{title: "Assess " + rk.Title, crumbs: riskCrumb(rk), body: body})
}

func (s *Server) assessRisk(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readRisk(f)
	in.Ref, in.Version = r.Param("ref"), f.version()
	if _, err := s.risks.Assess(r.ctx(), r.who, in); err != nil {
		typed := readRisk(f)
		typed.Ref, typed.Version = in.Ref, f.version()
		return s.refuseRisk(r, err, "Assess "+typed.Title, typed)
	}
	return r.done(link.Risk(in.Ref), in.Title+" is saved.")
}

// refuseRisk shows the form again. What it offers is read first, because the form
// itself cannot fail any more once it is being shown.
func (s *Server) refuseRisk(r *request, cause error, title string, typed risk.Risk) error {
	seen := typed.Version
	conflict, newest := r.conflict(cause, typed.Ref, seen)
	typed.Version = newest
	p, err := s.riskFormPage(r, typed)
	if err != nil {
		return err
	}
	return r.refuse(cause, title, func(st ui.State) templ.Component {
		st.Conflict = conflict
		p.State = st
		return riskview.Form(p)
	})
}

func (s *Server) retireRisk(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.risks.Retire(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showRisk)
	}
	return r.done(link.Risk(ref), ref+" is retired.")
}

func (s *Server) showRisk(r *request) error {
	rk, err := s.risks.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	p := riskview.RecordPage{
		Risk: rk, Today: r.today(), MayEdit: r.may(access.EditRisk) && !rk.Retired(),
		MayAccept:  r.may(access.AcceptRisk) && rk.Current() && rk.ResidualLevel > 0 && rk.Kind != risk.Opportunity,
		MayApprove: r.may(access.ApprovePlan),
		Sources:    themeTitles(rk.Sources, s.catalogue.Source), Objectives: themeTitles(rk.Objectives, s.catalogue.Aim),
	}
	if p.Criteria, err = s.risks.Criteria(r.ctx()); err != nil {
		return err
	}
	if err := s.fillRisk(r, rk.Ref, &p); err != nil {
		return err
	}
	if e, ok := s.catalogue.RiskEntry(rk.Library); ok {
		p.Entry = &e
	}
	if p.Systems, p.Assessments, p.Controls, err = s.riskCites(r, rk); err != nil {
		return err
	}
	if p.Thread, err = r.thread(rk.Head, access.EditRisk, link.RiskRetire(rk.Ref)); err != nil {
		return err
	}
	_, p.Thread.Pointing = split(p.Thread.Pointing, "ACT-") // shown above with their state
	_, p.Thread.Pointing = split(p.Thread.Pointing, "ACC-")
	_, p.Thread.Pointing = split(p.Thread.Pointing, "PLA-")
	return r.show(page{title: rk.Title, crumbs: riskCrumbs, body: riskview.Record(p)})
}

// fillRisk reads what was done about a risk.
func (s *Server) fillRisk(r *request, ref string, p *riskview.RecordPage) error {
	var err error
	if p.Actions, err = s.risks.Actions(r.ctx(), ref); err != nil {
		return err
	}
	if p.Acceptances, err = s.risks.Acceptances(r.ctx(), ref); err != nil {
		return err
	}
	if p.Approvals, err = s.risks.PlanApprovals(r.ctx(), ref); err != nil {
		return err
	}
	p.Reviews, err = s.reviewsOf(r, ref)
	return err
}

// riskCites names what a risk points to, with one statement for all of it.
func (s *Server) riskCites(r *request, rk risk.Risk) (systems, assessments, controls []ui.RelatedItem, err error) {
	titles, err := s.DB.Titles(r.ctx(), rk.Links())
	if err != nil {
		return nil, nil, nil, err
	}
	item := func(ref, href string) ui.RelatedItem {
		return ui.RelatedItem{Ref: ref, Title: titles[ref], Href: href}
	}
	for _, ref := range rk.Systems {
		systems = append(systems, item(ref, link.System(ref)))
	}
	for _, ref := range rk.Assessments {
		assessments = append(assessments, item(ref, link.Assessment(ref)))
	}
	for _, key := range rk.Controls {
		it := item(key, link.SoARow(key))
		if c, ok := s.catalogue.Control(key); ok {
			it.Ref, it.Title = c.ID, c.Title
		}
		controls = append(controls, it)
	}
	return systems, assessments, controls, nil
}

func themeTitles(ids []string, find func(string) (controls.Theme, bool)) []string {
	titles := make([]string, len(ids))
	for i, id := range ids {
		t, _ := find(id)
		titles[i] = strings.TrimSpace(id + " " + t.Title)
	}
	return titles
}
