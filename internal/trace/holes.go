package trace

import (
	"slices"

	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// Hole is one way in which threads are broken, with every record where they are.
type Hole struct {
	Title string
	Fix   string
	Step  Step // where it is mended
	Nodes []Node
}

// Holes lists what is missing between the needs and the evidence, from the needs on.
// Kinds of holes without a record are left out.
func Holes(s *snapshot.Snapshot) []Hole {
	w := weave(s)
	all := []Hole{
		hole(Need, "Needs without a decision", "Decide for each whether the management system addresses it.", w.undecided()),
		hole(Need, "Needs that no obligation and no control answers", "Record the obligation that follows from the need, or name the need as the reason for a control.", w.unanswered()),
		hole(Obligation, "Obligations that apply to no AI system", "Say to which AI systems each applies, or that it applies to all.", w.lacking(System)),
		hole(Obligation, "Obligations without a control", "Name the controls that meet each.", w.lacking(Control)),
		hole(System, "AI systems under an obligation without an approved impact assessment", "Assess what each can do to people, and have it approved.", w.systemsWithout(func(ref string) bool {
			_, ok := s.AssessmentOf(ref)
			return ok
		})),
		hole(System, "AI systems under an obligation that appear in no risk", "Assess the risks of each.", w.systemsWithout(w.hasRisk)),
		hole(Control, "Controls that an obligation relies on and nothing proves", "Say in the Statement that each applies, and attach what shows that it works.", w.unproven()),
	}
	return slices.DeleteFunc(all, func(h Hole) bool { return len(h.Nodes) == 0 })
}

func hole(at Step, title, fix string, nodes []Node) Hole { return Hole{title, fix, at, nodes} }

func (w *weft) undecided() []Node {
	return w.needNodes(w.needs, func(n scope.Need) bool { return n.Addressed != scope.Yes && n.Addressed != scope.No })
}

// unanswered are needs that are called addressed and lead nowhere.
func (w *weft) unanswered() []Node {
	return w.needNodes(w.bare, func(n scope.Need) bool { return n.Addressed == scope.Yes && len(w.driven[n.Ref]) == 0 })
}

// NotAddressed are the needs that the management system does not address, each with
// the reason: 4.2 lets the organisation choose.
func NotAddressed(s *snapshot.Snapshot) []Node {
	w := weave(s)
	out := w.needNodes(w.needs, func(n scope.Need) bool { return n.Addressed == scope.No })
	for i := range out {
		n, _ := w.needOf(out[i].Ref)
		out[i].Note += ". Why not: " + n.How
	}
	return out
}

func (w *weft) needNodes(all []scope.Need, fits func(scope.Need) bool) []Node {
	var out []Node
	for _, n := range all {
		if fits(n) {
			out = append(out, Node{Ref: n.Ref, Title: n.Text, Note: w.parties[n.Party].Name})
		}
	}
	return out
}

// lacking are the obligations whose thread is broken at a step.
func (w *weft) lacking(step Step) []Node {
	var out []Node
	for _, o := range w.obligations {
		if step == System && len(w.systemsOf(o)) == 0 || step == Control && len(w.controlsOf(o)) == 0 {
			out = append(out, Node{Ref: o.Ref, Title: o.Title, Note: o.Owner})
		}
	}
	return out
}

// systemsWithout are the systems in scope that an obligation applies to and that have
// not what they should.
func (w *weft) systemsWithout(has func(ref string) bool) []Node {
	bound := map[string]bool{}
	for _, o := range w.obligations {
		for _, ref := range w.systemsOf(o) {
			bound[ref] = true
		}
	}
	var out []Node
	for _, ref := range w.inScope {
		if bound[ref] && !has(ref) {
			out = append(out, Node{Ref: ref, Title: w.systems[ref].Name, Note: w.systems[ref].Owner})
		}
	}
	return out
}

func (w *weft) hasRisk(system string) bool {
	return slices.ContainsFunc(w.s.RisksInForce(), func(r risk.Risk) bool { return slices.Contains(r.Systems, system) })
}

// unproven are the controls of obligations at which the thread ends without proof.
func (w *weft) unproven() []Node {
	var out []Node
	seen := map[string]bool{}
	for _, o := range w.obligations {
		for _, ref := range w.controlsOf(o) {
			if node := w.controlNode(ref); node.Lacks != "" && !seen[ref] {
				node.Note, node.Lacks = node.Lacks, ""
				out = append(out, node)
			}
			seen[ref] = true
		}
	}
	return out
}

// Line is one need that is addressed, with how far its thread leads.
type Line struct {
	Need        Node
	Party       Node
	Obligations []Node
	Controls    []string // keys
	Proofs      int      // pieces of evidence in force for those controls that hold today
	Ends        string   // what is missing where the thread ends early; empty where it reaches evidence
}

// Lines lists the needs that the management system addresses.
func Lines(s *snapshot.Snapshot) []Line {
	w := weave(s)
	var out []Line
	for _, n := range w.needs {
		if n.Addressed != scope.Yes {
			continue
		}
		l := Line{Need: Node{Ref: n.Ref, Title: n.Text}, Party: Node{Ref: n.Party, Title: w.parties[n.Party].Name}, Controls: slices.Clone(w.driven[n.Ref])}
		for _, o := range w.obligations {
			if slices.Contains(o.Needs, n.Ref) {
				l.Obligations = append(l.Obligations, Node{Ref: o.Ref, Title: o.Title})
				l.Controls = append(l.Controls, w.controlsOf(o)...)
			}
		}
		slices.Sort(l.Controls)
		l.Controls = slices.Compact(l.Controls)
		w.judge(&l)
		out = append(out, l)
	}
	return out
}

// judge counts what proves the need is met, once each, and says where the thread ends.
func (w *weft) judge(l *Line) {
	seen := map[string]bool{}
	for _, ref := range l.Controls {
		for _, i := range w.valid(ref) {
			seen[i.Ref] = true
		}
	}
	l.Proofs = len(seen)
	switch {
	case len(l.Obligations)+len(l.Controls) == 0:
		l.Ends = "No obligation, no control"
	case len(l.Controls) == 0:
		l.Ends = "No control"
	case l.Proofs == 0:
		l.Ends = "No valid evidence"
	}
}
