package web

import (
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/templates/ui"
)

// raised is a new risk that takes up a harm of an assessment (6.1.4 into 6.1.2), with
// what is known of the harm filled in. Scores are left open: the scales differ.
func (s *Server) raised(r *request, name string) (risk.Risk, error) {
	rk := risk.Risk{Kind: risk.Threat, Status: risk.Open}
	ref, id := impact.SplitName(name)
	if id == "" {
		return rk, nil
	}
	a, err := s.impact.Take(r.ctx(), ref)
	if err != nil {
		return rk, err
	}
	it, ok := a.ItemByID(id)
	if !ok {
		return rk, nil
	}
	rk.Title, rk.Category = it.What, it.Area
	rk.Systems, rk.Assessments, rk.Harms = []string{a.System}, []string{a.Ref}, []string{name}
	rk.InherentReason = fmt.Sprintf("%s rates the harm %s: severity %d, likelihood %d, scale %d, lasting %d, each of 5.",
		a.Ref, it.Level().Word(), it.Severity, it.Likelihood, it.Scale, it.Irreversible)
	if it.Reach == impact.Society {
		rk.ForSociety = it.What
	} else {
		rk.ForIndividuals = it.What
	}
	return rk, nil
}

// harmOptions offers the harms of the assessments from which a risk follows.
func (s *Server) harmOptions(r *request, rk risk.Risk) []ui.Option {
	var out []ui.Option
	for _, ref := range rk.Assessments {
		a, err := s.impact.Take(r.ctx(), ref)
		if err != nil {
			continue // refused at its own field
		}
		for _, it := range a.Of(impact.Harm) {
			if it.ID != "" {
				out = append(out, ui.Option{Value: a.NameOf(it), Label: it.What, Hint: a.Ref + ", " + it.Level().Word()})
			}
		}
	}
	return keeping(out, rk.Harms)
}

// takenUp finds the risks in force that take up the impacts of an assessment, by the
// id of the impact.
func takenUp(a impact.Assessment, risks []risk.Risk) map[string][]string {
	out := map[string][]string{}
	for _, rk := range risks {
		for _, it := range a.Items {
			if rk.Current() && slices.Contains(rk.Harms, a.NameOf(it)) {
				out[it.ID] = append(out[it.ID], rk.Ref)
			}
		}
	}
	return out
}
