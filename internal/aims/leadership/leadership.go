// Package leadership holds what top management gives the management system: the
// AI policy with its versions and signatures (clause 5.2, A.2.2–A.2.4), and the
// roles, responsibilities and authorities (5.3, A.3.2).
//
// A policy is a lasting thing; its text lives in versions. A version is written
// as a draft, approved once, and then never changes: who wants other words drafts
// the next version, which nobody has signed yet. Top management signs the version
// in force (5.1, 5.2).
//
// Around the texts stand what makes them known: publications, and acknowledgements of
// each version by the people who were asked (5.2, 7.3, 7.4). Around the roles stand the
// activities, each with who does it and the one who answers for it (5.3).
package leadership

import "github.com/aims-workbench/aims/internal/store"

// Direction is policies, their signatures, and the roles.
type Direction struct{ db *store.DB }

// New gives the leadership stage of a workspace.
func New(db *store.DB) *Direction { return &Direction{db} }

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		store.Of[Policy]("policy", "POL", "Policies"),
		store.Of[Version]("policy-version", "", "Policy versions"),
		store.Of[Signature]("signature", "SIG", "Signatures"),
		store.Of[Role]("role", "ROL", "Roles"),
		Publications.Store(),
		Acknowledgements.Store(),
		Activities.Store(),
	}
}
