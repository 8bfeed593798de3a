package risk_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestLevelsAndKeysFollowFromWhatWasChosen(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := context.Background(), aimstest.As(access.Lead)
		sys, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "orders"})
		if err != nil {
			t.Fatal(err)
		}
		in := drift()
		in.InherentLevel, in.ResidualLevel = 1, 1 // never believed
		in.Controls = []string{" A.5.4 ", "42001:A.5.4", "A.6.2.6"}
		in.Sources, in.Systems = []string{"42001:C.3.4"}, []string{sys.Ref, sys.Ref, ""}
		made, err := risk.New(db).Identify(ctx, lead, in)
		if err != nil {
			t.Fatal(err)
		}
		got, err := risk.New(db).Take(ctx, made.Ref)
		if err != nil {
			t.Fatal(err)
		}
		if got.InherentLevel != 20 || got.ResidualLevel != 10 || got.Kind != risk.Threat || got.Status != risk.Open {
			t.Errorf("levels %d and %d, %s, %s", got.InherentLevel, got.ResidualLevel, got.Kind, got.Status)
		}
		if want := []string{sys.Ref, "42001:A.5.4", "42001:A.6.2.6"}; !slices.Equal(got.Links(), want) || !slices.Equal(got.Sources, []string{"C.3.4"}) {
			t.Errorf("links %v, want %v; sources %v", got.Links(), want, got.Sources)
		}
	})
}

func TestUnknownControlsAreRefusedWithAdvice(t *testing.T) {
	db, ctx, lead := aimstest.DB(t), context.Background(), aimstest.As(access.Lead)
	for id, want := range map[string]string{
		"A.5.1":       "place of the objective",
		"A.55":        "Did you mean A.5.5",
		"qqq":         "Choose one of the 38 controls",
		"27001:A.5.4": "There is no control 27001:A.5.4 in Annex A",
		"6.1.3":       "clause of the standard itself",
	} {
		_, err := risk.New(db).Identify(ctx, lead, risk.Risk{Title: "x", Controls: []string{id}})
		if m := check.Messages(err); len(m) != 1 || m[0].Field != "controls" || !strings.Contains(m[0].Text, want) {
			t.Errorf("%s: %v, want %q", id, err, want)
		}
	}
}

func TestAHalfScoreNamesTheMissingHalf(t *testing.T) {
	db, ctx, lead := aimstest.DB(t), context.Background(), aimstest.As(access.Lead)
	for field, r := range map[string]risk.Risk{
		"inherent_impact":     {Title: "x", InherentLikelihood: 3},
		"inherent_likelihood": {Title: "x", InherentImpact: 3},
		"residual_likelihood": {Title: "x", ResidualLikelihood: -1, ResidualImpact: 5},
	} {
		_, err := risk.New(db).Identify(ctx, lead, r)
		if m := check.Messages(err); len(m) != 1 || m[0].Field != field {
			t.Errorf("%v, want a message at %s", err, field)
		}
	}
}

func TestConcernsNameWhatAnAuditorWouldAsk(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*risk.Risk)
		want   string
	}{
		"nothing":         {func(*risk.Risk) {}, ""},
		"no control":      {func(r *risk.Risk) { r.Controls = nil }, "names no control"},
		"no reason":       {func(r *risk.Risk) { r.InherentReason = "" }, "cannot be repeated"},
		"rises":           {func(r *risk.Risk) { r.ResidualLevel = 25 }, "More risk remains"},
		"a better chance": {func(r *risk.Risk) { r.Kind, r.Treatment, r.ResidualLevel = risk.Opportunity, risk.Enhance, 25 }, ""},
		"a lost chance":   {func(r *risk.Risk) { r.Kind, r.Treatment = risk.Opportunity, risk.Enhance }, "less than doing nothing"},
		"no other way":    {func(r *risk.Risk) { r.OptionReason = "" }, "which options were weighed"},
		"not assessed":    {func(r *risk.Risk) { r.InherentLevel, r.ResidualLevel = 0, 0 }, "not assessed yet"},
		"nobody's":        {func(r *risk.Risk) { r.Owner = "" }, "Nobody owns"},
		"nothing decided": {func(r *risk.Risk) { r.Treatment = "" }, "No treatment is chosen"},
	} {
		r := drift()
		r.InherentLevel, r.ResidualLevel = 20, 10
		c.change(&r)
		got := strings.Join(r.Concerns(), "\n")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTheTrailTellsAssessingFromRevising(t *testing.T) {
	db, ctx, lead := aimstest.DB(t), context.Background(), aimstest.As(access.Lead)
	risks := risk.New(db)
	r, err := risks.Identify(ctx, lead, drift())
	if err != nil {
		t.Fatal(err)
	}
	r.Owner = "Jonas Weber"
	if r, err = risks.Assess(ctx, lead, r); err != nil {
		t.Fatal(err)
	}
	r.ResidualLikelihood = 1
	if r, err = risks.Assess(ctx, lead, r); err != nil {
		t.Fatal(err)
	}
	entries, err := db.History(ctx, r.Ref)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 3 || entries[0].Act != "assess" || entries[1].Act != "revise" || entries[2].Act != "identify" {
		t.Errorf("acts: %+v", entries)
	}
	if err := risks.Retire(ctx, lead, r.Ref, 3, "gone"); err != nil {
		t.Fatal(err)
	}
	r.Version = 4
	if _, err := risks.Assess(ctx, lead, r); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a retired risk was changed: %v", err)
	}
	if _, err := risks.PlanAction(ctx, lead, risk.Action{Risk: r.Ref, What: "x"}); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a retired risk took an action: %v", err)
	}
}

func TestAnActionIsCompletedOnceWithDayAndResult(t *testing.T) {
	db, ctx, lead := aimstest.DB(t), context.Background(), aimstest.As(access.Lead)
	risks := risk.New(db)
	if err := identified(ctx, db); err != nil {
		t.Fatal(err)
	}
	a, err := risks.PlanAction(ctx, lead, risk.Action{Risk: "RSK-2026-001", What: "Sample weekly", Due: "2026-11-20"})
	if err != nil {
		t.Fatal(err)
	}
	if !a.Overdue("2026-11-21") || a.Overdue("2026-11-20") {
		t.Error("overdue begins the day after the due day")
	}
	err = risks.CompleteAction(ctx, lead, a.Ref, 1, "2027-01-01", " ")
	if m := check.Messages(err); len(m) != 2 || m[0].Field != "done_on" || m[1].Field != "result" {
		t.Errorf("a future day without a result: %v", err)
	}
	if err := risks.CompleteAction(ctx, lead, a.Ref, 1, "2026-11-21", "Sampling runs; two cases found and mended"); err != nil {
		t.Fatal(err)
	}
	all, err := risks.Actions(ctx, "RSK-2026-001")
	if err != nil || len(all) != 1 || !all[0].Done() || all[0].Overdue("2027-11-21") {
		t.Fatalf("actions %+v, %v", all, err)
	}
	if err := risks.CompleteAction(ctx, lead, a.Ref, 2, "2026-11-22", "again"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("completed twice: %v", err)
	}
	a.Version = 2
	if _, err := risks.ReviseAction(ctx, lead, a); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a completed action was changed: %v", err)
	}
}
