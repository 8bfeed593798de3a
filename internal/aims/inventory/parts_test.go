package inventory_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

// rankerWithData is the system that models, datasets and logs belong to, with a dataset.
func rankerWithData(ctx context.Context, db *store.DB) error {
	lead := aimstest.As(access.Lead)
	if _, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks"}); err != nil {
		return err
	}
	_, err := inventory.Datasets.Keep(ctx, db, lead, inventory.Dataset{Name: "Applications", Content: "2,000 applications", Personal: scope.Yes})
	return err
}

func TestModelsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[inventory.Model, *inventory.Model]{
		Register: inventory.Models, By: access.Contributor, NotBy: access.Auditor, Before: rankerWithData,
		Good: inventory.Model{
			Name: "Ranking trees", Edition: "3.2", Kind: "gradient boosted trees", Origin: inventory.Tuned, Supplier: "Oriel", Licence: "Terms of 2026",
			Systems: []string{"SYS-2026-001"}, Datasets: []string{"DAT-2026-001"}, IntendedUse: "Order", Limits: "Rare trades", Inputs: "61 features",
			Metrics: []string{"Hit rate 63 in 100; at least 58", "Error 4; at most 5"}, Evaluation: "Held back year", Fairness: "Alike by sex", Security: "Odd inputs",
			Tools: "A library", Computing: "Own house", Energy: "40 kWh a training", Owner: "Ada", EvaluatedOn: "2026-03-01", ReviewOn: "2027-03-01",
		},
		Bad:   inventory.Model{Origin: inventory.Bought, Systems: []string{"DAT-2026-001"}, ReviewOn: "soon"},
		Marks: []string{"name", "edition", "systems", "review_on", "supplier"},
	})
}

func TestDatasetsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[inventory.Dataset, *inventory.Dataset]{
		Register: inventory.Datasets, By: access.Contributor, NotBy: access.Auditor, Before: rankerWithData,
		Good: inventory.Dataset{
			Name: "Applications", Edition: "March 2026", Uses: []inventory.Use{inventory.Training, inventory.Testing}, Systems: []string{"SYS-2026-001"},
			Content: "2,000 applications", Provenance: "From the portal", Acquired: "Sent by applicants", AcquiredOn: "2026-03-01", Rights: "Own",
			Personal: scope.Yes, LegalBasis: "Consent", Wanted: "98 in 100 complete", Measured: "99 in 100", MeasuredOn: "2026-03-02", Good: scope.Yes,
			Bias: "By sex: none found", Preparation: []string{"Names struck out", "Gaps filled"}, Labels: "Two people each", Held: "Vault",
			Retention: "Two years", DisposeOn: "2028-03-01", MayUse: "Data science", Owner: "Ada", ReviewOn: "2027-03-01",
		},
		Bad:   inventory.Dataset{Good: scope.Yes, Systems: []string{"MOD-2026-001"}, DisposeOn: "never"},
		Marks: []string{"name", "systems", "content", "personal", "dispose_on", "measured", "wanted"},
	})
}

func TestEventLogsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[inventory.EventLog, *inventory.EventLog]{
		Register: inventory.EventLogs, By: access.Contributor, NotBy: access.Auditor, Before: rankerWithData,
		Good: inventory.EventLog{
			Name: "Scores", System: "SYS-2026-001", Stages: []string{inventory.LiveUse}, Events: []string{"Score", "Overruled"}, Place: "Vault", Keep: "Two years",
			WhyKeep: "Complaints", Protection: "Only added to", Readers: "Data science", Reading: "Monthly", Owner: "Ada", TriedOn: "2026-03-01", ReviewOn: "2027-03-01",
		},
		Bad:   inventory.EventLog{Stages: []string{"sleep"}, TriedOn: "never"},
		Marks: []string{"name", "system", "stages", "events", "keep", "tried_on"},
	})
}
