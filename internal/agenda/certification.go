package agenda

import (
	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// The kinds of certification.
const (
	BodyDecides Kind = "Decision of the certification body"
	ToPlan      Kind = "Certification audit to agree"
	BodyPlan    Kind = "Plan due to the certification body"
	BodyProof   Kind = "Proof due to the certification body"
	BodyChecks  Kind = "Major to be checked by the certification body"
	Asked       Kind = "Request of an auditor"
	Certificate Kind = "Certificate ends"
	AccessEnds  Kind = "Access ends"
)

var certificationKinds = []Kind{BodyDecides, ToPlan, BodyPlan, BodyProof, BodyChecks, Asked, Certificate, AccessEnds}

// ofCertification are the audits and days of the cycle that runs, the deadlines of what
// its auditors found, and what they asked to see.
func ofCertification(s *snapshot.Snapshot) []Item {
	c, ok := s.Course()
	if !ok {
		return ofAccess(s)
	}
	var out []Item
	for _, e := range c.Events {
		switch {
		case e.Held():
			out = append(out, ofFindings(s, c, e)...)
		case e.Kind == certification.Decision:
			out = append(out, Item{e.PlannedOn, BodyDecides, e.Ref, e.Title, e.Owner})
		case !e.PlannedOn.Passed(s.Today()): // an audit is never overdue; that nothing is recorded is a gap
			out = append(out, Item{e.PlannedOn, Audit, e.Ref, e.Title, e.Owner})
		}
	}
	for _, w := range c.Unplanned() {
		out = append(out, Item{w.On, ToPlan, c.Ref, stepName(w.Kind) + ": agree the day, the last one is " + w.Latest.Human(), c.Owner})
	}
	out = append(out, Item{c.ValidUntil, Certificate, c.Ref, c.Title, c.Owner})
	for _, q := range s.Requests {
		if q.Open() {
			out = append(out, Item{q.Due, Asked, q.Ref, q.Title, q.Owner})
		}
	}
	return append(out, ofAccess(s)...)
}

// ofFindings are the deadlines of findings that are open. That an answer is due is told
// by the nonconformity itself where it has the day.
func ofFindings(s *snapshot.Snapshot, c certification.Course, e certification.Event) []Item {
	var out []Item
	limits := c.Limits(e)
	for _, n := range s.Received(e.Ref) {
		if !n.Open() {
			continue
		}
		if n.RespondBy == "" {
			out = append(out, Item{limits.Plan, BodyPlan, n.Ref, n.Title, n.Owner})
		}
		out = append(out, Item{limits.Evidence, BodyProof, n.Ref, n.Title, n.Owner})
		if n.Grade == improvement.Major {
			out = append(out, Item{limits.Checked, BodyChecks, n.Ref, n.Title, n.Owner})
		}
	}
	return out
}

// ofAccess are the last days of accounts for a time.
func ofAccess(s *snapshot.Snapshot) []Item {
	var out []Item
	for _, p := range s.People {
		if p.Until != "" && !p.Ended(s.Today()) {
			out = append(out, Item{p.Until, AccessEnds, p.Ref, p.Name, ""})
		}
	}
	return out
}

// stepName is what a step of a cycle is called.
func stepName(k certification.Kind) string {
	step, _ := controls.MustLoad().CycleStep(string(k))
	return step.Name
}
