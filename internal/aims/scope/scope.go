// Package scope holds the context of the organisation and the boundary of its AI
// management system: clauses 4.1 (issues), 4.2 (interested parties, their needs and
// the obligations that follow), 4.3 (scope statement), 4.4 (the processes of the
// system) and the roles the organisation plays with AI.
//
// The statement has versions: one draft at most is open, one version at most is
// approved, and an approved version is never changed again.
package scope

import (
	"github.com/aims-workbench/aims/internal/store"
)

// Setting is the organisation, its context and the boundary of its AIMS.
type Setting struct{ db *store.DB }

// New gives the scope stage of a workspace.
func New(db *store.DB) *Setting { return &Setting{db} }

// Answer is yes, no, or not decided yet.
type Answer string

// The answers. Undecided is a recorded "I do not know yet", not a blank.
const (
	Yes       Answer = "yes"
	No        Answer = "no"
	Undecided Answer = "undecided"
)

// Answers lists them in the order they are offered.
var Answers = []Answer{Yes, No, Undecided}

// orUndecided turns a blank into the recorded "I do not know yet".
func (a Answer) orUndecided() Answer {
	if a == "" {
		return Undecided
	}
	return a
}

// Side says whether an issue or a party is outside or inside the organisation.
type Side string

// The sides of 4.1.
const (
	External Side = "external"
	Internal Side = "internal"
)

// Sides lists them.
var Sides = []Side{External, Internal}

// longName is the most characters a name or title may have: it must fit a line of
// a list and of a printed register.
const longName = 200

// Registers lists what this stage keeps.
func Registers() []store.Register {
	return []store.Register{
		store.Of[Organisation]("organisation", "", "Organisation"),
		store.Of[Issue]("issue", "ISS", "Issues"),
		store.Of[Party]("party", "PTY", "Interested parties"),
		store.Of[Need]("need", "NED", "Needs"),
		Obligations.Store(),
		Processes.Store(),
		store.Of[Statement]("scope", "SCP", "Scope statements"),
	}
}
