// Package aims names the stages of the management system, once and in order.
//
// The packages below it are those stages. A stage may import only stages that
// stand before it here, so the import direction is the life cycle of the
// standard: Plan (4–6), Do (7, 8), Check (9), Act (10).
package aims

import (
	"slices"
	"strings"
)

// Clause is a clause number of ISO/IEC 42001:2023 as printed there, such as "6.1.3".
type Clause string

// Within says whether the clause is another or a part of it: 9.2.2 lies within 9.
func (c Clause) Within(other Clause) bool {
	return c == other || strings.HasPrefix(string(c), string(other)+".")
}

// Phase is the quarter of plan–do–check–act that a stage belongs to.
type Phase string

// The four phases.
const (
	Plan  Phase = "Plan"
	Do    Phase = "Do"
	Check Phase = "Check"
	Act   Phase = "Act"
)

// Stage is one package under internal/aims.
type Stage struct {
	Name    string   // package name and first part of its URLs
	Title   string   // as the navigation shows it
	Clauses []Clause // the clauses it serves; none where the standard does not ask for it
	Phase   Phase
}

// InTurn gives the stages phase by phase, for people: the review is made last of all
// stages, of what the others hold, and belongs to Check.
func InTurn() []Stage {
	turn := []Phase{Plan, Do, Check, Act}
	out := slices.Clone(Stages)
	slices.SortStableFunc(out, func(a, b Stage) int { return slices.Index(turn, a.Phase) - slices.Index(turn, b.Phase) })
	return out
}

// Stages is the life cycle. Navigation, import rules and the pack follow it.
var Stages = []Stage{
	{"scope", "Scope and context", []Clause{"4.1", "4.2", "4.3", "4.4"}, Plan},
	{"leadership", "Leadership", []Clause{"5.1", "5.2", "5.3"}, Plan},
	{"inventory", "AI systems", []Clause{"4.1", "8.1"}, Plan},
	{"impact", "Impact assessments", []Clause{"6.1.4", "8.4"}, Plan},
	{"risk", "Risks", []Clause{"6.1.1", "6.1.2", "6.1.3", "8.2", "8.3"}, Plan},
	{"soa", "Statement of Applicability", []Clause{"6.1.3"}, Plan},
	{"objective", "Objectives and changes", []Clause{"6.2", "6.3"}, Plan},
	{"support", "Support", []Clause{"7.1", "7.2", "7.3", "7.4", "7.5"}, Do},
	{"operation", "Operation", []Clause{"8.1"}, Do},
	{"performance", "Performance", []Clause{"9.1"}, Check},
	{"internalaudit", "Internal audit", []Clause{"9.2.1", "9.2.2"}, Check},
	{"improvement", "Improvement", []Clause{"10.1", "10.2"}, Act},
	{"review", "Management review", []Clause{"9.3.1", "9.3.2", "9.3.3"}, Check},
	{"certification", "Certification", nil, Act}, // asked for by no clause; it looks at all stages before it
}
