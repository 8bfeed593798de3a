package snapshot

import (
	"fmt"
	"slices"

	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/when"
)

// Course is the certification cycle that runs, with its events; false while none is
// recorded.
func (s *Snapshot) Course() (certification.Course, bool) {
	c, ok := certification.Current(s.Cycles, s.Today())
	return certification.Run(c, s.CycleEvents), ok
}

// CourseOf is one cycle with its events.
func (s *Snapshot) CourseOf(ref string) (certification.Course, bool) {
	i := slices.IndexFunc(s.Cycles, func(c certification.Cycle) bool { return c.Ref == ref })
	if i < 0 {
		return certification.Course{}, false
	}
	return certification.Run(s.Cycles[i], s.CycleEvents), true
}

// Received are the nonconformities in force that name an event of a certification cycle
// among the records that show them.
func (s *Snapshot) Received(event string) []improvement.Nonconformity {
	var out []improvement.Nonconformity
	for _, n := range s.Nonconforming {
		if !n.Retired() && slices.Contains(n.FromRecords, event) {
			out = append(out, n)
		}
	}
	return out
}

// RequestsOf are the requests in force for an event.
func (s *Snapshot) RequestsOf(event string) []certification.Request {
	var out []certification.Request
	for _, q := range s.Requests {
		if !q.Retired() && q.Event == event {
			out = append(out, q)
		}
	}
	return out
}

// NextAudit is the next audit by the certification body from today on: of the cycle
// where one is recorded, or else as it stands with the organisation. An audit of the
// day itself counts; name and ref are empty where no day is agreed.
func (s *Snapshot) NextAudit() (name string, on when.Day, ref string) {
	if c, ok := s.Course(); ok {
		for _, e := range c.Events {
			if !e.Held() && e.Kind != certification.Decision && !e.PlannedOn.Passed(s.Today()) {
				return e.Title, e.PlannedOn, e.Ref
			}
		}
		return "", "", ""
	}
	o := s.Organisation()
	if stage, on := o.NextAudit(s.Today()); stage > 0 {
		return fmt.Sprintf("Stage %d audit", stage), on, o.Ref
	}
	return "", "", ""
}

// StatementOutdated says whether a certificate cites another version of the Statement of
// Applicability than the one in force.
func (s *Snapshot) StatementOutdated(c certification.Cycle) bool {
	v, ok := s.Statement()
	return ok && c.Certificate != "" && c.StatementVersion > 0 && c.StatementVersion != v.Number
}
