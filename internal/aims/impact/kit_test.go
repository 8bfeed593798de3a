package impact_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

var ctx = context.Background()

// ranker is the system that the tests assess; it becomes SYS-2026-001.
func ranker(db *store.DB) error {
	_, err := inventory.New(db).Register(ctx, aimstest.As(access.Lead), inventory.System{
		Name: "Résumé ranker", Purpose: "Order applications", IntendedUse: "Recruiters in the EU", Misuse: "Rejecting unread",
		Affected: "Applicants", Stage: "operation and monitoring", Jurisdictions: "EU", PersonalData: scope.Yes, Autonomy: inventory.Recommends,
		Oversight: "A recruiter reads every file", InScope: scope.Yes,
	})
	return err
}

func must[T any](t *testing.T) func(v T, err error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// whole is everything that approval asks for, on top of a draft.
func whole(draft impact.Assessment) impact.Assessment {
	draft.Assessors, draft.AssessedOn, draft.NextReview = "Ada (law), Jo (data)", "2026-11-20", "2027-11-20"
	draft.Decision = impact.Go
	draft.SetAnswer("sensitive-or-restricted", "no")
	draft.Items = []impact.Item{{Area: "fairness", Reach: impact.Groups, Effect: impact.Harm, What: "Older applicants rank lower",
		Severity: 4, Likelihood: 3, Scale: 3, Irreversible: 2}}
	for _, s := range impact.Sections() {
		for _, q := range s.Questions {
			if q.Need != "" && draft.Answer(q.Key) == "" {
				draft.SetAnswer(q.Key, "Said.")
			}
		}
	}
	return draft
}

// approved begins, fills and approves an assessment of the ranker.
func approved(t *testing.T, db *store.DB) impact.Assessment {
	t.Helper()
	all, writer := impact.New(db), aimstest.As(access.Contributor)
	draft := must[impact.Assessment](t)(all.Begin(ctx, writer, impact.Assessment{System: "SYS-2026-001"}))
	draft = must[impact.Assessment](t)(all.Save(ctx, writer, "", whole(draft)))
	return must[impact.Assessment](t)(all.Approve(ctx, aimstest.As(access.Executive), draft.Ref, draft.Version, ""))
}
