package readiness

import (
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// soonAudited is how many days before an audit open requests are pointed out.
const soonAudited = 30

// certificationRules are about the cycle with a certification body. They speak only
// where a cycle is recorded: no clause asks for one. The clauses they name are those
// whose working an auditor would doubt.
var certificationRules = []rule{
	{
		id: "CYC-01", severity: Minor, at: Stage2, clauses: []string{"4.3"}, stage: "certification",
		message: "The scope on the certificate is not the scope statement that you approved",
		why:     "The certificate speaks of another scope than the one in force; the body sets that right.",
		fix:     "Ask the certification body to print your words, or approve a scope statement that says what is certified.",
		find: ofCourse(func(s *snapshot.Snapshot, c certification.Course) []string {
			st, ok := s.Scope()
			if !ok || c.Certificate == "" || c.SameScope(st.Text) {
				return nil
			}
			return []string{c.Ref}
		}),
	},
	{
		id: "CYC-02", severity: Minor, at: Stage2, clauses: []string{"6.1.3"}, stage: "certification",
		message: "The certificate cites another version of the Statement of Applicability than the one in force",
		why:     "Controls may have changed since; the body wants to know.",
		fix:     "Tell the certification body which version is in force, and ask whether it prints the certificate anew.",
		find: ofCourse(func(s *snapshot.Snapshot, c certification.Course) []string {
			if !s.StatementOutdated(c.Cycle) {
				return nil
			}
			return []string{c.Ref}
		}),
	},
	{
		id: "CYC-03", severity: Minor, at: Stage2, clauses: []string{"4.4"}, stage: "certification",
		message: "The day of an audit by the certification body has passed and nothing is recorded",
		why:     "The audit may well have been held; its record is missing.",
		fix:     "Record when it was held and how it ended, or agree a new day.",
		find:    ofCourse(passedEvents),
	},
	{
		id: "CYC-04", severity: Minor, at: Stage2, clauses: []string{"7.5.3"}, stage: "certification",
		message: "An audit by the certification body is near and some of its requests are open",
		why:     "What is asked for and not there costs time at the audit.",
		fix:     "Answer each request: point to the records and the evidence, or say why there is nothing to show.",
		find:    ofCourse(openRequests),
	},
	{
		id: "CYC-05", severity: Major, at: Stage2, clauses: []string{"10.2"}, stage: "certification",
		message: "A major finding of the certification body is open past its deadline",
		why:     "A body withholds or suspends a certificate when a major finding stays open past its day.",
		fix:     "Put it right, show the proof to the body, and close the nonconformity. After six months Stage 2 is held again.",
		find:    ofCourse(lateMajors),
	},
}

// ofCourse is a rule about the cycle that runs.
func ofCourse(find func(*snapshot.Snapshot, certification.Course) []string) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		c, ok := s.Course()
		if !ok {
			return nil
		}
		return find(s, c)
	})
}

// passedEvents are audits whose planned day is over without a record, and those that
// follow from the decision and were not held by their last day.
func passedEvents(s *snapshot.Snapshot, c certification.Course) []string {
	var out []string
	for _, e := range c.Events {
		if !e.Held() && e.Last().Passed(s.Today()) {
			out = append(out, e.Ref)
		}
	}
	for _, w := range c.Unplanned() {
		if w.Latest.Passed(s.Today()) {
			return append(out, c.Ref)
		}
	}
	return out
}

// openRequests are the requests for audits within sixty days that nobody has answered.
func openRequests(s *snapshot.Snapshot, c certification.Course) []string {
	var out []string
	for _, e := range c.Events {
		if e.Held() || e.PlannedOn == "" || e.PlannedOn.Passed(s.Today()) || e.PlannedOn > s.Today().Add(soonAudited) {
			continue
		}
		for _, q := range s.RequestsOf(e.Ref) {
			if q.Open() {
				out = append(out, q.Ref)
			}
		}
	}
	return out
}

// lateMajors are open majors for which the day of the proof, or the six months after
// Stage 2, are over.
func lateMajors(s *snapshot.Snapshot, c certification.Course) []string {
	var out []string
	for _, e := range c.Events {
		l := c.Limits(e)
		if !l.Evidence.Passed(s.Today()) && !l.Checked.Passed(s.Today()) {
			continue
		}
		out = append(out, refs(s.Received(e.Ref), func(n improvement.Nonconformity) bool {
			return n.Open() && n.Grade == improvement.Major
		}, func(n improvement.Nonconformity) string { return n.Ref })...)
	}
	return out
}
