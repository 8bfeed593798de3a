package trace

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// Group is the records of one register that a change of the boundary touches.
type Group struct {
	One, Many string // in a sentence
	Nodes     []Node // Note says what becomes of each
	Moves     int    // how many of them fall out, or come in, as a whole
}

// Reach is what joins or leaves the scope together with some AI systems (4.3).
type Reach struct {
	Leaves  bool
	Systems []Node
	Groups  []Group // those with records
}

// Empty says whether no system moves.
func (r Reach) Empty() bool { return len(r.Systems) == 0 }

// ReachOf follows AI systems out of the scope, or into it.
func ReachOf(s *snapshot.Snapshot, systems []string, leaves bool) Reach {
	m := &move{weft: weave(s), systems: systems, leaves: leaves, gone: slices.Clone(systems)}
	r := Reach{Leaves: leaves}
	for _, ref := range systems {
		if y, there := m.weft.systems[ref]; there {
			r.Systems = append(r.Systems, Node{Ref: ref, Title: y.Name, Note: y.Owner})
		}
	}
	if r.Empty() {
		return r
	}
	for _, g := range []Group{m.assessments(), m.risks(), m.rows(), m.obligations(), m.evidence()} {
		if len(g.Nodes) > 0 {
			r.Groups = append(r.Groups, g)
		}
	}
	return r
}

// move is a change of the boundary under way.
type move struct {
	weft    *weft
	systems []string
	leaves  bool
	gone    []string // what moves as a whole: evidence for nothing else moves with it
}

// add puts a record in its group when its systems are touched. all says that it is
// meant for every system in scope.
func (m *move) add(g *Group, node Node, systems []string, all bool) {
	others := slices.DeleteFunc(slices.Clone(systems), func(ref string) bool {
		return slices.Contains(m.systems, ref) || !slices.Contains(m.weft.inScope, ref)
	})
	named := slices.ContainsFunc(systems, func(ref string) bool { return slices.Contains(m.systems, ref) })
	switch {
	case all && !m.leaves:
		node.Note = "reaches it, as it holds for every system in scope"
	case all || !named:
		return
	case len(others) > 0:
		node.Note = "stays for " + short(others)
		if !m.leaves {
			node.Note = "is in scope already for " + short(others)
		}
	default:
		node.Note = map[bool]string{true: "falls out: no other system in scope is named", false: "comes in"}[m.leaves]
		g.Moves++
		m.gone = append(m.gone, node.Ref)
	}
	g.Nodes = append(g.Nodes, node)
}

func (m *move) assessments() Group {
	g := Group{One: "impact assessment", Many: "impact assessments"}
	for _, a := range m.weft.s.Assessments {
		if !a.Retired() && a.State != impact.Superseded {
			m.add(&g, Node{Ref: a.Ref, Title: m.weft.systems[a.System].Name}, []string{a.System}, false)
		}
	}
	return g
}

func (m *move) risks() Group {
	g := Group{One: "risk", Many: "risks"}
	for _, r := range m.weft.s.RisksInForce() {
		m.add(&g, Node{Ref: r.Ref, Title: r.Title}, r.Systems, false)
	}
	return g
}

func (m *move) rows() Group {
	g := Group{One: "row of the Statement", Many: "rows of the Statement"}
	for _, r := range m.weft.s.Rows {
		if !r.Retired() && r.Applicable == scope.Yes {
			m.add(&g, Node{Ref: r.Ref, Title: m.weft.controlTitle(r.Ref)}, r.Systems, len(r.Systems) == 0)
		}
	}
	return g
}

func (m *move) obligations() Group {
	g := Group{One: "obligation", Many: "obligations"}
	for _, o := range m.weft.obligations {
		m.add(&g, Node{Ref: o.Ref, Title: o.Title}, o.Systems, o.Everywhere)
	}
	return g
}

// evidence moves where all that it supports moves.
func (m *move) evidence() Group {
	g := Group{One: "piece of evidence", Many: "pieces of evidence"}
	moves := func(ref string) bool { return slices.Contains(m.gone, ref) }
	for _, i := range m.weft.s.Evidence {
		if i.Retired() || !slices.ContainsFunc(i.Supports, moves) {
			continue
		}
		g.Nodes = append(g.Nodes, m.proof(i, moves, &g.Moves))
	}
	return g
}

func (m *move) proof(i evidence.Item, moves func(string) bool, n *int) Node {
	rest := slices.DeleteFunc(slices.Clone(i.Supports), moves)
	node := Node{Ref: i.Ref, Title: i.Title}
	switch {
	case len(rest) > 0 && m.leaves:
		node.Note = "stays for " + short(rest)
	case len(rest) > 0:
		node.Note = "serves " + short(rest) + " already"
	default:
		node.Note = map[bool]string{true: "falls out with what it proves", false: "comes in"}[m.leaves]
		*n++
	}
	return node
}

// Moved reads from the words of a draft scope statement which AI systems it moves
// against what the inventory says: those that it names and that are not in scope
// join; those in scope leave that it excludes by name, or that the statement in force
// names and the draft, which names others, does not. A draft that names no system by
// its name ("all systems of the inventory") moves only what it excludes.
func Moved(s *snapshot.Snapshot, draft scope.Statement) (joins, leaves []string) {
	inForce, _ := s.Scope()
	names := func(name string, st scope.Statement) bool { return mentions(st.Text+"\n"+st.Systems, name) }
	namesAny := slices.ContainsFunc(s.Systems, func(y inventory.System) bool { return !y.Retired() && names(y.Name, draft) })
	for _, y := range s.Systems {
		if y.Retired() {
			continue
		}
		excluded := slices.ContainsFunc(draft.Exclusions, func(x scope.Exclusion) bool { return mentions(x.What, y.Name) })
		named := names(y.Name, draft)
		switch in := y.InScope == scope.Yes; {
		case in && (excluded || namesAny && !named && names(y.Name, inForce)):
			leaves = append(leaves, y.Ref)
		case !in && named && !excluded:
			joins = append(joins, y.Ref)
		}
	}
	return joins, leaves
}

// mentions says whether a text holds a name as words of its own, whatever the case.
func mentions(text, name string) bool {
	flat := func(s string) string {
		return " " + strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" \n\t,.;:()\"“”/", r) }), " ") + " "
	}
	return strings.TrimSpace(name) != "" && strings.Contains(flat(text), flat(name))
}
