package operation_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func head(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }

func day(s string) when.Day { return when.Day(s) }

// answers says the same to every question of a gate.
func answers(g operation.Gate, said operation.Said, reason string) []operation.Answer {
	var out []operation.Answer
	for _, it := range g.Items() {
		out = append(out, operation.Answer{Item: it.ID, Said: said, Reason: reason})
	}
	return out
}

// round is a gate under test.
type round struct {
	t   *testing.T
	ctx context.Context
	db  *store.DB
	operation.Gate
}

func (r *round) answer(said operation.Said, reason string) {
	r.t.Helper()
	r.Answers = answers(r.Gate, said, reason)
	g, err := operation.Answered(r.ctx, r.db, aimstest.As(access.Contributor), r.Gate)
	if err != nil {
		r.t.Fatal(err)
	}
	r.Gate = g
}

func (r *round) sign(who access.Actor, in operation.Sign) error {
	in.Ref, in.Version = r.Ref, r.Version
	g, err := operation.SignOff(r.ctx, r.db, who, in)
	if err == nil {
		r.Gate = g
	}
	return err
}

func rounds(t *testing.T, do func(t *testing.T, r *round)) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		if err := before(ctx, db); err != nil {
			t.Fatal(err)
		}
		g, err := operation.Gates.Keep(ctx, db, aimstest.As(access.Contributor), operation.Gate{System: "SYS-2026-001", Gate: "design", Release: "Version 1"})
		if err != nil {
			t.Fatal(err)
		}
		do(t, &round{t, ctx, db, g})
	})
}

func TestSignOffAsksForEverything(t *testing.T) {
	rounds(t, func(t *testing.T, r *round) {
		exec := aimstest.As(access.Executive)
		for _, c := range []struct {
			name   string
			said   operation.Said
			reason string
			in     operation.Sign
			takes  bool
		}{
			{"a verdict", operation.Yes, "seen", operation.Sign{}, false},
			{"a reason for each yes", operation.Yes, "", operation.Sign{Verdict: operation.Passed}, false},
			{"no pass with a no", operation.No, "later", operation.Sign{Verdict: operation.Passed}, false},
			{"conditions with a day", operation.No, "later", operation.Sign{Verdict: operation.WithConditions}, false},
			{"why it does not pass", operation.No, "later", operation.Sign{Verdict: operation.Refused}, false},
			{"everything is there", operation.NotApplicable, "no data", operation.Sign{Verdict: operation.Passed}, true},
		} {
			r.answer(c.said, c.reason)
			if err := r.sign(exec, c.in); (err == nil) != c.takes {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		if !r.Signed() || r.SignedBy != exec.Name {
			t.Errorf("signed by %q", r.SignedBy)
		}
	})
}

func TestTheOwnerDoesNotSign(t *testing.T) {
	rounds(t, func(t *testing.T, r *round) {
		r.answer(operation.Yes, "seen")
		owner := aimstest.As(access.Lead)
		owner.Name = "Ola Owner"
		if err := r.sign(owner, operation.Sign{Verdict: operation.Passed}); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("the owner signs: %v", err)
		}
	})
}

func TestTheOwnerDoesNotFulfilConditions(t *testing.T) {
	rounds(t, func(t *testing.T, r *round) {
		r.answer(operation.No, "later")
		if err := r.sign(aimstest.As(access.Lead), operation.Sign{Verdict: operation.WithConditions, Conditions: "Log it", ConditionsBy: "2027-01-31"}); err != nil {
			t.Fatal(err)
		}
		owner := aimstest.As(access.Lead)
		owner.Name = "Ola Owner"
		if _, err := operation.Fulfil(r.ctx, r.db, owner, r.Ref, r.Version, "Saw it"); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("the owner says that the conditions are met: %v", err)
		}
	})
}

func TestADroppedRoundStaysAsItWas(t *testing.T) {
	rounds(t, func(t *testing.T, r *round) {
		r.answer(operation.Yes, "seen")
		if err := operation.Drop(r.ctx, r.db, aimstest.As(access.Contributor), r.Ref, r.Version, "mistake"); err != nil {
			t.Fatal(err)
		}
		r.Version++
		_, answered := operation.Answered(r.ctx, r.db, aimstest.As(access.Contributor), r.Gate)
		_, changed := operation.Gates.Change(r.ctx, r.db, aimstest.As(access.Contributor), r.Gate)
		for what, err := range map[string]error{"answered": answered, "changed": changed, "signed": r.sign(aimstest.As(access.Lead), operation.Sign{Verdict: operation.Passed})} {
			if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), "was retired on") {
				t.Errorf("a dropped round is %s: %v", what, err)
			}
		}
	})
}

func TestASignedRoundIsFrozenAndTheNextOneBegins(t *testing.T) {
	rounds(t, func(t *testing.T, r *round) {
		who := aimstest.As(access.Contributor)
		begin := func() (operation.Gate, error) {
			return operation.Gates.Keep(r.ctx, r.db, who, operation.Gate{System: "SYS-2026-001", Gate: "design", Release: "Version 2"})
		}
		if _, err := begin(); err == nil {
			t.Error("two rounds are open at one gate")
		}
		r.answer(operation.Yes, "seen")
		if err := r.sign(aimstest.As(access.Lead), operation.Sign{Verdict: operation.WithConditions, Conditions: "Log it", ConditionsBy: "2027-01-31"}); err != nil {
			t.Fatal(err)
		}
		if _, err := operation.Answered(r.ctx, r.db, who, r.Gate); err == nil {
			t.Error("a signed round is answered")
		}
		if _, err := operation.Gates.Change(r.ctx, r.db, who, r.Gate); err == nil {
			t.Error("a signed round is changed")
		}
		if err := operation.Drop(r.ctx, r.db, who, r.Ref, 0, "mistake"); err == nil {
			t.Error("a signed round is dropped")
		}
		if _, err := operation.Fulfil(r.ctx, r.db, aimstest.As(access.Lead), r.Ref, r.Version, ""); err == nil {
			t.Error("conditions are met without a word")
		}
		met, err := operation.Fulfil(r.ctx, r.db, aimstest.As(access.Lead), r.Ref, r.Version, "Saw the log")
		if err != nil || met.Status("2028-01-01") != aims.Done {
			t.Errorf("%v, %s", err, met.Status("2028-01-01"))
		}
		next, err := begin()
		if err != nil || next.Round != 2 || next.Title != "Design, round 2" {
			t.Errorf("round %d %q: %v", next.Round, next.Title, err)
		}
	})
}

func TestStatus(t *testing.T) {
	signed := when.Instant("2026-05-01T10:00:00Z")
	for _, c := range []struct {
		name string
		gate operation.Gate
		want aims.Status
	}{
		{"none begun", operation.Gate{}, aims.NotStarted},
		{"begun", operation.Gate{Head: head("GAT-2026-001")}, aims.InProgress},
		{"late", operation.Gate{Head: head("GAT-2026-001"), Planned: "2026-05-31"}, aims.NeedsAttention},
		{"passed", operation.Gate{Head: head("GAT-2026-001"), Planned: "2026-05-31", Verdict: operation.Passed, SignedAt: signed}, aims.Done},
		{"not passed", operation.Gate{Head: head("GAT-2026-001"), Verdict: operation.Refused, SignedAt: signed}, aims.NeedsAttention},
		{"conditions run", operation.Gate{Head: head("GAT-2026-001"), Verdict: operation.WithConditions, ConditionsBy: "2026-06-01", SignedAt: signed}, aims.InProgress},
		{"conditions are over", operation.Gate{Head: head("GAT-2026-001"), Verdict: operation.WithConditions, ConditionsBy: "2026-05-31", SignedAt: signed}, aims.NeedsAttention},
		{"conditions are met", operation.Gate{Head: head("GAT-2026-001"), Verdict: operation.WithConditions, ConditionsBy: "2026-05-31", FulfilledOn: "2026-05-30", SignedAt: signed}, aims.Done},
	} {
		if got := c.gate.Status("2026-06-01"); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTheNewestRoundCounts(t *testing.T) {
	row := operation.Row("SYS-2026-001", []operation.Gate{
		{Head: head("GAT-2026-001"), System: "SYS-2026-001", Gate: "data", Round: 1, Verdict: operation.Passed, SignedAt: "2026-05-01T10:00:00Z"},
		{Head: head("GAT-2026-002"), System: "SYS-2026-001", Gate: "data", Round: 2},
		{Head: head("GAT-2026-003"), System: "SYS-2026-002", Gate: "design", Round: 1},
	}, "2026-06-01")
	if len(row) != 7 || row[2].Newest.Ref != "GAT-2026-002" || len(row[2].Before) != 1 || row[1].Status != aims.NotStarted {
		t.Errorf("got %+v", row)
	}
}

// Each control of the life cycle and of data has a register in which its evidence is
// kept, and a question of a gate that asks for it.
func TestEveryControlOfA6AndA7HasItsPlace(t *testing.T) {
	known := map[string]bool{"SYS": true, "MOD": true, "DAT": true, "LOG": true}
	for _, reg := range operation.Registers() {
		known[reg.Prefix] = true
	}
	for _, c := range controls.MustLoad().Controls {
		if !strings.HasPrefix(c.ID, "A.6.") && !strings.HasPrefix(c.ID, "A.7.") {
			continue
		}
		places := operation.PlacesOf(c.ID)
		if len(places) == 0 || len(operation.GatesAsking(c.ID)) == 0 {
			t.Errorf("%s %s: %d registers, %d gates", c.ID, c.Title, len(places), len(operation.GatesAsking(c.ID)))
		}
		if i := slices.IndexFunc(places, func(p operation.Place) bool { return !known[p.Prefix] || p.What == "" }); i >= 0 {
			t.Errorf("%s names the register %q", c.ID, places[i].Prefix)
		}
	}
}
