package store_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

func TestWhatHappenedSinceIsCountedByRecords(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, writer := context.Background(), aimstest.As(access.Lead), aimstest.As(access.Contributor)
		systems, risks := inventory.New(db), risk.New(db)
		before, err := store.Position(db.Read(ctx))
		if err != nil {
			t.Fatal(err)
		}
		y, err := systems.Register(ctx, lead, inventory.System{Name: "A", Purpose: "p"})
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if y, err = systems.Revise(ctx, lead, y); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if _, err := risks.Identify(ctx, writer, risk.Risk{Title: "R", Kind: risk.Threat}); err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range []struct {
			since store.Since
			want  []store.Tally
		}{
			{store.Since{After: before.Seq}, []store.Tally{{Register: "risks", Kind: "new", Records: 2}, {Register: "systems", Kind: "change", Records: 1}, {Register: "systems", Kind: "new", Records: 1}}},
			{store.Since{After: before.Seq, Except: lead.Ref}, []store.Tally{{Register: "risks", Kind: "new", Records: 2}}},
			{store.Since{After: before.Seq + 1, Register: "systems", Kind: "change"}, []store.Tally{{Register: "systems", Kind: "change", Records: 1}}},
			{store.Since{After: 1000}, nil},
		} {
			got, err := db.Tally(ctx, c.since)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%+v: %+v, %v", c.since, got, err)
			}
		}
		sum := func(s store.Since) map[[2]string]int {
			tallies, err := db.Tally(ctx, s)
			if err != nil {
				t.Fatal(err)
			}
			n := map[[2]string]int{}
			for _, y := range tallies {
				n[[2]string{y.Register, y.Kind}] = y.Records
			}
			return n
		}
		for _, except := range []string{"", lead.Ref, writer.Ref} {
			whole := sum(store.Since{After: before.Seq, Except: except})
			for cut := before.Seq + 1; cut <= before.Seq+6; cut++ {
				parts := sum(store.Since{After: before.Seq, Except: except, To: cut})
				for what, n := range sum(store.Since{After: before.Seq, Except: except, Counted: cut}) {
					parts[what] += n
				}
				if !maps.Equal(parts, whole) {
					t.Errorf("counted until %d and from there %v, at once %v", cut, parts, whole)
				}
			}
		}
		entries, total, records, err := db.Acts(ctx, store.Since{After: before.Seq, Register: "systems", Kind: "change"}, 0, 2)
		if err != nil || len(entries) != 2 || total != 3 || records != 1 || entries[0].Seq < entries[1].Seq {
			t.Errorf("%d entries of %d about %d records: %v", len(entries), total, records, err)
		}
	})
}
