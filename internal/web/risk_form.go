package web

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) riskForm(r *request, rk risk.Risk, st ui.State) (templ.Component, error) {
	p, err := s.riskFormPage(r, rk)
	p.State = st
	return riskview.Form(p), err
}

// riskFormPage gathers what the form offers.
func (s *Server) riskFormPage(r *request, rk risk.Risk) (riskview.FormPage, error) {
	p := riskview.FormPage{
		Risk: rk, MaySet: r.may(access.SetCriteria),
		Sources: themeOptions(s.catalogue.C3), Objectives: themeOptions(s.catalogue.C2),
	}
	var err error
	if p.Criteria, err = s.risks.Criteria(r.ctx()); err != nil {
		return p, err
	}
	systems, err := s.systems.Named(r.ctx())
	if err != nil {
		return p, err
	}
	p.Systems = keeping(systemOptions(systems), rk.Systems)
	assessments, err := s.risks.Assessments(r.ctx())
	if err != nil {
		return p, err
	}
	p.Assessments = keeping(assessmentOptions(assessments, p.Systems), rk.Assessments)
	p.Harms = s.harmOptions(r, rk)
	if e, ok := s.catalogue.RiskEntry(rk.Library); ok && rk.Ref == "" {
		p.Entry = &e
	}
	own, err := s.risks.OwnControls(r.ctx())
	p.Groups = s.controlGroups(own, rk.Controls)
	return p, err
}

func themeOptions(themes []controls.Theme) []ui.Option {
	options := make([]ui.Option, len(themes))
	for i, t := range themes {
		options[i] = ui.Option{Value: t.ID, Label: t.ID + " " + t.Title, Hint: t.Meaning}
	}
	return options
}

func assessmentOptions(all []impact.Assessment, systems []ui.Option) []ui.Option {
	options := make([]ui.Option, len(all))
	for i, a := range all {
		of := a.System
		if at := slices.IndexFunc(systems, func(o ui.Option) bool { return o.Value == a.System }); at >= 0 {
			of = systems[at].Label
		}
		options[i] = ui.Option{Value: a.Ref, Label: a.Ref + " of " + of, Hint: strings.Trim(string(a.State)+", "+a.AssessedOn.Human(), ", ")}
	}
	return options
}

// keeping offers what is chosen already even where it is retired, so that saving
// a form never drops it silently.
func keeping(options []ui.Option, chosen []string) []ui.Option {
	for _, c := range chosen {
		if !slices.ContainsFunc(options, func(o ui.Option) bool { return o.Value == c }) {
			options = append(options, ui.Option{Value: c, Label: c, Hint: "Retired; take it out if it no longer plays a part."})
		}
	}
	return options
}

// controlGroups offers the 38 controls by objective, then the organisation's own.
// The first group carries the field's own id, where error links lead.
func (s *Server) controlGroups(own []risk.OwnControl, chosen []string) []riskview.Group {
	var groups []riskview.Group
	for _, o := range s.catalogue.Objectives {
		if len(o.Controls) == 0 {
			continue
		}
		g := riskview.Group{ID: "controls-" + o.ID, Title: o.ID + " " + o.Title}
		for _, id := range o.Controls {
			c, _ := s.catalogue.Control(id)
			g.Options = append(g.Options, ui.Option{Value: c.Key().String(), Label: c.ID + " " + c.Title})
		}
		groups = append(groups, g)
	}
	groups[0].ID = "controls"
	var mine []ui.Option
	for _, c := range own {
		mine = append(mine, ui.Option{Value: c.Ref, Label: c.Ref + " " + c.Title})
	}
	mine = keeping(mine, slices.DeleteFunc(slices.Clone(chosen), func(key string) bool { return !strings.HasPrefix(key, "CTL-") }))
	if len(mine) > 0 {
		groups = append(groups, riskview.Group{ID: "controls-own", Title: "Our own controls", Options: mine})
	}
	return groups
}

func readRisk(f form) risk.Risk {
	return risk.Risk{
		Title: f.text("title"), Description: f.text("description"), Category: f.text("category"), Kind: risk.Kind(f.text("kind")),
		Sources: f.list("sources"), Objectives: f.list("objectives"), Systems: f.list("systems"), Assessments: f.list("assessments"), Harms: f.list("harms"),
		ForOrganisation: f.text("for_organisation"), ForIndividuals: f.text("for_individuals"), ForSociety: f.text("for_society"),
		InherentLikelihood: f.number("inherent_likelihood"), InherentImpact: f.number("inherent_impact"), InherentReason: f.text("inherent_reason"),
		ResidualLikelihood: f.number("residual_likelihood"), ResidualImpact: f.number("residual_impact"), ResidualReason: f.text("residual_reason"),
		Treatment: risk.Treatment(f.text("treatment")), OptionsConsidered: f.text("options_considered"), OptionReason: f.text("option_reason"),
		TreatmentPlan: f.text("treatment_plan"), Resources: f.text("resources"), Approver: f.text("approver"), Controls: f.list("controls"), Library: f.text("library"),
		Owner: f.text("owner"), Status: risk.Status(f.text("status")), ReviewOn: f.day("review_on"), Notes: f.text("notes"),
	}
}
