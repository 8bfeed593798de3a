package internalaudit_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

func before(ctx context.Context, db *store.DB) error {
	lead := aimstest.As(access.Lead)
	if _, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks", Owner: "Ola Owner"}); err != nil {
		return err
	}
	if _, err := operation.Incidents.Keep(ctx, db, lead, operation.Incident{Title: "Logs are gone", NoticedOn: "2026-05-30", Severity: operation.Minor}); err != nil {
		return err
	}
	_, err := internalaudit.Programmes.Keep(ctx, db, lead, programme())
	return err
}

// begun leaves an audit under way with one row of its checklist.
func begun(ctx context.Context, db *store.DB) error {
	if err := before(ctx, db); err != nil {
		return err
	}
	auditor := aimstest.As(access.Auditor)
	if _, err := internalaudit.Audits.Keep(ctx, db, auditor, plan()); err != nil {
		return err
	}
	if err := internalaudit.Start(ctx, db, auditor, "AUD-2026-001", 0); err != nil {
		return err
	}
	_, err := internalaudit.Checklist.Keep(ctx, db, auditor, internalaudit.Row{Title: "Documents", Audit: "AUD-2026-001"})
	return err
}

func programme() internalaudit.Programme {
	return internalaudit.Programme{
		Title: "Audits", StartsOn: "2026-01-01", EndsOn: "2028-12-31", Objectives: "See what holds", Risks: "Too few auditors", Methods: "Interviews",
		Responsibilities: "The lead plans", Planning: "Scope and days", Reporting: "Within two weeks",
		Frequencies: []internalaudit.Frequency{{What: "Clause 8", Months: 12, Why: "It matters most"}},
	}
}

// plan has every field of a planned audit filled in.
func plan() internalaudit.Audit {
	return internalaudit.Audit{
		Title: "Audit 2026", Programme: "APR-2026-001", Objective: "Whether it holds", Criteria: "ISO/IEC 42001:2023",
		Clauses: []string{"42001:7.5.1"}, Controls: []string{"42001:A.6.2.8"}, Systems: []string{"SYS-2026-001"},
		LeadAuditor: "Test auditor", Auditors: []string{"Eve External"}, Auditees: []string{"Ola Owner"},
		StartsOn: "2026-05-01", EndsOn: "2026-05-03", ReportDue: "2026-05-20", ReportTo: []string{"Ola Owner"},
		Schedule: []internalaudit.Slot{{On: "2026-05-01", At: "9:00", What: "Documents", Who: "Ola Owner"}},
	}
}

func whole() internalaudit.Audit {
	a := plan()
	a.OpeningOn, a.OpeningPresent, a.OpeningNotes = "2026-05-01", []string{"Ola Owner"}, "Hello"
	a.ClosingOn, a.ClosingPresent, a.ClosingNotes, a.Conclusion = "2026-05-03", []string{"Ola Owner"}, "Thanks", "It holds"
	return a
}

func TestProgrammesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[internalaudit.Programme, *internalaudit.Programme]{
		Register: internalaudit.Programmes, By: access.Lead, NotBy: access.Auditor, Before: before, Good: programme(),
		Bad:   internalaudit.Programme{StartsOn: "2026-02-01", EndsOn: "2026-01-01", Frequencies: []internalaudit.Frequency{{What: "x"}}},
		Marks: []string{"title", "objectives", "frequencies.why.0", "ends_on"},
	})
}

func TestAuditsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[internalaudit.Audit, *internalaudit.Audit]{
		Register: internalaudit.Audits, By: access.Auditor, NotBy: access.Contributor, Before: before, Good: whole(),
		Bad:   internalaudit.Audit{LeadAuditor: "Ada", Auditees: []string{"ada"}, StartsOn: "2026-02-01", EndsOn: "2026-01-01", ReportDue: "2025-01-01"},
		Marks: []string{"title", "objective", "criteria", "clauses", "ends_on", "report_due", "auditees"},
	})
}

func TestChecklistConforms(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[internalaudit.Row, *internalaudit.Row]{
		Register: internalaudit.Checklist, By: access.Auditor, NotBy: access.Contributor, Before: begun,
		Good: internalaudit.Row{
			Title: "Logs", Audit: "AUD-2026-001", Place: 2, Requirement: []string{"42001:A.6.2.8"}, Systems: []string{"SYS-2026-001"},
			Questions: []string{"For how long?"}, Wanted: []string{"The logs"}, Result: internalaudit.Minor, Notes: "Gone after a year", Interviewee: "Ola",
		},
		Blank: []string{"follows", "evidence"},
		Bad:   internalaudit.Row{Result: internalaudit.Major, Requirement: []string{"SYS-2026-001"}},
		Marks: []string{"title", "audit", "requirement", "notes"},
	})
}

func TestSamplesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[internalaudit.Sample, *internalaudit.Sample]{
		Register: internalaudit.Samples, By: access.Auditor, NotBy: access.Contributor, Before: begun,
		Good: internalaudit.Sample{Title: "Systems", Audit: "AUD-2026-001", DrawnFrom: "SYS", Words: "ranker", Method: internalaudit.Judgement, Size: 1, Seed: "7", Chosen: []string{"SYS-2026-001"}, Why: "There is one", Outcome: "It is there"},
		Bad:  internalaudit.Sample{Method: internalaudit.Random, DrawnFrom: "NCR"}, Marks: []string{"title", "audit", "drawn_from", "size", "seed"},
	})
}

func TestFindingsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[internalaudit.Finding, *internalaudit.Finding]{
		Register: internalaudit.Findings, By: access.Auditor, NotBy: access.Contributor, Before: begun,
		Good: internalaudit.Finding{
			Title: "Logs are gone", Audit: "AUD-2026-001", ChecklistRow: "CHK-2026-001", Grade: internalaudit.Minor, FoundOn: "2026-05-02",
			Clauses: []string{"42001:7.5.1"}, Controls: []string{"42001:A.6.2.8"}, Systems: []string{"SYS-2026-001"}, Required: "Two years", Statement: "One year",
			Evidence: []string{"INC-2026-001"}, Interviewee: "Ola",
		},
		Bad:   internalaudit.Finding{Grade: internalaudit.Major, FoundOn: "soon"},
		Marks: []string{"title", "audit", "found_on", "statement", "clauses"},
	})
}
