package scope_test

import (
	"context"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

// filled records a little of everything.
func filled(t *testing.T, db *store.DB) *scope.Setting {
	t.Helper()
	ctx, setting, lead := context.Background(), scope.New(db), aimstest.As(access.Lead)
	must(setting.Identify(ctx, lead, scope.Issue{Side: scope.External, Title: "100%_new law", Theme: "law", Effect: "Duties"}))
	must(setting.Identify(ctx, lead, scope.Issue{Side: scope.External, Title: "Chip prices", Theme: "market"}))
	must(setting.Identify(ctx, lead, scope.Issue{Side: scope.Internal, Title: "Few experts", Theme: "people", Effect: "Slow reviews"}))
	gone := must(setting.Identify(ctx, lead, scope.Issue{Side: scope.Internal, Title: "Old tools", Theme: "technology"}))
	must(0, setting.RetireIssue(ctx, lead, gone.Ref, 1, "replaced"))
	a := must(setting.NameParty(ctx, lead, scope.Party{Name: "Applicants", Side: scope.External, Affected: true, Relationship: "people ranked"}))
	must(setting.NameParty(ctx, lead, scope.Party{Name: "Works council", Side: scope.Internal}))
	must(setting.RecordNeed(ctx, lead, scope.Need{Party: a.Ref, Text: "A human decides", Kind: scope.Legal, Addressed: scope.Yes}))
	must(setting.RecordNeed(ctx, lead, scope.Need{Party: a.Ref, Text: "Feedback", Kind: scope.Ethical, Addressed: scope.No, How: "Not owed"}))
	must(setting.RecordNeed(ctx, lead, scope.Need{Party: a.Ref, Text: "An explanation", Kind: scope.Legal}))
	return setting
}

func TestListsFindAndNarrow(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, setting := context.Background(), filled(t, db)
		for _, c := range []struct {
			name string
			q    scope.IssueQuery
			want []string
		}{
			{"all in force", scope.IssueQuery{}, []string{"100%_new law", "Chip prices", "Few experts"}},
			{"outside", scope.IssueQuery{Side: scope.External}, []string{"100%_new law", "Chip prices"}},
			{"a theme", scope.IssueQuery{Theme: "people"}, []string{"Few experts"}},
			{"wildcards are letters", scope.IssueQuery{Text: "%_N"}, []string{"100%_new law"}},
			{"text and side together", scope.IssueQuery{Text: "e", Side: scope.Internal}, []string{"Few experts"}},
			{"without an effect", scope.IssueQuery{NoEffect: true}, []string{"Chip prices"}},
			{"retired", scope.IssueQuery{Retired: true}, []string{"Old tools"}},
		} {
			page := must(setting.Issues(ctx, c.q))
			var got []string
			for _, i := range page.Rows {
				got = append(got, i.Title)
			}
			if !slices.Equal(got, c.want) || page.Total != int64(len(c.want)) {
				t.Errorf("issues, %s: %v of %d, want %v", c.name, got, page.Total, c.want)
			}
		}
		for _, c := range []struct {
			name string
			q    scope.PartyQuery
			want int64
		}{
			{"all", scope.PartyQuery{}, 2},
			{"affected", scope.PartyQuery{Affected: true}, 1},
			{"inside", scope.PartyQuery{Side: scope.Internal}, 1},
			{"by relationship", scope.PartyQuery{Text: "RANKED"}, 1},
			{"without needs", scope.PartyQuery{NoNeeds: true}, 1},
			{"retired", scope.PartyQuery{Retired: true}, 0},
		} {
			if page := must(setting.Parties(ctx, c.q)); page.Total != c.want || int64(len(page.Rows)) != c.want {
				t.Errorf("parties, %s: %d", c.name, page.Total)
			}
		}
		for _, c := range []struct {
			name string
			q    scope.NeedQuery
			want int64
		}{
			{"all", scope.NeedQuery{}, 3},
			{"of a party", scope.NeedQuery{Party: "PTY-2026-002"}, 0},
			{"legal and undecided", scope.NeedQuery{Kind: scope.Legal, Addressed: scope.Undecided}, 1},
			{"by the reason", scope.NeedQuery{Text: "owed"}, 1},
		} {
			if page := must(setting.Needs(ctx, c.q)); page.Total != c.want || int64(len(page.Rows)) != c.want {
				t.Errorf("needs, %s: %d", c.name, page.Total)
			}
		}
		if themes := must(setting.Themes(ctx)); !slices.Equal(themes, []string{"law", "market", "people"}) {
			t.Errorf("themes in use: %v", themes)
		}
	})
}

func TestStandingCountsWhatTheListsShow(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, setting := context.Background(), filled(t, db)
		st := must(setting.Standing(ctx))
		got := []int64{st.External, st.Internal, st.NoEffect, st.Parties, st.Affected, st.NoNeeds, st.Addressed, st.NotAddressed, st.Undecided}
		if want := []int64{2, 1, 1, 2, 1, 1, 1, 1, 1}; !slices.Equal(got, want) {
			t.Errorf("counted %v, want %v", got, want)
		}
	})
}

func TestGapsNameWhatIsMissing(t *testing.T) {
	whole := scope.Standing{
		Organisation: scope.Organisation{Head: store.Head{Version: 1}, Does: "d", Intended: "i", Roles: []string{"AI provider"}, Climate: scope.No},
		External:     1, Internal: 1, Parties: 1, Affected: 1, Addressed: 1, InForce: scope.Statement{Number: 1},
	}
	for _, c := range []struct {
		name string
		edit func(*scope.Standing)
		want []scope.Subject
	}{
		{"nothing", func(*scope.Standing) {}, nil},
		{"a new workspace", func(s *scope.Standing) { *s = scope.Standing{} },
			[]scope.Subject{scope.AboutOrganisation, scope.AboutIssues, scope.AboutIssues, scope.AboutParties, scope.AboutStatement}},
		{"no conclusion on climate", func(s *scope.Standing) { s.Organisation.Climate = scope.Undecided }, []scope.Subject{scope.AboutOrganisation}},
		{"effects and decisions open", func(s *scope.Standing) { s.NoEffect, s.Undecided = 2, 3 }, []scope.Subject{scope.AboutEffects, scope.AboutUndecided}},
		{"a party without needs", func(s *scope.Standing) { s.NoNeeds = 1 }, []scope.Subject{scope.AboutNoNeeds}},
		{"nobody affected", func(s *scope.Standing) { s.Affected = 0 }, []scope.Subject{scope.AboutParties}},
		{"a draft alone", func(s *scope.Standing) { s.InForce, s.Draft = scope.Statement{}, scope.Statement{Number: 1} }, []scope.Subject{scope.AboutStatement}},
	} {
		st := whole
		c.edit(&st)
		var got []scope.Subject
		for _, g := range st.Gaps() {
			got = append(got, g.About)
			if g.Text == "" || g.Clause == "" {
				t.Errorf("%s: a gap without words: %+v", c.name, g)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
