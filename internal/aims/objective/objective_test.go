package objective_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func whole() objective.Objective {
	return objective.Objective{
		Title: "Fewer wrong refusals", Why: "They hurt people.", Level: "Claims", Policy: "POL-2026-001", Themes: []string{"C.2.5"}, Systems: []string{"SYS-2026-001"},
		Metric: "Refusals overturned", Unit: "%", Direction: objective.AtMost, Baseline: "8", BaselineOn: "2026-01-01", Target: "2.5", Due: "2027-01-01", Cadence: objective.Quarterly,
		Plan: "Second reader.", Resources: "One person.", Owner: "Ada", Evaluated: "By the board, each quarter.", Told: "Claims teams", State: objective.Reached, Closing: "The last two values meet it.",
	}
}

func before(ctx context.Context, db *store.DB) error {
	lead := aimstest.As(access.Lead)
	if _, err := leadership.New(db).Draft(ctx, lead, leadership.Policy{Title: "AI policy", Main: true}); err != nil {
		return err
	}
	_, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks"})
	return err
}

func TestObjectivesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[objective.Objective, *objective.Objective]{
		Register: objective.Objectives, By: access.Lead, NotBy: access.Contributor, Before: before, Good: whole(),
		Bad:   objective.Objective{Policy: "RSK-2026-001", Themes: []string{"C.9"}, Direction: "up", BaselineOn: "2026-05-01", Due: "2026-01-01", State: objective.GivenUp},
		Marks: []string{"title", "policy", "themes", "direction", "closing", "due"},
	})
}

func TestMeasurementsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[objective.Measurement, *objective.Measurement]{
		Register: objective.Measurements, By: access.Contributor, NotBy: access.Auditor,
		Before: func(ctx context.Context, db *store.DB) error {
			_, err := objective.Objectives.Keep(ctx, db, aimstest.As(access.Lead), objective.Objective{Title: "Fewer wrong refusals", Unit: "%"})
			return err
		},
		Good:  objective.Measurement{Value: "7.5", Objective: "OBJ-2026-001", On: "2026-03-31", By: "Ada", Note: "From the claims log."},
		Bad:   objective.Measurement{On: "soon"},
		Marks: []string{"value", "objective", "taken_on"},
	})
}

func TestPlannedChangesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[objective.PlannedChange, *objective.PlannedChange]{
		Register: objective.PlannedChanges, By: access.Lead, NotBy: access.Contributor,
		Good: objective.PlannedChange{
			Title: "Sales tools into scope", Parts: []objective.Part{objective.TheScope}, Purpose: "They decide about people.", Consequences: "More assessments.",
			Integrity: "Open actions go on.", Resources: "20 days", Responsibilities: "Sales names an owner.", Owner: "Ada", PlannedFor: "2026-06-01", DoneOn: "2026-07-01", Result: "Done.",
		},
		Bad:   objective.PlannedChange{Parts: []objective.Part{"weather"}, DoneOn: "soon"},
		Marks: []string{"title", "parts", "purpose", "done_on"},
	})
}

func TestWhatMayBeMeasured(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := t.Context(), aimstest.As(access.Lead)
		o, err := objective.Objectives.Keep(ctx, db, lead, objective.Objective{Title: "Fewer wrong refusals", Metric: "Refusals overturned", Unit: "%"})
		if err != nil {
			t.Fatal(err)
		}
		m, err := objective.Measurements.Keep(ctx, db, lead, objective.Measurement{Value: "7.5", Objective: o.Ref, On: "2026-03-31"})
		if err != nil || m.Title != "7.5 %, Refusals overturned" {
			t.Errorf("the measurement is called %q: %v", m.Title, err)
		}
		if _, err := objective.Measurements.Keep(ctx, db, lead, objective.Measurement{Value: "7", Objective: o.Ref, On: "2999-01-01"}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a value of the future is taken: %v", err)
		}
		if err := objective.Objectives.Retire(ctx, db, lead, o.Ref, o.Version, "dropped"); err != nil {
			t.Fatal(err)
		}
		if _, err := objective.Measurements.Keep(ctx, db, lead, objective.Measurement{Value: "7", Objective: o.Ref, On: "2026-03-31"}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a retired objective is measured: %v", err)
		}
	})
}

// An approval holds for the plan that was approved.
func TestApprovalOfAPlannedChange(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, exec := t.Context(), aimstest.As(access.Lead), aimstest.As(access.Executive)
		c, err := objective.PlannedChanges.Keep(ctx, db, lead, objective.PlannedChange{Title: "New method", Parts: []objective.Part{objective.TheMethods}, Purpose: "Better"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := objective.Approve(ctx, db, aimstest.As(access.Contributor), c.Ref, c.Version); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a contributor approves: %v", err)
		}
		if c, err = objective.Approve(ctx, db, exec, c.Ref, c.Version); err != nil || !c.Given() {
			t.Fatalf("approve: %v", err)
		}
		c.Result = "It works"
		if c, err = objective.PlannedChanges.Change(ctx, db, lead, c); err != nil || !c.Given() {
			t.Errorf("the result takes the approval away: %v", err)
		}
		c.Purpose = "Cheaper"
		if c, err = objective.PlannedChanges.Change(ctx, db, lead, c); err != nil || c.Given() {
			t.Errorf("another purpose keeps the approval: %v", err)
		}
	})
}

func TestProgress(t *testing.T) {
	values := func(pairs ...string) []objective.Measurement {
		var all []objective.Measurement
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, objective.Measurement{On: when.Day(pairs[i]), Value: pairs[i+1]})
		}
		return all
	}
	o := whole()
	keep := whole()
	keep.Baseline, keep.BaselineOn = "", ""
	rising := whole()
	rising.Direction, rising.Baseline, rising.Target = objective.AtLeast, "10", "20"
	vague := whole()
	vague.Target = ""
	retired := values("2026-06-01", "2")
	retired[0].RetiredOn = "2026-06-02"
	for _, tt := range []struct {
		name  string
		o     objective.Objective
		all   []objective.Measurement
		today when.Day
		want  objective.Track
		says  string
	}{
		{"nothing measured", o, nil, "2026-06-01", objective.Unmeasured, "No value"},
		{"only a retired value", o, retired, "2026-06-10", objective.Unmeasured, "No value"},
		{"no target", vague, values("2026-06-01", "2"), "2026-06-10", objective.Unmeasured, "Give it a target"},
		{"half the time, half the way", o, values("2026-07-02", "5.25"), "2026-07-03", objective.OnTrack, "would be 5.26 %"},
		{"half the time, too high", o, values("2026-07-02", "5.4"), "2026-07-03", objective.OffTrack, "straight line"},
		{"the newest counts, whatever the order", o, values("2026-07-02", "7", "2026-01-05", "2"), "2026-07-03", objective.OffTrack, "2 Jul 2026"},
		{"met before its day", o, values("2026-03-02", "2.5"), "2026-03-03", objective.TargetMet, "at most 2.5 %"},
		{"its day has passed", o, values("2026-12-30", "3"), "2027-01-02", objective.Missed, "has passed"},
		{"rising, behind", rising, values("2026-07-02", "12"), "2026-07-03", objective.OffTrack, "14.99"},
		{"rising, with a comma", rising, values("2026-07-02", "15,5"), "2026-07-03", objective.OnTrack, "at least 20 %"},
		{"no beginning: every value must meet it", keep, values("2026-07-02", "3"), "2026-07-03", objective.OffTrack, "every value"},
		{"no beginning, met", keep, values("2026-07-02", "2"), "2026-07-03", objective.TargetMet, ""},
	} {
		p := objective.ProgressOf(tt.o, tt.all, tt.today)
		if p.Track != tt.want || !strings.Contains(p.Why, tt.says) {
			t.Errorf("%s: %s, %s", tt.name, p.Track, p.Why)
		}
	}
}

func TestNextDue(t *testing.T) {
	o := objective.Objective{Cadence: objective.Monthly, State: objective.UnderWay}
	o.CreatedAt = "2026-01-01T08:00:00Z"
	if got := o.NextDue(nil); got != "2026-02-15" {
		t.Errorf("the first value is due on %s", got)
	}
	if got := o.NextDue([]objective.Measurement{{On: "2026-03-01"}}); got != "2026-04-15" {
		t.Errorf("the next value is due on %s", got)
	}
	o.State = objective.Reached
	if got := o.NextDue(nil); got != "" {
		t.Errorf("a reached objective is due on %s", got)
	}
}
