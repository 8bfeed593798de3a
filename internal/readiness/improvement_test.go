package readiness

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Each rule is broken by the smallest workspace that breaks it, and by nothing near it.
func TestImprovementRules(t *testing.T) {
	one := func(n improvement.Nonconformity) snapshot.Snapshot {
		n.Ref = "NCR-1"
		return snapshot.Snapshot{Nonconforming: []improvement.Nonconformity{n}}
	}
	done := func(a improvement.Action) snapshot.Snapshot {
		a.Ref = "CAR-1"
		return snapshot.Snapshot{Corrective: []improvement.Action{a}}
	}
	answered := one(improvement.Nonconformity{Grade: improvement.Major, RespondBy: "2026-11-21", Cause: "No one knew"})
	answered.Corrective = []improvement.Action{{Nonconformity: "NCR-1", Due: "2026-12-31"}}
	again := func(foundOn string, kind improvement.CauseKind) snapshot.Snapshot {
		return snapshot.Snapshot{Nonconforming: []improvement.Nonconformity{
			{Head: store.Head{Ref: "NCR-0"}, FoundOn: "2024-11-22", CauseKind: improvement.CausePeople, Clauses: []string{"42001:7.2"}, ClosedOn: "2025-01-01"},
			{Head: store.Head{Ref: "NCR-1"}, FoundOn: "2026-11-22", CauseKind: kind, Clauses: []string{"42001:" + foundOn}},
		}}
	}
	late := func(ended, closed when.Day) snapshot.Snapshot {
		s := one(improvement.Nonconformity{Grade: improvement.Major, Source: improvement.OfCertification, FoundOn: ended, ClosedOn: closed})
		s.Organisations = []scope.Organisation{{Stage2On: "2026-05-19", Stage2Ended: ended}}
		return s
	}
	for _, c := range []struct {
		name, rule string
		broken     bool
		in         snapshot.Snapshot
	}{
		{"no answer to a major one", "NCR-01", true, one(improvement.Nonconformity{Grade: improvement.Major, RespondBy: "2026-11-21"})},
		{"a cause and nothing done", "NCR-01", true, one(improvement.Nonconformity{Grade: improvement.Major, RespondBy: "2026-11-21", Cause: "No one knew"})},
		{"a cause and an action", "NCR-01", false, answered},
		{"the day is today", "NCR-01", false, one(improvement.Nonconformity{Grade: improvement.Major, RespondBy: "2026-11-22"})},
		{"a minor one is none of it", "NCR-01", false, one(improvement.Nonconformity{Grade: improvement.Minor, RespondBy: "2026-11-21"})},
		{"no answer to a minor one", "NCR-02", true, one(improvement.Nonconformity{Grade: improvement.Minor, RespondBy: "2026-11-21"})},
		{"a reason is an answer", "NCR-02", false, one(improvement.Nonconformity{Grade: improvement.Minor, RespondBy: "2026-11-21", Cause: "A slip", NoAction: "It cannot happen again"})},
		{"closed", "NCR-02", false, one(improvement.Nonconformity{Grade: improvement.Minor, RespondBy: "2026-11-21", ClosedOn: "2026-11-22"})},
		{"the same again after 24 months to the day", "NCR-03", true, again("7.2", improvement.CausePeople)},
		{"another clause", "NCR-03", false, again("7.3", improvement.CausePeople)},
		{"another cause", "NCR-03", false, again("7.2", improvement.CauseData)},
		{"open after the six months", "NCR-04", true, late("2026-05-21", "")},
		{"the last day of them", "NCR-04", false, late("2026-05-22", "")},
		{"closed before", "NCR-04", false, late("2026-05-21", "2026-10-01")},
		{"not done in time", "CAR-01", true, done(improvement.Action{Due: "2026-11-21"})},
		{"done in time", "CAR-01", false, done(improvement.Action{Due: "2026-11-21", DoneOn: "2026-11-20"})},
		{"nobody looked", "CAR-02", true, done(improvement.Action{DoneOn: "2026-06-01", ReviewOn: "2026-11-21"})},
		{"somebody looked", "CAR-02", false, done(improvement.Action{DoneOn: "2026-06-01", ReviewOn: "2026-11-21", Effect: improvement.NotEnough})},
	} {
		c.in.Judged = "2026-11-22"
		i := slices.IndexFunc(improvementRules, func(r rule) bool { return r.id == c.rule })
		records, broken := improvementRules[i].find(snapshot.Of(c.in))
		if broken != c.broken {
			t.Errorf("%s, %s: broken %v on %v", c.rule, c.name, broken, records)
		}
	}
}
