package riskview

import (
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/ui"
)

const hostile = `<script>alert("x")</script>` + "\u202e مخاطرة 風險 \"'&"

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "<script>alert") {
		t.Error("text entered the page as markup")
	}
	for _, banned := range []string{" style=", "onclick", "javascript:"} {
		if strings.Contains(b.String(), banned) {
			t.Errorf("the page carries %q, which its own policy refuses", banned)
		}
	}
	return b.String()
}

func inForce() risk.Criteria {
	c := risk.Proposed()
	c.Version = 1
	return c
}

// full is a risk with every field filled, hostile ones too.
func full() risk.Risk {
	return risk.Risk{
		Head: store.Head{Ref: "RSK-2026-001", Version: 3}, Title: hostile, Description: hostile, Category: hostile, Kind: risk.Threat,
		ForOrganisation: hostile, ForIndividuals: hostile, ForSociety: hostile, InherentLikelihood: 4, InherentImpact: 5, InherentLevel: 20,
		ResidualLikelihood: 2, ResidualImpact: 5, ResidualLevel: 10, ResidualReason: hostile, Treatment: risk.Mitigate, TreatmentPlan: hostile,
		Controls: []string{"42001:A.5.4"}, Owner: hostile, Status: risk.Open, Notes: hostile,
	}
}

func TestPagesRenderEmptyFullAndHostile(t *testing.T) {
	threat, item := full(), []ui.RelatedItem{{Ref: "A.5.4", Title: hostile, Href: "/x"}}
	action := risk.Action{Head: store.Head{Ref: "ACT-2026-001"}, What: hostile, Due: "2026-11-01"}
	accepted := risk.Acceptance{Head: store.Head{Ref: "ACC-2026-001"}, Level: 10, By: hostile, Role: "Executive", Reason: hostile, Until: "2027-01-31", At: "2026-11-01T10:00:00Z"}
	for name, c := range map[string]struct {
		page templ.Component
		want []string
		hide []string
	}{
		"empty list, no rights":  {List(ListPage{}), []string{"No risk recorded", "No risk criteria are in force"}, []string{"Identify a risk", "Set risk criteria"}},
		"empty list, lead":       {List(ListPage{May: true, MaySet: true}), []string{"Identify a risk", "Set risk criteria"}, nil},
		"full list":              {List(ListPage{Criteria: inForce(), Table: Columns(inForce()).Table([]Line{{Risk: threat, Systems: []string{hostile}}}, refOf)}), []string{"Very high", "<b>20</b>", "&lt;script&gt;", "Mitigate"}, []string{"No risk criteria"}},
		"list without criteria":  {List(ListPage{Table: Columns(risk.Criteria{}).Table([]Line{{Risk: threat}}, refOf)}), []string{"Score", "<b>20</b>"}, []string{"Very high"}},
		"empty record":           {Record(RecordPage{Risk: risk.Risk{Title: "x"}}), []string{"Not assessed", "The risk is not assessed yet", "No action planned", "None recorded"}, []string{"Plan an action", "Assess risk"}},
		"full record":            {Record(RecordPage{Criteria: inForce(), Risk: threat, Controls: item, Actions: []risk.Action{action}, Today: "2026-11-22"}), []string{"Overdue since 1 Nov 2026", "The residual level 10 (High) is above the acceptance threshold of 6"}, nil},
		"accepted record":        {Record(RecordPage{Criteria: inForce(), Risk: threat, Acceptances: []risk.Acceptance{accepted}, Today: "2026-11-22"}), []string{"is accepted by the designated management", "stands until 31 Jan 2027"}, []string{"must accept it"}},
		"expired acceptance":     {Record(RecordPage{Criteria: inForce(), Risk: threat, Acceptances: []risk.Acceptance{accepted}, Today: "2027-02-01"}), []string{"because it ended on 31 Jan 2027", "must accept it"}, nil},
		"empty form":             {Form(FormPage{}), []string{"Identify a risk", "Not assessed yet"}, nil},
		"full form":              {Form(FormPage{Criteria: inForce(), Risk: threat, Groups: []Group{{ID: "controls", Title: "A.5", Options: []ui.Option{{Value: "42001:A.5.4", Label: "A.5.4"}}}}}), []string{"1 of 1 chosen", "<details class=\"more\" open", `name="version" value="3"`, "4, Likely"}, nil},
		"no criteria":            {Criteria(CriteriaPage{}), []string{"No risk criteria in force"}, []string{"Set risk criteria"}},
		"criteria":               {Criteria(CriteriaPage{Criteria: inForce(), Above: 9}), []string{"Level 5 to 9", "Level 16 to 25", `<a href="/risk?need=acceptance">9</a>`}, nil},
		"hostile criteria typed": {CriteriaEdit(CriteriaForm{Criteria: risk.Criteria{Likelihoods: []string{hostile}}, Bands: [][]string{{hostile, hostile}}, AcceptUpTo: hostile}), []string{"&lt;script&gt;"}, nil},
		"action":                 {Action(ActionPage{Action: action, Risk: threat, Today: "2026-11-22", MayEdit: true}), []string{"Complete action", "Overdue since"}, nil},
		"plan":                   {PlanAction(ActionForm{Risk: threat, Action: action}), []string{"Change action", `value="2026-11-01"`}, nil},
		"accept":                 {Accept(AcceptForm{Criteria: inForce(), Risk: threat, Controls: item}), []string{"may stay at level 10 (High)", "only with your agreement"}, nil},
		"accept below threshold": {Accept(AcceptForm{Criteria: inForce(), Risk: risk.Risk{Kind: risk.Threat, ResidualLevel: 4}}), []string{"your agreement is not needed"}, nil},
		"acceptance":             {Acceptance(AcceptancePage{Criteria: inForce(), Acceptance: accepted, Risk: threat, Today: "2026-11-22"}), []string{"This acceptance stands until 31 Jan 2027"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			html := render(t, c.page)
			for _, w := range c.want {
				if !strings.Contains(html, w) {
					t.Errorf("%q is missing", w)
				}
			}
			for _, h := range c.hide {
				if strings.Contains(html, h) {
					t.Errorf("%q is shown", h)
				}
			}
		})
	}
}

func TestMatrixHasAWordACountAndAListInEachCell(t *testing.T) {
	html := render(t, Matrix(MatrixPage{Criteria: inForce(), Kind: risk.Threat, Spread: risk.Spread{
		Inherent: map[risk.Cell]int{{Likelihood: 3, Impact: 4}: 7, {}: 2}, Residual: map[risk.Cell]int{{Likelihood: 1, Impact: 1}: 9},
	}}))
	for _, want := range []string{
		`<a href="/risk?inherent=3x4&amp;kind=threat&amp;status=current"><b>7</b> <span>High <span class="sr">above the threshold</span></span></a>`,
		`<a href="/risk?kind=threat&amp;residual=1x1&amp;status=current"><b>9</b> <span>Low</span></a>`,
		`aria-label="7 at 3, Possible and 4, Major">7</a>`, "acceptance threshold, level 6",
		"2 not assessed yet, before treatment", "A matrix orders coarsely",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if n := strings.Count(html, "<td data-cell data-band="); n != 50 {
		t.Errorf("%d cells, want 2 × 25", n)
	}
	none := render(t, Matrix(MatrixPage{}))
	if n := strings.Count(none, "<td data-cell data-none>"); n != 50 || strings.Contains(none, "data-edge") || strings.Contains(none, "threshold, level") {
		t.Errorf("without criteria %d cells without a band, want 2 × 25 and no threshold", n)
	}
}

func refOf(l Line) string { return l.Risk.Ref }
