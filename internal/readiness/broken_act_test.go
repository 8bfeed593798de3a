package readiness_test

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// aFinding adds a finding that no nonconformity answers.
func aFinding(grade internalaudit.Result) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		s.Findings = []internalaudit.Finding{{Head: ref("FND-2026-001"), Audit: "AUD-2026-001", Grade: grade}}
	}
}

// reviewed adds a management review that is in order but for one thing: held, decided on
// and signed.
func reviewed(spoil func(*review.Review)) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		r := review.Review{Head: ref("MRV-2026-001"), HeldOn: "2026-10-01", NextOn: "2027-10-01", Attended: []review.Attendee{{Name: "Eva", Role: access.Executive}}}
		for _, id := range review.Asked {
			r.Inputs = append(r.Inputs, review.Input{ID: id, Commentary: "Nothing changed"})
		}
		r.Minutes, r.MinutesSum, r.Signatures = "Minutes", leadership.Sum("Minutes"), []review.Signature{{Name: "Eva"}}
		spoil(&r)
		s.Reviews = []review.Review{r}
		s.Decisions = []review.Decision{{Head: ref("MRD-2026-001"), Review: r.Ref, Due: "2027-01-01"}}
	}
}

// cycling adds a cycle with one audit.
func cycling(e certification.Event) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		e.Head, e.Cycle = ref("CEV-2026-001"), "CYC-2026-001"
		s.Cycles = []certification.Cycle{{Head: ref("CYC-2026-001")}}
		s.CycleEvents = []certification.Event{e}
	}
}

// certified adds a certificate that is in order but for one thing.
func certified(spoil func(*certification.Cycle)) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		st, _ := snapshot.Of(*s).Scope()
		c := certification.Cycle{Head: ref("CYC-2026-001"), Certificate: "AI 42", ScopeWords: st.Text}
		spoil(&c)
		s.Cycles = []certification.Cycle{c}
	}
}
