package web

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/templates/impactview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) showImpactRule(r *request) error {
	rule, err := s.impact.Rule(r.ctx())
	if err != nil {
		return err
	}
	p := impactview.RulePage{Rule: rule, MaySet: r.may(access.SetImpactRule)}
	if rule.InForce() {
		if p.Thread, err = r.thread(rule.Head, access.SetImpactRule, ""); err != nil {
			return err
		}
	}
	return r.show(page{title: "Our rule for assessments", crumbs: impactCrumbs, body: impactview.Rule(p)})
}

func (s *Server) editImpactRule(r *request) error {
	rule, err := s.impact.Rule(r.ctx())
	if err != nil {
		return err
	}
	if !rule.InForce() {
		rule = impact.ProposedRule()
	}
	p := impactview.RuleForm{Rule: rule, Class: map[string]string{}}
	for _, m := range rule.Months {
		p.Months = append(p.Months, strconv.Itoa(m))
	}
	for _, u := range controls.MustLoad().Uses {
		if p.Class[u.ID] = "none"; rule.Class(u.ID) != "" {
			p.Class[u.ID] = string(rule.Class(u.ID))
		}
	}
	return r.show(page{title: "Our rule for assessments", crumbs: impactCrumbs, body: impactview.RuleEdit(p)})
}

func (s *Server) setImpactRule(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	typed := readImpactRule(f)
	if _, err := s.impact.SetRule(r.ctx(), r.who, typed.Rule); err != nil {
		return r.refuse(err, "Our rule for assessments", func(st ui.State) templ.Component {
			st.Conflict, typed.Rule.Version = r.conflict(err, impact.RuleRef, typed.Rule.Version)
			typed.State = st
			return impactview.RuleEdit(typed)
		})
	}
	return r.done(link.ImpactRule(), "The rule for assessments is in force.")
}

// readImpactRule keeps the months as they were typed beside what they mean.
func readImpactRule(f form) impactview.RuleForm {
	p := impactview.RuleForm{Class: map[string]string{}}
	p.Rule.Version, p.Rule.Method, p.Rule.ExecutiveSensitive = f.begun(), f.text("method"), f.yes("executive_sensitive")
	p.Rule.ExecutiveFrom = impact.Level(f.number("executive_from"))
	for i := range impact.Levels {
		name := "months." + strconv.Itoa(i+1)
		p.Months = append(p.Months, f.text(name))
		p.Rule.Months = append(p.Rule.Months, f.number(name))
	}
	for _, u := range controls.MustLoad().Uses {
		p.Class[u.ID] = f.text("class." + u.ID)
		switch controls.UseClass(p.Class[u.ID]) {
		case controls.Restricted:
			p.Rule.Restricted = append(p.Rule.Restricted, u.ID)
		case controls.Sensitive:
			p.Rule.Sensitive = append(p.Rule.Sensitive, u.ID)
		}
	}
	return p
}
