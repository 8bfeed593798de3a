package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trail"
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
		p.Bands = append(p.Bands, []string{b.Name, strconv.Itoa(b.UpTo), b.Chance, monthsTyped(b.Months)})
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
	if typed.Moves, typed.Seen, err = s.unseenMoves(r, f, typed.Criteria); err != nil {
		return err
	}
	if len(typed.Moves) > 0 {
		err = fault.New(fault.Invalid, "Nothing is saved yet. Look at what these criteria change in the register, then save once more.")
	} else if _, err = s.risks.SetCriteria(r.ctx(), r.who, typed.Criteria); err == nil {
		return r.done(link.Criteria(), "The risk criteria are in force.")
	}
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

// unseenMoves are the risks that sound criteria would put into another band, unless
// the person has just been shown them for the same criteria.
func (s *Server) unseenMoves(r *request, f form, typed risk.Criteria) ([]risk.Move, string, error) {
	if typed.Check() != nil {
		return nil, "", nil //nolint:nilerr // the save that follows says it at its field
	}
	typed.Version = 0
	image, err := trail.Canonical(typed)
	if err != nil {
		return nil, "", err
	}
	seen := trail.Sum([]byte(image))
	if f.text("seen") == seen {
		return nil, seen, nil
	}
	moves, err := s.risks.Moves(r.ctx(), typed)
	return moves, seen, err
}

// monthsTyped is a cadence as it stands in the form.
func monthsTyped(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// readCriteria keeps the numbers as they were typed beside what they mean.
func readCriteria(f form) riskview.CriteriaForm {
	p := riskview.CriteriaForm{AcceptUpTo: f.text("accept_up_to")}
	c := &p.Criteria
	c.Version, c.AcceptUpTo, c.Method, c.Treatment = f.begun(), f.number("accept_up_to"), f.text("method"), f.text("treatment")
	for _, row := range f.rows("likelihoods", "likelihood_means") {
		c.Likelihoods, c.LikelihoodMeans = append(c.Likelihoods, row["likelihoods"]), append(c.LikelihoodMeans, row["likelihood_means"])
	}
	for _, row := range f.rows("impacts", "impact_means", "benefits") {
		c.Impacts, c.ImpactMeans, c.Benefits = append(c.Impacts, row["impacts"]), append(c.ImpactMeans, row["impact_means"]), append(c.Benefits, row["benefits"])
	}
	for _, row := range f.rows("bands.name", "bands.up_to", "bands.chance", "bands.months") {
		p.Bands = append(p.Bands, []string{row["bands.name"], row["bands.up_to"], row["bands.chance"], row["bands.months"]})
		c.Bands = append(c.Bands, risk.Band{Name: row["bands.name"], UpTo: whole(row["bands.up_to"], 0), Chance: row["bands.chance"], Months: whole(row["bands.months"], -1)})
	}
	return p
}

// whole reads a number. Nothing is 0, and what is no number is wrong, so that the
// check asks for it: no band ends at 0, and none is reviewed every -1 months.
func whole(text string, wrong int) int {
	if text = strings.TrimSpace(text); text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return wrong
	}
	return n
}
