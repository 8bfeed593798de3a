package snapshot

import "github.com/aims-workbench/aims/internal/aims/support"

// Competence says how each person stands with what their roles require (7.2).
func (s *Snapshot) Competence() support.Judgement {
	return support.Judge(support.Staff{Roles: s.Roles, Competences: s.Competences, Proofs: s.Proofs, Trainings: s.Trainings}, s.Today())
}
