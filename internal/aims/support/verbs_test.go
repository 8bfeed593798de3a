package support_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func TestABriefingIsAcknowledgedOnceByEach(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		b, err := support.Briefings.Keep(ctx, db, lead, support.Briefing{Title: "Policy", Format: support.Talk, Subjects: support.Asked, Audience: "All", Due: "2026-11-01"})
		must(t, err)
		for _, role := range []access.Role{access.Reader, access.Auditor, access.Reader} {
			b, err = support.Acknowledge(ctx, db, aimstest.As(role), b.Ref, 1) // others meanwhile do not matter
			must(t, err)
		}
		if len(b.Signed) != 2 || b.Version != 3 || !b.SignedBy(aimstest.As(access.Reader).Ref) {
			t.Errorf("%+v", b.Signed)
		}
		seen := b.Version
		b.Content = "Nothing is allowed any more"
		b, err = support.Briefings.Change(ctx, db, lead, b)
		must(t, err)
		if len(b.Signed) != 2 {
			t.Error("a change of the briefing loses who acknowledged it")
		}
		if len(b.Acknowledged()) != 0 || b.SignedBy(aimstest.As(access.Reader).Ref) {
			t.Errorf("people count as having read what was written later: %+v", b.Acknowledged())
		}
		for _, version := range []int{0, 1, seen, 99} {
			if _, err := support.Acknowledge(ctx, db, aimstest.As(access.Reader), b.Ref, version); fault.KindOf(err) != fault.Conflict {
				t.Errorf("a press on version %d: %v", version, err)
			}
		}
		b, err = support.Acknowledge(ctx, db, aimstest.As(access.Reader), b.Ref, b.Version)
		must(t, err)
		if len(b.Signed) != 3 || len(b.Acknowledged()) != 1 || !b.SignedBy(aimstest.As(access.Reader).Ref) {
			t.Errorf("%+v", b.Signed)
		}
		must(t, support.Briefings.Retire(ctx, db, lead, b.Ref, b.Version, "over"))
		if _, err := support.Acknowledge(ctx, db, lead, b.Ref, b.Version+1); err == nil {
			t.Error("a retired briefing is acknowledged")
		}
	})
}

func TestAMessageSetsTheNextDay(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		must(t, planned(ctx, db))
		for _, c := range []struct{ sent, next when.Day }{{"2026-08-31", "2026-11-30"}, {"2026-05-01", "2026-11-30"}, {"2026-11-20", "2027-02-20"}} {
			_, err := support.Messages.Keep(ctx, db, lead, support.Message{Title: "Page", Communication: "COM-2026-001", SentOn: c.sent})
			must(t, err)
			plan, err := support.Communications.Take(ctx, db, "COM-2026-001")
			must(t, err)
			if plan.NextOn != c.next {
				t.Errorf("sent on %s: next on %s, want %s", c.sent, plan.NextOn, c.next)
			}
		}
		if _, err := support.Messages.Keep(ctx, db, lead, support.Message{Title: "Page", Communication: "COM-2026-001", SentOn: "2026-12-24"}); err == nil {
			t.Error("a message of tomorrow is recorded as sent")
		}
	})
}

func TestAnApprovalBelongsToItsEdition(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		d := document
		d.State, d.ApprovedBy, d.ApprovedOn = support.Draft, "", ""
		d, err := support.Documents.Keep(ctx, db, lead, d)
		must(t, err)
		if _, err := support.ApproveDocument(ctx, db, aimstest.As(access.Contributor), d.Ref, d.Version); err == nil {
			t.Error("a contributor approves")
		}
		boss := aimstest.As(access.Executive)
		d, err = support.ApproveDocument(ctx, db, boss, d.Ref, d.Version)
		must(t, err)
		if d.State != support.Approved || d.ApprovedBy != boss.Name || d.ApprovedOn != "2026-11-22" || d.ReviewOn != "2027-11-22" {
			t.Errorf("%+v", d)
		}
		if _, err := support.ApproveDocument(ctx, db, boss, d.Ref, d.Version); err == nil {
			t.Error("it is approved twice")
		}
		next := d
		next.Edition = "3"
		if _, err := support.Documents.Change(ctx, db, lead, next); err == nil {
			t.Error("edition 3 takes over the approval of edition 2")
		}
		forged := d
		forged.ApprovedBy = "Somebody else"
		if _, err := support.Documents.Change(ctx, db, lead, forged); err == nil {
			t.Error("a form rewrites who approved")
		}
		next.State = support.Draft
		next, err = support.Documents.Change(ctx, db, lead, next)
		must(t, err)
		if next.ApprovedBy != "" || next.ApprovedOn != "" {
			t.Errorf("a draft is approved by %q on %q", next.ApprovedBy, next.ApprovedOn)
		}
		next.State = support.Approved
		if _, err := support.Documents.Change(ctx, db, lead, next); err == nil {
			t.Error("edition 3 takes over the approval of edition 2 by way of a draft")
		}
		for _, state := range []support.DocumentState{support.Superseded, support.Approved} {
			d, err = support.Documents.Keep(ctx, db, lead, document)
			must(t, err)
			d.State = support.Superseded
			d, err = support.Documents.Change(ctx, db, lead, d)
			must(t, err)
			if d.ApprovedBy == "" {
				t.Error("the edition that was in force loses its approval")
			}
			d.State, d.Edition = state, "99"
			if d, err = support.Documents.Change(ctx, db, lead, d); err == nil && d.ApprovedOn != "" {
				t.Errorf("edition 99 takes over the approval of a superseded one: %+v", d)
			}
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
