package soa_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

const (
	a54    = "42001:A.5.4"
	a22    = "42001:A.2.2"
	reason = "People affected by the ranking must be considered."
)

var ctx = context.Background()

// keep writes records as their own stages would.
func keep(t *testing.T, db *store.DB, recs ...store.Record) {
	t.Helper()
	err := db.Write(ctx, aimstest.As(access.Lead), access.Import, func(tx *store.Tx) error {
		for _, r := range recs {
			if err := tx.Create("record", r, ""); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func risky(ref string, treatment risk.Treatment, status risk.Status, controls ...string) *risk.Risk {
	return &risk.Risk{Head: store.Head{Ref: ref}, Title: "Risk " + ref, Treatment: treatment, Status: status, Controls: controls}
}

func include(ref string, version int) soa.Row {
	return soa.Row{Head: store.Head{Ref: ref, Version: version}, Applicable: scope.Yes, Reason: reason}
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestRowsConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: soa.Registers()[0], By: access.Lead, NotBy: access.Contributor,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			r, err := soa.New(db).Decide(ctx, who, include("A.5.4", 0))
			return r.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			r := include(ref, version)
			r.Status, r.How = soa.Implemented, "Assessment form before each release"
			_, err := soa.New(db).Decide(ctx, who, r)
			return err
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := soa.New(db).Decide(ctx, who, soa.Row{
				Head: store.Head{Ref: "A.5.1"}, Applicable: scope.No, Reason: "n/a", Status: "someday", ReviewOn: "soon", Systems: []string{"SYS-2026-404"},
				Drivers: []soa.Driver{{Kind: "whim", Note: "why not"}, {Kind: soa.DriverRisk}, {Kind: soa.DriverRisk, Ref: "NED-2026-001"}, {Note: "law"}},
			})
			return err
		},
		Marks: []string{"ref", "reason", "drivers.kind.0", "drivers.ref.1", "drivers.ref.2", "drivers.kind.3", "status", "review_on", "drivers.ref.2", "systems"},
	})
}

func TestOwnControlsConform(t *testing.T) {
	own := soa.Row{Title: "Red-team before release", Description: "Two people attack the system for a day.", Applicable: scope.Yes, Reason: reason}
	aimstest.Conforms(t, aimstest.Conformance{
		Register: soa.Registers()[0], By: access.Lead, NotBy: access.Executive,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			r, err := soa.New(db).AddOwn(ctx, who, own)
			return r.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			r := own
			r.Head, r.Title = store.Head{Ref: ref, Version: version}, "Red-team before every release"
			_, err := soa.New(db).Decide(ctx, who, r)
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return soa.New(db).Retire(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := soa.New(db).AddOwn(ctx, who, soa.Row{Applicable: scope.Yes})
			return err
		},
		Marks: []string{"title", "description", "reason"},
	})
}

func TestDecideRules(t *testing.T) {
	db := aimstest.DB(t)
	st, lead := soa.New(db), aimstest.As(access.Lead)
	keep(t, db, risky("RSK-2026-001", risk.Mitigate, risk.Open), &inventory.System{Head: store.Head{Ref: "SYS-2026-001"}, Name: "Ranker"})
	for _, c := range []struct {
		name string
		row  soa.Row
		says string // "" if accepted
	}{
		{"undecided may be incomplete", soa.Row{Head: store.Head{Ref: "A.2.3"}, Owner: "Ada"}, ""},
		{"excluded with a label", soa.Row{Head: store.Head{Ref: "A.2.4"}, Applicable: scope.No, Reason: "Not applicable"}, "at least one sentence"},
		{"excluded with a sentence", soa.Row{Head: store.Head{Ref: "A.2.4"}, Applicable: scope.No, Reason: "We develop no systems of our own."}, ""},
		{"included without a reason", soa.Row{Head: store.Head{Ref: "A.3.2"}, Applicable: scope.Yes, Reason: "  "}, "including needs a reason"},
		{"place of an objective", include("42001:A.6.2.1", 0), "the place of the objective"},
		{"27001 is another framework", include("27001:A.5.4", 0), "no control of Annex A"},
		{"unknown own control", func() soa.Row { r := include("CTL-2026-404", 0); r.Title, r.Description = "x", "y"; return r }(), "There is no CTL-2026-404"},
		{"driver and system exist", func() soa.Row {
			r := include("A.3.2", 0)
			r.Drivers, r.Systems = []soa.Driver{{Kind: soa.DriverRisk, Ref: " rsk-2026-001 "}}, []string{"SYS-2026-001"}
			return r
		}(), ""},
		{"driver does not exist", func() soa.Row {
			r := include("A.3.3", 0)
			r.Drivers = []soa.Driver{{Kind: soa.DriverLegal, Ref: "NED-2026-009"}}
			return r
		}(), "There is no record NED-2026-009"},
		{"begun twice is a conflict", include("A.3.2", 0), "changed by somebody else"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := st.Decide(ctx, lead, c.row)
			if (err == nil) != (c.says == "") || (err != nil && !strings.Contains(err.Error(), c.says)) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
	l := must[soa.Line](t)(st.Take(ctx, "A.3.2"))
	if l.Name != "AI roles and responsibilities" || l.Drivers[0].Ref != "RSK-2026-001" || l.Status != soa.NotStarted {
		t.Errorf("A.3.2 reads %+v", l)
	}
}

func TestRetire(t *testing.T) {
	db := aimstest.DB(t)
	st, lead := soa.New(db), aimstest.As(access.Lead)
	must[soa.Row](t)(st.Decide(ctx, lead, include("A.5.4", 0)))
	own := must[soa.Row](t)(st.AddOwn(ctx, lead, soa.Row{Title: "Own", Description: "Something to check"}))
	keep(t, db, risky("RSK-2026-001", risk.Accept, risk.Open, own.Ref))
	for ref, says := range map[string]string{a54: "stays in the Statement", own.Ref: "Risks still rely on CTL-2026-001 (1)"} {
		if err := st.Retire(ctx, lead, ref, 1, "gone"); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", ref, err)
		}
	}
	second := must[soa.Row](t)(st.AddOwn(ctx, lead, soa.Row{Title: "Second", Description: "Something else"}))
	if err := st.Retire(ctx, lead, second.Ref, 1, "merged"); err != nil {
		t.Fatal(err)
	}
	second.Version = 2
	if _, err := st.Decide(ctx, lead, second); fault.KindOf(err) != fault.Invalid {
		t.Errorf("a retired control was decided: %v", err)
	}
	if o := must[soa.Overview](t)(st.Overview(ctx)); len(o.Lines) != 39 {
		t.Errorf("%d lines, want 38 and one own in force", len(o.Lines))
	}
}

func TestOverviewJoins(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		st, lead := soa.New(db), aimstest.As(access.Lead)
		gone := risky("RSK-2026-004", risk.Mitigate, risk.Open, a54)
		gone.RetiredOn = "2026-01-01"
		keep(t, db,
			risky("RSK-2026-001", risk.Mitigate, risk.Open, a54, a22), risky("RSK-2026-002", risk.Accept, risk.Open, a54),
			risky("RSK-2026-003", risk.Share, risk.Closed, a54), gone,
			&impact.Assessment{Head: store.Head{Ref: "IMP-2026-001"}, State: impact.Approved, Measures: []impact.Measure{{What: "w", Control: a54}}},
			&impact.Assessment{Head: store.Head{Ref: "IMP-2026-002"}, State: impact.Superseded, Measures: []impact.Measure{{What: "w", Control: a54}}},
			&evidence.Item{Head: store.Head{Ref: "EVD-2026-001"}, Supports: []string{a54}, ValidUntil: "2026-11-21"},
			&evidence.Item{Head: store.Head{Ref: "EVD-2026-002"}, Supports: []string{a54}, ValidUntil: "2026-11-22"},
			&evidence.Item{Head: store.Head{Ref: "EVD-2026-003"}, Supports: []string{a54}, Review: evidence.Rejected},
		)
		must[soa.Row](t)(st.Decide(ctx, lead, include(a54, 0)))
		o := must[soa.Overview](t)(st.Overview(ctx))
		if len(o.Lines) != 38 || o.Decided() != 1 || o.Lines[0].Ref != a22 || o.Lines[37].ID() != "A.10.4" {
			t.Fatalf("%d lines, %d decided, from %s", len(o.Lines), o.Decided(), o.Lines[0].Ref)
		}
		at := slices.IndexFunc(o.Lines, func(l soa.Line) bool { return l.Ref == a54 })
		if got, want := o.Lines[at].Uses, (soa.Uses{Risks: 2, Treated: 1, Measures: 1, Evidence: 3, Current: 1}); got != want {
			t.Errorf("uses of A.5.4: %+v, want %+v", got, want)
		}
		if got := o.Lines[0].Uses; got != (soa.Uses{Risks: 1, Treated: 1}) {
			t.Errorf("uses of A.2.2: %+v", got)
		}
		if got := must[[]soa.Driver](t)(st.Impacts(ctx, a54)); len(got) != 1 || got[0].Ref != "IMP-2026-001" {
			t.Errorf("impact assessments %+v", got)
		}
		page := must[store.Page[risk.Risk]](t)(st.Risks(ctx, a54, ""))
		if page.Total != 2 {
			t.Errorf("the list of risks has %d, the count says 2", page.Total)
		}
		for key, want := range map[string][2]string{a22: {"", "42001:A.2.3"}, "42001:A.5.3": {"42001:A.5.2", "42001:A.5.5"}, "42001:A.10.4": {"42001:A.10.3", ""}} {
			if prev, next, err := st.Neighbours(ctx, key); err != nil || prev != want[0] || next != want[1] {
				t.Errorf("undecided beside %s: %q and %q, %v", key, prev, next, err)
			}
		}
		for _, c := range []struct {
			q    soa.Query
			want int
		}{{soa.Query{}, 38}, {soa.Query{Text: "a.5."}, 4}, {soa.Query{Text: "RANKING"}, 1}, {soa.Query{Applicable: scope.Undecided}, 37}, {soa.Query{Status: soa.NotStarted}, 1}, {soa.Query{Remarked: true}, 1}} {
			if got := len(soa.Narrow(o.Lines, c.q)); got != c.want {
				t.Errorf("%+v keeps %d, want %d", c.q, got, c.want)
			}
		}
	})
}

func TestBulkDecisionAndUndo(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		st, lead := soa.New(db), aimstest.As(access.Lead)
		before := must[soa.Row](t)(st.Decide(ctx, lead, include(a54, 0)))
		picks := []soa.Pick{{a54, 1}, {a22, 0}}
		change := soa.Change{Applicable: scope.No, Reason: "We neither build nor operate such systems.", Owner: "Ada"}

		turns := must[[]soa.Turn](t)(st.Preview(ctx, picks, change))
		if len(turns) != 2 || turns[0].Before.Applicable != scope.Yes || turns[1].After.Applicable != scope.No || len(turns[1].Errors) > 0 {
			t.Fatalf("preview: %+v", turns)
		}
		for _, c := range []struct {
			name   string
			picks  []soa.Pick
			change soa.Change
			kind   fault.Kind
		}{
			{"nothing picked", nil, change, fault.Invalid},
			{"nothing changed", picks, soa.Change{}, fault.Invalid},
			{"stale", []soa.Pick{{a22, 0}, {a54, 9}}, change, fault.Conflict},
			{"one row refused", picks, soa.Change{Applicable: scope.Yes}, fault.Invalid},
			{"unknown control", []soa.Pick{{"42001:A.1.1", 0}}, change, fault.NotFound},
		} {
			at := must2(store.Position(db.Read(ctx)))
			if _, _, err := st.DecideMany(ctx, lead, c.picks, c.change); fault.KindOf(err) != c.kind {
				t.Errorf("%s: %v", c.name, err)
			}
			if must2(store.Position(db.Read(ctx))) != at {
				t.Errorf("%s left a trace", c.name)
			}
		}

		batch, n, err := st.DecideMany(ctx, lead, picks, change)
		if err != nil || n != 2 {
			t.Fatalf("%d rows, %v", n, err)
		}
		if b := must[soa.Batch](t)(st.Batch(ctx, batch)); len(b.Keys) != 2 || b.Undone || b.Who != lead.Name {
			t.Errorf("batch %+v", b)
		}
		if _, _, err := st.DecideMany(ctx, lead, []soa.Pick{{a54, 2}, {a22, 1}}, change); fault.KindOf(err) != fault.Invalid {
			t.Errorf("the same again was taken for a change: %v", err)
		}
		if n := must[int](t)(st.Undo(ctx, lead, batch)); n != 2 {
			t.Errorf("undid %d", n)
		}
		l := must[soa.Line](t)(st.Take(ctx, a54))
		if l.Reason != before.Reason || l.Applicable != scope.Yes || l.Version != 3 {
			t.Errorf("after undo: %+v", l.Row)
		}
		l = must[soa.Line](t)(st.Take(ctx, a22))
		if l.Decided() || l.Retired() || l.Version != 2 {
			t.Errorf("a row that was begun by the batch: %+v", l.Row)
		}
		if _, err := st.Undo(ctx, lead, batch); fault.KindOf(err) != fault.Conflict {
			t.Errorf("undone twice: %v", err)
		}
		again := must[soa.Row](t)(st.Decide(ctx, lead, include(a22, 2)))
		if again.Version != 3 || again.Retired() {
			t.Errorf("begun again: %+v", again)
		}
	})
}

func must2[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestUnknownControlIsAnsweredWithWhatWasMeant(t *testing.T) {
	_, err := soa.New(aimstest.DB(t)).Decide(ctx, aimstest.As(access.Lead), include("A.6.2.9", 0))
	m := check.Messages(err)
	if len(m) != 1 || m[0].Field != "ref" || !strings.Contains(m[0].Text, "Did you mean A.6.2.") {
		t.Errorf("got %+v", m)
	}
}
