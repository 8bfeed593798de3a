package trace

import (
	"cmp"
	"slices"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
)

// PerControl is how many pieces of evidence a strand shows of each control: the newest.
const PerControl = 3

// strand puts a bundle in words, step by step.
func (w *weft) strand(b bundle) Strand {
	return Strand{Title: b.title, Knots: []Knot{
		w.partyKnot(b), w.needKnot(b), w.obligationKnot(b), w.systemKnot(b), w.assessmentKnot(b), w.riskKnot(b), w.controlKnot(b), w.evidenceKnot(b),
	}}
}

func (w *weft) partyKnot(b bundle) Knot {
	k := Knot{Step: Party}
	for _, n := range b.needs {
		p := w.parties[n.Party]
		if slices.ContainsFunc(k.Nodes, func(other Node) bool { return other.Ref == p.Ref }) || p.Ref == "" {
			continue
		}
		node := Node{Ref: p.Ref, Title: p.Name}
		if p.Affected {
			node.Note = "affected by our AI systems"
		}
		k.Nodes = append(k.Nodes, node)
	}
	return k
}

func (w *weft) needKnot(b bundle) Knot {
	k := Knot{Step: Need}
	for _, n := range b.needs {
		node := Node{Ref: n.Ref, Title: n.Text, Note: string(n.Kind)}
		switch n.Addressed {
		case scope.No:
			node.Note = "not addressed: " + n.How
		case scope.Yes:
		default:
			node.Lacks = "Nobody decided whether it is addressed"
		}
		k.Nodes = append(k.Nodes, node)
	}
	if len(k.Nodes) == 0 && b.obligation != nil {
		k.Lacks, k.Mend = "The obligation names no need", b.obligation.Ref
	} else if len(k.Nodes) == 0 {
		k.Lacks = "No need and no obligation leads here"
	}
	return k
}

func (w *weft) obligationKnot(b bundle) Knot {
	k := Knot{Step: Obligation}
	switch o := b.obligation; {
	case o != nil:
		node := Node{Ref: o.Ref, Title: o.Title, Note: o.Source}
		if o.Met != scope.Yes {
			node.Lacks = "Not met yet"
		}
		k.Nodes = append(k.Nodes, node)
	case len(b.needs) > 0 && b.needs[0].Addressed != scope.No && len(b.controls) == 0:
		k.Lacks, k.Mend = "No obligation and no control answers this need", b.needs[0].Ref
	}
	return k
}

func (w *weft) systemKnot(b bundle) Knot {
	k := Knot{Step: System}
	for _, ref := range b.systems {
		y := w.systems[ref]
		node := Node{Ref: ref, Title: y.Name, Note: y.Owner}
		if y.InScope != scope.Yes {
			node.Lacks = "Not in scope"
		}
		k.Nodes = append(k.Nodes, node)
	}
	if len(k.Nodes) == 0 && b.obligation != nil {
		k.Lacks, k.Mend = "It is not said to which AI systems it applies", b.obligation.Ref
	}
	return k
}

func (w *weft) assessmentKnot(b bundle) Knot {
	k := Knot{Step: Assessment}
	for _, ref := range b.systems {
		a, ok := w.s.AssessmentOf(ref)
		if !ok {
			if w.systems[ref].InScope == scope.Yes {
				k.Nodes = append(k.Nodes, Node{Ref: ref, Title: w.systems[ref].Name, Lacks: "No approved impact assessment"})
			}
			continue
		}
		node := Node{Ref: a.Ref, Title: w.systems[ref].Name, Note: "approved on " + a.ApprovedAt.Day().Human()}
		if a.ReviewOverdue(w.s.Today()) {
			node.Lacks = "Its review is overdue"
		}
		if a.Decision == impact.Stop {
			node.Note = "decided to stop"
		}
		k.Nodes = append(k.Nodes, node)
	}
	return k
}

func (w *weft) riskKnot(b bundle) Knot {
	k := Knot{Step: Risk}
	for _, ref := range b.risks {
		r := w.risks[ref]
		node := Node{Ref: ref, Title: r.Title, Note: "of " + cmp.Or(short(narrowed(r.Systems, b.systems)), "the organisation")}
		if by := narrowed(r.Controls, b.controls); len(by) > 0 {
			node.Note += ", treated by " + short(by)
		}
		if r.Treatable() && len(r.Controls) == 0 {
			node.Lacks = "No control treats it"
		}
		k.Nodes = append(k.Nodes, node)
	}
	return k
}

func (w *weft) controlKnot(b bundle) Knot {
	k := Knot{Step: Control}
	for _, ref := range b.controls {
		k.Nodes = append(k.Nodes, w.controlNode(ref))
	}
	if len(k.Nodes) > 0 {
		return k
	}
	switch {
	case b.obligation != nil:
		k.Lacks, k.Mend = "No control meets the obligation", b.obligation.Ref
	case len(b.needs) == 0 && len(b.risks)+len(b.systems) > 0:
		k.Lacks = "No control is named"
	}
	return k
}

func (w *weft) controlNode(ref string) Node {
	node := Node{Ref: ref, Title: w.controlTitle(ref)}
	row, begun := w.s.Row(ref)
	switch {
	case begun && row.Applicable == scope.No:
		node.Lacks = "The Statement of Applicability leaves it out"
	case !begun || row.Applicable != scope.Yes:
		node.Lacks = "The Statement of Applicability does not say whether it applies"
	case w.s.EvidenceCount(ref) == 0:
		node.Lacks = "No evidence"
	case len(w.valid(ref)) == 0:
		node.Lacks = "All its evidence is out of date or rejected"
	case row.Status != soa.Implemented:
		node.Note = "planned, not in place yet"
	}
	return node
}

// valid is the evidence for something that holds today, the newest first.
func (w *weft) valid(ref string) []evidence.Item {
	if known, asked := w.holds[ref]; asked {
		return known
	}
	var out []evidence.Item
	for i := range w.s.Supporting(ref) {
		if i.Concern(w.s.Today()) == "" {
			out = append(out, *i)
		}
	}
	slices.SortStableFunc(out, func(a, b evidence.Item) int {
		return cmp.Or(cmp.Compare(cmp.Or(b.PeriodTo, b.CreatedAt.Day()), cmp.Or(a.PeriodTo, a.CreatedAt.Day())), cmp.Compare(b.Ref, a.Ref))
	})
	w.holds[ref] = out
	return out
}

func (w *weft) evidenceKnot(b bundle) Knot {
	k := Knot{Step: Evidence}
	add := func(target string) {
		for i, item := range w.valid(target) {
			if i == PerControl {
				break
			}
			if at := slices.IndexFunc(k.Nodes, func(n Node) bool { return n.Ref == item.Ref }); at >= 0 {
				k.Nodes[at].Note += ", " + key(target)
				continue
			}
			k.Nodes = append(k.Nodes, Node{Ref: item.Ref, Title: item.Title, Note: "for " + key(target)})
		}
	}
	if b.obligation != nil {
		add(b.obligation.Ref)
	}
	for _, ref := range b.controls {
		add(ref)
	}
	if len(k.Nodes) == 0 && len(b.controls) > 0 {
		k.Lacks, k.Mend = "Nothing that is valid today proves it", b.controls[0]
	}
	return k
}
