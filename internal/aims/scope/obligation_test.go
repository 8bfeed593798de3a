package scope_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

func TestObligationsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[scope.Obligation, *scope.Obligation]{
		Register: scope.Obligations, By: access.Lead, NotBy: access.Contributor,
		Before: func(ctx context.Context, db *store.DB) error {
			lead, setting := aimstest.As(access.Lead), scope.New(db)
			if _, err := setting.NameParty(ctx, lead, scope.Party{Name: "Job applicants", Side: scope.External}); err != nil {
				return err
			}
			if _, err := setting.RecordNeed(ctx, lead, scope.Need{Party: "PTY-2026-001", Text: "To know", Kind: scope.Legal, Addressed: scope.Yes}); err != nil {
				return err
			}
			_, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks"})
			return err
		},
		Good: scope.Obligation{
			Title: "Tell applicants that software ranks them", Duty: scope.ByLaw, Source: "Transparency act, section 3", Jurisdiction: "Merrow",
			Asks: "Say it before they apply.", Needs: []string{"NED-2026-001"}, Everywhere: true, Systems: []string{"SYS-2026-001"},
			Met: scope.Yes, How: "A sentence in the form.", Controls: []string{"42001:A.8.2"}, Owner: "Ada", ReviewOn: "2027-01-31",
		},
		Bad:   scope.Obligation{Duty: "habit", Needs: []string{"RSK-2026-001"}, Systems: []string{"SYS-2026-009"}, Controls: []string{"42001:A.5.1"}, ReviewOn: "soon"},
		Marks: []string{"title", "duty", "needs", "controls", "review_on"},
	})
}
