package leadership_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// bench is a workspace with the people who matter here.
type bench struct {
	*testing.T
	ctx             context.Context //nolint:containedctx // of one test
	db              *store.DB
	d               *leadership.Direction
	lead, executive access.Actor
}

func newBench(t *testing.T, db *store.DB) *bench {
	t.Helper()
	return &bench{t, context.Background(), db, leadership.New(db), aimstest.As(access.Lead), aimstest.As(access.Executive)}
}

func (b *bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// refused wants a kind of failure and a part of its sentence.
func (b *bench) refused(err error, kind fault.Kind, part string) {
	b.Helper()
	if fault.KindOf(err) != kind || !strings.Contains(fault.Sentence(err), part) {
		b.Errorf("got %v (%s), want %s: …%s…", err, fault.KindOf(err), kind, part)
	}
}

// policy drafts a policy with its first version written.
func (b *bench) policy(title string, main bool, text string) leadership.Version {
	b.Helper()
	p, err := b.d.Draft(b.ctx, b.lead, leadership.Policy{Title: title, Main: main})
	b.must(err)
	return b.next(p.Ref, text)
}

// next drafts and writes the next version.
func (b *bench) next(policy, text string) leadership.Version {
	b.Helper()
	v, err := b.d.DraftVersion(b.ctx, b.lead, policy)
	b.must(err)
	v.Text, v.Changes = text, "reworded"
	v, err = b.d.Write(b.ctx, b.lead, v)
	b.must(err)
	return v
}

func (b *bench) approve(v leadership.Version) leadership.Version {
	b.Helper()
	v, err := b.d.ApproveVersion(b.ctx, b.lead, v.Ref, v.Version)
	b.must(err)
	return v
}

// alter changes the database behind the workbench's back.
func alter(t *testing.T, dir, statement string, args ...any) {
	t.Helper()
	raw, err := sql.Open("sqlite", filepath.Join(dir, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if _, err := raw.Exec(statement, args...); err != nil {
		t.Fatal(err)
	}
}

func TestPoliciesConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: leadership.Registers()[0], By: access.Lead, NotBy: access.Executive,
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			p, err := leadership.New(db).Draft(ctx, who, leadership.Policy{Title: "AI policy", Main: true})
			return p.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := leadership.New(db).Revise(ctx, who, leadership.Policy{Head: store.Head{Ref: ref, Version: version}, Title: "AI policy", Main: true, Owner: "Ada"})
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return leadership.New(db).Retire(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := leadership.New(db).Draft(ctx, who, leadership.Policy{ReviewOn: "next year"})
			return err
		},
		Marks: []string{"title", "review_on"},
	})
}

func TestVersionsConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: leadership.Registers()[1], By: access.Lead, NotBy: access.Executive,
		Before: func(ctx context.Context, db *store.DB) error {
			_, err := leadership.New(db).Draft(ctx, aimstest.As(access.Lead), leadership.Policy{Title: "AI policy"})
			return err
		},
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			v, err := leadership.New(db).DraftVersion(ctx, who, "POL-2026-001")
			return v.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := leadership.New(db).Write(ctx, who, leadership.Version{Head: store.Head{Ref: ref, Version: version}, Text: "We act fairly."})
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return leadership.New(db).Withdraw(ctx, who, ref, version, reason)
		},
	})
}

func TestThereIsOneAIPolicy(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		first, err := b.d.Draft(b.ctx, b.lead, leadership.Policy{Title: "AI policy", Main: true})
		b.must(err)
		topic, err := b.d.Draft(b.ctx, b.lead, leadership.Policy{Title: "Data policy"})
		b.must(err)
		_, err = b.d.Draft(b.ctx, b.lead, leadership.Policy{Title: "Another AI policy", Main: true})
		b.refused(err, fault.Invalid, "kind: AI policy (POL-2026-001) is the AI policy already")
		topic.Main = true
		_, err = b.d.Revise(b.ctx, b.lead, topic)
		b.refused(err, fault.Invalid, "is the AI policy already")
		b.must(b.d.Retire(b.ctx, b.lead, first.Ref, first.Version, "replaced"))
		_, err = b.d.Revise(b.ctx, b.lead, topic)
		b.must(err)
	})
}

func TestAVersionIsWrittenApprovedAndFrozen(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		_, err := b.d.Draft(b.ctx, b.lead, leadership.Policy{Title: "AI policy", Main: true})
		b.must(err)
		v, err := b.d.DraftVersion(b.ctx, b.lead, "POL-2026-001")
		b.must(err)
		_, err = b.d.ApproveVersion(b.ctx, b.lead, v.Ref, v.Version)
		b.refused(err, fault.Invalid, "text: Write the text first")
		_, err = b.d.DraftVersion(b.ctx, b.lead, "POL-2026-001")
		b.refused(err, fault.Invalid, "Version 1 is a draft already")
		v.Text = "We act fairly."
		v, err = b.d.Write(b.ctx, b.lead, v)
		b.must(err)
		one, err := b.d.ApproveVersion(b.ctx, b.executive, v.Ref, v.Version)
		b.must(err)
		if one.State != leadership.Approved || one.TextSum != leadership.Sum("We act fairly.") || one.ApprovedBy != b.executive.Name || one.ApprovedAt == "" {
			t.Fatalf("approved: %+v", one)
		}
		one.Text = "We act fairly!"
		_, err = b.d.Write(b.ctx, b.lead, one)
		b.refused(err, fault.Invalid, "its text is frozen")

		two, err := b.d.DraftVersion(b.ctx, b.lead, "POL-2026-001")
		b.must(err)
		if two.Ref != "POL-2026-001.v2" || two.Text != "We act fairly." || two.State != leadership.Draft {
			t.Fatalf("the next version begins as %+v", two)
		}
		_, err = b.d.ApproveVersion(b.ctx, b.lead, two.Ref, two.Version)
		if m := check.Messages(err); len(m) != 1 || m[0].Field != "changes" {
			t.Fatalf("approved without saying what changed: %v", err)
		}
		two.Text, two.Changes = "We act fairly and openly.", "Openness is promised."
		two, err = b.d.Write(b.ctx, b.lead, two)
		b.must(err)
		at, err := store.Position(db.Read(b.ctx))
		b.must(err)
		b.approve(two)
		old, err := b.d.Version(b.ctx, "POL-2026-001.v1")
		b.must(err)
		if old.State != leadership.Superseded || old.Text != "We act fairly." {
			t.Errorf("the former version is %+v", old)
		}
		if now, err := store.Position(db.Read(b.ctx)); err != nil || now.Seq != at.Seq+2 {
			t.Errorf("approving left %d entries (%v), want one for each version", now.Seq-at.Seq, err)
		}
	})
}

func TestARetiredPolicyTakesNoNewText(t *testing.T) {
	b := newBench(t, aimstest.DB(t))
	v := b.policy("Data policy", false, "Text")
	b.must(b.d.Retire(b.ctx, b.lead, v.Policy, 1, "merged"))
	_, err := b.d.Write(b.ctx, b.lead, v)
	b.refused(err, fault.Invalid, "POL-2026-001 was retired")
	_, err = b.d.ApproveVersion(b.ctx, b.lead, v.Ref, v.Version)
	b.refused(err, fault.Invalid, "was retired")
}

func TestAWithdrawnDraftLeavesItsNumber(t *testing.T) {
	b := newBench(t, aimstest.DB(t))
	v := b.policy("Data policy", false, "Text")
	b.must(b.d.Withdraw(b.ctx, b.lead, v.Ref, v.Version, "wrong way"))
	_, err := b.d.ApproveVersion(b.ctx, b.lead, v.Ref, 0)
	b.refused(err, fault.Invalid, "withdrawn")
	next, err := b.d.DraftVersion(b.ctx, b.lead, v.Policy)
	b.must(err)
	if next.Number != 2 || next.Text != "" {
		t.Errorf("after a withdrawn draft comes %+v", next)
	}
}

func TestListsFindAndNarrow(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		b.policy("AI policy", true, "x")
		gone := b.policy("Data policy", false, "x")
		b.policy("Supplier policy", false, "x")
		b.must(b.d.Retire(b.ctx, b.lead, gone.Policy, 1, "merged"))
		for _, c := range []struct {
			q    leadership.PolicyQuery
			want int64
		}{
			{leadership.PolicyQuery{}, 2},
			{leadership.PolicyQuery{Retired: true}, 1},
			{leadership.PolicyQuery{Kind: "main"}, 1},
			{leadership.PolicyQuery{Kind: "topic"}, 1},
			{leadership.PolicyQuery{Text: "SUPPLIER"}, 1},
			{leadership.PolicyQuery{Text: "%"}, 0},
		} {
			page, err := b.d.Policies(b.ctx, c.q)
			b.must(err)
			if page.Total != c.want || int64(len(page.Rows)) != c.want {
				t.Errorf("%+v: total %d, rows %d, want %d", c.q, page.Total, len(page.Rows), c.want)
			}
		}
	})
}
