package performance_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

const today = when.Day("2026-11-22")

func day(text string) when.Day { return when.Day(text) }

// measure is one with nothing missing: at most 5 %, once a month.
func measure() performance.Measure {
	return performance.Measure{
		Title: "Decisions overruled", Tells: "Whether the score helps", Kind: performance.OfSystem, Controls: []string{"42001:A.6.2.6"},
		Systems: []string{"SYS-2026-001"}, Objectives: []string{"OBJ-2026-001"}, Method: "Counted in the claims platform", Unit: "%",
		Better: performance.Lower, Target: "3", Threshold: "5", Often: operation.Monthly, Since: "2026-01-31", Owner: "Kofi", Evaluator: "Noor", Evaluated: "Twice a year",
	}
}

// before records what the registers of performance name.
func before(ctx context.Context, db *store.DB) error {
	lead := aimstest.As(access.Lead)
	if _, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks", Owner: "Ola Owner"}); err != nil {
		return err
	}
	if _, err := objective.Objectives.Keep(ctx, db, lead, objective.Objective{Title: "Fewer complaints"}); err != nil {
		return err
	}
	if _, err := risk.New(db).Identify(ctx, lead, risk.Risk{Title: "Drift", Kind: risk.Threat, Status: risk.Open}); err != nil {
		return err
	}
	err := db.Write(ctx, lead, access.AddEvidence, func(tx *store.Tx) error {
		return tx.Create("add", &evidence.Item{Head: store.Head{Ref: "EVD-2026-001"}, Title: "Report"}, "")
	})
	if err != nil {
		return err
	}
	_, err = performance.Measures.Keep(ctx, db, lead, measure())
	return err
}

func TestMeasuresConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[performance.Measure, *performance.Measure]{
		Register: performance.Measures, By: access.Lead, NotBy: access.Contributor, Before: before, Good: measure(),
		Bad:   performance.Measure{Kind: performance.OfControl, Better: performance.Higher, Target: "90", Threshold: "95", Often: "each time"},
		Marks: []string{"title", "often", "since", "controls", "threshold"},
	})
}

func TestResultsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[performance.Result, *performance.Result]{
		Register: performance.Results, By: access.Contributor, NotBy: access.Auditor, Before: before,
		Good:  performance.Result{Value: "4.5", Measure: "MSR-2026-001", On: "2026-06-01", By: "Kofi", Note: "All decisions of May", Evidence: []string{"EVD-2026-001"}},
		Bad:   performance.Result{Measure: "SYS-2026-001", On: "soon"},
		Marks: []string{"value", "measure", "taken_on"},
	})
}

func TestEvaluationsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[performance.Evaluation, *performance.Evaluation]{
		Register: performance.Evaluations, By: access.Lead, NotBy: access.Contributor, Before: before,
		Good: performance.Evaluation{
			Title: "First half", Measures: []string{"MSR-2026-001"}, From: "2026-01-01", To: "2026-06-30", Says: "It falls", Conclusion: performance.Act,
			Follows: "Kofi trains anew by August", Followed: []string{"RSK-2026-001"}, By: "Noor", On: "2026-07-02",
		},
		Bad:   performance.Evaluation{From: "2026-06-30", To: "2026-01-01", On: "2025-12-31", Conclusion: performance.Act, Measures: []string{"RSK-2026-001"}},
		Marks: []string{"title", "measures", "says", "evaluated_by", "follows", "period_to", "evaluated_on"},
	})
}

func TestWhatResultsAsk(t *testing.T) {
	at := func(on, value string) performance.Result {
		return performance.Result{Head: store.Head{Ref: "RSL-" + on}, Measure: "MSR-1", On: day(on), Value: value}
	}
	looked := performance.Evaluation{Measures: []string{"MSR-1"}, From: "2026-01-01", To: "2026-06-30", On: "2026-07-01"}
	for _, c := range []struct {
		name                            string
		results                         []performance.Result
		evaluations                     []performance.Evaluation
		due                             string
		open                            int
		overdue, neglected, unevaluated bool
	}{
		{"nothing yet", nil, nil, "2025-01-31", 0, true, false, true},
		{"in order", []performance.Result{at("2026-11-01", "5")}, []performance.Evaluation{looked}, "2026-12-02", 0, false, false, false},
		{"broken of late", []performance.Result{at("2026-11-08", "5.01")}, []performance.Evaluation{looked}, "2026-12-09", 1, false, false, false},
		{"broken and left", []performance.Result{at("2026-11-07", "6")}, []performance.Evaluation{looked}, "2026-12-08", 1, false, true, false},
		{"broken and evaluated", []performance.Result{at("2026-06-30", "6"), at("2026-11-01", "2")}, []performance.Evaluation{looked}, "2026-12-02", 0, false, false, false},
		{"evaluated long ago", []performance.Result{at("2026-11-01", "2")}, []performance.Evaluation{{Measures: []string{"MSR-1"}, On: "2025-11-20"}}, "2026-12-02", 0, false, false, true},
	} {
		m := measure()
		m.Ref, m.Since = "MSR-1", "2025-01-31"
		w := performance.Gather([]performance.Measure{m}, c.results, c.evaluations)[0]
		if got := string(w.Due()); got != c.due || len(w.Open()) != c.open || w.Overdue(today) != c.overdue || w.Neglected(today) != c.neglected || w.Unevaluated(today) != c.unevaluated {
			t.Errorf("%s: due %s, %d open, overdue %v, neglected %v, unevaluated %v", c.name, got, len(w.Open()), w.Overdue(today), w.Neglected(today), w.Unevaluated(today))
		}
	}
}

func TestSeveralResultsAreOneAct(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, who := context.Background(), aimstest.As(access.Contributor)
		if err := before(ctx, db); err != nil {
			t.Fatal(err)
		}
		enter := func(on string, lines ...performance.Entered) ([]performance.Result, error) {
			return performance.Enter(ctx, db, who, day(on), "Kofi", lines)
		}
		const first, none = "MSR-2026-001", "MSR-2026-009"
		for name, c := range map[string]struct {
			on    string
			lines []performance.Entered
			want  []string
		}{
			"no number":           {"2026-06-01", []performance.Entered{{first, "4", ""}, {first, "four", ""}}, []string{"value-" + first}},
			"a note alone":        {"2026-06-01", []performance.Entered{{first, "", "Counted"}}, []string{"value-" + first}},
			"no such measure":     {"2026-06-01", []performance.Entered{{none, "4", ""}}, []string{"value-" + none}},
			"no day, said once":   {"", []performance.Entered{{first, "4", ""}, {first, "5", ""}}, []string{"taken_on"}},
			"a day that is ahead": {"2030-01-01", []performance.Entered{{first, "4", ""}}, []string{"taken_on"}},
			"nothing":             {"2026-06-01", []performance.Entered{{first, "", ""}}, []string{"value-" + first}},
			"no line":             {"2026-06-01", nil, nil},
		} {
			_, err := enter(c.on, c.lines...)
			var at []string
			for _, m := range check.Messages(err) {
				at = append(at, m.Field)
			}
			if err == nil || len(at) != len(c.want) || len(at) > 0 && at[0] != c.want[0] {
				t.Errorf("%s: %v at %v, want %v", name, err, at, c.want)
			}
		}
		if kept, err := performance.Results.InForce(ctx, db, nil); err != nil || len(kept) > 0 {
			t.Errorf("refused lines left %d results, %v", len(kept), err)
		}
		taken, err := enter("2026-06-01", performance.Entered{Measure: first, Value: "4,5", Note: "Counted"}, performance.Entered{Measure: first})
		if err != nil || len(taken) != 1 || taken[0].Title != "4,5 %, Decisions overruled" {
			t.Errorf("took %+v, %v", taken, err)
		}
	})
}
