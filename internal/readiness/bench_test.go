package readiness_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// The budget of PERFORMANCE.md: all rules over 5,000 risks, 200 systems and 20,000
// entries of the trail within 100 ms.
func BenchmarkReadiness(b *testing.B) {
	db := aimstest.DB(b)
	people := seed.People(b, db)
	seed.Bulk(b, db, b.TempDir(), func(role access.Role) access.Actor { return people[role].Actor },
		seed.Size{Risks: 5000, Systems: 200, Evidence: 5000, Kept: 1000, Entries: 20_000})
	s, err := snapshot.Load(context.Background(), db)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			readiness.Check(s)
		}
	})
	b.Run("owners", func(b *testing.B) {
		for b.Loop() {
			snapshot.Owners(s.Holdings())
		}
	})
	b.Run("as of", func(b *testing.B) { // what each month of the trend costs once
		for b.Loop() {
			past, err := snapshot.AsOf(context.Background(), db, db.Now())
			if err != nil {
				b.Fatal(err)
			}
			readiness.Check(past)
		}
	})
}
