package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trace"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/scopeview"
	"github.com/aims-workbench/aims/templates/traceview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) traceRoutes() []route {
	return []route{
		{http.MethodGet, link.TracePattern, access.Read, s.showTrace},
		{http.MethodGet, link.SystemBoundaryPattern, access.Read, s.showBoundary},
	}
}

// showTrace follows the thread from a record, or shows all of them in short.
func (s *Server) showTrace(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p := traceview.Page{Nav: scopeview.Nav("Thread"), From: plain(r.QueryParam("from")), Starts: s.starts(v.Snapshot), MayEdit: r.may(access.EditScope)}
	title, crumbs := "From needs to evidence", scopeCrumbs()
	if p.From != "" {
		if t, ok := trace.From(v.Snapshot, p.From); ok {
			p.Thread = &t
			title, crumbs = "Thread of "+traceview.Key(p.From), scopeCrumbs(layout.Crumb{Text: title, Href: link.Trace("")})
		} else {
			p.Missing = true
		}
	}
	if p.Thread == nil {
		p.Lines, p.Holes, p.Not = trace.Lines(v.Snapshot), trace.Holes(v.Snapshot), trace.NotAddressed(v.Snapshot)
	}
	return r.show(page{title: title, crumbs: crumbs, body: traceview.Trace(p)})
}

// onThread says whether records of the kind stand between the needs and the evidence.
func onThread(ref string) bool {
	prefix, _, _ := strings.Cut(ref, "-")
	return strings.Contains(ref, ":") || slices.Contains([]string{"PTY", "NED", "OBL", "SYS", "IMP", "RSK", "CTL"}, prefix)
}

// mostStarts is how many records of one kind are offered; the thread of any other
// begins on its own page.
const mostStarts = 120

// starts are the records from which the thread can be followed, by kind.
func (s *Server) starts(snap *snapshot.Snapshot) []traceview.StartGroup {
	all := []traceview.StartGroup{
		{Label: "Interested parties", Options: startsOf(snap.Parties, func(p scope.Party) string { return p.Ref }, func(p scope.Party) string { return p.Name })},
		{Label: "Needs", Options: startsOf(snap.Needs, func(n scope.Need) string { return n.Ref }, func(n scope.Need) string { return n.Text })},
		{Label: "Obligations", Options: startsOf(snap.Obligations, func(o scope.Obligation) string { return o.Ref }, func(o scope.Obligation) string { return o.Title })},
		{Label: "AI systems", Options: startsOf(snap.Systems, func(y inventory.System) string { return y.Ref }, func(y inventory.System) string { return y.Name })},
	}
	risks := traceview.StartGroup{Label: "Risks"}
	for _, rk := range snap.RisksInForce() {
		risks.Options = append(risks.Options, ui.Option{Value: rk.Ref, Label: startLabel(rk.Ref, rk.Title)})
	}
	ctl := traceview.StartGroup{Label: "Controls"}
	for _, c := range s.catalogue.Controls {
		ctl.Options = append(ctl.Options, ui.Option{Value: c.Key().String(), Label: c.ID + " " + c.Title})
	}
	all = append(all, risks, ctl)
	for i := range all {
		all[i].Options = all[i].Options[:min(len(all[i].Options), mostStarts)]
	}
	return slices.DeleteFunc(all, func(g traceview.StartGroup) bool { return len(g.Options) == 0 })
}

func startsOf[T interface{ Retired() bool }](all []T, ref, title func(T) string) []ui.Option {
	var out []ui.Option
	for _, one := range all {
		if !one.Retired() {
			out = append(out, ui.Option{Value: ref(one), Label: startLabel(ref(one), title(one))})
		}
	}
	slices.SortStableFunc(out, func(a, b ui.Option) int { return cmp.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)) })
	return out
}

// startLabel keeps a choice as short as a line of the list.
func startLabel(ref, title string) string {
	const longest = 70
	if r := []rune(title); len(r) > longest {
		title = string(r[:longest-1]) + "…"
	}
	return title + " (" + ref + ")"
}

// unseenReach is what a changed answer about the scope takes along; nil where it
// takes nothing, the person saw it already, or the form is stale and refused anyway.
func (s *Server) unseenReach(r *request, f form, in inventory.System) (templ.Component, error) {
	was, err := s.systems.Take(r.ctx(), in.Ref)
	if err != nil {
		return nil, err
	}
	leaves, joins := was.InScope == scope.Yes && in.InScope != scope.Yes, was.InScope != scope.Yes && in.InScope == scope.Yes
	if was.Retired() || was.Version != in.Version || !leaves && !joins || f.text("scope_seen") == string(in.InScope) {
		return nil, nil
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return nil, err
	}
	reach := trace.ReachOf(v.Snapshot, []string{in.Ref}, leaves)
	if len(reach.Groups) == 0 {
		return nil, nil
	}
	return traceview.Reach(reach), nil
}

// previewReach shows the form again with what the changed answer takes along: nothing
// is saved yet.
func (s *Server) previewReach(r *request, in inventory.System, reach templ.Component, err error) error {
	if err != nil {
		return err
	}
	return r.refuse(fault.New(fault.Invalid, "Nothing is saved yet. Read below what the new answer about the scope takes along, then save again."), "Change "+in.Name, func(st ui.State) templ.Component {
		return s.systemFormWith(in, st, reach)
	})
}

// showBoundary previews what changes when a system joins or leaves the scope.
func (s *Server) showBoundary(r *request) error {
	sys, err := s.systems.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p := traceview.BoundaryPage{
		Ref: sys.Ref, Name: sys.Name, MayEdit: r.may(access.EditSystem) && !sys.Retired(),
		Reach: trace.ReachOf(v.Snapshot, []string{sys.Ref}, sys.InScope == scope.Yes),
	}
	crumbs := append(slices.Clone(inventoryCrumbs), layout.Crumb{Text: sys.Name, Href: link.System(sys.Ref)})
	return r.show(page{title: "Scope of " + sys.Name, crumbs: crumbs, body: traceview.Boundary(p)})
}
