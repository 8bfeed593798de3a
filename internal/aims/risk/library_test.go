package risk_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

func TestEveryEntryCanBeDrawnAndIsRemembered(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, risks := context.Background(), aimstest.As(access.Lead), risk.New(db)
		for _, e := range controls.MustLoad().RiskLibrary {
			if _, err := risks.Identify(ctx, lead, risk.Drawn(e)); err != nil {
				t.Errorf("%s: %v", e.ID, err)
			}
		}
		r, err := risks.Take(ctx, "RSK-2026-001")
		if err != nil {
			t.Fatal(err)
		}
		first := controls.MustLoad().RiskLibrary[0].ID
		if r.Library != first || r.InherentLevel != 0 {
			t.Errorf("drawn %+v", r)
		}
		r.Library, r.Title = "", "Ours now"
		if r, err = risks.Assess(ctx, lead, r); err != nil || r.Library != first {
			t.Errorf("forgot where it came from: %q, %v", r.Library, err)
		}
		if err := risks.Retire(ctx, lead, "RSK-2026-002", 1, "not ours"); err != nil {
			t.Fatal(err)
		}
		drawn, err := risks.FromLibrary(ctx)
		if err != nil || !slices.Equal(drawn[first], []string{"RSK-2026-001"}) || len(drawn) != len(controls.MustLoad().RiskLibrary)-1 {
			t.Errorf("%d entries drawn, %v, %v", len(drawn), drawn[first], err)
		}
	})
}

func TestFactsOfASystemProposeEntries(t *testing.T) {
	kinds := func(y inventory.System) string {
		var out []string
		for _, s := range risk.SignsOf(y) {
			out = append(out, s.Kind)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		y    inventory.System
		want string
	}{
		{inventory.System{}, "any"},
		{inventory.System{Models: "A large language model as a service", Suppliers: "Oriel"}, "generate bought any"},
		{inventory.System{Name: "Claims desk agent", Models: "LLM with tools"}, "generate agent any"},
		{inventory.System{Autonomy: inventory.ActsAlone, Models: "Gradient boosted trees"}, "predict agent any"},
		{inventory.System{Purpose: "Reads photos of damage"}, "sense any"},
		{inventory.System{Purpose: "Reads letters", PersonalData: scope.Yes, Affected: "members"}, "people any"},
		{inventory.System{Purpose: "Talks to agentsmith about scorekeeping"}, "any"},
	} {
		if got := kinds(c.y); got != c.want {
			t.Errorf("%+v: %s, want %s", c.y, got, c.want)
		}
	}
	all := risk.Propose(inventory.System{Models: "LLM"})
	seen := map[string]bool{}
	for _, p := range all {
		if seen[p.Entry.ID] || p.Because == "" {
			t.Errorf("%s stands twice or without a reason", p.Entry.ID)
		}
		seen[p.Entry.ID] = true
	}
	if !seen["hallucination"] || seen["sensor-fault"] || all[0].Because != "its models says “LLM”" {
		t.Errorf("proposed %v", all[0])
	}
}
