package snapshot

import "github.com/aims-workbench/aims/internal/aims/improvement"

// ActionsFor are the corrective actions in force of a nonconformity.
func (s *Snapshot) ActionsFor(ref string) []improvement.Action {
	var out []improvement.Action
	for _, a := range s.Corrective {
		if a.Nonconformity == ref && !a.Retired() {
			out = append(out, a)
		}
	}
	return out
}

// BackAgain are the earlier nonconformities that a nonconformity repeats.
func (s *Snapshot) BackAgain(n improvement.Nonconformity) []improvement.Nonconformity {
	var out []improvement.Nonconformity
	for _, earlier := range s.Nonconforming {
		if n.Recurs(earlier) {
			out = append(out, earlier)
		}
	}
	return out
}

// Answered says whether a nonconformity has a cause, and an action or a reason for none.
func (s *Snapshot) Answered(n improvement.Nonconformity) bool {
	return n.Cause != "" && (n.NoAction != "" || len(s.ActionsFor(n.Ref)) > 0)
}
