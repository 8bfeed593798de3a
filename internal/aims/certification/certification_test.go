package certification_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func whole() certification.Cycle {
	return certification.Cycle{
		Title: "Certification 2026 to 2029", Body: "Example Certification", Accreditation: "Example Accreditation, 17", StartedOn: "2025-11-01", Contact: "Al", Owner: "Lea",
		PlanDays: 20, EvidenceDays: 60, Stage1Days: "2", Stage2Days: "4.5", FollowDays: "2", RenewDays: "4",
		Certificate: "AI 42", IssuedOn: "2026-02-01", ValidUntil: "2029-01-31", ScopeWords: "Scoring of claims.", StatementVersion: 2, Copies: []string{"EVD-2026-001"},
	}
}

func audit() certification.Event {
	return certification.Event{
		Title: "Stage 2 audit", Cycle: "CYC-2026-001", Kind: certification.Stage2, PlannedOn: "2026-01-12", PlannedTo: "2026-01-14", Auditors: "Al Auditor", Owner: "Lea",
		HeldOn: "2026-01-12", HeldTo: "2026-01-14", Days: "4.5", Outcome: certification.WithPlan, Said: "Show more logs.", Reports: []string{"EVD-2026-001"},
	}
}

func request() certification.Request {
	return certification.Request{
		Title: "Scope statement", Number: "7", Event: "CEV-2026-001", Clauses: []string{"42001:4.3", "42001:A.4.2"}, Owner: "Lea", Due: "2026-02-01",
		Records: []string{"SYS-2026-001"}, Evidence: []string{"EVD-2026-001"}, Answer: "As approved", AnsweredOn: "2026-01-02",
	}
}

// before records what the good records name: an AI system, evidence, a cycle, an audit.
func before(upTo int) func(ctx context.Context, db *store.DB) error {
	return func(ctx context.Context, db *store.DB) error {
		lead := aimstest.As(access.Lead)
		if _, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks", Owner: "Ola"}); err != nil {
			return err
		}
		report := evidence.Item{Title: "Report", Kind: evidence.Address, Address: "https://example.org/report"}
		report.Ref = "EVD-2026-001"
		if err := db.Write(ctx, lead, access.AddEvidence, func(tx *store.Tx) error { return tx.Create("add", &report, "") }); err != nil {
			return err
		}
		if upTo > 0 {
			if _, err := certification.Cycles.Keep(ctx, db, lead, whole()); err != nil {
				return err
			}
		}
		if upTo > 1 {
			_, err := certification.Events.Keep(ctx, db, lead, audit())
			return err
		}
		return nil
	}
}

func TestCyclesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[certification.Cycle, *certification.Cycle]{
		Register: certification.Cycles, By: access.Lead, NotBy: access.External, Before: before(0), Good: whole(),
		Bad:   certification.Cycle{IssuedOn: "2026-02-01", ValidUntil: "2026-01-01", Stage1Days: "two", Certificate: "AI 42"},
		Marks: []string{"title", "body", "started_on", "valid_until", "scope_words"},
	})
}

func TestEventsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[certification.Event, *certification.Event]{
		Register: certification.Events, By: access.Lead, NotBy: access.Auditor, Before: before(1), Good: audit(),
		Bad:   certification.Event{PlannedTo: "2026-01-01", HeldTo: "2026-01-01", Outcome: certification.Granted, Cycle: "SYS-2026-001"},
		Marks: []string{"title", "cycle", "kind", "planned_on", "planned_to", "held_to", "held_on"},
	})
}

func TestRequestsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[certification.Request, *certification.Request]{
		Register: certification.Requests, By: access.Lead, NotBy: access.Contributor, Before: before(2), Good: request(),
		Bad:   certification.Request{Event: "CYC-2026-001", Clauses: []string{"42001:4.9"}, AnsweredOn: "2026-01-02"},
		Marks: []string{"title", "event", "clauses", "records"},
	})
}

// The order of a cycle holds between events, and a step stands once.
func TestEventsStandInTheOrderOfACycle(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := context.Background(), aimstest.As(access.Lead)
		if err := before(2)(ctx, db); err != nil {
			t.Fatal(err)
		}
		event := func(kind certification.Kind, held when.Day) certification.Event {
			return certification.Event{Title: string(kind), Cycle: "CYC-2026-001", Kind: kind, HeldOn: held}
		}
		for _, c := range []struct {
			name, field string
			in          certification.Event
		}{
			{"the same step again", "kind", event(certification.Stage2, "2026-01-20")},
			{"Stage 1 after Stage 2", "held_on", event(certification.Stage1, "2026-01-20")},
			{"a decision before Stage 2", "held_on", event(certification.Decision, "2026-01-02")},
			{"a day to come", "held_on", event(certification.Decision, "2031-01-02")},
			{"Stage 1 before it", "", event(certification.Stage1, "2025-12-01")},
			{"a special audit anywhere", "", event(certification.Special, "2025-11-20")},
			{"the decision after it", "", event(certification.Decision, "2026-02-01")},
		} {
			_, err := certification.Events.Keep(ctx, db, lead, c.in)
			field := ""
			if all := check.Messages(err); len(all) > 0 {
				field = all[0].Field
			}
			if field != c.field || c.field == "" && err != nil {
				t.Errorf("%s: refused at %q, want %q: %v", c.name, field, c.field, err)
			}
		}
	})
}

func TestRequestsAreAnswered(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := context.Background(), aimstest.As(access.Lead)
		if err := before(2)(ctx, db); err != nil {
			t.Fatal(err)
		}
		made, err := certification.UsualPapers(ctx, db, lead, "CEV-2026-001", "2026-12-01")
		if err != nil || made != 19 {
			t.Fatalf("%d papers, %v", made, err)
		}
		if _, err := certification.UsualPapers(ctx, db, lead, "CEV-2026-001", ""); fault.KindOf(err) != fault.Invalid {
			t.Errorf("the same papers twice: %v", err)
		}
		reply := func(in certification.Given) (certification.Request, error) {
			q, err := certification.Requests.Take(ctx, db, "DRQ-2026-001")
			if err != nil {
				t.Fatal(err)
			}
			return certification.Reply(ctx, db, lead, q.Ref, q.Version, in)
		}
		if _, err := reply(certification.Given{Done: true}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("answered with nothing: %v", err)
		}
		if _, err := reply(certification.Given{Records: []string{"RSK-2026-009"}}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a record that is not there: %v", err)
		}
		if q, err := reply(certification.Given{Records: []string{"SYS-2026-001"}}); err != nil || !q.Open() {
			t.Errorf("in part: %v", err)
		}
		if q, err := reply(certification.Given{Records: []string{"SYS-2026-001"}, Done: true}); err != nil || q.Open() {
			t.Errorf("wholly: %v", err)
		}
		if _, err := certification.Reply(ctx, db, aimstest.As(access.External), "DRQ-2026-001", 0, certification.Given{}); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("an external auditor answers: %v", err)
		}
	})
}
