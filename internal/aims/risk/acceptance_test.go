package risk_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestAcceptanceFreezesWhatWasSeen(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, risks, lead, chief := context.Background(), risk.New(db), aimstest.As(access.Lead), aimstest.As(access.Executive)
		r, err := risks.Identify(ctx, lead, drift())
		if err != nil {
			t.Fatal(err)
		}
		a, err := risks.Accept(ctx, chief, r.Ref, 1, "Benefit outweighs it", "2027-01-31")
		if err != nil {
			t.Fatal(err)
		}
		if a.Level != 10 || a.RiskVersion != 1 || a.By != chief.Name || a.Role != "Executive" || a.At == "" {
			t.Errorf("recorded %+v", a)
		}
		r.Notes = "seen again"
		if r, err = risks.Assess(ctx, lead, r); err != nil {
			t.Fatal(err)
		}
		if ok, why := a.Stands(r, "2026-12-01"); !ok {
			t.Errorf("a note ended the acceptance: %s", why)
		}
		for _, version := range []int{0, 1} {
			if _, err := risks.Accept(ctx, chief, r.Ref, version, "again", "2027-01-31"); fault.KindOf(err) != fault.Conflict {
				t.Errorf("version %d, which is not the newest, was accepted: %v", version, err)
			}
		}
		all, err := risks.Acceptances(ctx, r.Ref)
		if err != nil || len(all) != 1 || !risk.Covered(all, r, "2027-01-31") || risk.Covered(all, r, "2027-02-01") {
			t.Errorf("acceptances %+v, %v", all, err)
		}
	})
}

func TestWhatCannotBeAccepted(t *testing.T) {
	db, ctx, lead, chief := aimstest.DB(t), context.Background(), aimstest.As(access.Lead), aimstest.As(access.Executive)
	risks := risk.New(db)
	closed := drift()
	closed.Status = risk.Closed
	for name, in := range map[string]risk.Risk{"not assessed": {Title: "x"}, "is closed": closed} {
		r, err := risks.Identify(ctx, lead, in)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = risks.Accept(ctx, chief, r.Ref, 1, "fine", "2027-01-31"); fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhenAnAcceptanceStands(t *testing.T) {
	const today = "2026-11-22"
	for name, c := range map[string]struct {
		a    risk.Acceptance
		r    risk.Risk
		want string
	}{
		"as accepted":   {risk.Acceptance{Level: 10, Until: today}, risk.Risk{ResidualLevel: 10}, ""},
		"rose":          {risk.Acceptance{Level: 10, Until: today}, risk.Risk{ResidualLevel: 12}, "rose from 10 to 12"},
		"fell":          {risk.Acceptance{Level: 10, Until: today}, risk.Risk{ResidualLevel: 8}, "assessed anew"},
		"expired":       {risk.Acceptance{Level: 10, Until: "2026-11-21"}, risk.Risk{ResidualLevel: 10}, "ended on 21 Nov 2026"},
		"withdrawn":     {risk.Acceptance{Head: store.Head{RetiredOn: today, RetiredBecause: "too much"}, Level: 10}, risk.Risk{ResidualLevel: 10}, "withdrawn"},
		"risk is gone":  {risk.Acceptance{Level: 10}, risk.Risk{Head: store.Head{RetiredOn: today}, ResidualLevel: 10}, "the risk was retired"},
		"without limit": {risk.Acceptance{Level: 10}, risk.Risk{ResidualLevel: 10}, ""},
	} {
		ok, why := c.a.Stands(c.r, today)
		if ok != (c.want == "") || !strings.Contains(why, c.want) {
			t.Errorf("%s: %v, %q", name, ok, why)
		}
	}
}

func TestAMaterialChangeMakesAnAcceptanceStale(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*risk.Risk)
		want   string
	}{
		"nothing":                          {func(*risk.Risk) {}, ""},
		"words":                            {func(r *risk.Risk) { r.Title, r.Description, r.Notes = "Drift", "x", "y" }, ""},
		"less before treatment":            {func(r *risk.Risk) { r.InherentImpact = 4 }, ""},
		"the same level reached otherwise": {func(r *risk.Risk) { r.ResidualLikelihood, r.ResidualImpact = 5, 2 }, "likelihood and impact are 5 and 2, not 2 and 5"},
		"more before treatment":            {func(r *risk.Risk) { r.InherentLikelihood = 5 }, "rose from 20 to 25"},
		"another option":                   {func(r *risk.Risk) { r.Treatment = risk.Share }, "the treatment is now to share"},
		"another control":                  {func(r *risk.Risk) { r.Controls = []string{"A.9.2"} }, "its controls changed"},
		"closed":                           {func(r *risk.Risk) { r.Status = risk.Closed }, "the risk is closed"},
	} {
		t.Run(name, func(t *testing.T) {
			db, ctx, lead := aimstest.DB(t), context.Background(), aimstest.As(access.Lead)
			risks := risk.New(db)
			r, err := risks.Identify(ctx, lead, drift())
			if err != nil {
				t.Fatal(err)
			}
			a, err := risks.Accept(ctx, aimstest.As(access.Executive), r.Ref, 1, "worth it", "2027-01-31")
			if err != nil {
				t.Fatal(err)
			}
			c.change(&r)
			if r, err = risks.Assess(ctx, lead, r); err != nil {
				t.Fatal(err)
			}
			ok, why := a.Stands(r, "2026-12-01")
			if ok != (c.want == "") || !strings.Contains(why, c.want) {
				t.Errorf("%v, %q, want %q", ok, why, c.want)
			}
		})
	}
}

func TestWhoseAcceptanceIsNeeded(t *testing.T) {
	c := risk.Proposed()
	above := risk.Risk{Kind: risk.Threat, Status: risk.Open, ResidualLevel: 7}
	if above.NeedsAcceptance(c) {
		t.Error("criteria that are not in force decide")
	}
	c.Version = 1
	for name, x := range map[string]struct {
		change func(*risk.Risk)
		want   bool
	}{
		"above":            {func(*risk.Risk) {}, true},
		"at the threshold": {func(r *risk.Risk) { r.ResidualLevel = 6 }, false},
		"an opportunity":   {func(r *risk.Risk) { r.Kind = risk.Opportunity }, false},
		"closed":           {func(r *risk.Risk) { r.Status = risk.Closed }, false},
		"retired":          {func(r *risk.Risk) { r.RetiredOn = "2026-01-01" }, false},
	} {
		r := above
		x.change(&r)
		if r.NeedsAcceptance(c) != x.want {
			t.Errorf("%s: %v", name, !x.want)
		}
	}
}
