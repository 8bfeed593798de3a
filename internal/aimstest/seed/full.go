package seed

import (
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/store"
)

// Full fills a workspace in which every stage has something, finished and
// unfinished, overdue and retired, with hostile texts among it. Its references
// are the first of each register: RSK-2026-001 is a risk with actions and an
// acceptance, IMP-2026-001 an approved assessment, IMP-2026-002 a draft.
func Full(t testing.TB, db *store.DB, dir string, as func(access.Role) access.Actor) {
	t.Helper()
	f := filling(t, db, dir, as)
	f.context()
	f.statement()
	f.direction()
	f.systems()
	f.assessments()
	f.risks()
	f.statementOfApplicability()
	f.evidence()
	f.talk()
	f.changed()
	f.together()
	f.kept()
}

// context fills 4.1 and 4.2.
func (f *fill) context() {
	s, lead := scope.New(f.db), f.as[access.Lead]
	of(s.Describe(f.ctx, lead, scope.Organisation{
		Name: "Ærø Analytics " + LongWord, Does: "Ranks job applications for employers." + Hostile, Intended: "Fair and explained ranking.",
		Roles: []string{f.known.Roles[0].Name}, Jurisdictions: "EU", Climate: scope.No, ClimateReason: "Small computing loads.", Certifier: "Example Certification", Stage1On: "2026-12-15", Stage2On: "2027-02-15",
	})).by(f)
	for n, title := range []string{"New law on AI", "Scarce reviewers", Hostile} {
		of(s.Identify(f.ctx, lead, scope.Issue{Title: title, Side: scope.Sides[n%2], Theme: "law", Effect: strings.Repeat("More duties. ", n*4), Owner: "Ada"})).by(f)
	}
	for n, name := range []string{"Applicants", "The regulator", LongWord} {
		p := of(s.NameParty(f.ctx, lead, scope.Party{Name: name, Side: scope.External, Relationship: "affected", Affected: n == 0})).by(f)
		if n < 2 {
			of(s.RecordNeed(f.ctx, lead, scope.Need{Party: p.Ref, Text: "A human decides. " + Hostile, Kind: scope.NeedKinds[n], Addressed: scope.Answers[n], How: "Reviewers decide."})).by(f)
		}
	}
}

// statement puts a scope statement in force and opens the next draft (4.3).
func (f *fill) statement() {
	s, lead := scope.New(f.db), f.as[access.Lead]
	d := of(s.Draft(f.ctx, lead)).by(f)
	d.Text, d.Activities, d.Exclusions = "The development and operation of AI that ranks applications. "+Hostile, "Training and operation", []scope.Exclusion{{What: "Sales", Reason: "It uses no AI."}}
	d = of(s.ReviseStatement(f.ctx, lead, d)).by(f)
	of(s.ApproveStatement(f.ctx, f.as[access.Executive], d.Ref, d.Version)).by(f)
	of(s.Draft(f.ctx, lead)).by(f)
}
