package web

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// nobody stands in the filter for records and gaps for which no owner is named.
const nobody = "-"

// ownersOf works out who answers for each record when it is first asked for.
func ownersOf(snap *snapshot.Snapshot) func() map[string]string {
	return sync.OnceValue(func() map[string]string { return snapshot.Owners(snap.Holdings()) })
}

// showGaps lists what an auditor would find, by the stage of the audit, by clause or by
// owner; each line leads to the field that mends it.
func (s *Server) showGaps(r *request) error {
	v, past, err := s.judged(r)
	if err != nil {
		return err
	}
	q := gapQuery{r.QueryParam("clause"), readiness.Severity(r.QueryParam("severity")), r.QueryParam("stage"), r.QueryParam("owner")}
	shown := q.narrow(v)
	var refs []string
	for _, g := range shown {
		refs = append(refs, homeview.Cited(g)...)
	}
	titles, err := s.DB.Titles(r.ctx(), refs)
	if err != nil {
		return err
	}
	for _, c := range s.catalogue.Controls {
		titles[c.Key().String()] = c.Title
	}
	p := homeview.GapsPage{
		AsAt: v.Position.At.Human(), Past: past, Titles: titles, Clean: len(v.gaps) == 0, Count: countOf(int64(len(shown)), "gap", "gaps"),
		May: func(g readiness.Gap) bool { return past == "" && mayMend(r.who, g) }, Tabs: gapTabs(r.QueryParam("by"), past),
	}
	if len(shown) < len(v.gaps) {
		p.Count = strconv.Itoa(len(shown)) + " of " + countOf(int64(len(v.gaps)), "gap", "gaps")
	}
	if past == "" {
		p.Filter = r.gapFilter(v)
		p.Figures = gapFigures(v.gaps)
	}
	for _, g := range v.gaps {
		if g.Severity == readiness.Major {
			p.Fails = append(p.Fails, g)
		}
	}
	if r.QueryParam("by") == "owner" && q.owner == "" && past == "" {
		p.Owners = q.byOwner(v)
	} else {
		p.Groups = grouped(shown, r.QueryParam("by"))
	}
	return r.show(page{title: p.Title(), body: homeview.Gaps(p)})
}

// judged is the present, or everything as it was at the end of the day that is asked for.
func (s *Server) judged(r *request) (v view, past string, err error) {
	day := when.Day(r.QueryParam("on"))
	if day == "" || !day.Valid() || day >= r.today() {
		v, err = s.now(r.ctx())
		return v, "", err
	}
	snap, err := snapshot.AsOf(r.ctx(), s.DB, day.End())
	if err != nil {
		return v, "", err
	}
	return view{Snapshot: snap, gaps: readiness.Check(snap), owners: ownersOf(snap)}, day.Human(), nil
}

func gapTabs(by, past string) []ui.Tab {
	if past != "" {
		return nil
	}
	return []ui.Tab{
		{Title: "By stage", Href: link.Gaps(), Current: by == ""},
		{Title: "By clause", Href: link.GapsBy("clause"), Current: by == "clause"},
		{Title: "By owner", Href: link.GapsBy("owner"), Current: by == "owner"},
		{Title: "Over time", Href: link.GapTrend(), Current: by == "time"},
	}
}

func gapFigures(gaps []readiness.Gap) []ui.Figure {
	n := readiness.CountOf("", gaps)
	return []ui.Figure{
		figure(n.Major, string(readiness.Major), link.GapsIn("severity", string(readiness.Major))),
		figure(n.Minor, string(readiness.Minor), link.GapsIn("severity", string(readiness.Minor))),
		figure(n.Stage1, "found at Stage 1", link.GapsIn("stage", "1")),
		figure(n.Stage2, "found at Stage 2", link.GapsIn("stage", "2")),
	}
}

// byOwner counts the gaps of each owner; one that names records of two stands with both.
func (q gapQuery) byOwner(v view) []homeview.Line {
	var lines []homeview.Line
	for _, name := range append(ownersNamed(q.narrow(v), v.owners()), nobody) {
		q.owner = name
		n := readiness.CountOf("", q.narrow(v))
		l := homeview.Line{Count: n.All(), Title: name, Href: link.Query(link.Gaps(), "owner", name, "stage", q.stage, "severity", string(q.severity), "clause", q.clause)}
		if name == nobody {
			l.Title = "Nobody is named"
		}
		if n.Major > 0 {
			l.Note = strconv.Itoa(n.Major) + " major"
		}
		if n.All() > 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

// grouped puts gaps under headings: by clause, else by the stage of the audit.
func grouped(gaps []readiness.Gap, by string) []homeview.GapGroup {
	var groups []homeview.GapGroup
	add := func(title, clause string, of []readiness.Gap) {
		if len(of) > 0 {
			groups = append(groups, homeview.GapGroup{Title: title, Clause: clause, Gaps: of})
		}
	}
	if by == "clause" {
		for _, c := range clauseHeads {
			add(c.Title, c.ID, keep(gaps, func(g readiness.Gap) bool { return clauseOfGap(g) == c.ID }))
		}
		return groups
	}
	for i, title := range []string{"Stage 1: what is planned and documented", "Stage 2: how it works"} {
		add(title, "", keep(gaps, func(g readiness.Gap) bool { return g.Audit == readiness.Audits[i] }))
	}
	return groups
}

func keep(gaps []readiness.Gap, fits func(readiness.Gap) bool) []readiness.Gap {
	return slices.DeleteFunc(slices.Clone(gaps), func(g readiness.Gap) bool { return !fits(g) })
}

// clauseOfGap is the clause under which a gap stands: that of the first it breaks. A
// gap of controls alone stands with the treatment of risk, which calls for them.
func clauseOfGap(g readiness.Gap) string {
	for _, c := range g.Clauses {
		if !strings.HasPrefix(c, "A.") {
			head, _, _ := strings.Cut(c, ".")
			return head
		}
	}
	return "6"
}

// gapQuery narrows gaps. Empty values do not narrow.
type gapQuery struct {
	clause   string
	severity readiness.Severity
	stage    string
	owner    string
}

func (q gapQuery) narrow(v view) []readiness.Gap {
	if q.owner == "" {
		return q.among(v.gaps, nil)
	}
	return q.among(v.gaps, v.owners())
}

// among keeps the gaps that fit, and of those with records of an owner only the owner's
// records.
func (q gapQuery) among(gaps []readiness.Gap, owners map[string]string) []readiness.Gap {
	var out []readiness.Gap
	for _, g := range gaps {
		if q.clause != "" && !within(g, q.clause) || q.severity != "" && g.Severity != q.severity || q.stage != "" && strconv.Itoa(int(g.Audit)) != q.stage {
			continue
		}
		if q.owner == "" || q.owner == nobody && len(g.Records) == 0 {
			out = append(out, g)
			continue
		}
		g.Records = slices.DeleteFunc(slices.Clone(g.Records), func(ref string) bool { return !q.owns(owners[ref]) })
		if len(g.Records) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func (q gapQuery) owns(owner string) bool {
	if q.owner == nobody {
		return owner == ""
	}
	return agenda.Names(owner, q.owner)
}

// ownersNamed are the owners of the records that gaps name, in the order of the alphabet.
func ownersNamed(gaps []readiness.Gap, owners map[string]string) []string {
	named := map[string]bool{}
	for _, g := range gaps {
		for _, ref := range g.Records {
			if o := owners[ref]; o != "" {
				named[o] = true
			}
		}
	}
	names := slices.SortedFunc(maps.Keys(named), func(a, b string) int {
		return cmp.Compare(strings.ToLower(a), strings.ToLower(b))
	})
	return names[:min(len(names), mostOwners)]
}

func (r *request) gapFilter(v view) ui.Filter {
	clauses := make([]ui.Option, len(clauseHeads))
	for i, c := range clauseHeads {
		clauses[i] = ui.Option{Value: c.ID, Label: c.ID + " " + c.Title}
	}
	owners := append(ui.Choices(ownersNamed(v.gaps, v.owners())), ui.Option{Value: nobody, Label: "Nobody is named"})
	f := r.filter("",
		ui.FilterSelect{Name: "stage", Label: "Stage of the audit", Options: []ui.Option{{Value: "1", Label: "Stage 1"}, {Value: "2", Label: "Stage 2"}}},
		ui.FilterSelect{Name: "severity", Label: "Severity", Options: ui.Choices([]readiness.Severity{readiness.Major, readiness.Minor})},
		ui.FilterSelect{Name: "clause", Label: "Clause", Options: clauses},
		ui.FilterSelect{Name: "owner", Label: "Owner of the record", Options: owners})
	if by := r.QueryParam("by"); by != "" {
		f.Keep = []ui.Pair{{Name: "by", Value: by}}
	}
	return f
}
