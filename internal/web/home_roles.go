package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// leadHome shows what is due, overdue and blocked and the days to the audit on one
// screen, then what to do, then how far each clause is.
func leadHome(p *homeview.Page, who access.Actor, v view) {
	today := v.Today()
	p.Figures = []ui.Figure{
		figure(len(agenda.In(v.items, agenda.Overdue, today)), "overdue", link.Timeline("when", string(agenda.Overdue))),
		figure(len(agenda.In(v.items, agenda.Week, today)), "due within 7 days", link.Timeline("when", string(agenda.Week))),
		figure(len(blocked(v, who)), "blocked: others must act", link.Waiting("others")),
		daysFigure(v),
		figure(len(v.gaps), "gaps an auditor would find", link.Gaps()),
	}
	if left := setOut(p, leadActs(v, who), inOrder); left > 0 {
		p.ThenAll = homeview.More{Text: "See all gaps", Href: link.Gaps()}
	}
	if _, on, _ := v.NextAudit(); on == "" {
		p.AskDates = askDates(v)
	}
	p.Clauses, p.WheelOffer = clauseLists(v.standings), true
}

// daysFigure counts the days to the next agreed audit.
func daysFigure(v view) ui.Figure {
	name, on, _ := v.NextAudit()
	if on == "" {
		return ui.Figure{Value: "–", Label: "days to audit: no date set", Href: askDates(v)}
	}
	return ui.Figure{Value: strconv.Itoa(daysTo(on, v.Today())), Label: "days to " + strings.TrimSuffix(name, " audit") + ", " + on.Human(), Href: link.Timeline("kind", string(agenda.Audit))}
}

// askDates is where the days of the audits are set: in the cycle where there is one.
func askDates(v view) string {
	if c, ok := v.Course(); ok {
		return link.Entry(c.Ref)
	}
	return link.OrganisationEdit() + "#stage1_on"
}

func gapWord(n int) string {
	if n == 1 {
		return "gap"
	}
	return "gaps"
}

// clausesDone is the number of sub-clauses that are done, of all.
func clausesDone(all []readiness.Standing) ui.Figure {
	c := tally(all, countDone)
	return ui.Figure{Value: strconv.Itoa(c.n), Label: "of " + strconv.Itoa(c.of) + " requirements done", Href: link.CoverageCount("", countDone), Counts: true}
}

// auditorHome shows what waits to be reviewed and where the gaps are.
func auditorHome(p *homeview.Page, who access.Actor, v view) {
	acts := reading(v, who)
	waits := 0
	for _, i := range v.Evidence {
		if i.Retired() || i.Review != evidence.Unreviewed {
			continue
		}
		waits++
		if !agenda.Names(i.Owner, who.Name, who.Email) {
			acts = append(acts, step{ui.Next{Title: "Review “" + i.Title + "”", Why: "A second person has to say whether it shows what it is for.", Clause: "7.5.3",
				Time: "about 10 minutes", Href: link.Evidence(i.Ref), Label: "Review evidence"}, aims.NotStarted})
		}
	}
	p.Figures = []ui.Figure{
		figure(waits, "pieces of evidence to review", link.Query(link.EvidenceList(), "review", string(evidence.Unreviewed))),
		figure(count(v.gaps, readiness.Major), "major gaps", link.GapsIn("severity", string(readiness.Major))),
		figure(count(v.gaps, readiness.Minor), "minor gaps", link.GapsIn("severity", string(readiness.Minor))),
		clausesDone(v.standings),
	}
	left := setOut(p, acts, ui.Next{
		Title: "Make the evidence pack", Why: "No evidence waits for a review. The pack holds everything as it stands now, clause by clause.",
		Time: "about 5 minutes", Href: link.Packs(), Label: "Make evidence pack",
	})
	if left > 0 {
		p.ThenAll = homeview.More{Text: "See all evidence to review", Href: link.Query(link.EvidenceList(), "review", string(evidence.Unreviewed))}
	}
	p.Mine = []homeview.List{gapsByClause(v.gaps), {Title: "Packs", Lines: []homeview.Line{{Title: "Evidence packs that were made", Href: link.Packs(), Note: "PDF and ZIP, with seals"}}}}
	p.Clauses = clauseLists(v.standings)
}

func count(gaps []readiness.Gap, severity readiness.Severity) int {
	n := 0
	for _, g := range gaps {
		if g.Severity == severity {
			n++
		}
	}
	return n
}

// gapsByClause counts the gaps of each clause; a gap that breaks two stands in both.
func gapsByClause(gaps []readiness.Gap) homeview.List {
	l := homeview.List{Title: "Gaps by clause"}
	for _, clause := range clauseHeads {
		n := 0
		for _, g := range gaps {
			if within(g, clause.ID) {
				n++
			}
		}
		if n > 0 {
			l.Lines = append(l.Lines, homeview.Line{Count: n, Title: "in " + clause.ID + " " + clause.Title, Href: link.GapsIn("clause", clause.ID)})
		}
	}
	return l
}

// within says whether a gap breaks a clause or a part of one: 9.2.2 lies in 9.
func within(g readiness.Gap, clauses ...string) bool {
	return slices.ContainsFunc(g.Clauses, func(c string) bool {
		return slices.ContainsFunc(clauses, func(in string) bool { return aims.Clause(c).Within(aims.Clause(in)) })
	})
}

// mostMine is how many of a person's own records of a kind are listed.
const mostMine = 10

// contributorHome shows the systems, risks and dated things that name the person.
func contributorHome(p *homeview.Page, who access.Actor, v view) {
	mine := func(owner string) bool { return agenda.Names(owner, who.Name, who.Email) }
	dated := v.items[:0:0]
	for _, i := range v.items {
		if mine(i.Owner) {
			dated = append(dated, i)
		}
	}
	acts := slices.Concat(reading(v, who), deciding(concernsOpen(v, who)))
	for _, i := range dated {
		if agenda.SpanOf(i.On, v.Today()) != agenda.Later {
			acts = append(acts, due(i, v))
		}
	}
	acts = slices.Concat(acts, mending(v.gaps, who, readiness.Major), mending(v.gaps, who, readiness.Minor))
	setOut(p, acts, ui.Next{
		Title: "Look at the AI systems", Why: "Nothing waits for you. Check that what is said about the systems you know is still true.",
		Clause: "4.1", Time: "about 10 minutes", Href: link.Systems(), Label: "Open AI systems",
	})
	actions := homeview.List{Title: "My dates", More: homeview.More{Text: "See all my dates", Href: link.Timeline("owner", who.Name)}}
	for _, i := range dated[:min(len(dated), mostMine)] {
		actions.Lines = append(actions.Lines, homeview.Line{Ref: i.Ref, Title: strings.TrimPrefix(i.Title, i.Ref+" "), Href: link.Of(i.Ref), Note: string(i.Kind) + " · " + i.On.Human()})
	}
	p.Mine = []homeview.List{actions, mySystems(v, mine), myRisks(v, mine, who.Name)}
	p.Mine = slices.DeleteFunc(p.Mine, func(l homeview.List) bool { return len(l.Lines) == 0 })
	if len(p.Mine) == 0 {
		p.Unmatched = who.Name
	}
}

// due is something that has a day as an act.
func due(i agenda.Item, v view) step {
	why, status := "Due on "+i.On.Human()+".", aims.NotStarted
	if i.On.Passed(v.Today()) {
		why, status = "It was due on "+i.On.Human()+".", aims.NeedsAttention
	}
	return step{ui.Next{Title: string(i.Kind) + ": " + i.Title, Why: why, Time: "about 10 minutes", Href: link.Of(i.Ref), Label: "Open record"}, status}
}

func mySystems(v view, mine func(string) bool) homeview.List {
	l := homeview.List{Title: "My AI systems", More: homeview.More{Text: "See all AI systems", Href: link.Systems()}}
	for _, y := range v.Systems {
		if !y.Retired() && mine(y.Owner) && len(l.Lines) < mostMine {
			l.Lines = append(l.Lines, homeview.Line{Ref: y.Ref, Title: y.Name, Href: link.System(y.Ref), Note: y.Stage})
		}
	}
	return l
}

func myRisks(v view, mine func(string) bool, name string) homeview.List {
	l := homeview.List{Title: "My risks", More: homeview.More{Text: "See all risks that name me", Href: link.Risks("q", name)}}
	for _, r := range v.Risks {
		if r.Current() && mine(r.Owner) && len(l.Lines) < mostMine {
			l.Lines = append(l.Lines, homeview.Line{Ref: r.Ref, Title: r.Title, Href: link.Risk(r.Ref), Note: cmp.Or(string(r.Status), "open")})
		}
	}
	return l
}

// readerHome says where to begin reading.
func readerHome(p *homeview.Page, who access.Actor, v view) {
	lines := []homeview.Line{
		{Title: "The catalogue", Href: link.Catalogue(), Note: "What each requirement means, in plain words"},
		{Title: "Coverage", Href: link.Coverage(""), Note: "How far the management system is, clause by clause"},
		{Title: "AI systems", Href: link.Systems(), Note: "What AI is used for here"},
		{Title: "Risks", Href: link.Risks("status", currentRisks), Note: "What could go wrong and what is done about it"},
	}
	start := ui.Next{Title: "Start with the catalogue", Why: "It says in plain words what the standard asks and what an auditor would want to see.", Clause: "4–10", Time: "about 15 minutes", Href: link.Catalogue(), Label: "Open catalogue"}
	if st, ok := v.Scope(); ok {
		lines = slices.Insert(lines, 0, homeview.Line{Title: "Scope statement", Href: link.ScopeStatement(st.Ref), Note: "What the management system covers"})
	}
	if m, ok := v.MainPolicy(); ok {
		if text, approved := v.InForce(m.Ref); approved {
			start = ui.Next{Title: "Read the AI policy", Why: "It says what this organisation wants from AI and what it will not do. Everything else follows from it.", Clause: "5.2", Time: "about 10 minutes", Href: link.Policy(text.Ref), Label: "Read AI policy"}
		}
	}
	if st, ok := v.Statement(); ok {
		lines = append(lines, homeview.Line{Title: "Statement of Applicability", Href: link.SoAVersion(st.Ref), Note: "Which controls are needed, and why"})
	}
	p.Next = start
	if asked := reading(v, who); len(asked) > 0 {
		setOut(p, asked, start)
	}
	p.Mine = []homeview.List{{Title: "Then read", Lines: slices.DeleteFunc(lines, func(l homeview.Line) bool { return l.Href == start.Href })}}
	p.Clauses = clauseLists(v.standings)
}
