package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// What the numbers of the coverage count, as addresses carry it. "not" before it
// lists the others.
const (
	countDone     = "done"
	countRecorded = "recorded"
	countEvidence = "evidence"
	countChecked  = "checked"
)

// counts are the numbers, in the order they are shown, each with its words.
var counts = []struct {
	name, words string
	holds       func(readiness.Standing) bool
}{
	{countRecorded, "recorded", func(s readiness.Standing) bool { return s.Recorded }},
	{countEvidence, "with evidence", func(s readiness.Standing) bool { return s.Supported }},
	{countChecked, "checked by a person", func(s readiness.Standing) bool { return s.Checked }},
	{countDone, "done", func(s readiness.Standing) bool { return s.Status == aims.Done }},
}

// clauseHead is a clause from 4 to 10.
type clauseHead struct{ ID, Title string }

// clauseHeads are the seven clauses with requirements.
var clauseHeads = func() []clauseHead {
	var all []clauseHead
	for _, c := range controls.MustLoad().Clauses {
		if c.Parent == "" {
			all = append(all, clauseHead{c.ID, c.Title})
		}
	}
	return all
}()

// part is a node of the tree: what lies in it is told by its number, or listed.
type part struct {
	id, title string
	holds     func(id string) bool
}

// parts are the quarters of plan, do, check and act, and the two halves of the standard.
var parts = []part{
	{"", "ISO/IEC 42001", func(string) bool { return true }},
	{"clauses", "Clauses 4 to 10", func(id string) bool { return !strings.HasPrefix(id, "A.") }},
	{"controls", "Annex A, controls", func(id string) bool { return strings.HasPrefix(id, "A.") }},
	{"plan", "Plan", lyingIn("4", "5", "6")},
	{"do", "Do", lyingIn("7", "8")},
	{"check", "Check", lyingIn("9")},
	{"act", "Act", lyingIn("10")},
}

func lyingIn(in ...string) func(string) bool {
	return func(id string) bool {
		return slices.ContainsFunc(in, func(p string) bool { return aims.Clause(id).Within(aims.Clause(p)) })
	}
}

// partOf finds a node by its name in addresses.
func (s *Server) partOf(id string) (part, bool) {
	for _, p := range parts {
		if p.id == id {
			return p, true
		}
	}
	if c, ok := s.catalogue.Clause(id); ok {
		return part{c.ID, c.Title, lyingIn(c.ID)}, true
	}
	if o, ok := s.catalogue.Objective(id); ok {
		return part{o.ID, o.Title, lyingIn(o.ID)}, true
	}
	c, ok := s.catalogue.Control(id)
	return part{c.ID, c.Title, lyingIn(c.ID)}, ok
}

// share is a number of the coverage: n of all.
type share struct{ n, of int }

// tally counts what holds in a list of requirements.
func tally(all []readiness.Standing, what string) share {
	c := share{of: len(all)}
	for _, st := range all {
		if counts[countAt(what)].holds(st) {
			c.n++
		}
	}
	return c
}

func countAt(name string) int {
	for i, c := range counts {
		if c.name == name {
			return i
		}
	}
	return -1
}

func inPart(all []readiness.Standing, p part) []readiness.Standing {
	var out []readiness.Standing
	for _, st := range all {
		if p.holds(st.ID) {
			out = append(out, st)
		}
	}
	return out
}

// showRequirements shows the tree, and the part of it that the address names.
func (s *Server) showRequirements(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	here, ok := s.partOf(r.QueryParam("in"))
	if !ok {
		return fault.New(fault.NotFound, "ISO/IEC 42001 has no clause or control %s. Choose one from the list.", r.QueryParam("in"))
	}
	inside := inPart(v.standings, here)
	p := homeview.CoveragePage{
		Tree: s.tree(v.standings, here.id), Here: branch(here, inside),
		Major: slices.ContainsFunc(inside, func(st readiness.Standing) bool { return readiness.AnyMajor(st.Gaps) }),
	}
	switch what, not := strings.CutPrefix(r.QueryParam("count"), "not-"); {
	case countAt(what) >= 0:
		openNumber(&p, inside, here, what, not)
	case len(inside) == 1 && inside[0].ID == here.id:
		if p.Leaf, err = s.leaf(r, inside[0]); err != nil {
			return err
		}
	case here.id == "":
		p.Whole = p.Tree
	default:
		p.Tasks = standingTasks(inside)
	}
	title := "Coverage"
	var crumbs []layout.Crumb
	if here.id != "" {
		title, crumbs = strings.TrimSpace(branchID(here)+" "+here.title), []layout.Crumb{{Text: "Coverage", Href: link.Coverage("")}}
	}
	return r.show(page{title: title, crumbs: crumbs, body: homeview.Coverage(p)})
}

// openNumber lists what one number counts, or the others.
func openNumber(p *homeview.CoveragePage, inside []readiness.Standing, here part, what string, not bool) {
	c := counts[countAt(what)]
	var shown []readiness.Standing
	for _, st := range inside {
		if c.holds(st) != not {
			shown = append(shown, st)
		}
	}
	words, other, otherWords := c.words, "not-"+what, "not "+c.words
	if not {
		words, other, otherWords = otherWords, what, c.words
	}
	p.Tasks = standingTasks(shown)
	p.Count = strconv.Itoa(len(shown)) + " of " + countOf(int64(len(inside)), "requirement", "requirements") + " " + words
	if len(shown) < len(inside) {
		p.Rest = homeview.More{Text: "Show those that are " + otherWords, Href: link.CoverageCount(here.id, other)}
	}
}

// standingTasks makes lines of requirements; each leads to its own page.
func standingTasks(all []readiness.Standing) []ui.Task {
	out := make([]ui.Task, len(all))
	for i, st := range all {
		out[i] = ui.Task{Title: st.Title, Clause: st.ID, Hint: st.Lacks, Href: link.Coverage(st.ID), Status: st.Status}
	}
	return out
}

// branchID is the number of a part, where it has one.
func branchID(p part) string {
	if p.id != "" && (p.id[0] == 'A' || p.id[0] <= '9') {
		return p.id
	}
	return ""
}

func branch(p part, inside []readiness.Standing) homeview.Branch {
	b := homeview.Branch{ID: branchID(p), Title: p.title, Href: link.Coverage(p.id)}
	if len(inside) == 1 && inside[0].ID == p.id {
		b.Status = inside[0].Status
		return b
	}
	for _, c := range counts {
		t := tally(inside, c.name)
		b.Numbers = append(b.Numbers, homeview.Number{N: t.n, Of: t.of, What: c.words, Href: link.CoverageCount(p.id, c.name)})
	}
	return b
}

// tree is the standard down to its requirements; only the branch of the open part
// is unfolded.
func (s *Server) tree(all []readiness.Standing, here string) []homeview.Branch {
	var tops []part
	for _, c := range clauseHeads {
		tops = append(tops, part{c.ID, c.Title, lyingIn(c.ID)})
	}
	for _, o := range s.catalogue.Objectives {
		if len(o.Controls) > 0 {
			tops = append(tops, part{o.ID, o.Title, lyingIn(o.ID)})
		}
	}
	out := make([]homeview.Branch, len(tops))
	for i, top := range tops {
		inside := inPart(all, top)
		out[i] = branch(top, inside)
		out[i].Current = top.id == here
		if here == "" || !lyingIn(top.id)(here) {
			continue
		}
		for _, st := range inside {
			out[i].Below = append(out[i].Below, homeview.Branch{ID: st.ID, Title: st.Title, Href: link.Coverage(st.ID), Status: st.Status, Current: st.ID == here})
		}
	}
	return out
}

// leaf is one requirement with all that stands for it.
func (s *Server) leaf(r *request, st readiness.Standing) (*homeview.Leaf, error) {
	key := controls.ClauseKey(st.ID).String()
	l := &homeview.Leaf{Status: st.Status, Lacks: st.Lacks, Help: link.Key(key), EvidenceHref: link.EvidenceFor(key), Checked: st.Checked}
	if c, ok := s.catalogue.Clause(st.ID); ok {
		l.Meaning = c.Meaning
		l.Register, l.RegisterName = registerFor(st.ID)
	} else if c, ok := s.catalogue.Control(st.ID); ok {
		l.Meaning = c.Description
		l.Register, l.RegisterName = link.SoARow(key), "its row in the Statement of Applicability"
	}
	if r.may(access.AddEvidence) {
		l.Attach = link.EvidenceNew(key)
	}
	for _, g := range st.Gaps {
		l.Gaps = append(l.Gaps, homeview.GapLine{Gap: g, Href: homeview.Where(g, mayMend(r.who, g))})
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return nil, err
	}
	l.Evidence = len(v.EvidenceFor(key))
	return l, nil
}

// registerFor is the register that serves a sub-clause, if one does.
func registerFor(clause string) (href, name string) {
	if !readiness.Kept(clause) {
		return "", ""
	}
	for _, st := range aims.Stages {
		if slices.Contains(st.Clauses, aims.Clause(clause)) {
			return link.Stage(st.Name), st.Title
		}
	}
	return "", ""
}

// clauseLists are the seven clauses as task lists.
func clauseLists(all []readiness.Standing) []homeview.Clause {
	out := make([]homeview.Clause, len(clauseHeads))
	for i, c := range clauseHeads {
		inside := inPart(all, part{c.ID, c.Title, lyingIn(c.ID)})
		t := tally(inside, countDone)
		out[i] = homeview.Clause{Number: c.ID, Title: c.Title, Done: t.n, Total: t.of, Href: link.CoverageCount(c.ID, countDone), Tasks: standingTasks(inside)}
	}
	return out
}

// wheel is how far each quarter of plan, do, check and act is.
func wheel(all []readiness.Standing) *homeview.Wheel {
	w := &homeview.Wheel{}
	for i, clauses := range []string{"Clauses 4–6", "Clauses 7–8", "Clause 9", "Clause 10"} {
		p := parts[3+i]
		t := tally(inPart(all, p), countDone)
		w.Parts = append(w.Parts, homeview.WheelPart{Name: p.title, Clauses: clauses, Href: link.Coverage(p.id), Done: t.n, Total: t.of})
	}
	return w
}
