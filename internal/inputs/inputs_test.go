package inputs

import (
	"testing"

	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func TestQuarter(t *testing.T) {
	for _, c := range []struct {
		of          when.Day
		back        int
		first, last when.Day
	}{
		{"2026-11-22", 0, "2026-10-01", "2026-12-31"},
		{"2026-11-30", 3, "2026-01-01", "2026-03-31"},
		{"2026-01-01", 1, "2025-10-01", "2025-12-31"},
		{"2026-03-31", 0, "2026-01-01", "2026-03-31"},
	} {
		if first, last := quarter(c.of, c.back); first != c.first || last != c.last {
			t.Errorf("%s less %d: %s to %s", c.of, c.back, first, last)
		}
	}
}

// Every input that the standard asks for is there, numbers carry what they count, and a
// review does not count its own decisions as earlier ones.
func TestGather(t *testing.T) {
	s := snapshot.Of(snapshot.Snapshot{
		Judged: "2026-11-22",
		Nonconforming: []improvement.Nonconformity{
			{Head: store.Head{Ref: "NCR-1"}, Title: "No log", FoundOn: "2026-11-01", Source: improvement.OfAudit},
			{Head: store.Head{Ref: "NCR-2"}, FoundOn: "2024-01-01", ClosedOn: "2024-02-01"},
		},
		Decisions: []review.Decision{
			{Head: store.Head{Ref: "MRD-1"}, Review: "MRV-1", Due: "2026-11-21"},
			{Head: store.Head{Ref: "MRD-2"}, Review: "MRV-2", Due: "2026-11-21"},
		},
	})
	got := map[string]string{}
	var ids []string
	for _, in := range Gather(s, review.Review{Head: store.Head{Ref: "MRV-2"}}) {
		ids = append(ids, in.ID)
		for _, f := range in.Figures {
			got[f.Label] = f.Names()
		}
		if in.ID == "MRI-6" && (len(in.Trends) != 1 || in.Trends[0].Points[quarters-1].Value != "1") {
			t.Errorf("trend of audits: %+v", in.Trends)
		}
	}
	for i, id := range review.Asked {
		if ids[i] != id {
			t.Errorf("input %d is %s, want %s", i, ids[i], id)
		}
	}
	for label, want := range map[string]string{
		"Decisions open": "MRD-1", "Decisions overdue": "MRD-1", "Nonconformities open": "NCR-1 No log", "Found since": "NCR-1 No log",
		"Found by internal audits since": "NCR-1 No log", "Closed since": "", "Found by the certification body since": "",
	} {
		if got[label] != want {
			t.Errorf("%s: %q, want %q", label, got[label], want)
		}
	}
}
