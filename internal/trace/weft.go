package trace

import (
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// weft is the snapshot by what leads to what. It holds records in force only.
type weft struct {
	s           *snapshot.Snapshot
	parties     map[string]scope.Party
	needs       []scope.Need
	bare        []scope.Need // that no obligation names
	obligations []*scope.Obligation
	systems     map[string]inventory.System
	inScope     []string
	assessments map[string]impact.Assessment
	risks       map[string]risk.Risk
	holds       map[string][]evidence.Item // evidence that holds today, by what it is for; see valid
	driven      map[string][]string        // controls by the need or obligation that the Statement names as their reason
}

func weave(s *snapshot.Snapshot) *weft {
	w := &weft{
		s: s, parties: map[string]scope.Party{}, systems: map[string]inventory.System{}, assessments: map[string]impact.Assessment{},
		risks: map[string]risk.Risk{}, holds: map[string][]evidence.Item{}, driven: map[string][]string{},
	}
	for _, p := range s.Parties {
		if !p.Retired() {
			w.parties[p.Ref] = p
		}
	}
	for _, y := range s.Systems {
		if !y.Retired() {
			w.systems[y.Ref] = y
		}
	}
	for _, y := range s.SystemsInScope() {
		w.inScope = append(w.inScope, y.Ref)
	}
	for _, a := range s.Assessments {
		if !a.Retired() {
			w.assessments[a.Ref] = a
		}
	}
	for _, r := range s.RisksInForce() {
		w.risks[r.Ref] = r
	}
	w.weaveDrivers()
	w.weaveNeeds()
	return w
}

// weaveDrivers finds the controls that stand in the Statement because of a need or obligation.
func (w *weft) weaveDrivers() {
	for _, row := range w.s.Rows {
		if row.Retired() || row.Applicable != scope.Yes {
			continue
		}
		for _, d := range row.Drivers {
			if d.Ref != "" && !slices.Contains(w.driven[d.Ref], row.Ref) {
				w.driven[d.Ref] = append(w.driven[d.Ref], row.Ref)
			}
		}
	}
}

func (w *weft) weaveNeeds() {
	named := map[string]bool{}
	for i := range w.s.Obligations {
		if o := &w.s.Obligations[i]; !o.Retired() {
			w.obligations = append(w.obligations, o)
			for _, ref := range o.Needs {
				named[ref] = true
			}
		}
	}
	for _, n := range w.s.Needs {
		if n.Retired() {
			continue
		}
		w.needs = append(w.needs, n)
		if !named[n.Ref] {
			w.bare = append(w.bare, n)
		}
	}
}

func (w *weft) needOf(ref string) (scope.Need, bool) {
	i := slices.IndexFunc(w.needs, func(n scope.Need) bool { return n.Ref == ref })
	if i < 0 {
		return scope.Need{}, false
	}
	return w.needs[i], true
}

func (w *weft) systemsOf(o *scope.Obligation) []string {
	if o.Everywhere {
		return w.inScope
	}
	return slices.DeleteFunc(slices.Clone(o.Systems), func(ref string) bool { _, there := w.systems[ref]; return !there })
}

// controlsOf are the controls that the obligation names, and those for which the
// Statement names it as the reason.
func (w *weft) controlsOf(o *scope.Obligation) []string {
	out := slices.Clone(o.Controls)
	for _, c := range w.driven[o.Ref] {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

func (w *weft) controlsOfRisks(risks []string) []string {
	var out []string
	for _, ref := range risks {
		for _, c := range w.risks[ref].Controls {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// find tells what a reference is, among what is in force.
func (w *weft) find(ref string) (Step, Node, bool) {
	if p, ok := w.parties[ref]; ok {
		return Party, Node{Ref: ref, Title: p.Name}, true
	}
	if n, ok := w.needOf(ref); ok {
		return Need, Node{Ref: ref, Title: n.Text}, true
	}
	for _, o := range w.obligations {
		if o.Ref == ref {
			return Obligation, Node{Ref: ref, Title: o.Title}, true
		}
	}
	if y, ok := w.systems[ref]; ok {
		return System, Node{Ref: ref, Title: y.Name}, true
	}
	if a, ok := w.assessments[ref]; ok {
		return Assessment, Node{Ref: ref, Title: w.systems[a.System].Name}, true
	}
	if r, ok := w.risks[ref]; ok {
		return Risk, Node{Ref: ref, Title: r.Title}, true
	}
	title := w.controlTitle(ref)
	return Control, Node{Ref: ref, Title: title}, title != ""
}

// controlTitle names a control of Annex A or an own one in force; empty for what is none.
func (w *weft) controlTitle(ref string) string {
	if c, ok := controls.MustLoad().Control(key(ref)); ok && c.Key().String() == ref {
		return c.Title
	}
	row, _ := w.s.Row(ref)
	return row.Title
}
