package trace

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// Step is one knot of the thread.
type Step string

// The steps, from the party to the evidence.
const (
	Party      Step = "Interested party"
	Need       Step = "Need"
	Obligation Step = "Obligation"
	System     Step = "AI system"
	Assessment Step = "Impact assessment"
	Risk       Step = "Risk"
	Control    Step = "Control"
	Evidence   Step = "Evidence"
)

// Steps lists them in order.
var Steps = []Step{Party, Need, Obligation, System, Assessment, Risk, Control, Evidence}

// Node is one record on the thread.
type Node struct {
	Ref   string // reference, or key of a control
	Title string
	Note  string // what it has to do with the records before it
	Lacks string // what is missing at it; empty where nothing is
}

// Knot is one step of a strand with its records.
type Knot struct {
	Step  Step
	Nodes []Node
	Lacks string // why the thread is broken here; empty where it is not
	Mend  string // reference of the record where that is mended
}

// Strand is the thread along one obligation, or along one need that has none.
type Strand struct {
	Title string
	Knots []Knot // one for each step
}

// Lacking says in how many places the strand is broken.
func (s Strand) Lacking() int {
	n := 0
	for _, k := range s.Knots {
		if k.Lacks != "" {
			n++
		}
		for _, node := range k.Nodes {
			if node.Lacks != "" {
				n++
			}
		}
	}
	return n
}

// Knot gives one step of the strand.
func (s Strand) Knot(step Step) Knot {
	for _, k := range s.Knots {
		if k.Step == step {
			return k
		}
	}
	return Knot{Step: step}
}

// Thread is all strands that pass a record.
type Thread struct {
	Start   Node
	Step    Step
	Strands []Strand
}

// Back says whether the thread is read from the work to those who need it.
func (t Thread) Back() bool {
	return !slices.Contains([]Step{Party, Need, Obligation}, t.Step)
}

// From follows the thread from a record: a party, need or obligation forwards; an AI
// system, assessment, risk or control backwards. ok is false where nothing of that
// reference is in force.
func From(s *snapshot.Snapshot, ref string) (t Thread, ok bool) {
	w := weave(s)
	t.Step, t.Start, ok = w.find(ref)
	if !ok {
		return t, false
	}
	focus := w.focusOn(t.Step, ref)
	for _, o := range w.obligations {
		if b, passes := w.along(o, focus); passes {
			t.Strands = append(t.Strands, w.strand(b))
		}
	}
	for _, n := range w.bare {
		if b, passes := w.without(n, focus); passes {
			t.Strands = append(t.Strands, w.strand(b))
		}
	}
	if len(t.Strands) == 0 {
		t.Strands = append(t.Strands, w.strand(w.alone(focus)))
	}
	return t, true
}

// focus narrows strands to what has to do with the start; a nil list does not narrow.
type focus struct{ needs, obligations, systems, risks, controls []string }

func (w *weft) focusOn(step Step, ref string) focus {
	one := []string{ref}
	switch step {
	case Party:
		needs := []string{}
		for _, n := range w.needs {
			if n.Party == ref {
				needs = append(needs, n.Ref)
			}
		}
		return focus{needs: needs}
	case Need:
		return focus{needs: one}
	case Obligation:
		return focus{obligations: one}
	case System:
		return focus{systems: one}
	case Assessment:
		return focus{systems: []string{w.assessments[ref].System}}
	case Risk:
		r := w.risks[ref]
		return focus{risks: one, systems: some(r.Systems), controls: some(r.Controls)}
	default:
		return focus{controls: one}
	}
}

// some makes a list that narrows even when it is empty.
func some(refs []string) []string { return append([]string{}, refs...) }

// keeps says whether a narrowing lets a record through.
func keeps(narrow []string, ref string) bool { return narrow == nil || slices.Contains(narrow, ref) }

func narrowed(all, narrow []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(ref string) bool { return !keeps(narrow, ref) })
}

// bundle is what one strand holds, before it is put in words.
type bundle struct {
	title                    string
	needs                    []scope.Need
	obligation               *scope.Obligation
	systems, risks, controls []string
}

// along follows an obligation.
func (w *weft) along(o *scope.Obligation, f focus) (bundle, bool) {
	if !keeps(f.obligations, o.Ref) {
		return bundle{}, false
	}
	b := bundle{title: o.Title, obligation: o}
	for _, ref := range o.Needs {
		if n, there := w.needOf(ref); there && keeps(f.needs, ref) {
			b.needs = append(b.needs, n)
		}
	}
	b.systems = narrowed(w.systemsOf(o), f.systems)
	b.controls = narrowed(w.controlsOf(o), f.controls)
	b.risks = w.risksAmong(b, f)
	switch {
	case f.needs != nil:
		return b, len(b.needs) > 0
	case f.risks != nil:
		return b, len(b.systems) > 0 && len(b.controls) > 0
	case f.systems != nil:
		return b, len(b.systems) > 0
	case f.controls != nil:
		return b, len(b.controls) > 0
	}
	return b, true
}

// without follows a need that no obligation names; the Statement may name it as the
// reason for controls.
func (w *weft) without(n scope.Need, f focus) (bundle, bool) {
	if !keeps(f.needs, n.Ref) || f.obligations != nil || f.systems != nil && f.risks == nil {
		return bundle{}, false
	}
	b := bundle{title: n.Text, needs: []scope.Need{n}, controls: narrowed(w.driven[n.Ref], f.controls)}
	return b, f.needs != nil || len(b.controls) > 0
}

// alone is the thread of a record that nobody's need leads to: its own part of it.
func (w *weft) alone(f focus) bundle {
	b := bundle{systems: f.systems, controls: f.controls, risks: f.risks}
	if f.risks == nil {
		b.risks = w.risksAmong(b, f)
	}
	if b.controls == nil {
		b.controls = w.controlsOfRisks(b.risks)
	}
	return b
}

// risksAmong are the risks of the strand's systems that its controls treat: what ties
// the obligation to the risk. Where one of both is open, the other decides.
func (w *weft) risksAmong(b bundle, f focus) []string {
	var out []string
	if len(b.systems)+len(b.controls) == 0 || len(b.controls) == 0 && b.obligation != nil {
		return nil
	}
	for _, r := range w.s.RisksInForce() {
		if keeps(f.risks, r.Ref) && touches(b.systems, r.Systems) && touches(b.controls, r.Controls) {
			out = append(out, r.Ref)
		}
	}
	return out
}

// touches says whether two lists share a reference; an empty first list asks nothing.
func touches(asked, has []string) bool {
	return len(asked) == 0 || slices.ContainsFunc(has, func(ref string) bool { return slices.Contains(asked, ref) })
}

// short writes a list of references into a note.
func short(refs []string) string {
	out := make([]string, len(refs))
	for i, ref := range refs {
		out[i] = key(ref)
	}
	return strings.Join(out, ", ")
}

// key shows a control by its number.
func key(ref string) string {
	if _, id, found := strings.Cut(ref, ":"); found {
		return id
	}
	return ref
}
