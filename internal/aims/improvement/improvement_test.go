package improvement_test

import (
	"context"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func before(ctx context.Context, db *store.DB) error {
	lead := aimstest.As(access.Lead)
	if _, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks", Owner: "Ola Owner"}); err != nil {
		return err
	}
	if _, err := operation.Incidents.Keep(ctx, db, lead, operation.Incident{Title: "Logs are gone", NoticedOn: "2026-05-30", Severity: operation.Minor}); err != nil {
		return err
	}
	_, err := improvement.Nonconformities.Keep(ctx, db, lead, found())
	return err
}

// whole has every field filled in.
func whole() improvement.Nonconformity {
	n := found()
	n.Required, n.Found, n.FromRecords, n.RespondBy = "Two years", "Fourteen months", []string{"INC-2026-001"}, "2026-07-01"
	n.Correction, n.CorrectedOn, n.Extent = "Stopped", "2026-06-01", "Nowhere else"
	n.Whys, n.CauseKind, n.Cause, n.NoAction = []string{"It was set so", "Nobody asked"}, improvement.CauseTooling, "The form does not ask", "A slip"
	return n
}

func found() improvement.Nonconformity {
	return improvement.Nonconformity{
		Title: "Logs were erased too soon", FoundOn: "2026-06-01", Source: improvement.OfMonitoring, Grade: improvement.Minor,
		Clauses: []string{"42001:8.1"}, Controls: []string{"42001:A.6.2.8"}, Systems: []string{"SYS-2026-001"}, Owner: "Ola Owner",
	}
}

func planned() improvement.Action {
	return improvement.Action{Title: "Ask for the time", Nonconformity: "NCR-2026-001", Owner: "Ola Owner", Due: "2026-07-01", Measure: "Each new store has it", ReviewOn: "2026-12-01"}
}

func done() improvement.Action {
	a := planned()
	a.DoneOn, a.Done, a.Proof = "2026-06-30", "The form asks", []string{"INC-2026-001"}
	return a
}

func TestNonconformitiesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[improvement.Nonconformity, *improvement.Nonconformity]{
		Register: improvement.Nonconformities, By: access.Auditor, NotBy: access.Reader, Ender: access.Lead, Before: before, Good: whole(),
		Bad:   improvement.Nonconformity{FoundOn: "2026-06-02", CorrectedOn: "2026-06-01", Grade: "huge", Systems: []string{"RSK-2026-001"}},
		Marks: []string{"title", "source", "grade", "systems", "clauses", "corrected_on"},
	})
}

func TestActionsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[improvement.Action, *improvement.Action]{
		Register: improvement.Actions, By: access.Contributor, NotBy: access.Auditor, Before: before, Good: done(),
		Bad:   improvement.Action{Nonconformity: "SYS-2026-001", DoneOn: "2026-07-01"},
		Marks: []string{"title", "nonconformity", "owner", "due", "done"},
	})
}

func TestImprovementsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[improvement.Improvement, *improvement.Improvement]{
		Register: improvement.Improvements, By: access.Executive, NotBy: access.Reader, Before: before,
		Good: improvement.Improvement{
			Title: "Plain letters", Origin: "The panel", Why: "Fewer calls", Clauses: []string{"42001:7.4"}, Systems: []string{"SYS-2026-001"}, Owner: "Ada", Due: "2026-12-01",
			DoneOn: "2026-11-01", Result: "A third of the calls",
		},
		Bad:   improvement.Improvement{DoneOn: "2026-12-01", Due: "soon"},
		Marks: []string{"title", "due", "result"},
	})
}

// 10.2 from the finding to the end: each step is refused until the one before it is
// done, and nobody judges their own work.
func TestANonconformityIsFollowedToItsEnd(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, auditor := context.Background(), aimstest.As(access.Lead), aimstest.As(access.Auditor)
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		refused := func(err error, kind fault.Kind) {
			t.Helper()
			if fault.KindOf(err) != kind {
				t.Errorf("want %v, got %v", kind, err)
			}
		}
		must(before(ctx, db))
		n, err := improvement.Nonconformities.Take(ctx, db, "NCR-2026-001")
		must(err)
		refused(improvement.Close(ctx, db, auditor, n.Ref, n.Version, "It holds"), fault.Invalid)
		n.Correction, n.Extent, n.CauseKind, n.Cause = "Stopped", "Nowhere else", improvement.CauseTooling, "The form does not ask"
		n, err = improvement.Nonconformities.Change(ctx, db, lead, n)
		must(err)
		refused(improvement.Close(ctx, db, auditor, n.Ref, n.Version, "It holds"), fault.Invalid) // no action, no reason
		a, err := improvement.Actions.Keep(ctx, db, lead, planned())
		must(err)
		refused(improvement.Review(ctx, db, auditor, a.Ref, a.Version, improvement.Worked, "Seen"), fault.Invalid) // not done
		a.DoneOn, a.Done = "2026-06-30", "The form asks"
		a, err = improvement.Actions.Change(ctx, db, lead, a)
		must(err)
		owner := auditor
		owner.Name = "ola  owner"
		refused(improvement.Review(ctx, db, owner, a.Ref, a.Version, improvement.Worked, "Seen"), fault.Forbidden)
		refused(improvement.Review(ctx, db, auditor, a.Ref, a.Version, "", ""), fault.Invalid)
		must(improvement.Review(ctx, db, auditor, a.Ref, a.Version, improvement.NotEnough, "One store without"))
		refused(improvement.Close(ctx, db, auditor, n.Ref, n.Version, "It holds"), fault.Invalid)
		b, err := improvement.Actions.Keep(ctx, db, lead, improvement.Action{Title: "No store without it", Nonconformity: n.Ref, Owner: "Jo", Due: "2026-07-01", DoneOn: "2026-07-01", Done: "Checked by the platform"})
		must(err)
		must(improvement.Review(ctx, db, auditor, b.Ref, b.Version, improvement.Worked, "Twenty, none without"))
		refused(improvement.Close(ctx, db, owner, n.Ref, n.Version, "It holds"), fault.Forbidden)
		must(improvement.Close(ctx, db, auditor, n.Ref, n.Version, "It holds"))
		n, err = improvement.Nonconformities.Take(ctx, db, n.Ref)
		must(err)
		if n.Open() || n.ClosedBy != auditor.Name {
			t.Errorf("closed by %q", n.ClosedBy)
		}
		n.Cause = "Another one"
		n, err = improvement.Nonconformities.Change(ctx, db, lead, n)
		must(err)
		if !n.Open() {
			t.Error("who closed it vouched for another cause")
		}
	})
}

// An open nonconformity is taken out of force by neither who recorded nor who sees to
// it, also not by undoing the import that brought it.
func TestAnOpenNonconformityIsRetiredByAnother(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, finder, other := t.Context(), aimstest.As(access.Lead), aimstest.As(access.Auditor)
		var n improvement.Nonconformity
		err := db.Write(ctx, finder, access.EditNonconformity, func(tx *store.Tx) error {
			tx.Batch = "import 1"
			n = improvement.Nonconformity{Title: "No log", FoundOn: "2026-06-01", Source: improvement.OfComplaint, Grade: improvement.Major, Clauses: []string{"42001:8.1"}, Owner: "Ola Owner"}
			return improvement.Nonconformities.Add(tx, &n)
		})
		if err != nil {
			t.Fatal(err)
		}
		undo := func(who access.Actor) error {
			return db.Write(ctx, who, access.EditNonconformity, func(tx *store.Tx) error {
				_, err := tx.Undo("import 1", improvement.Registers())
				return err
			})
		}
		retire := func(who access.Actor) error {
			return improvement.Nonconformities.Retire(ctx, db, who, n.Ref, n.Version, "Recorded twice")
		}
		owner, helper := other, aimstest.As(access.Contributor)
		owner.Name = "ola owner"
		for name, who := range map[string]access.Actor{"who recorded it": finder, "who sees to it": owner, "who may not close it": helper} {
			for way, do := range map[string]func(access.Actor) error{"retires": retire, "undoes": undo} {
				if err := do(who); fault.KindOf(err) != fault.Forbidden {
					t.Errorf("%s %s it: %v", name, way, err)
				}
			}
		}
		if err := undo(other); err != nil {
			t.Errorf("another undoes the import: %v", err)
		}
	})
}

// Only a major finding of the first Stage 2 has the six months.
func TestLimitOfStage2(t *testing.T) {
	o := scope.Organisation{Stage2On: "2026-08-27", Stage2Ended: "2026-08-31"}
	for _, c := range []struct {
		name   string
		source improvement.Source
		grade  improvement.Grade
		found  when.Day
		want   when.Day
	}{
		{"major of Stage 2", improvement.OfCertification, improvement.Major, "2026-08-31", "2027-02-28"},
		{"recorded after the report came", improvement.OfCertification, improvement.Major, "2026-09-20", "2027-02-28"},
		{"minor", improvement.OfCertification, improvement.Minor, "2026-08-31", ""},
		{"of ourselves", improvement.OfOurselves, improvement.Major, "2026-08-31", ""},
		{"of Stage 1", improvement.OfCertification, improvement.Major, "2026-07-01", ""},
		{"of surveillance", improvement.OfCertification, improvement.Major, "2027-08-31", ""},
	} {
		if got := (improvement.Nonconformity{Source: c.source, Grade: c.grade, FoundOn: c.found}).Limit(o); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A finding of the certification body gets the day that this body allows.
func TestAnswerByTheDaysAllowed(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := t.Context(), aimstest.As(access.Lead)
		if _, err := scope.New(db).Describe(ctx, lead, scope.Organisation{Head: store.Head{Ref: scope.OrganisationRef}, Name: "Example", MajorDays: 30}); err != nil {
			t.Fatal(err)
		}
		n := found()
		n.Source, n.Grade, n.Systems, n.Controls, n.RespondBy = improvement.OfCertification, improvement.Major, nil, nil, ""
		for grade, want := range map[improvement.Grade]when.Day{improvement.Major: n.FoundOn.Add(30), improvement.Minor: ""} {
			n.Grade = grade
			made, err := improvement.Nonconformities.Keep(ctx, db, lead, n)
			if err != nil || made.RespondBy != want {
				t.Errorf("%s: answer by %q, want %q, %v", grade, made.RespondBy, want, err)
			}
		}
	})
}

func TestRecurrence(t *testing.T) {
	was := found()
	was.Ref, was.FoundOn, was.CauseKind = "NCR-2024-001", "2024-06-01", improvement.CauseTooling
	for _, c := range []struct {
		name string
		want bool
		mend func(n *improvement.Nonconformity)
	}{
		{"24 months to the day", true, func(*improvement.Nonconformity) {}},
		{"a day later", false, func(n *improvement.Nonconformity) { n.FoundOn = "2026-06-02" }},
		{"another kind of cause", false, func(n *improvement.Nonconformity) { n.CauseKind = improvement.CausePeople }},
		{"no cause yet", false, func(n *improvement.Nonconformity) { n.CauseKind = "" }},
		{"only the control in common", true, func(n *improvement.Nonconformity) { n.Clauses = []string{"42001:7.2"} }},
		{"nothing in common", false, func(n *improvement.Nonconformity) { n.Clauses, n.Controls = []string{"42001:7.2"}, nil }},
		{"itself", false, func(n *improvement.Nonconformity) { n.Ref = was.Ref }},
	} {
		n := found()
		n.Ref, n.CauseKind = "NCR-2026-001", improvement.CauseTooling
		n.Clauses = slices.Clone(n.Clauses)
		c.mend(&n)
		if got := n.Recurs(was); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
