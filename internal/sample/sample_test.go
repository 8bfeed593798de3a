package sample_test

import (
	"context"
	"testing"
	"time"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/sample"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

var today = when.At(aimstest.Noon).Day()

// workspace is a sample that was built, opened at noon of its day.
type workspace struct {
	*testing.T
	ctx  context.Context //nolint:containedctx // of one test
	dir  string
	db   *store.DB
	snap *snapshot.Snapshot
	made sample.Made
}

func built(t *testing.T) *workspace {
	t.Helper()
	w := &workspace{T: t, ctx: context.Background(), dir: t.TempDir()}
	begun := time.Now()
	var err error
	w.made, err = sample.Build(w.ctx, store.Options{Dir: w.dir}, today)
	w.must(err)
	t.Logf("%d acts in %v", w.made.Acts, time.Since(begun))
	w.db, err = store.Open(w.ctx, store.Options{Dir: w.dir, Clock: aimstest.Clock()})
	w.must(err)
	t.Cleanup(func() { _ = w.db.Close() })
	w.snap, err = snapshot.Load(w.ctx, w.db)
	w.must(err)
	return w
}

func (w *workspace) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *workspace) shelf() *evidence.Shelf {
	s := evidence.New(w.db, w.dir)
	s.Known = controls.MustLoad().Known
	return s
}

func count[T any](all []T, fits func(T) bool) int {
	n := 0
	for _, one := range all {
		if fits(one) {
			n++
		}
	}
	return n
}

func TestTheSample(t *testing.T) {
	w := built(t)
	for name, check := range map[string]func(w *workspace){
		"its trail is true": trailIsTrue, "its readiness is calm": readinessIsCalm, "it holds what is promised": holdsWhatIsPromised,
		"its files open": filesOpen, "its pack says SAMPLE on every page": packSaysSample, "its backup keeps the mark": backupKeepsTheMark,
		"people sign in": peopleSignIn, "signatures are not real": signaturesAreNotReal, "it is clearly made up": clearlyMadeUp, "clauses 4 to 8 are held and printed": clausesAreHeld,
	} {
		t.Run(name, func(t *testing.T) {
			one := *w
			one.T = t
			check(&one)
		})
	}
}

func trailIsTrue(w *workspace) {
	problems, err := w.db.Verify(w.ctx, snapshot.Registers(), nil)
	w.must(err)
	for _, p := range problems {
		w.Error(p.Message)
	}
	entries, _, err := w.db.Recent(w.ctx, 0, 10_000)
	w.must(err)
	newest, oldest := entries[0].At.Day(), entries[len(entries)-1].At.Day()
	if oldest > today.Add(-1000) || newest > today.Add(-1) || newest < today.Add(-7) {
		w.Errorf("the history runs from %s to %s, on %s", oldest, newest, today)
	}
}

// Only what the sample shows on purpose: one overdue action, one expired certificate, and
// what the newest change of an AI system leaves to be confirmed.
func readinessIsCalm(w *workspace) {
	for _, g := range readiness.Check(w.snap) {
		most := map[string]int{"CR-09": 1, "EVD-01": 1, "CHG-01": 9}[g.Rule]
		if g.Severity != readiness.Minor || len(g.Records) > most {
			w.Errorf("%s %s: %s %v", g.Severity, g.Rule, g.Message, g.Records)
		}
	}
}

func holdsWhatIsPromised(w *workspace) {
	s := w.snap
	main, _ := s.MainPolicy()
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"AI systems", len(s.Systems), 8},
		{"retired systems", count(s.Systems, func(y inventory.System) bool { return y.Retired() }), 1},
		{"threats", count(s.Risks, func(r risk.Risk) bool { return r.Kind == risk.Threat }), 60},
		{"opportunities", count(s.Risks, func(r risk.Risk) bool { return r.Kind == risk.Opportunity }), 4},
		{"evidence", len(s.Evidence), 120},
		{"versions of the AI policy", count(s.Versions, func(v leadership.Version) bool { return v.Policy == main.Ref && len(s.SignaturesOn(v.Ref)) > 0 }), 3},
		{"approved Statements", len(s.Approved), 3},
		{"scope statements", len(s.Statements), 3},
		{"overdue actions", count(s.Actions, func(a risk.Action) bool { return a.Overdue(today) }), 1},
		{"drafts of assessments", count(s.Assessments, func(a impact.Assessment) bool { return a.State == impact.Draft }), 1},
		{"expired evidence", count(s.Evidence, func(i evidence.Item) bool { return i.ValidUntil.Passed(today) }), 1},
		{"excluded controls", count(s.Rows, func(r soa.Row) bool { return r.Applicable == scope.No }), 3},
		{"people whose access ended", count(s.People, func(p account.Person) bool { return p.Retired() }), 1},
		{"organisations", len(s.Organisations), 1},
		{"comments", count(s.Comments, func(c comment.Comment) bool { return c.Kind == comment.Remark }), 12},
		{"comments that name somebody", count(s.Comments, func(c comment.Comment) bool { return c.Kind == comment.Remark && len(c.Mentions) > 0 }), 12},
		{"decisions", count(s.Comments, func(c comment.Comment) bool { return c.Kind == comment.Decision }), 6},
	} {
		if c.got != c.want {
			w.Errorf("%s: %d, want %d", c.what, c.got, c.want)
		}
	}
	sources := map[string]bool{}
	for _, r := range s.Risks {
		for _, id := range r.Sources {
			sources[id] = true
		}
	}
	if len(sources) != len(controls.MustLoad().C3) {
		w.Errorf("risks name %d sources of Annex C", len(sources))
	}
	if stage, on := s.Organisations[0].NextAudit(today); stage != 1 || on != today.Add(47) {
		w.Errorf("the next audit is Stage %d on %s", stage, on)
	}
	if parties := count(s.Parties, func(p scope.Party) bool { return !p.Retired() }); parties < 8 {
		w.Errorf("%d parties", parties)
	}
}
