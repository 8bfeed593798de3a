package web

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// showGaps lists what an auditor would find, clause by clause; each line leads to
// the field that mends it.
func (s *Server) showGaps(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	owners := ownersOf(v)
	shown := narrowGaps(v.gaps, r.QueryParam("clause"), readiness.Severity(r.QueryParam("severity")), r.QueryParam("owner"), owners)
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
		AsAt: v.Position.At.Human(), Titles: titles, Clean: len(v.gaps) == 0, Count: countOf(int64(len(shown)), "gap", "gaps"),
		May: func(g readiness.Gap) bool { return mayMend(r.who, g) }, Filter: r.gapFilter(v, owners),
	}
	if len(shown) < len(v.gaps) {
		p.Count = strconv.Itoa(len(shown)) + " of " + countOf(int64(len(v.gaps)), "gap", "gaps")
	}
	for _, sev := range []readiness.Severity{readiness.Major, readiness.Minor} {
		p.Figures = append(p.Figures, figure(count(v.gaps, sev), string(sev), link.GapsIn("severity", string(sev))))
	}
	for _, c := range clauseHeads {
		g := homeview.GapGroup{Clause: c.ID, Title: c.Title}
		for _, gap := range shown {
			if clauseOfGap(gap) == c.ID {
				g.Gaps = append(g.Gaps, gap)
			}
		}
		if len(g.Gaps) > 0 {
			p.Groups = append(p.Groups, g)
		}
	}
	return r.show(page{title: "Would be found today", body: homeview.Gaps(p)})
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

// narrowGaps keeps the gaps of a clause, of a severity, and those with a record of
// an owner, of which only that owner's records are named. Empty values do not narrow.
func narrowGaps(gaps []readiness.Gap, clause string, severity readiness.Severity, owner string, owners map[string]string) []readiness.Gap {
	var out []readiness.Gap
	for _, g := range gaps {
		if clause != "" && !within(g, clause) || severity != "" && g.Severity != severity {
			continue
		}
		if owner != "" {
			g.Records = slices.DeleteFunc(slices.Clone(g.Records), func(ref string) bool { return !agenda.Names(owners[ref], owner) })
			if len(g.Records) == 0 {
				continue
			}
		}
		out = append(out, g)
	}
	return out
}

// ownersOf says who owns each record that a gap may name.
func ownersOf(v view) map[string]string {
	owners := map[string]string{}
	for _, x := range v.Systems {
		owners[x.Ref] = x.Owner
	}
	for _, x := range v.Assessments {
		owners[x.Ref] = owners[x.System]
	}
	for _, x := range v.Risks {
		owners[x.Ref] = x.Owner
	}
	for _, x := range v.Actions {
		owners[x.Ref] = x.Owner
	}
	for _, x := range v.Rows {
		owners[x.Ref] = x.Owner
	}
	for _, x := range v.Policies {
		owners[x.Ref] = x.Owner
	}
	for _, x := range v.Evidence {
		owners[x.Ref] = x.Owner
	}
	return owners
}

func (r *request) gapFilter(v view, owners map[string]string) ui.Filter {
	clauses := make([]ui.Option, len(clauseHeads))
	for i, c := range clauseHeads {
		clauses[i] = ui.Option{Value: c.ID, Label: c.ID + " " + c.Title}
	}
	named := map[string]bool{}
	for _, g := range v.gaps {
		for _, ref := range g.Records {
			if o := strings.TrimSpace(owners[ref]); o != "" {
				named[o] = true
			}
		}
	}
	names := slices.Sorted(maps.Keys(named))
	return r.filter("",
		ui.FilterSelect{Name: "clause", Label: "Clause", Options: clauses},
		ui.FilterSelect{Name: "severity", Label: "Severity", Options: ui.Choices([]readiness.Severity{readiness.Major, readiness.Minor})},
		ui.FilterSelect{Name: "owner", Label: "Owner of the record", Options: ui.Choices(names[:min(len(names), mostOwners)])})
}
