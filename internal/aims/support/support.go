// Package support keeps what the management system lives on (clause 7): its means and
// the resources of AI systems (7.1, A.4), who must be able to do what and how that is
// shown (7.2, A.4.6), what people were told (7.3, 7.4), and the documents under
// control (7.5).
//
// Whether a person is competent is never typed: it follows from the roles they hold,
// what those require, and what was shown; see [Judge].
package support

import "github.com/aims-workbench/aims/internal/store"

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		Resources.Store(), Competences.Store(), Trainings.Store(), Proofs.Store(),
		Briefings.Store(), Communications.Store(), Messages.Store(), Documents.Store(),
	}
}
