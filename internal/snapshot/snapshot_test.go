package snapshot_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
)

func TestR18TheStateAtAMomentIsTheStateThatWas(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := context.Background(), aimstest.As(access.Lead)
		systems := inventory.New(db)
		first, err := systems.Register(ctx, lead, inventory.System{Name: "Résumé ranker", Purpose: "Order applications", Roles: []string{"AI customer"}})
		if err != nil {
			t.Fatal(err)
		}
		then := load(t, db)
		first.Purpose = "Order applications for a person to read"
		if first, err = systems.Revise(ctx, lead, first); err != nil {
			t.Fatal(err)
		}
		if err := systems.Retire(ctx, lead, first.Ref, first.Version, "Replaced"); err != nil {
			t.Fatal(err)
		}
		if _, err := systems.Register(ctx, lead, inventory.System{Name: "Second", Purpose: "p"}); err != nil {
			t.Fatal(err)
		}
		same(t, load(t, db), asOf(t, db, load(t, db).Position.At))
		same(t, then, asOf(t, db, then.Position.At))
		if n := len(asOf(t, db, "2020-01-01T00:00:00Z").Systems); n != 0 {
			t.Errorf("before the beginning there were %d systems", n)
		}
	})
}

func load(t *testing.T, db *store.DB) *snapshot.Snapshot {
	t.Helper()
	s, err := snapshot.Load(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func asOf(t *testing.T, db *store.DB, at when.Instant) *snapshot.Snapshot {
	t.Helper()
	s, err := snapshot.AsOf(context.Background(), db, at)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func same(t *testing.T, a, b *snapshot.Snapshot) {
	t.Helper()
	opts := []cmp.Option{cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(snapshot.Snapshot{}), cmp.AllowUnexported(trail.Checkpoint{})}
	if d := cmp.Diff(a, b, opts...); d != "" {
		t.Errorf("as of differs from what was (-was +as of):\n%s", d)
	}
}
