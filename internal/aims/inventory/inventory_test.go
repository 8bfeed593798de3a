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

func TestSystemsConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: inventory.Registers()[0],
		By:       access.Contributor,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			s, err := inventory.New(db).Register(ctx, who, inventory.System{Name: "Résumé ranker", Purpose: "Order applications"})
			return s.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := inventory.New(db).Revise(ctx, who, inventory.System{
				Head: store.Head{Ref: ref, Version: version}, Name: "Résumé ranker", Purpose: "Order applications for a person to read",
			})
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return inventory.New(db).Retire(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := inventory.New(db).Register(ctx, who, inventory.System{InScope: scope.No, Stage: "someday", DeployedOn: "soon"})
			return err
		},
		Marks: []string{"name", "purpose", "stage", "scope_reason", "deployed_on"},
	})
}

func TestListFindsAndNarrows(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, systems, lead := context.Background(), inventory.New(db), aimstest.As(access.Lead)
		for _, s := range []inventory.System{
			{Name: "Chat 100%_sure", Purpose: "answers", InScope: scope.Yes},
			{Name: "Résumé ranker", Purpose: "orders", InScope: scope.No, ScopeReason: "pilot ended"},
			{Name: "Old model", Purpose: "orders"},
		} {
			if _, err := systems.Register(ctx, lead, s); err != nil {
				t.Fatal(err)
			}
		}
		if err := systems.Retire(ctx, lead, "SYS-2026-003", 1, "replaced"); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name string
			q    inventory.Query
			want int64
		}{
			{"all in force", inventory.Query{}, 2},
			{"retired", inventory.Query{Retired: true}, 1},
			{"text in the purpose, any case", inventory.Query{Text: "ORDERS"}, 1},
			{"wildcards are letters", inventory.Query{Text: "100%_"}, 1},
			{"a wildcard alone finds nothing else", inventory.Query{Text: "_"}, 1},
			{"in scope", inventory.Query{InScope: scope.Yes}, 1},
		} {
			page, err := systems.List(ctx, c.q)
			if err != nil {
				t.Fatal(err)
			}
			if page.Total != c.want || int64(len(page.Rows)) != c.want {
				t.Errorf("%s: total %d, rows %d, want %d", c.name, page.Total, len(page.Rows), c.want)
			}
		}
	})
}
