package snapshot

import (
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
)

// Ground is what internal audits may look at, with its owners.
func (s *Snapshot) Ground() internalaudit.Ground {
	return internalaudit.Ground{Rows: s.Rows, Risks: s.Risks, Actions: s.Actions, Systems: s.Systems, Processes: s.Processes, Controls: s.Controls}
}

// WorkOf is what the auditors of an audit wrote.
func (s *Snapshot) WorkOf(a internalaudit.Audit) internalaudit.Work {
	return internalaudit.WorkOf(a, s.AuditRows, s.Samples, s.Findings, s.Ground())
}

// Answering is the nonconformity that was raised from a finding.
func (s *Snapshot) Answering(finding string) (improvement.Nonconformity, bool) {
	i := slices.IndexFunc(s.Nonconforming, func(n improvement.Nonconformity) bool { return n.Answers(finding) })
	if i < 0 {
		return improvement.Nonconformity{}, false
	}
	return s.Nonconforming[i], true
}

// Effective counts the actions of a nonconformity, and those of which somebody saw that
// they worked.
func (s *Snapshot) Effective(ncr string) (worked, all int) {
	for _, a := range s.ActionsFor(ncr) {
		all++
		if a.Step() == improvement.Effective {
			worked++
		}
	}
	return worked, all
}

// CarriedInto is what an audit looks at again: nonconformities that are open or were
// closed since the audit before, and earlier findings of other grades that ask for a
// second look. What is not in its scope is left to another audit.
func (s *Snapshot) CarriedInto(a internalaudit.Audit) []internalaudit.Carried {
	last := s.auditBefore(a)
	var out []internalaudit.Carried
	for _, n := range s.Nonconforming {
		keys := slices.Concat(n.Clauses, n.Controls)
		if n.Retired() || !covered(a, keys, n.Systems) || n.ClosedOn != "" && n.ClosedOn <= last.EndsOn || s.answers(n, a.Ref) {
			continue
		}
		out = append(out, internalaudit.Carried{Ref: n.Ref, Title: "Again: " + n.Title, Keys: keys, Systems: n.Systems, Question: s.askAgain(n)})
	}
	if last.Ref == "" {
		return out
	}
	return append(out, s.seenBefore(a, last.Ref)...)
}

// seenBefore are the findings of the audit before that nobody had to answer.
func (s *Snapshot) seenBefore(a internalaudit.Audit, last string) []internalaudit.Carried {
	var out []internalaudit.Carried
	for _, f := range s.Findings {
		keys := slices.Concat(f.Clauses, f.Controls)
		if _, raised := s.Answering(f.Ref); raised || f.Retired() || f.Audit != last || f.Grade == internalaudit.Positive || !covered(a, keys, f.Systems) {
			continue
		}
		out = append(out, internalaudit.Carried{Ref: f.Ref, Title: "Again: " + f.Title, Keys: keys, Systems: f.Systems,
			Question: fmt.Sprintf("The last audit saw this (%s). What became of it?", f.Grade)})
	}
	return out
}

// answers says whether a nonconformity comes from the audit itself.
func (s *Snapshot) answers(n improvement.Nonconformity, audit string) bool {
	return slices.ContainsFunc(s.Findings, func(f internalaudit.Finding) bool { return f.Audit == audit && n.Answers(f.Ref) })
}

func covered(a internalaudit.Audit, keys, systems []string) bool {
	return len(keys)+len(systems) == 0 || slices.ContainsFunc(append(slices.Clone(keys), systems...), a.Covers)
}

func (s *Snapshot) askAgain(n improvement.Nonconformity) string {
	worked, all := s.Effective(n.Ref)
	switch {
	case n.ClosedOn != "":
		return fmt.Sprintf("It was closed on %s. Has the cause stayed away since?", n.ClosedOn.Human())
	case all == 0:
		return "It is open and no action is planned. Why, and what was put right at once?"
	}
	return fmt.Sprintf("It is open, and %d of %d actions were seen to work. How far are the others, and by what is it seen?", worked, all)
}

// auditBefore is the newest audit in force that ended before another begins.
func (s *Snapshot) auditBefore(a internalaudit.Audit) (last internalaudit.Audit) {
	for _, b := range s.Audits {
		if !b.Retired() && b.Ref != a.Ref && b.State() != internalaudit.Planned && b.EndsOn < a.StartsOn && b.EndsOn >= last.EndsOn {
			last = b
		}
	}
	return last
}

// FollowedUp says whether an audit is reported and every nonconformity of its findings is
// closed: the audit is complete.
func (s *Snapshot) FollowedUp(a internalaudit.Audit) bool {
	return a.State() == internalaudit.Reported && !slices.ContainsFunc(s.Findings, func(f internalaudit.Finding) bool {
		n, raised := s.Answering(f.Ref)
		return f.Audit == a.Ref && !f.Retired() && f.Grade.Nonconforming() && (!raised || n.Open())
	})
}
