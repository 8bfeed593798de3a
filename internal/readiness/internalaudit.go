package readiness

import (
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// auditRules are about the programme of internal audits, their coverage, the
// impartiality of auditors and what became of findings (9.2).
//
// What is said about nonconformities once they are raised (10.2) stands in
// improvementRules: a closed one has cause, action and effect, because closing asks for
// them.
var auditRules = []rule{
	{
		id: "AUD-01", severity: Major, at: Stage1, clauses: []string{"9.2.2"}, stage: "internalaudit",
		message: "There is no programme of internal audits",
		why:     "The programme is asked for in writing, and Stage 1 reads it.",
		fix:     "Write a programme for the next years: what the audits are for, how often each part is looked at, and why. Or attach the one you have for clause 9.2.2 and have a second person accept it.",
		find: missing(func(s *snapshot.Snapshot) bool {
			_, held := internalaudit.Current(s.Programmes, s.Today())
			return held || acceptedFor(s, "9.2.2")
		}),
	},
	{
		id: "AUD-02", severity: Minor, at: Stage1, clauses: []string{"9.2.2"}, stage: "internalaudit",
		message: "The audit programme in force is not approved",
		why:     "The programme is there; nobody has agreed to it.",
		fix:     "Have somebody approve it who did not write it.",
		find: each(func(s *snapshot.Snapshot) []string {
			if p, held := internalaudit.Current(s.Programmes, s.Today()); held && p.ApprovedOn == "" {
				return []string{p.Ref}
			}
			return nil
		}),
	},
	{
		id: "CR-18", severity: Major, at: Stage2, clauses: []string{"9.2.2"}, stage: "internalaudit",
		message: "An auditor judges their own work and nobody has recorded how bias is kept out",
		why:     "A judgement on own work cannot be relied on, and no second person has made up for it.",
		fix:     "Choose another auditor, or have a second person record how bias is kept out.",
		find: audits(func(s *snapshot.Snapshot, a internalaudit.Audit) bool {
			return a.State() != internalaudit.Reported && len(a.Unmitigated(s.Ground())) > 0
		}),
	},
	{
		id: "CR-19", severity: Major, at: Stage2, clauses: []string{"9.2.1", "9.2.2"}, stage: "internalaudit",
		message: "No internal audit looks at some clauses or controls in time",
		why:     "What no internal audit has seen is not known to work.",
		fix:     "Plan an audit of them: the coverage page names them and offers it.",
		find:    each(unaudited),
	},
	{
		id: "AUD-03", severity: Major, at: Stage1, clauses: []string{"9.2.1"}, stage: "internalaudit",
		message: "No internal audit was finished within the last year of the programme",
		why:     "Bodies ask for a finished internal audit before Stage 2.",
		fix:     "Finish the audit that is under way and sign its report, or carry one out.",
		find:    idle,
	},
	{
		id: "AUD-04", severity: Minor, at: Stage2, clauses: []string{"9.2.2"}, stage: "internalaudit",
		message: "Some planned audits have not begun although their day is over",
		why:     "The audit is planned; that it slipped is a lapse.",
		fix:     "Start each of them, or give a new day with the reason.",
		find: audits(func(s *snapshot.Snapshot, a internalaudit.Audit) bool {
			return a.State() == internalaudit.Planned && a.StartsOn.Passed(s.Today())
		}),
	},
	{
		id: "AUD-05", severity: Minor, at: Stage2, clauses: []string{"9.2.2"}, stage: "internalaudit",
		message: "The reports of some audits are overdue",
		why:     "The audit was held; telling managers is late.",
		fix:     "Finish the checklist and sign each report.",
		find: audits(func(s *snapshot.Snapshot, a internalaudit.Audit) bool {
			return a.State() == internalaudit.Underway && a.ReportDue.Passed(s.Today())
		}),
	},
	{
		id: "FND-01", severity: Major, at: Stage2, clauses: []string{"10.2", "9.2.2"}, stage: "internalaudit",
		message: "Nobody has raised a nonconformity from a finding graded major",
		why:     "A major finding that nobody answers puts the working of the system in doubt.",
		fix:     "Open the finding and raise the nonconformity, so that cause and action follow.",
		find:    unraised(internalaudit.Major),
	},
	{
		id: "FND-02", severity: Minor, at: Stage2, clauses: []string{"10.2", "9.2.2"}, stage: "internalaudit",
		message: "Nobody has raised a nonconformity from some findings graded minor",
		why:     "The lapse is known; the answer to it is missing.",
		fix:     "Open each finding and raise the nonconformity, so that cause and action follow.",
		find:    unraised(internalaudit.Minor),
	},
}

func audits(fits func(*snapshot.Snapshot, internalaudit.Audit) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		return refs(s.Audits, func(a internalaudit.Audit) bool { return !a.Retired() && fits(s, a) }, func(a internalaudit.Audit) string { return a.Ref })
	})
}

// unaudited are the clauses and controls that no audit of the programme looks at in time.
// Where there is no programme, that is what is said.
func unaudited(s *snapshot.Snapshot) []string {
	c := s.AuditCoverage()
	if c.Programme.Ref == "" {
		return nil
	}
	var out []string
	for _, row := range c.Uncovered() {
		if row.Group != "AI systems" {
			out = append(out, row.Key)
		}
	}
	return out
}

// idle says whether a year of the programme has passed without a report. A programme that
// began less than a year ago has time left.
func idle(s *snapshot.Snapshot) ([]string, bool) {
	p, held := internalaudit.Current(s.Programmes, s.Today())
	yearAgo := s.Today().Add(-366)
	if !held || p.StartsOn > yearAgo {
		return nil, false
	}
	for _, a := range s.Audits {
		if !a.Retired() && a.State() == internalaudit.Reported && a.EndsOn > yearAgo {
			return nil, false
		}
	}
	return []string{p.Ref}, true
}

// unraised are findings of a grade that no nonconformity answers.
func unraised(grade internalaudit.Result) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		return refs(s.Findings, func(f internalaudit.Finding) bool {
			_, raised := s.Answering(f.Ref)
			return !f.Retired() && f.Grade == grade && !raised
		}, func(f internalaudit.Finding) string { return f.Ref })
	})
}
