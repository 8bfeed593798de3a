package evidence_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// An auditor must not replace or retire what an auditee has shown; who added it may,
// and so may a lead.
func TestEvidenceIsChangedByWhoAddedItOrALead(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, shelf := context.Background(), evidence.New(db, t.TempDir())
		added, err := shelf.AddFile(ctx, aimstest.As(access.Contributor), evidence.Item{Title: "Log"}, strings.NewReader("a"), "log.txt")
		if err != nil {
			t.Fatal(err)
		}
		auditor := aimstest.As(access.Auditor)
		_, revised := shelf.Revise(ctx, auditor, added)
		_, replaced := shelf.Replace(ctx, auditor, added.Ref, added.Version, strings.NewReader("b"), "log.txt")
		retired := shelf.Retire(ctx, auditor, added.Ref, added.Version, "not convincing")
		for act, err := range map[string]error{"revise": revised, "replace": replaced, "retire": retired} {
			if fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s by the auditor gave %v", act, err)
			}
		}
		for role, want := range map[access.Role]bool{access.Contributor: true, access.Lead: true, access.Auditor: false, access.Reader: false} {
			if may, err := shelf.MayChange(ctx, aimstest.As(role), added); err != nil || may != want {
				t.Errorf("%s may change: %v, %v", role, may, err)
			}
		}
		if err := shelf.Retire(ctx, aimstest.As(access.Lead), added.Ref, added.Version, "replaced"); err != nil {
			t.Errorf("a lead: %v", err)
		}
	})
}
