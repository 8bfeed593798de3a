package agenda_test

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func touched(ref string, at when.Instant) store.Head {
	return store.Head{Ref: ref, UpdatedAt: at, CreatedAt: at}
}

// What nobody touched is found with who answers for it, and what is touched in another
// way, finished or retired is not.
func TestWhatNobodyTouchedIsFound(t *testing.T) {
	const long, lately = when.Instant("2026-01-10T10:00:00Z"), when.Instant("2026-11-10T10:00:00Z")
	retired := touched("SYS-2026-003", long)
	retired.RetiredOn = "2026-02-01"
	s := snapshot.Of(snapshot.Snapshot{
		Systems: []inventory.System{
			{Head: touched("SYS-2026-001", long), Name: "Old", Owner: " Ada "}, {Head: touched("SYS-2026-002", lately), Owner: "Jo"},
			{Head: retired}, {Head: touched("SYS-2026-004", long)},
		},
		Comments: []comment.Comment{{Head: touched("CMT-2026-001", lately), Target: "SYS-2026-004"}},
		Risks:    []risk.Risk{{Head: touched("RSK-2026-001", "2026-01-05T10:00:00Z"), Title: "Closed", Status: risk.Closed}},
		Measures: []performance.Measure{{Head: touched("MSR-2026-001", long)}},
		Results:  []performance.Result{{Head: touched("RSL-2026-001", lately), Measure: "MSR-2026-001"}},
		Splits:   []operation.Split{{Head: touched("RSP-2026-001", "2026-01-09T10:00:00Z"), Title: "Who", System: "SYS-2026-001"}},
	})
	got := agenda.Sleeping(s, agenda.MonthsBefore("2026-11-22", agenda.SleepMonths))
	want := []agenda.Dormant{
		{Ref: "RSP-2026-001", Title: "Who", Owner: "Ada", Since: "2026-01-09"}, // by the owner of its system
		{Ref: "SYS-2026-001", Title: "Old", Owner: "Ada", Since: "2026-01-10"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if day := agenda.MonthsBefore("2026-11-22", 6); day != "2026-05-22" {
		t.Errorf("six months before is %s", day)
	}
}
