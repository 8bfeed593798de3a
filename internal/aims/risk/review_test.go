package risk_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func TestTheNextReviewFollowsTheLevel(t *testing.T) {
	c := risk.Proposed()
	for _, x := range []struct {
		level int
		from  when.Day
		want  when.Day
	}{
		{4, "2026-11-22", "2027-11-22"}, {12, "2026-11-22", "2027-05-22"}, {20, "2026-11-30", "2027-02-28"}, {20, "2023-11-30", "2024-02-29"},
		{0, "2026-11-22", ""}, {26, "2026-11-22", ""}, {4, "soon", ""},
	} {
		if got := c.NextReview(x.level, x.from); got != x.want {
			t.Errorf("level %d from %s: %q, want %q", x.level, x.from, got, x.want)
		}
	}
}

func TestAReviewConfirmsWithANote(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, risks := context.Background(), aimstest.As(access.Lead), risk.New(db)
		if _, err := risks.SetCriteria(ctx, lead, risk.Proposed()); err != nil {
			t.Fatal(err)
		}
		r, err := risks.Identify(ctx, lead, drift())
		if err != nil {
			t.Fatal(err)
		}
		if r.ReviewOn != "2027-05-22" || r.ReviewedOn != "2026-11-22" {
			t.Errorf("proposed %q, looked at %q", r.ReviewOn, r.ReviewedOn)
		}
		_, err = risks.Review(ctx, lead, r.Ref, 1, " ", "2026-11-01")
		if m := check.Messages(err); len(m) != 2 || m[0].Field != "note" || m[1].Field != "review_on" {
			t.Errorf("without a note, in the past: %v", err)
		}
		got, err := risks.Review(ctx, lead, r.Ref, 1, "Figures of the quarter read; no change", "2027-04-01")
		if err != nil || got.Version != 2 || got.ReviewOn != "2027-04-01" {
			t.Fatalf("%+v, %v", got, err)
		}
		entries, err := db.History(ctx, r.Ref)
		if err != nil || entries[0].Act != risk.ReviewAct || entries[0].Reason != "Figures of the quarter read; no change" {
			t.Errorf("trail %+v, %v", entries[0], err)
		}
		if _, err := risks.Review(ctx, lead, r.Ref, 1, "again", "2027-04-01"); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a stale review: %v", err)
		}
		for today, want := range map[when.Day]int64{"2027-04-01": 0, "2027-04-02": 1} {
			if page, err := risks.List(ctx, risk.Proposed(), risk.Query{Overdue: today}); err != nil || page.Total != want {
				t.Errorf("overdue on %s: %d, %v", today, page.Total, err)
			}
		}
	})
}

func TestWhatIsNotAssessedIsNotConfirmed(t *testing.T) {
	db, ctx, lead := aimstest.DB(t), context.Background(), aimstest.As(access.Lead)
	r, err := risk.New(db).Identify(ctx, lead, risk.Risk{Title: "x"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := risk.New(db).Review(ctx, lead, r.Ref, 1, "fine", "2027-04-01"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
}

func TestAPersonGivesAReasonForEachScoreAFileNeedNot(t *testing.T) {
	db, ctx, lead := aimstest.DB(t), context.Background(), aimstest.As(access.Lead)
	bare := risk.Risk{Title: "x", InherentLikelihood: 3, InherentImpact: 3, ResidualLikelihood: 3, ResidualImpact: 3}
	_, err := risk.New(db).Identify(ctx, lead, bare)
	if m := check.Messages(err); len(m) != 2 || m[0].Field != "inherent_reason" || m[1].Field != "residual_reason" {
		t.Errorf("%v", err)
	}
	if err := db.Write(ctx, lead, access.EditRisk, func(tx *store.Tx) error { return risk.Add(tx, &bare) }); err != nil {
		t.Errorf("from a file: %v", err)
	}
}
