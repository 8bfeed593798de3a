package web

import (
	"slices"
	"strconv"

	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/riskview"
	"github.com/aims-workbench/aims/templates/ui"
)

// The values of the filter of acceptances beside their states.
const (
	endingSoon       = "soon" // in force and ending within a quarter
	soon             = 90
	allAcceptances   = "all" // replaced ones too
	acceptancesAPage = 50
)

// listAcceptances lists the newest acceptance of each risk: stale ones first, then
// those that end first. What was replaced by a newer one is shown when asked for.
func (s *Server) listAcceptances(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	c, _ := v.RiskCriteria()
	lines := slices.DeleteFunc(acceptanceLines(v), func(l riskview.AcceptanceLine) bool { return !r.wantsAcceptance(l) })
	from, err := strconv.Atoi(r.QueryParam("from"))
	if err != nil || from < 0 || from >= len(lines) {
		from = 0
	}
	filter := r.filter("", ui.FilterSelect{Name: "state", Label: "State", Options: append(riskview.Choices(risk.AcceptanceStates),
		ui.Option{Value: endingSoon, Label: "Ends within 90 days"}, ui.Option{Value: allAcceptances, Label: "All, replaced ones too"})})
	t := ui.TableSpec{
		Caption: "Acceptances of residual risk", Columns: riskview.AcceptanceColumns(), Filter: &filter, One: "acceptance",
		Count: countOf(int64(len(lines)), "acceptance", "acceptances"), Pager: r.pages(from, acceptancesAPage, len(lines)),
		Empty: ui.Empty{Title: "No acceptance recorded", Clause: "6.1.3", ActionHref: link.Risks("need", "acceptance"), ActionLabel: "See what is above the threshold",
			Why: "What remains of a risk above the threshold may be taken only if the designated management accepts it. An executive does so on the page of the risk."},
	}
	for _, l := range lines[from:min(len(lines), from+acceptancesAPage)] {
		t.Rows = append(t.Rows, riskview.AcceptanceRow(c, l))
	}
	return r.show(page{title: "Acceptances", crumbs: riskCrumbs, body: riskview.Acceptances(riskview.AcceptanceList{Criteria: c, Table: t})})
}

// acceptanceLines judges every acceptance of risks on the day of the view.
func acceptanceLines(v view) []riskview.AcceptanceLine {
	risks := make(map[string]risk.Risk, len(v.Acceptances))
	for _, a := range v.Acceptances {
		risks[a.Risk] = risk.Risk{}
	}
	for _, rk := range v.Risks {
		if _, named := risks[rk.Ref]; named {
			risks[rk.Ref] = rk
		}
	}
	out := make([]riskview.AcceptanceLine, 0, len(v.Acceptances))
	for _, a := range v.Acceptances {
		l := riskview.AcceptanceLine{Acceptance: a, Risk: risks[a.Risk]}
		l.State, l.Why = a.State(l.Risk, v.Today())
		if newest, ok := v.AcceptanceOf(a.Risk); ok && newest.Ref != a.Ref && !a.Retired() {
			l.NewerRef = newest.Ref
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b riskview.AcceptanceLine) int {
		return slices.Compare([]string{a.Urgency(), string(a.Acceptance.Until)}, []string{b.Urgency(), string(b.Acceptance.Until)})
	})
	return out
}

func (r *request) wantsAcceptance(l riskview.AcceptanceLine) bool {
	switch want := r.QueryParam("state"); want {
	case "":
		return l.NewerRef == ""
	case allAcceptances:
		return true
	case endingSoon:
		return l.NewerRef == "" && l.State == risk.AcceptanceStands && l.Acceptance.Until != "" && l.Acceptance.Until <= r.today().Add(soon)
	default:
		return l.NewerRef == "" && string(l.State) == want
	}
}
