package risk_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

// drift is an assessed risk above the proposed threshold.
func drift() risk.Risk {
	return risk.Risk{
		Title: "Ranking drifts and disadvantages a group", InherentLikelihood: 4, InherentImpact: 5, InherentReason: "seen twice in the pilot",
		Treatment: risk.Mitigate, OptionReason: "sampling costs least", Controls: []string{"A.6.2.6"},
		ResidualLikelihood: 2, ResidualImpact: 5, ResidualReason: "weekly sampling finds drift within days", Owner: "Amara Okafor",
	}
}

func identified(ctx context.Context, db *store.DB) error {
	_, err := risk.New(db).Identify(ctx, aimstest.As(access.Lead), drift())
	return err
}

func TestCriteriaConform(t *testing.T) {
	set := func(ctx context.Context, db *store.DB, who access.Actor, c risk.Criteria) error {
		_, err := risk.New(db).SetCriteria(ctx, who, c)
		return err
	}
	aimstest.Conforms(t, aimstest.Conformance{
		Register: risk.Registers()[0], By: access.Lead, NotBy: access.Contributor,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			return risk.CriteriaRef, set(ctx, db, who, risk.Proposed())
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, _ string, version int) error {
			c := risk.Proposed()
			c.Version, c.AcceptUpTo = version, 9
			return set(ctx, db, who, c)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			return set(ctx, db, who, risk.Criteria{
				Likelihoods: []string{"Rare", "Often"}, Impacts: []string{"Small", "small", "Large"},
				Bands: []risk.Band{{Name: "Low", UpTo: 3}, {Name: "", UpTo: 3}}, AcceptUpTo: 7,
			})
		},
		Marks: []string{"likelihoods", "impacts.1", "bands.up_to.1", "bands.name.1", "bands", "accept_up_to"},
	})
}

func TestRisksConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: risk.Registers()[1], By: access.Contributor, NotBy: access.Executive,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			r, err := risk.New(db).Identify(ctx, who, drift())
			return r.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			r := drift()
			r.Ref, r.Version, r.Owner = ref, version, "Jonas Weber"
			_, err := risk.New(db).Assess(ctx, who, r)
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return risk.New(db).Retire(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := risk.New(db).Identify(ctx, who, risk.Risk{
				Kind: "hazard", InherentLikelihood: 6, InherentImpact: 5, Treatment: "ignore", ResidualLikelihood: 2, ResidualImpact: 2,
				Status: "done", ReviewOn: "soon", Library: "no-such", Sources: []string{"C.3.9"}, Objectives: []string{"C.3.1"}, Controls: []string{"A.5.1", "CTL-2026-009"},
				Systems: []string{"SYS-2026-404"}, Assessments: []string{"IMP-2026-404"},
			})
			return err
		},
		Marks: []string{
			"title", "kind", "inherent_likelihood", "treatment", "residual_reason", "status", "review_on", "library", "inherent_reason",
			"sources", "objectives", "controls", "systems", "assessments", "controls",
		},
	})
}

func TestActionsConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: risk.Registers()[2], By: access.Contributor, NotBy: access.Auditor, Before: identified,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			a, err := risk.New(db).PlanAction(ctx, who, risk.Action{Risk: "RSK-2026-001", What: "Sample rankings weekly"})
			return a.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := risk.New(db).ReviseAction(ctx, who, risk.Action{
				Head: store.Head{Ref: ref, Version: version}, What: "Sample rankings daily", Owner: "Jonas Weber", Due: "2026-12-15",
			})
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return risk.New(db).RetireAction(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := risk.New(db).PlanAction(ctx, who, risk.Action{Risk: "RSK-2026-001", Due: "soon", Result: "worked"})
			return err
		},
		Marks: []string{"what", "due", "done_on"},
	})
}

func TestAcceptancesConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: risk.Registers()[3], By: access.Executive, NotBy: access.Lead, Before: identified,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			a, err := risk.New(db).Accept(ctx, who, "RSK-2026-001", 1, "The benefit to applicants outweighs it", "2027-11-22")
			return a.Ref, err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return risk.New(db).Withdraw(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := risk.New(db).Accept(ctx, who, "RSK-2026-001", 1, " ", "2020-01-01")
			return err
		},
		Marks: []string{"reason", "until"},
	})
}

func TestPlanApprovalsConform(t *testing.T) {
	approve := func(ctx context.Context, db *store.DB, who access.Actor, ref, seal string) (string, error) {
		risks := risk.New(db)
		r, err := risks.Take(ctx, ref)
		if err != nil {
			return "", err
		}
		if seal == "" {
			seal = risk.PlanOf(r, nil).Seal()
		}
		made, err := risks.ApprovePlans(ctx, who, []risk.Pick{{Risk: ref, Seal: seal}}, "as discussed")
		if err != nil {
			return "", err
		}
		return made[0].Ref, nil
	}
	aimstest.Conforms(t, aimstest.Conformance{
		Register: risk.Registers()[4], By: access.Executive, NotBy: access.Contributor, Before: identified,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			return approve(ctx, db, who, "RSK-2026-001", "")
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return risk.New(db).WithdrawPlan(ctx, who, ref, version, reason)
		},
	})
}
