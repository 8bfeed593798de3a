package readiness

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// Each rule is broken by the smallest workspace that breaks it, and by nothing near it.
func TestCertificationRules(t *testing.T) {
	with := func(c certification.Cycle, events ...certification.Event) snapshot.Snapshot {
		c.Ref = "CYC-1"
		for i := range events {
			events[i].Ref, events[i].Cycle = "CEV-1", "CYC-1"
		}
		return snapshot.Snapshot{Cycles: []certification.Cycle{c}, CycleEvents: events}
	}
	printed := func(words, ours string) snapshot.Snapshot {
		s := with(certification.Cycle{Certificate: "AI 42", ScopeWords: words})
		s.Statements = []scope.Statement{{Head: store.Head{Ref: "SCP-1"}, State: scope.Approved, Text: ours}}
		return s
	}
	cites := func(version int) snapshot.Snapshot {
		s := with(certification.Cycle{Certificate: "AI 42", StatementVersion: version})
		s.Approved = []soa.Version{{Head: store.Head{Ref: "SOA-1"}, Number: 1}, {Head: store.Head{Ref: "SOA-2"}, Number: 2}}
		return s
	}
	asked := func(event certification.Event, answered bool) snapshot.Snapshot {
		s := with(certification.Cycle{}, event)
		s.Requests = []certification.Request{{Head: store.Head{Ref: "DRQ-1"}, Event: "CEV-1"}}
		if answered {
			s.Requests[0].AnsweredOn = "2026-11-01"
		}
		return s
	}
	found := func(event certification.Event, n improvement.Nonconformity) snapshot.Snapshot {
		s := with(certification.Cycle{EvidenceDays: 90}, event)
		n.Ref, n.FromRecords = "NCR-1", []string{"CEV-1"}
		s.Nonconforming = []improvement.Nonconformity{n}
		return s
	}
	stage2, major := certification.Event{Kind: certification.Stage2, HeldOn: "2026-08-20"}, improvement.Nonconformity{Grade: improvement.Major}
	for _, c := range []struct {
		name, rule string
		broken     bool
		in         snapshot.Snapshot
	}{
		{"other words", "CYC-01", true, printed("Scoring of motor claims.", "Scoring of claims.")},
		{"the same words", "CYC-01", false, printed("Scoring of\nclaims", "Scoring of claims.")},
		{"no statement is approved", "CYC-01", false, with(certification.Cycle{Certificate: "AI 42", ScopeWords: "All"})},
		{"no cycle at all", "CYC-01", false, snapshot.Snapshot{}},
		{"an older Statement", "CYC-02", true, cites(1)},
		{"the one in force", "CYC-02", false, cites(2)},
		{"none is cited", "CYC-02", false, cites(0)},
		{"the day has passed", "CYC-03", true, with(certification.Cycle{}, certification.Event{Kind: certification.Stage1, PlannedOn: "2026-11-21"})},
		{"it is today", "CYC-03", false, with(certification.Cycle{}, certification.Event{Kind: certification.Stage1, PlannedOn: "2026-11-22"})},
		{"it is in its middle", "CYC-03", false, with(certification.Cycle{}, certification.Event{Kind: certification.Stage1, PlannedOn: "2026-11-20", PlannedTo: "2026-11-23"})},
		{"it was held", "CYC-03", false, with(certification.Cycle{}, certification.Event{Kind: certification.Stage1, PlannedOn: "2026-11-20", HeldOn: "2026-11-20"})},
		{"no surveillance within 12 months", "CYC-03", true, with(certification.Cycle{}, certification.Event{Kind: certification.Decision, HeldOn: "2025-11-21"})},
		{"12 months are not over", "CYC-03", false, with(certification.Cycle{}, certification.Event{Kind: certification.Decision, HeldOn: "2025-11-22"})},
		{"asked and near", "CYC-04", true, asked(certification.Event{Kind: certification.Stage1, PlannedOn: "2026-12-22"}, false)},
		{"answered", "CYC-04", false, asked(certification.Event{Kind: certification.Stage1, PlannedOn: "2026-12-22"}, true)},
		{"not near", "CYC-04", false, asked(certification.Event{Kind: certification.Stage1, PlannedOn: "2026-12-23"}, false)},
		{"over", "CYC-04", false, asked(certification.Event{Kind: certification.Stage1, PlannedOn: "2026-11-01", HeldOn: "2026-11-01"}, false)},
		{"a major past its 90 days", "CYC-05", true, found(stage2, major)},
		{"its last day", "CYC-05", false, found(certification.Event{Kind: certification.Stage2, HeldOn: "2026-08-24"}, major)},
		{"closed", "CYC-05", false, found(stage2, improvement.Nonconformity{Grade: improvement.Major, ClosedOn: "2026-11-01"})},
		{"a minor one", "CYC-05", false, found(stage2, improvement.Nonconformity{Grade: improvement.Minor})},
	} {
		c.in.Judged = "2026-11-22"
		i := slices.IndexFunc(certificationRules, func(r rule) bool { return r.id == c.rule })
		records, broken := certificationRules[i].find(snapshot.Of(c.in))
		if broken != c.broken {
			t.Errorf("%s, %s: broken %v on %v", c.rule, c.name, broken, records)
		}
	}
}
