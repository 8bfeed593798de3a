package document

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// Suggestion is a record, or a piece of evidence, that may answer who asks about a
// clause or a control.
type Suggestion struct{ Ref, Title string }

// fewOf is how many records of one register are suggested: whoever asks for a register
// as a whole is served by its list.
const fewOf = 8

// Suggest proposes what may answer a request about clauses and controls, by their keys:
// the mandatory piece itself, the records of registers that serve the clause, controlled
// documents, and what evidence is attached. It is a proposal, and a person chooses.
func Suggest(s *snapshot.Snapshot, keys []string) (records, evidence []Suggestion) {
	g := gathering{s: s, seen: map[string]bool{}}
	for _, key := range keys {
		if c, ok := controls.MustLoad().Clause(key); ok && strings.Contains(key, ":") {
			g.clause(c.ID)
		}
		if c, ok := controls.MustLoad().Control(key); ok {
			g.control(c.Key().String())
		}
		g.documents(key)
		for _, i := range s.EvidenceFor(key) {
			if !g.seen[i.Ref] {
				g.seen[i.Ref] = true
				evidence = append(evidence, Suggestion{i.Ref, i.Title})
			}
		}
	}
	return g.out, evidence
}

type gathering struct {
	s    *snapshot.Snapshot
	out  []Suggestion
	seen map[string]bool
}

func (g *gathering) add(ref, title string) {
	if ref != "" && !g.seen[ref] {
		g.seen[ref] = true
		g.out = append(g.out, Suggestion{ref, title})
	}
}

func (g *gathering) clause(id string) {
	for _, n := range Mandatory(g.s) {
		for _, h := range n.Holds {
			if n.Clause == id && h.Ref != "" {
				g.add(h.Ref, n.What+": "+h.What)
			}
		}
	}
	if find, ours := lists[id]; ours {
		find(g)
	}
	for _, b := range g.s.Kept() {
		if b.Clause() != id { // a register that serves it besides would drown what answers
			continue
		}
		held := b.InForce()
		for _, e := range held[:min(len(held), fewOf)] {
			g.add(e.Ref, b.Title+": "+e.Title)
		}
	}
}

// lists are the registers with pages of their own that serve a clause.
var lists = map[string]func(*gathering){
	"4.1": func(g *gathering) {
		o := g.s.Organisation()
		g.add(o.Ref, "Organisation: "+o.Name)
		g.systems()
	},
	"4.2": func(g *gathering) {
		some(g, g.s.Parties, func(i int) (string, string) { return g.s.Parties[i].Ref, "Interested party: " + g.s.Parties[i].Name })
	},
	"5.2": (*gathering).policies,
	"5.3": func(g *gathering) {
		some(g, g.s.Roles, func(i int) (string, string) { return g.s.Roles[i].Ref, "Role: " + g.s.Roles[i].Title })
	},
	"6.1.4": (*gathering).assessments,
	"8.2": func(g *gathering) {
		risks := g.s.RisksInForce()
		some(g, risks, func(i int) (string, string) { return risks[i].Ref, "Risk: " + risks[i].Title })
	},
	"8.3": func(g *gathering) {
		some(g, g.s.Acceptances, func(i int) (string, string) {
			return g.s.Acceptances[i].Ref, "Acceptance of " + g.s.Acceptances[i].Risk
		})
	},
	"8.4": (*gathering).assessments,
}

// some adds the first records in force of a list.
func some[T interface{ Retired() bool }](g *gathering, all []T, say func(i int) (ref, title string)) {
	n := 0
	for i := range all {
		if n < fewOf && !all[i].Retired() {
			g.add(say(i))
			n++
		}
	}
}

func (g *gathering) systems() {
	in := g.s.SystemsInScope()
	some(g, in, func(i int) (string, string) { return in[i].Ref, "AI system: " + in[i].Name })
}

func (g *gathering) policies() {
	some(g, g.s.Policies, func(i int) (string, string) {
		p := g.s.Policies[i]
		v, _ := g.s.InForce(p.Ref)
		return v.Ref, "Document: " + p.Title
	})
}

func (g *gathering) assessments() {
	names := map[string]string{}
	for _, y := range g.s.Systems {
		names[y.Ref] = y.Name
	}
	for _, a := range g.s.Assessments {
		if !a.Retired() && a.State == impact.Approved {
			g.add(a.Ref, "Impact assessment: "+names[a.System])
		}
	}
}

func (g *gathering) control(key string) {
	for _, p := range g.s.Policies {
		if v, ok := g.s.InForce(p.Ref); ok && !p.Retired() && slices.Contains(p.Controls, key) {
			g.add(v.Ref, "Document: "+p.Title)
		}
	}
	if key == controls.ControlKey("A.4.2").String() {
		g.systems()
	}
}

// documents are the controlled documents in use that name a clause or a control.
func (g *gathering) documents(key string) {
	for _, d := range g.s.Documents {
		if d.InUse() && d.State == support.Approved && (slices.Contains(d.Clauses, key) || slices.Contains(d.Controls, key)) {
			g.add(d.Ref, "Document: "+d.Title)
		}
	}
}
