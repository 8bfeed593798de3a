package scope_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestOneVersionIsInForceAndItIsFrozen(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, setting := context.Background(), scope.New(db)
		lead, executive := aimstest.As(access.Lead), aimstest.As(access.Executive)

		first := must(setting.Draft(ctx, lead))
		if first.Number != 1 || first.State != scope.Draft {
			t.Fatalf("first draft: %+v", first)
		}
		if _, err := setting.Draft(ctx, lead); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a second draft beside the first: %v", err)
		}
		first.Text, first.Exclusions = "Everything", []scope.Exclusion{{"Robots", "None are used"}}
		first = must(setting.ReviseStatement(ctx, lead, first))
		if _, err := setting.ApproveStatement(ctx, aimstest.As(access.Contributor), first.Ref, first.Version); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a contributor approved: %v", err)
		}
		first = must(setting.ApproveStatement(ctx, executive, first.Ref, first.Version))
		if first.State != scope.Approved || first.ApprovedBy != executive.Name || first.ApprovedAt == "" {
			t.Errorf("approved: %+v", first)
		}
		first.Text = "Nothing"
		if _, err := setting.ReviseStatement(ctx, lead, first); fault.KindOf(err) != fault.Invalid {
			t.Errorf("an approved version was changed: %v", err)
		}
		if err := setting.DropStatement(ctx, lead, first.Ref, 0, "x"); fault.KindOf(err) != fault.Invalid {
			t.Errorf("an approved version was dropped: %v", err)
		}
		if _, err := setting.ApproveStatement(ctx, executive, first.Ref, 0); fault.KindOf(err) != fault.Invalid {
			t.Errorf("approved twice: %v", err)
		}

		second := must(setting.Draft(ctx, lead))
		if second.Number != 2 || second.Text != "Everything" || len(second.Exclusions) != 1 || second.ApprovedBy != "" || second.ApprovedAt != "" {
			t.Errorf("the second draft is no copy: %+v", second)
		}
		second.Text = "Everything but games"
		second = must(setting.ReviseStatement(ctx, lead, second))
		before := must(store.Position(db.Read(ctx)))
		must(setting.ApproveStatement(ctx, executive, second.Ref, second.Version))
		if after := must(store.Position(db.Read(ctx))); after.Seq != before.Seq+2 {
			t.Errorf("approving and superseding left %d entries", after.Seq-before.Seq)
		}
		now := must(setting.Standing(ctx))
		if now.InForce.Number != 2 || now.Draft.Number != 0 {
			t.Errorf("in force %d, draft %d", now.InForce.Number, now.Draft.Number)
		}
		if old := must(setting.Statement(ctx, first.Ref)); old.State != scope.Superseded || old.Text != "Everything" || old.ApprovedBy != executive.Name {
			t.Errorf("the former: %+v", old)
		}
		if earlier := must(setting.Earlier(ctx, 2)); earlier.Number != 1 {
			t.Errorf("before version 2 came %d", earlier.Number)
		}
	})
}

func TestADroppedNumberIsNotUsedAgain(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, setting, lead := context.Background(), scope.New(db), aimstest.As(access.Lead)
		d := must(setting.Draft(ctx, lead))
		must(0, setting.DropStatement(ctx, lead, d.Ref, d.Version, "begun too early"))
		if _, err := setting.ApproveStatement(ctx, lead, d.Ref, 0); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a dropped draft was approved: %v", err)
		}
		if next := must(setting.Draft(ctx, lead)); next.Number != 2 || next.Text != "" {
			t.Errorf("next: %+v", next)
		}
		if p := must(setting.Statements(ctx, "")); p.Total != 2 || p.Rows[0].Number != 2 {
			t.Errorf("versions: %+v", p)
		}
		if earlier := must(setting.Earlier(ctx, 2)); earlier.Number != 0 {
			t.Errorf("a dropped draft counts as a version before: %+v", earlier)
		}
	})
}

func TestWhatKeepsAStatementFromApproval(t *testing.T) {
	for _, c := range []struct {
		name string
		st   scope.Statement
		want []string
	}{
		{"empty", scope.Statement{Text: " \n"}, []string{"text"}},
		{"an exclusion without a reason", scope.Statement{Text: "t", Exclusions: []scope.Exclusion{{"a", "r"}, {"b", " "}}}, []string{"exclusions.reason.1"}},
		{"all at once", scope.Statement{Exclusions: []scope.Exclusion{{What: "a"}}}, []string{"text", "exclusions.reason.0"}},
		{"complete", scope.Statement{Text: "t", Exclusions: []scope.Exclusion{{"a", "r"}}}, nil},
	} {
		var got []string
		for _, m := range check.Messages(c.st.Ready()) {
			got = append(got, m.Field)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestSinceTellsPartByPart(t *testing.T) {
	old := scope.Statement{Text: "All", Units: "Berlin", Exclusions: []scope.Exclusion{{"Robots", "None"}}}
	now := old
	now.Text, now.Exclusions = "All but games", nil
	want := []scope.Difference{{Part: "Scope statement", Before: "All", After: "All but games"}, {Part: "Exclusions", Before: "Robots: None"}}
	if d := cmp.Diff(want, now.Since(old)); d != "" {
		t.Error(d)
	}
	if len(now.Since(now)) != 0 {
		t.Error("a version differs from itself")
	}
}
