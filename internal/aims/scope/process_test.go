package scope_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestProcessesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[scope.Process, *scope.Process]{
		Register: scope.Processes, By: access.Lead, NotBy: access.Contributor,
		Before: func(ctx context.Context, db *store.DB) error {
			_, err := scope.Processes.Keep(ctx, db, aimstest.As(access.Lead), scope.Process{Name: "Treat risks"})
			return err
		},
		Good: scope.Process{
			Name: "Assess risks", Purpose: "To know what may go wrong.", Clauses: []string{"6.1.2", "8.2"}, Owner: "Ada",
			Inputs: []string{"Inventory", "Incidents"}, Outputs: []string{"Risks"}, Feeds: []string{"PRC-2026-001"}, Criteria: "All systems seen.",
		},
		Bad:   scope.Process{Clauses: []string{"6"}, Feeds: []string{"RSK-2026-001"}},
		Marks: []string{"name", "clauses", "feeds"},
	})
}

func TestAProcessDoesNotFeedItself(t *testing.T) {
	p := scope.Process{Head: head("PRC-1", 1), Name: "Round", Feeds: []string{"PRC-1"}}
	if m := check.Messages(scope.Processes.Check(&p)); len(m) != 1 || m[0].Field != "feeds" {
		t.Errorf("%v", m)
	}
}

func TestProposalsAreTakenOnceAndCanBeUndone(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead := t.Context(), aimstest.As(access.Lead)
		if _, err := scope.Processes.Keep(ctx, db, lead, scope.Process{Name: "know the CONTEXT and set the scope"}); err != nil {
			t.Fatal(err)
		}
		batch, n, err := scope.TakeProposals(ctx, db, lead, []string{"context", "systems", "risk", "nothing"})
		if err != nil || n != 2 {
			t.Fatalf("%d recorded, %v", n, err)
		}
		all, err := scope.Processes.InForce(ctx, db, nil)
		if err != nil || len(all) != 3 || !reflect.DeepEqual(all[1].Feeds, []string{all[2].Ref}) {
			t.Errorf("%v %+v", err, all)
		}
		if _, _, err := scope.TakeProposals(ctx, db, lead, []string{"risk"}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("taken twice: %v", err)
		}
		if _, _, err := scope.TakeProposals(ctx, db, aimstest.As(access.Contributor), []string{"improve"}); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a contributor: %v", err)
		}
		if n, err := db.TakeBack(ctx, lead, access.EditScope, batch, scope.Processes.Store()); err != nil || n != 2 {
			t.Errorf("%d taken back, %v", n, err)
		}
	})
}

func TestTheProposalsAreSound(t *testing.T) {
	keys := map[string]bool{}
	for _, p := range scope.Proposals() {
		keys[p.Key] = true
		if err := scope.Processes.Check(&p.Process); err != nil {
			t.Errorf("%s: %v", p.Key, check.Messages(err))
		}
	}
	for _, p := range scope.Proposals() {
		for _, key := range p.Feeds {
			if !keys[key] || key == p.Key {
				t.Errorf("%s feeds %q", p.Key, key)
			}
		}
	}
}

// proposed are the proposals as records.
func proposed() []scope.Process {
	var all []scope.Process
	for _, p := range scope.Proposals() {
		rec := p.Process
		rec.Ref = p.Key
		rec.Feeds = p.Feeds
		all = append(all, rec)
	}
	return all
}

func TestTheMapShowsEveryProcessAndFlowOnce(t *testing.T) {
	all := proposed()
	all[3].RetiredOn = "2026-01-01"
	m := scope.MapProcesses(all)
	if len(m.Boxes) != len(all)-1 || !reflect.DeepEqual(m, scope.MapProcesses(all)) {
		t.Fatalf("%d boxes, or another map the second time", len(m.Boxes))
	}
	want := 0
	for i, p := range all {
		for _, f := range p.Feeds {
			if i != 3 && f != all[3].Ref {
				want++
			}
		}
	}
	if len(m.Flows) != want {
		t.Errorf("%d flows, want %d", len(m.Flows), want)
	}
	at := map[string]scope.Box{}
	for _, b := range m.Boxes {
		at[b.Ref] = b
		if b.X < 0 || b.Y < 0 || b.X+scope.BoxWidth > m.Width || b.Y+scope.BoxHeight > m.Height {
			t.Errorf("%s lies outside", b.Ref)
		}
		for _, o := range m.Boxes {
			if o.Ref != b.Ref && o.Y == b.Y && o.X < b.X+scope.BoxWidth && b.X < o.X+scope.BoxWidth {
				t.Errorf("%s lies on %s", b.Ref, o.Ref)
			}
		}
	}
	for _, f := range m.Flows {
		if up := at[f.To].Y < at[f.From].Y; up != f.Back || at[f.To].Y == at[f.From].Y {
			t.Errorf("%s to %s: back is %v", f.From, f.To, f.Back)
		}
	}
}

func TestTheMapOfNothingAndOfALongName(t *testing.T) {
	if m := scope.MapProcesses(nil); m.Width != 0 || len(m.Boxes) != 0 {
		t.Errorf("%+v", m)
	}
	name := strings.Repeat("x", 50) + " and a second word that goes on and on until no box of three lines can hold it"
	m := scope.MapProcesses([]scope.Process{{Head: head("PRC-1", 1), Name: name, Feeds: []string{"PRC-1", "PRC-9"}}})
	if b := m.Boxes[0]; len(b.Lines) != 3 || !strings.HasSuffix(b.Lines[2], "…") || len(m.Flows) != 0 {
		t.Errorf("%q %v", b.Lines, m.Flows)
	}
}
