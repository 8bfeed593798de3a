package internalaudit_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func refused(t *testing.T, err error, kind fault.Kind, says string) {
	t.Helper()
	if fault.KindOf(err) != kind || !strings.Contains(fault.Sentence(err), says) {
		t.Errorf("want %v with %q, got %v", kind, says, err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// R50: an audit does not start while an auditor would judge their own work. Neither who
// planned it nor its auditors can lift that; a second person can, and it is printed.
func TestR50_NobodyAuditsTheirOwnWork(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, auditor, exec := context.Background(), aimstest.As(access.Lead), aimstest.As(access.Auditor), aimstest.As(access.Executive)
		must(t, before(ctx, db))
		a := plan()
		a.LeadAuditor, a.Auditors, a.Auditees = auditor.Name, []string{"Ola Owner"}, nil
		a, err := internalaudit.Audits.Keep(ctx, db, lead, a)
		must(t, err)
		refused(t, internalaudit.Start(ctx, db, auditor, a.Ref, a.Version), fault.Invalid, "Ola Owner owns SYS-2026-001")
		refused(t, internalaudit.Mitigate(ctx, db, lead, a.Ref, a.Version, "Ola Owner", "I watch"), fault.Forbidden, "second person")
		refused(t, internalaudit.Mitigate(ctx, db, auditor, a.Ref, a.Version, "Ola Owner", "I watch"), fault.Forbidden, "second person")
		refused(t, internalaudit.Mitigate(ctx, db, exec, a.Ref, a.Version, "Ola Owner", ""), fault.Invalid, "")
		must(t, internalaudit.Mitigate(ctx, db, exec, a.Ref, a.Version, "Ola Owner", "Eve looks at the ranker instead"))
		must(t, internalaudit.Start(ctx, db, auditor, a.Ref, 0))
		text, err := internalaudit.Draft(ctx, db, a.Ref)
		must(t, err)
		for _, want := range []string{"Ola Owner owns SYS-2026-001", exec.Name, "Eve looks at the ranker instead"} {
			if !strings.Contains(text, want) {
				t.Errorf("the report does not say %q", want)
			}
		}
		// What comes later is not covered.
		if _, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Sorter", Purpose: "Sorts", Owner: "Ola Owner"}); err != nil {
			t.Fatal(err)
		}
		a, err = internalaudit.Audits.Take(ctx, db, a.Ref)
		must(t, err)
		a.Systems = append(a.Systems, "SYS-2026-002")
		_, err = internalaudit.Audits.Change(ctx, db, auditor, a)
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("a system of an auditor came into scope: %v", err)
		}
	})
}

func TestConflictsAreNamedExactly(t *testing.T) {
	a := internalaudit.Audit{LeadAuditor: "Ada Lovelace", Auditors: []string{"Eve"}, Controls: []string{"42001:A.6.2.4"}}
	g := internalaudit.Ground{
		Rows:    []soa.Row{{Head: store.Head{Ref: "42001:A.6.2.4"}, Owner: "ada  lovelace"}, {Head: store.Head{Ref: "42001:A.5.4"}, Owner: "Ada Lovelace"}},
		Risks:   []risk.Risk{{Head: store.Head{Ref: "RSK-2026-007"}, Owner: "Bo, Ada Lovelace", Controls: []string{"42001:A.6.2.4"}}, {Head: store.Head{Ref: "RSK-2026-008"}, Owner: "Ada Lovelace"}},
		Actions: []risk.Action{{Head: store.Head{Ref: "ACT-2026-001"}, Owner: "Eve", Risk: "RSK-2026-007"}, {Head: store.Head{Ref: "ACT-2026-002"}, Owner: "Eve", Risk: "RSK-2026-008"}},
	}
	var said []string
	for _, c := range a.Conflicts(g) {
		said = append(said, c.String())
	}
	if got, want := strings.Join(said, "; "), "Ada Lovelace owns A.6.2.4, RSK-2026-007; Eve owns ACT-2026-001"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestDrawingIsReplayed(t *testing.T) {
	all := []string{"A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "A-7"}
	for _, c := range []struct {
		name string
		in   internalaudit.Sample
		want string
	}{
		{"by chance", internalaudit.Sample{Method: internalaudit.Random, Size: 3, Seed: "7"}, "A-2 A-7 A-1"},
		{"every n-th", internalaudit.Sample{Method: internalaudit.EveryNth, Size: 3, Seed: "7"}, "A-1 A-3 A-5"},
		{"more than there are", internalaudit.Sample{Method: internalaudit.EveryNth, Size: 30, Seed: "7"}, strings.Join(all, " ")},
		{"by judgement", internalaudit.Sample{Method: internalaudit.Judgement, Chosen: []string{"A-6"}}, "A-6"},
	} {
		if got := strings.Join(c.in.Draw(all), " "); got != c.want {
			t.Errorf("%s: %s, not %s", c.name, got, c.want)
		}
	}
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, auditor := context.Background(), aimstest.As(access.Lead), aimstest.As(access.Auditor)
		must(t, begun(ctx, db))
		add := func(name string) {
			_, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: name, Purpose: "Sorts"})
			must(t, err)
		}
		for _, name := range []string{"One", "Two", "Three", "Four"} {
			add(name)
		}
		s, err := internalaudit.Samples.Keep(ctx, db, auditor, internalaudit.Sample{Title: "Systems", Audit: "AUD-2026-001", DrawnFrom: "SYS", Method: internalaudit.Random, Size: 3, Seed: "7"})
		must(t, err)
		add("Five") // comes after the position and is not drawn from
		again, err := internalaudit.DrawAgain(ctx, db, s)
		must(t, err)
		if !again.Same || len(again.Population) != 5 || !slices.Equal(again.Items, s.Items) {
			t.Errorf("drawn again: %+v", again)
		}
		s.Seed = "8"
		if _, err := internalaudit.Samples.Change(ctx, db, auditor, s); fault.KindOf(err) != fault.Invalid {
			t.Errorf("a sample was drawn until it fitted: %v", err)
		}
		s.Items[0] = "SYS-2026-006"
		if again, err = internalaudit.DrawAgain(ctx, db, s); err != nil || again.Same {
			t.Errorf("another item is not seen: %v", err)
		}
	})
}

// From the checklist to the signed report, which freezes all it tells of.
func TestAnAuditIsReportedAndFrozen(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, auditor := context.Background(), aimstest.As(access.Lead), aimstest.As(access.Auditor)
		must(t, begun(ctx, db))
		a, err := internalaudit.Audits.Take(ctx, db, "AUD-2026-001")
		must(t, err)
		a.LeadAuditor, a.OpeningOn, a.ClosingOn, a.Conclusion = auditor.Name, "2026-05-01", "2026-05-03", "It holds"
		a, err = internalaudit.Audits.Change(ctx, db, auditor, a)
		must(t, err)
		added, err := internalaudit.Prepare(ctx, db, auditor, a.Ref, []internalaudit.Carried{{Ref: "NCR-2026-009", Title: "Again: logs", Keys: []string{"42001:7.5.1"}, Question: "Has it stayed away?"}})
		if fault.KindOf(err) != fault.Invalid { // there is no such record
			t.Fatalf("%d rows with a nonconformity that is not there: %v", added, err)
		}
		added, err = internalaudit.Prepare(ctx, db, auditor, a.Ref, nil)
		must(t, err)
		if added != 3 {
			t.Errorf("%d rows for a clause, a control and a system", added)
		}
		_, err = internalaudit.Prepare(ctx, db, auditor, a.Ref, nil)
		refused(t, err, fault.Invalid, "all of its scope")
		_, err = internalaudit.Record(ctx, db, lead, "CHK-2026-002", 0, internalaudit.Answer{Result: internalaudit.Conforming}, false)
		refused(t, err, fault.Forbidden, "Only the auditors")
		_, err = internalaudit.Record(ctx, db, auditor, "CHK-2026-002", 0, internalaudit.Answer{Result: internalaudit.Minor}, true)
		refused(t, err, fault.Invalid, "")
		finding, err := internalaudit.Record(ctx, db, auditor, "CHK-2026-002", 0, internalaudit.Answer{Result: internalaudit.Minor, Notes: "Three of ten have no owner"}, true)
		must(t, err)
		again, err := internalaudit.Record(ctx, db, auditor, "CHK-2026-002", 0, internalaudit.Answer{Result: internalaudit.Major, Notes: "Nine of ten"}, true)
		must(t, err)
		f, err := internalaudit.Findings.Take(ctx, db, finding)
		must(t, err)
		if again != finding || f.Grade != internalaudit.Major || f.Clauses[0] != "42001:7.5.1" {
			t.Errorf("%s and %s, graded %s", finding, again, f.Grade)
		}
		text, err := internalaudit.Draft(ctx, db, a.Ref)
		must(t, err)
		proof := leadership.Proof{How: "password", CredentialSetAt: "2026-01-01T00:00:00Z"}
		refused(t, internalaudit.Sign(ctx, db, auditor, a.Ref, leadership.Sum(text), leadership.Proof{}), fault.Forbidden, "password")
		refused(t, internalaudit.Sign(ctx, db, lead, a.Ref, leadership.Sum(text), proof), fault.Forbidden, auditor.Name)
		refused(t, internalaudit.Sign(ctx, db, auditor, a.Ref, leadership.Sum("another text"), proof), fault.Conflict, "changed")
		must(t, internalaudit.Sign(ctx, db, auditor, a.Ref, leadership.Sum(text), proof))
		_, err = internalaudit.Findings.Change(ctx, db, auditor, f)
		refused(t, err, fault.Invalid, "signed")
		_, err = internalaudit.Audits.Change(ctx, db, auditor, a)
		if err == nil {
			t.Error("a reported audit was changed")
		}
		row, err := internalaudit.Checklist.Take(ctx, db, "CHK-2026-002")
		must(t, err)
		refused(t, internalaudit.Findings.Retire(ctx, db, auditor, f.Ref, 0, "Not ours"), fault.Invalid, "signed")
		refused(t, internalaudit.Checklist.Retire(ctx, db, auditor, row.Ref, 0, "Not ours"), fault.Invalid, "signed")
		refused(t, internalaudit.Audits.Retire(ctx, db, auditor, a.Ref, 0, "Not ours"), fault.Invalid, "signed")
		must(t, internalaudit.Reopen(ctx, db, auditor, a.Ref, 0, "A name is wrong"))
		must(t, internalaudit.Sign(ctx, db, auditor, a.Ref, leadership.Sum(text), proof))
		a, err = internalaudit.Audits.Take(ctx, db, a.Ref)
		must(t, err)
		if r, _ := a.Newest(); r.Number != 2 || r.Altered() {
			t.Errorf("version %d", r.Number)
		}
	})
}

func TestAProgrammeIsApprovedByAnother(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, exec := context.Background(), aimstest.As(access.Lead), aimstest.As(access.Executive)
		must(t, before(ctx, db))
		refused(t, internalaudit.ApproveProgramme(ctx, db, lead, "APR-2026-001", 0), fault.Forbidden, "yourself")
		must(t, internalaudit.ApproveProgramme(ctx, db, exec, "APR-2026-001", 0))
		p, err := internalaudit.Programmes.Take(ctx, db, "APR-2026-001")
		must(t, err)
		p, err = internalaudit.Programmes.Change(ctx, db, lead, p)
		must(t, err)
		if p.ApprovedOn != "" {
			t.Error("who approved it approved what stood there then")
		}
	})
}
