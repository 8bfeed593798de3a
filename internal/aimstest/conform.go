package aimstest

import (
	"context"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
)

// Conformance is one row of the suite that every register passes. The functions
// are the stage's own verbs; acts that a register does not know are left nil.
type Conformance struct {
	Register store.Register
	By       access.Role // who may do it
	NotBy    access.Role // who may not; empty means Reader

	Before  func(ctx context.Context, db *store.DB) error // what must be there first
	Create  func(ctx context.Context, db *store.DB, who access.Actor) (ref string, err error)
	Change  func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error
	Retire  func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error
	Invalid func(ctx context.Context, db *store.DB, who access.Actor) error
	Marks   []string // the fields that Invalid must mark, all at once
}

// Conforms runs the suite on both engines: one trail entry an act, refusal
// without traces, stale versions, all messages at once, nothing deleted, images
// that verify.
func Conforms(t *testing.T, c Conformance) {
	t.Helper()
	if c.NotBy == "" {
		c.NotBy = access.Reader
	}
	Both(t, func(t *testing.T, db *store.DB) {
		r := &run{T: t, c: c, db: db, ctx: context.Background()}
		if c.Before != nil {
			r.must(c.Before(r.ctx, db))
		}
		r.refused()
		r.invalid()
		ref := r.created()
		r.changed(ref)
		r.retired(ref)
		problems, err := db.Verify(r.ctx, []store.Register{c.Register}, nil)
		r.must(err)
		for _, p := range problems {
			if p.Register == c.Register.New().TableName() {
				t.Errorf("verify: %s", p.Message)
			}
		}
	})
}

// run is the suite under way on one engine.
type run struct {
	*testing.T
	c   Conformance
	db  *store.DB
	ctx context.Context //nolint:containedctx // of one test
}

func (r *run) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

func (r *run) position() int64 {
	r.Helper()
	pos, err := store.Position(r.db.Read(r.ctx))
	r.must(err)
	return pos.Seq
}

func (r *run) rows() int64 {
	r.Helper()
	var n int64
	r.must(r.db.Read(r.ctx).Table(r.c.Register.New().TableName()).Count(&n).Error)
	return n
}

// entries gives the acts about ref in this register since a position.
func (r *run) entries(ref string, since int64) []trail.Entry {
	r.Helper()
	all, err := r.db.History(r.ctx, ref)
	r.must(err)
	return slices.DeleteFunc(all, func(e trail.Entry) bool {
		return e.Seq <= since || e.Register != r.c.Register.New().TableName()
	})
}

func (r *run) refused() {
	r.Helper()
	at, rows := r.position(), r.rows()
	if _, err := r.c.Create(r.ctx, r.db, As(r.c.NotBy)); fault.KindOf(err) != fault.Forbidden {
		r.Errorf("%s was not refused: %v", r.c.NotBy, err)
	}
	if r.position() != at || r.rows() != rows {
		r.Error("a refused act left a trace")
	}
}

func (r *run) invalid() {
	r.Helper()
	if r.c.Invalid == nil {
		return
	}
	at := r.position()
	err := r.c.Invalid(r.ctx, r.db, As(r.c.By))
	var marked []string
	for _, m := range check.Messages(err) {
		marked = append(marked, m.Field)
		if m.Text == "" {
			r.Errorf("field %s is marked without a word", m.Field)
		}
	}
	if !slices.Equal(marked, r.c.Marks) {
		r.Errorf("marked %v, want %v (%v)", marked, r.c.Marks, err)
	}
	if r.position() != at {
		r.Error("an invalid record left a trace")
	}
}

func (r *run) created() string {
	r.Helper()
	at := r.position()
	ref, err := r.c.Create(r.ctx, r.db, As(r.c.By))
	r.must(err)
	made := r.entries(ref, at)
	if len(made) != 1 || made[0].Version != 1 || made[0].Actor != As(r.c.By).Ref {
		r.Fatalf("creating %s left %d entries: %+v", ref, len(made), made)
	}
	return ref
}

func (r *run) changed(ref string) {
	r.Helper()
	if r.c.Change == nil {
		return
	}
	at := r.position()
	r.must(r.c.Change(r.ctx, r.db, As(r.c.By), ref, 1))
	if made := r.entries(ref, at); len(made) != 1 || made[0].Version != 2 {
		r.Fatalf("changing %s left %+v", ref, made)
	}
	at = r.position()
	if err := r.c.Change(r.ctx, r.db, As(r.c.By), ref, 1); fault.KindOf(err) != fault.Conflict {
		r.Errorf("a stale change was not a conflict: %v", err)
	}
	if r.position() != at {
		r.Error("a stale change left a trace")
	}
}

func (r *run) retired(ref string) {
	r.Helper()
	if r.c.Retire == nil {
		return
	}
	rows, version := r.rows(), r.entries(ref, 0)[0].Version
	if err := r.c.Retire(r.ctx, r.db, As(r.c.By), ref, version, ""); fault.KindOf(err) != fault.Invalid {
		r.Errorf("retired without a reason: %v", err)
	}
	r.must(r.c.Retire(r.ctx, r.db, As(r.c.By), ref, version, "no longer used"))
	if r.rows() != rows {
		r.Error("retiring removed the row")
	}
	if newest := r.entries(ref, 0)[0]; newest.Act != "retire" || newest.Reason != "no longer used" {
		r.Errorf("the newest entry is %+v", newest)
	}
}
