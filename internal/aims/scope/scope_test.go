package scope_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// register picks one of the stage's registers by name.
func register(t *testing.T, name string) store.Register {
	t.Helper()
	for _, r := range scope.Registers() {
		if r.Name == name {
			return r
		}
	}
	t.Fatalf("no register %q", name)
	return store.Register{}
}

func head(ref string, version int) store.Head { return store.Head{Ref: ref, Version: version} }

// must gives the value of a step that prepares a test.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestTheOrganisationConforms(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: register(t, "organisation"), By: access.Lead, NotBy: access.Contributor,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			o, err := scope.New(db).Describe(ctx, who, scope.Organisation{Name: " Ærø Analytics ", Roles: []string{"AI provider"}})
			return o.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := scope.New(db).Describe(ctx, who, scope.Organisation{Head: head(ref, version), Name: "Ærø Analytics", Climate: scope.No, ClimateReason: "Small loads"})
			return err
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := scope.New(db).Describe(ctx, who, scope.Organisation{Name: " ", Roles: []string{"Wizard"}, Climate: scope.Yes})
			return err
		},
		Marks: []string{"name", "roles", "climate_reason"},
	})
}

func TestIssuesConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: register(t, "issue"), By: access.Lead, NotBy: access.Executive,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			i, err := scope.New(db).Identify(ctx, who, scope.Issue{Side: scope.External, Title: "New law", Theme: "law"})
			return i.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := scope.New(db).ReviseIssue(ctx, who, scope.Issue{Head: head(ref, version), Side: scope.External, Title: "New law", Effect: "More duties"})
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return scope.New(db).RetireIssue(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := scope.New(db).Identify(ctx, who, scope.Issue{})
			return err
		},
		Marks: []string{"title", "side"},
	})
}

func TestPartiesConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: register(t, "party"), By: access.Lead,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			p, err := scope.New(db).NameParty(ctx, who, scope.Party{Name: "Job applicants", Affected: true})
			return p.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := scope.New(db).ReviseParty(ctx, who, scope.Party{Head: head(ref, version), Name: "Applicants", Side: scope.External})
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return scope.New(db).RetireParty(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := scope.New(db).NameParty(ctx, who, scope.Party{Side: "sideways"})
			return err
		},
		Marks: []string{"name", "side"},
	})
}

func TestNeedsConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: register(t, "need"), By: access.Lead,
		Before: func(ctx context.Context, db *store.DB) error {
			_, err := scope.New(db).NameParty(ctx, aimstest.As(access.Lead), scope.Party{Name: "Applicants"})
			return err
		},
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			n, err := scope.New(db).RecordNeed(ctx, who, scope.Need{Party: "PTY-2026-001", Text: "Fair treatment", Kind: scope.Ethical})
			return n.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := scope.New(db).ReviseNeed(ctx, who, scope.Need{Head: head(ref, version), Text: "Fair treatment", Addressed: scope.No, How: "Covered by labour law"})
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return scope.New(db).RetireNeed(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := scope.New(db).RecordNeed(ctx, who, scope.Need{Kind: "odd", Addressed: scope.No})
			return err
		},
		Marks: []string{"party", "text", "kind", "how"},
	})
}

func TestStatementsConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: register(t, "scope"), By: access.Lead, NotBy: access.Executive,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			st, err := scope.New(db).Draft(ctx, who)
			return st.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := scope.New(db).ReviseStatement(ctx, who, scope.Statement{Head: head(ref, version), Text: "All of it"})
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return scope.New(db).DropStatement(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			return db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error {
				return scope.AddStatement(tx, &scope.Statement{Exclusions: []scope.Exclusion{{What: "Robots"}, {}, {Reason: "Not ours"}}})
			})
		},
		Marks: []string{"exclusions.what.1"},
	})
}

func TestWhoDescribesTheOrganisationSecondGetsAConflict(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, setting, lead := context.Background(), scope.New(db), aimstest.As(access.Lead)
		if o := must(setting.Organisation(ctx)); o.Version != 0 || o.Climate != scope.Undecided {
			t.Errorf("before the beginning: %+v", o)
		}
		must(setting.Describe(ctx, lead, scope.Organisation{Name: "First"}))
		if _, err := setting.Describe(ctx, lead, scope.Organisation{Name: "Second"}); fault.KindOf(err) != fault.Conflict {
			t.Errorf("the second description was not a conflict: %v", err)
		}
		if o := must(setting.Organisation(ctx)); o.Name != "First" || o.Ref != scope.OrganisationRef || o.Version != 1 {
			t.Errorf("stored: %+v", o)
		}
	})
}

func TestAPartyTakesItsNeedsWithIt(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, setting, lead := context.Background(), scope.New(db), aimstest.As(access.Lead)
		for _, name := range []string{"Applicants", "Regulator"} {
			p := must(setting.NameParty(ctx, lead, scope.Party{Name: name}))
			must(setting.RecordNeed(ctx, lead, scope.Need{Party: p.Ref, Text: "First of " + name}))
			must(setting.RecordNeed(ctx, lead, scope.Need{Party: p.Ref, Text: "Second of " + name}))
		}
		if n := must(setting.NeedsOf(ctx, "PTY-2026-001", "PTY-2026-002")); len(n) != 4 {
			t.Fatalf("%d needs at first", len(n))
		}
		must(0, setting.RetireParty(ctx, lead, "PTY-2026-001", 1, "hiring stopped"))
		left := must(setting.NeedsOf(ctx, "PTY-2026-001", "PTY-2026-002"))
		if len(left) != 2 || left[0].Party != "PTY-2026-002" || left[1].Party != "PTY-2026-002" {
			t.Errorf("left: %+v", left)
		}
		if n := must(setting.Need(ctx, "NED-2026-001")); n.RetiredBecause != "Applicants retired: hiring stopped" {
			t.Errorf("reason of the need: %q", n.RetiredBecause)
		}
		if _, err := setting.RecordNeed(ctx, lead, scope.Need{Party: "PTY-2026-001", Text: "Late"}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a retired party took a need: %v", err)
		}
		if _, err := setting.RecordNeed(ctx, lead, scope.Need{Party: "PTY-2026-009", Text: "Nobody's"}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a party that does not exist took a need: %v", err)
		}
	})
}

func TestANeedStaysWithItsParty(t *testing.T) {
	db := aimstest.DB(t)
	ctx, setting, lead := context.Background(), scope.New(db), aimstest.As(access.Lead)
	must(setting.NameParty(ctx, lead, scope.Party{Name: "A"}))
	must(setting.NameParty(ctx, lead, scope.Party{Name: "B"}))
	n := must(setting.RecordNeed(ctx, lead, scope.Need{Party: "PTY-2026-001", Text: "t"}))
	n.Party, n.Text = "PTY-2026-002", "changed"
	if n = must(setting.ReviseNeed(ctx, lead, n)); n.Party != "PTY-2026-001" || n.Text != "changed" {
		t.Errorf("%+v", n)
	}
	n.Addressed, n.How = scope.No, "  "
	_, err := setting.ReviseNeed(ctx, lead, n)
	if m := check.Messages(err); len(m) != 1 || m[0].Field != "how" {
		t.Errorf("a decision against without its reason: %v", err)
	}
}
