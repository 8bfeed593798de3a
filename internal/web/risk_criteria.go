package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) criteriaRoutes() []route {
	return []route{
		{http.MethodGet, link.CriteriaPattern, access.Read, s.showCriteria},
		{http.MethodGet, link.CriteriaEditPattern, access.SetCriteria, s.editCriteria},
		{http.MethodPost, link.CriteriaPattern, access.SetCriteria, s.setCriteria},
	}
}

func (s *Server) showCriteria(r *request) error {
	c, err := s.risks.Criteria(r.ctx())
	if err != nil {
		return err
	}
	p := riskview.CriteriaPage{Criteria: c, MaySet: r.may(access.SetCriteria)}
	if c.InForce() {
		above, err := s.risks.List(r.ctx(), c, risk.Query{Above: true})
		if err != nil {
			return err
		}
		p.Above = above.Total
		if p.Thread, err = r.thread(c.Head, access.SetCriteria, ""); err != nil {
			return err
		}
	}
	return r.show(page{title: "Risk criteria", crumbs: riskCrumbs, body: riskview.Criteria(p)})
}

func (s *Server) editCriteria(r *request) error {
	c, err := s.risks.Criteria(r.ctx())
	if err != nil {
		return err
	}
	if !c.InForce() {
		c = risk.Proposed()
	}
	p := riskview.CriteriaForm{Criteria: c, AcceptUpTo: strconv.Itoa(c.AcceptUpTo)}
	for _, b := range c.Bands {
		p.Bands = append(p.Bands, []string{b.Name, strconv.Itoa(b.UpTo)})
	}
	if p.Reach, err = s.risks.Reach(r.ctx()); err != nil {
		return err
	}
	return r.show(page{title: "Risk criteria", crumbs: riskCrumbs, body: riskview.CriteriaEdit(p)})
}

func (s *Server) setCriteria(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	typed := readCriteria(f)
	if _, err := s.risks.SetCriteria(r.ctx(), r.who, typed.Criteria); err != nil {
		reach, e := s.risks.Reach(r.ctx())
		if e != nil {
			return e
		}
		return r.refuse(err, "Risk criteria", func(st ui.State) templ.Component {
			st.Conflict, typed.Criteria.Version = r.conflict(err, risk.CriteriaRef, typed.Criteria.Version)
			typed.Reach, typed.State = reach, st
			return riskview.CriteriaEdit(typed)
		})
	}
	return r.done(link.Criteria(), "The risk criteria are in force.")
}

// readCriteria keeps the numbers as they were typed beside what they mean.
func readCriteria(f form) riskview.CriteriaForm {
	p := riskview.CriteriaForm{AcceptUpTo: f.text("accept_up_to")}
	c := &p.Criteria
	c.Version, c.AcceptUpTo, c.Method, c.Treatment = f.begun(), f.number("accept_up_to"), f.text("method"), f.text("treatment")
	c.Likelihoods, c.Impacts = f.list("likelihoods"), f.list("impacts")
	for _, row := range f.rows("bands.name", "bands.up_to") {
		p.Bands = append(p.Bands, []string{row["bands.name"], row["bands.up_to"]})
		upTo, err := strconv.Atoi(strings.TrimSpace(row["bands.up_to"]))
		if err != nil {
			upTo = 0 // no band ends there, so the check asks for it
		}
		c.Bands = append(c.Bands, risk.Band{Name: row["bands.name"], UpTo: upTo})
	}
	return p
}
