package trace_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trace"
	"github.com/aims-workbench/aims/internal/trail"
)

func head(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }

func retired(ref string) store.Head {
	return store.Head{Ref: ref, Version: 2, RetiredOn: "2026-01-01", RetiredBecause: "gone"}
}

const told, person = "42001:A.8.2", "42001:A.9.2"

// whole is a workspace in which the thread from applicants reaches a file.
func whole() snapshot.Snapshot {
	return snapshot.Snapshot{
		Position: trail.Checkpoint{At: "2026-11-22T12:00:00Z"},
		Parties:  []scope.Party{{Head: head("PTY-1"), Name: "Job applicants", Affected: true}, {Head: head("PTY-2"), Name: "Regulator"}},
		Needs: []scope.Need{
			{Head: head("NED-1"), Party: "PTY-1", Text: "To know", Kind: scope.Legal, Addressed: scope.Yes},
			{Head: head("NED-2"), Party: "PTY-1", Text: "A person", Kind: scope.Ethical, Addressed: scope.Yes},
			{Head: head("NED-3"), Party: "PTY-2", Text: "The code", Kind: scope.Business, Addressed: scope.No, How: "a secret"},
			{Head: retired("NED-4"), Party: "PTY-1", Addressed: scope.Yes},
		},
		Obligations: []scope.Obligation{
			{Head: head("OBL-1"), Title: "Tell applicants", Needs: []string{"NED-1"}, Everywhere: true, Met: scope.Yes, Controls: []string{told}},
			{Head: retired("OBL-2"), Needs: []string{"NED-2"}},
		},
		Systems:     []inventory.System{{Head: head("SYS-1"), Name: "Ranker", InScope: scope.Yes}, {Head: head("SYS-2"), Name: "Mail filter", InScope: scope.No}, {Head: head("SYS-3"), Name: "Chat", InScope: scope.Yes}},
		Assessments: []impact.Assessment{{Head: head("IMP-1"), System: "SYS-1", State: impact.Approved, ApprovedAt: "2026-01-05T10:00:00Z"}, {Head: head("IMP-3"), System: "SYS-3", State: impact.Approved, ApprovedAt: "2026-01-05T10:00:00Z"}},
		Risks: []risk.Risk{
			{Head: head("RSK-1"), Title: "Nobody is told", Systems: []string{"SYS-1"}, Controls: []string{told}},
			{Head: head("RSK-2"), Title: "Leak", Systems: []string{"SYS-1", "SYS-3"}, Controls: []string{"42001:A.7.4"}},
		},
		Rows: []soa.Row{
			{Head: head(told), Applicable: scope.Yes, Status: soa.Implemented},
			{Head: head(person), Applicable: scope.Yes, Status: soa.Implemented, Drivers: []soa.Driver{{Kind: soa.DriverLegal, Ref: "NED-2"}}},
			{Head: head("42001:A.7.4"), Applicable: scope.Yes, Status: soa.InProgress, Systems: []string{"SYS-1"}},
		},
		Evidence: []evidence.Item{
			{Head: head("EVD-1"), Title: "Screen", Supports: []string{told}},
			{Head: head("EVD-2"), Title: "Old screen", Supports: []string{told}, ValidUntil: "2026-01-01"},
			{Head: head("EVD-3"), Title: "Log", Supports: []string{person, "RSK-1"}},
		},
	}
}

// drawn writes strands as "NED-1 OBL-1 | SYS-1 ..." for comparison.
func drawn(t trace.Thread) []string {
	var out []string
	for _, s := range t.Strands {
		var steps []string
		for _, k := range s.Knots {
			var refs []string
			for _, n := range k.Nodes {
				refs = append(refs, n.Ref)
				if n.Lacks != "" {
					refs = append(refs, "!")
				}
			}
			if k.Lacks != "" {
				refs = append(refs, "!")
			}
			steps = append(steps, strings.Join(refs, " "))
		}
		out = append(out, strings.Join(steps, " | "))
	}
	return out
}

func TestTheThreadRunsBothWays(t *testing.T) {
	all := "PTY-1 | NED-1 | OBL-1 | SYS-1 SYS-3 | IMP-1 IMP-3 | RSK-1 | 42001:A.8.2 | EVD-1"
	bare := "PTY-1 | NED-2 |  |  |  |  | 42001:A.9.2 | EVD-3"
	for start, want := range map[string][]string{
		"PTY-1":       {all, bare},
		"NED-1":       {all},
		"NED-2":       {bare},
		"NED-3":       {"PTY-2 | NED-3 |  |  |  |  |  | "},
		"OBL-1":       {all},
		"SYS-1":       {"PTY-1 | NED-1 | OBL-1 | SYS-1 | IMP-1 | RSK-1 | 42001:A.8.2 | EVD-1"},
		"IMP-1":       {"PTY-1 | NED-1 | OBL-1 | SYS-1 | IMP-1 | RSK-1 | 42001:A.8.2 | EVD-1"},
		"RSK-1":       {"PTY-1 | NED-1 | OBL-1 | SYS-1 | IMP-1 | RSK-1 | 42001:A.8.2 | EVD-1"},
		"RSK-2":       {" | ! |  | SYS-1 SYS-3 | IMP-1 IMP-3 | RSK-2 | 42001:A.7.4 ! | !"},
		told:          {all},
		person:        {bare},
		"42001:A.7.4": {" | ! |  |  |  | RSK-2 | 42001:A.7.4 ! | !"},
	} {
		s := whole()
		got, ok := trace.From(snapshot.Of(s), start)
		if !ok || !slices.Equal(drawn(got), want) {
			t.Errorf("%s: %v\n%s\nwant\n%s", start, ok, strings.Join(drawn(got), "\n"), strings.Join(want, "\n"))
		}
	}
	for _, none := range []string{"", "NED-4", "OBL-2", "EVD-1", "42001:A.1", "nonsense"} {
		if _, ok := trace.From(snapshot.Of(whole()), none); ok {
			t.Errorf("%q is on a thread", none)
		}
	}
}

func TestEveryHoleIsNamedWithItsRecord(t *testing.T) {
	if h := trace.Holes(snapshot.Of(whole())); len(h) != 0 {
		t.Fatalf("the whole thread has holes: %+v", h)
	}
	for name, c := range map[string]struct {
		spoil func(*snapshot.Snapshot)
		want  string
	}{
		"undecided":  {func(s *snapshot.Snapshot) { s.Needs[2].Addressed = scope.Undecided }, "Need NED-3"},
		"unanswered": {func(s *snapshot.Snapshot) { s.Rows[1].Drivers = nil }, "Need NED-2"},
		"nowhere":    {func(s *snapshot.Snapshot) { s.Obligations[0].Everywhere = false }, "Obligation OBL-1"},
		"no control": {func(s *snapshot.Snapshot) { s.Obligations[0].Controls = nil }, "Obligation OBL-1"},
		"unassessed": {func(s *snapshot.Snapshot) { s.Assessments[1].State = impact.Draft }, "AI system SYS-3"},
		"riskless":   {func(s *snapshot.Snapshot) { s.Risks[1].Systems = nil }, "AI system SYS-3"},
		"unproven":   {func(s *snapshot.Snapshot) { s.Evidence[0].Review = evidence.Rejected }, "Control " + told},
		"left out":   {func(s *snapshot.Snapshot) { s.Rows[0].Applicable = scope.No }, "Control " + told},
	} {
		s := whole()
		c.spoil(&s)
		var got []string
		for _, h := range trace.Holes(snapshot.Of(s)) {
			for _, n := range h.Nodes {
				got = append(got, fmt.Sprint(h.Step, " ", n.Ref))
			}
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

func TestLinesSayWhereEachThreadEnds(t *testing.T) {
	s := whole()
	s.Needs = append(s.Needs, scope.Need{Head: head("NED-5"), Party: "PTY-1", Addressed: scope.Yes}, scope.Need{Head: head("NED-6"), Party: "PTY-1", Addressed: scope.Yes}, scope.Need{Head: head("NED-7"), Party: "PTY-1", Addressed: scope.Yes})
	s.Obligations = append(s.Obligations, scope.Obligation{Head: head("OBL-3"), Needs: []string{"NED-5"}}, scope.Obligation{Head: head("OBL-4"), Needs: []string{"NED-6"}, Controls: []string{"42001:A.7.4"}})
	var got []string
	for _, l := range trace.Lines(snapshot.Of(s)) {
		got = append(got, fmt.Sprint(l.Need.Ref, " ", l.Proofs, " ", l.Ends))
	}
	want := []string{"NED-1 1 ", "NED-2 1 ", "NED-5 0 No control", "NED-6 0 No valid evidence", "NED-7 0 No obligation, no control"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if not := trace.NotAddressed(snapshot.Of(s)); len(not) != 1 || not[0].Ref != "NED-3" || !strings.Contains(not[0].Note, "a secret") {
		t.Errorf("%+v", not)
	}
}

func TestReachTellsWhatFallsOutAndWhatStays(t *testing.T) {
	s := whole()
	s.Evidence = append(s.Evidence, evidence.Item{Head: head("EVD-4"), Supports: []string{"IMP-1"}}, evidence.Item{Head: head("EVD-5"), Supports: []string{"IMP-1", told}})
	told := func(r trace.Reach) []string {
		var out []string
		for _, g := range r.Groups {
			var refs []string
			for _, n := range g.Nodes {
				refs = append(refs, n.Ref)
			}
			out = append(out, fmt.Sprint(g.One, " ", refs, " ", g.Moves))
		}
		return out
	}
	out := trace.ReachOf(snapshot.Of(s), []string{"SYS-1"}, true)
	want := []string{"impact assessment [IMP-1] 1", "risk [RSK-1 RSK-2] 1", "row of the Statement [42001:A.7.4] 1", "piece of evidence [EVD-3 EVD-4 EVD-5] 1"}
	if got := told(out); !slices.Equal(got, want) {
		t.Errorf("leaving: %q", got)
	}
	in := trace.ReachOf(snapshot.Of(s), []string{"SYS-2"}, false)
	want = []string{"row of the Statement [42001:A.8.2 42001:A.9.2] 0", "obligation [OBL-1] 0"}
	if got := told(in); !slices.Equal(got, want) {
		t.Errorf("joining: %q", got)
	}
	if r := trace.ReachOf(snapshot.Of(s), nil, true); !r.Empty() || len(r.Groups) != 0 {
		t.Errorf("nothing moves: %+v", r)
	}
}

func TestADraftMovesWhatItNames(t *testing.T) {
	for name, c := range map[string]struct {
		draft         scope.Statement
		joins, leaves string
	}{
		"names both in scope":   {scope.Statement{Systems: "Ranker, Chat"}, "", ""},
		"names one fewer":       {scope.Statement{Systems: "the RANKER"}, "", "SYS-3"},
		"names one more":        {scope.Statement{Systems: "Ranker, chat and mail filter."}, "SYS-2", ""},
		"excludes by name":      {scope.Statement{Systems: "All systems", Exclusions: []scope.Exclusion{{What: "Chat (the old one)"}}}, "", "SYS-3"},
		"names none":            {scope.Statement{Systems: "All systems of the inventory"}, "", ""},
		"part of another word":  {scope.Statement{Systems: "Rankers, Chat, Ranker"}, "", ""},
		"named but left out":    {scope.Statement{Text: "Ranker and Chat, not the Mail filter", Exclusions: []scope.Exclusion{{What: "Mail filter"}}}, "", ""},
		"names nothing at all ": {scope.Statement{}, "", ""},
	} {
		s := whole()
		s.Statements = []scope.Statement{{Head: head("SCP-1"), State: scope.Approved, Systems: "Ranker, Chat"}}
		joins, leaves := trace.Moved(snapshot.Of(s), c.draft)
		if strings.Join(joins, " ") != c.joins || strings.Join(leaves, " ") != c.leaves {
			t.Errorf("%s: %v join, %v leave", name, joins, leaves)
		}
	}
}
