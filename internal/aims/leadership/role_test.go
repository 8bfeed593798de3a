package leadership_test

import (
	"context"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

func TestRolesConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: leadership.Registers()[3], By: access.Lead, NotBy: access.Contributor,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			r, err := leadership.New(db).Assign(ctx, who, leadership.Role{Title: "AIMS lead", Responsibilities: "Keeps the AIMS"})
			return r.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := leadership.New(db).ReviseRole(ctx, who, leadership.Role{
				Head: store.Head{Ref: ref, Version: version}, Title: "AIMS lead", Responsibilities: "Keeps the AIMS", Person: "Ada",
			})
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return leadership.New(db).RetireRole(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := leadership.New(db).Assign(ctx, who, leadership.Role{Duty: "cook", AppointedOn: "soon", CommunicatedOn: "later"})
			return err
		},
		Marks: []string{"title", "duty", "responsibilities", "appointed_on", "communicated_on"},
	})
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		want := func(step string, clauses ...string) {
			t.Helper()
			s, err := b.d.Standing(b.ctx)
			b.must(err)
			var got []string
			for _, g := range s.Missing(db.Now().Day()) {
				got = append(got, g.Clause)
				if g.Text == "" {
					t.Errorf("%s: a gap without words", step)
				}
			}
			if !slices.Equal(got, clauses) {
				t.Errorf("%s: gaps at %v, want %v", step, got, clauses)
			}
		}
		want("nothing yet", "5.2", "5.3", "5.3")
		draft := b.policy("AI policy", true, "We act fairly.")
		want("a draft without owner and review", "5.2", "A.2.4", "A.2.4", "5.3", "5.3")
		_, err := b.d.Revise(b.ctx, b.lead, leadership.Policy{Head: store.Head{Ref: draft.Policy, Version: 1}, Title: "AI policy", Main: true, Owner: "Ada", ReviewOn: "2020-01-01"})
		b.must(err)
		v := b.approve(draft)
		want("approved, unsigned, review passed", "5.1", "A.2.4", "5.3", "5.3")
		_, err = b.d.Sign(b.ctx, b.executive, v.Ref, proof)
		b.must(err)
		want("signed", "A.2.4", "5.3", "5.3")
		for _, r := range []leadership.Role{
			{Title: "AIMS lead", Responsibilities: "Keeps it", Duty: leadership.Conformity, Person: "Ada", CommunicatedOn: "2026-01-01"},
			{Title: "Reporter", Responsibilities: "Reports", Duty: leadership.Reporting},
		} {
			_, err := b.d.Assign(b.ctx, b.lead, r)
			b.must(err)
		}
		want("a vacant role does not count", "A.2.4", "5.3")
		_, err = b.d.ReviseRole(b.ctx, b.lead, leadership.Role{Head: store.Head{Ref: "ROL-2026-002", Version: 1}, Title: "Reporter", Responsibilities: "Reports", Duty: leadership.Reporting, Person: "Grace"})
		b.must(err)
		want("held, not communicated", "A.2.4", "5.3")
		b.policy("Data policy", false, "x")
		want("a topic policy has its own gaps", "A.2.4", "A.2.3", "A.2.4", "A.2.4", "5.3")
	})
}
