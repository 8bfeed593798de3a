package evidence_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestR24_ReplacedFilesStay(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, s, lead := context.Background(), newShelf(t, db), aimstest.As(access.Lead)
		item := s.add(t, lead, evidence.Item{Title: "Report", Supports: []string{"42001:A.5.4"}}, "first")
		if _, err := s.Review(ctx, aimstest.As(access.Auditor), item.Ref, 1, evidence.Accepted, ""); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Replace(ctx, lead, item.Ref, 2, strings.NewReader("first"), "again.txt"); fault.KindOf(err) != fault.Invalid {
			t.Errorf("the same file again: %v", err)
		}
		if _, err := s.Replace(ctx, lead, item.Ref, 1, strings.NewReader("lost update"), "b.txt"); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a stale replacement: %v", err)
		}
		newer, err := s.Replace(ctx, lead, item.Ref, 2, strings.NewReader("second"), "../report-2.txt")
		if err != nil {
			t.Fatal(err)
		}
		if newer.Revision != 2 || newer.Review != evidence.Unreviewed || newer.ReviewedBy != "" || newer.FileName != "report-2.txt" {
			t.Errorf("after replacing: %+v", newer)
		}
		all, err := s.Revisions(ctx, item.Ref)
		if err != nil {
			t.Fatal(err)
		}
		if len(all) != 2 || all[0].Revision != 2 || all[1].Revision != 1 || all[1].By != lead.Name || all[1].At != item.CreatedAt {
			t.Fatalf("revisions %+v", all)
		}
		if all[1].Review != evidence.Accepted {
			t.Errorf("the first revision lost its review: %+v", all[1])
		}
		if a, b := s.read(t, all[1].SHA256), s.read(t, all[0].SHA256); a != "first" || b != "second" {
			t.Errorf("revision 1 reads %q, revision 2 %q", a, b)
		}
		if found, err := s.Supporting(ctx, "42001:A.5.4"); err != nil || len(found) != 1 || found[0].Revision != 2 {
			t.Errorf("the control is supported by %+v, %v", found, err)
		}
		if _, err := s.Revised(ctx, item.Ref, 3); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a revision that is not: %v", err)
		}
		orphans, err := s.Orphans(ctx)
		if err != nil || len(orphans) != 1 || orphans[0].SHA256 != sumOf("lost update") {
			t.Errorf("orphans %+v, %v", orphans, err)
		}
	})
}

func TestReviewIsByASecondPerson(t *testing.T) {
	ctx, s := context.Background(), newShelf(t, aimstest.DB(t))
	lead, auditor, other := aimstest.As(access.Lead), aimstest.As(access.Auditor), aimstest.As(access.Lead)
	other.Ref, other.Name, other.Email = "USR-2026-002", "Amara Okafor", "amara@example.org"
	for _, c := range []struct {
		name     string
		owner    string
		who      access.Actor
		verdict  evidence.Review
		note     string
		want     fault.Kind
		says     string
		recorded evidence.Review
	}{
		{"the adder", "", lead, evidence.Accepted, "", fault.Forbidden, "You added", evidence.Unreviewed},
		{"the owner by name", "amara okafor ", other, evidence.Accepted, "", fault.Forbidden, "You own", evidence.Unreviewed},
		{"the owner by address", "amara@example.org", other, evidence.Accepted, "", fault.Forbidden, "You own", evidence.Unreviewed},
		{"who may not review", "", aimstest.As(access.Contributor), evidence.Accepted, "", fault.Forbidden, "role", evidence.Unreviewed},
		{"without a verdict", "", auditor, "", "", fault.Invalid, "Choose whether", evidence.Unreviewed},
		{"back to unreviewed", "", auditor, evidence.Unreviewed, "", fault.Invalid, "not one of the choices", evidence.Unreviewed},
		{"rejected without a word", "", auditor, evidence.Rejected, " ", fault.Invalid, "Say what is missing", evidence.Unreviewed},
		{"accepted", "", auditor, evidence.Accepted, "", "", "", evidence.Accepted},
		{"accepted by another lead", "Test AI governance lead", other, evidence.Accepted, "", "", "", evidence.Accepted},
		{"rejected with a reason", "", auditor, evidence.Rejected, "March is missing", "", "", evidence.Rejected},
	} {
		t.Run(c.name, func(t *testing.T) {
			item := s.add(t, lead, evidence.Item{Title: "Report", Owner: c.owner}, c.name)
			_, err := s.Review(ctx, c.who, item.Ref, 1, c.verdict, c.note)
			if c.want == "" && err != nil || c.want != "" && fault.KindOf(err) != c.want {
				t.Fatalf("answered %v, want %q", err, c.want)
			}
			if err != nil && !strings.Contains(fault.Sentence(err), c.says) {
				t.Errorf("%v does not say %q", err, c.says)
			}
			now, err := s.Take(ctx, item.Ref)
			if err != nil || now.Review != c.recorded {
				t.Errorf("recorded %q, want %q (%v)", now.Review, c.recorded, err)
			}
			may, err := s.MayReview(ctx, c.who, item)
			if err != nil || may != (c.want != fault.Forbidden) {
				t.Errorf("MayReview says %v, %v", may, err)
			}
		})
	}
}

func TestReviewEndsWhenTheItemShowsSomethingElse(t *testing.T) {
	ctx, s, lead := context.Background(), newShelf(t, aimstest.DB(t)), aimstest.As(access.Lead)
	base := evidence.Item{Title: "Dashboard", Address: "https://example.org/1", Supports: []string{"42001:A.5.4"}, PeriodFrom: "2026-01-01"}
	for _, c := range []struct {
		name     string
		change   func(*evidence.Item)
		want     evidence.Review
		revision int
	}{
		{"another title", func(i *evidence.Item) { i.Title = "Board" }, evidence.Accepted, 1},
		{"another clause", func(i *evidence.Item) { i.Supports = []string{"42001:6.1.3"} }, evidence.Unreviewed, 1},
		{"another period", func(i *evidence.Item) { i.PeriodTo = "2026-02-01" }, evidence.Unreviewed, 1},
		{"valid for longer", func(i *evidence.Item) { i.ValidUntil = "2027-01-01" }, evidence.Unreviewed, 1},
		{"another address", func(i *evidence.Item) { i.Address = "https://example.org/2" }, evidence.Unreviewed, 2},
	} {
		item, err := s.AddLink(ctx, lead, base)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = s.Review(ctx, aimstest.As(access.Auditor), item.Ref, 1, evidence.Accepted, ""); err != nil {
			t.Fatal(err)
		}
		in := base
		in.Head = store.Head{Ref: item.Ref, Version: 2}
		c.change(&in)
		got, err := s.Revise(ctx, lead, in)
		if err != nil || got.Review != c.want || got.Revision != c.revision || got.Kind != evidence.Address {
			t.Errorf("%s: review %q, revision %d, %v; want %q, %d", c.name, got.Review, got.Revision, err, c.want, c.revision)
		}
	}
}

func TestRetiredItemsStayAsTheyAre(t *testing.T) {
	ctx, s, lead := context.Background(), newShelf(t, aimstest.DB(t)), aimstest.As(access.Lead)
	item := s.add(t, lead, evidence.Item{Title: "Report"}, "x")
	if err := s.Retire(ctx, lead, item.Ref, 1, "replaced"); err != nil {
		t.Fatal(err)
	}
	_, revised := s.Revise(ctx, lead, evidence.Item{Head: store.Head{Ref: item.Ref, Version: 2}, Title: "y"})
	_, replaced := s.Replace(ctx, lead, item.Ref, 2, strings.NewReader("y"), "y")
	_, reviewed := s.Review(ctx, aimstest.As(access.Auditor), item.Ref, 2, evidence.Accepted, "")
	for i, err := range []error{revised, replaced, reviewed} {
		if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), "was retired on") {
			t.Errorf("act %d on a retired item: %v", i, err)
		}
	}
}
