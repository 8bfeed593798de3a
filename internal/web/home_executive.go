package web

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// executiveHome shows what top management is asked to decide, what that stands on, and
// nothing loud beside it.
func executiveHome(p *homeview.Page, who access.Actor, v view) {
	left := setOut(p, slices.Concat(deciding(waiting(v, who)), reading(v, who), deciding(concernsOpen(v, who)), deciding(upkeep(v, who, true))), ui.Next{
		Title: "Nothing waits for you", Why: "There is nothing to sign, to approve or to accept. See how far the management system is.",
		Time: "about 5 minutes", Href: link.Coverage(""), Label: "See coverage",
	})
	if left > 0 {
		p.ThenAll = homeview.More{Text: "See all that waits", Href: link.Waiting("me")}
	}
	p.Mine = []homeview.List{unsignedChanges(v, who.Ref), acceptedBy(v, who.Name), majorGaps(v)}
	overdue := agenda.In(v.items, agenda.Overdue, v.Today())
	p.Quiet = []ui.Figure{
		figure(len(v.gaps), gapWord(len(v.gaps)), link.Gaps()),
		figure(len(overdue), "overdue", link.Timeline("when", string(agenda.Overdue))),
		clausesDone(v.standings),
	}
}

// unsignedChanges says in plain words what changed in the documents that wait for a
// person's signature since they last signed, each with the way to the words themselves.
func unsignedChanges(v view, person string) homeview.List {
	l := homeview.List{Title: "What changed since you last signed"}
	for _, p := range v.Policies {
		now, ok := v.InForce(p.Ref)
		if !ok || !waitsForSignature(v, p, now, person) {
			continue
		}
		last := lastSigned(v, p.Ref, person)
		for _, text := range v.Versions {
			if text.Policy != p.Ref || text.Number <= last || text.Number > now.Number || text.State == leadership.Draft {
				continue
			}
			line := homeview.Line{Title: p.Title + ", version " + strconv.Itoa(text.Number), Href: link.VersionSign(now.Ref), Note: cmp.Or(text.Changes, "First version")}
			if last > 0 {
				line.Href = link.PolicyCompare(p.Ref, strconv.Itoa(last), strconv.Itoa(now.Number))
			}
			l.Lines = append(l.Lines, line)
		}
	}
	return l
}

// lastSigned is the number of the version of a policy that a person signed last; 0 for none.
func lastSigned(v view, policy, person string) int {
	last := 0
	for _, text := range v.Versions {
		mine := slices.ContainsFunc(v.SignaturesOn(text.Ref), func(g leadership.Signature) bool { return g.Signer == person })
		if text.Policy == policy && mine {
			last = max(last, text.Number)
		}
	}
	return last
}

// soonDays is how many days before its end an acceptance counts as ending soon.
const soonDays = 60

// acceptedBy lists the residual risks that a person accepted, the first to end first.
func acceptedBy(v view, name string) homeview.List {
	var held []risk.Acceptance
	for _, r := range v.RisksInForce() {
		if a, ok := v.AcceptanceOf(r.Ref); ok && a.By == name {
			held = append(held, a)
		}
	}
	slices.SortFunc(held, func(a, b risk.Acceptance) int {
		return cmp.Or(cmp.Compare(a.Until, b.Until), cmp.Compare(a.Ref, b.Ref))
	})
	l := homeview.List{Title: "Residual risks you accepted"}
	for _, a := range held[:min(len(held), mostWaiting)] {
		note := "until " + a.Until.Human()
		switch left := daysTo(a.Until, v.Today()); {
		case a.Until == "":
			note = "without an end"
		case left < 0:
			note = "ended on " + a.Until.Human()
		case left <= soonDays:
			note += ", ends soon"
		}
		l.Lines = append(l.Lines, homeview.Line{Ref: a.Risk, Title: v.riskTitle(a.Risk), Href: link.Acceptance(a.Ref), Note: note})
	}
	if len(held) > mostWaiting {
		l.More = homeview.More{Text: "See all that you accepted", Href: link.Timeline("kind", string(agenda.Acceptance))}
	}
	return l
}

func (v view) riskTitle(ref string) string {
	for _, r := range v.RisksInForce() {
		if r.Ref == ref {
			return r.Title
		}
	}
	return ref
}

// majorGaps lists what would stop a certificate, in plain words.
func majorGaps(v view) homeview.List {
	l := homeview.List{Title: "Major gaps", More: homeview.More{Text: "See all gaps", Href: link.Gaps()}}
	for _, g := range v.gaps {
		if g.Severity == readiness.Major && len(l.Lines) < mostWaiting {
			l.Lines = append(l.Lines, homeview.Line{Title: g.Message, Href: homeview.Where(g, false), Note: g.Fix})
		}
	}
	return l
}

// footing is what a signature stands on today: major gaps, what is overdue, and the
// residual risks that the person accepted. Each number opens its list.
func footing(v view, who access.Actor) []ui.Figure {
	major := count(v.gaps, readiness.Major)
	overdue := len(agenda.In(v.items, agenda.Overdue, v.Today()))
	return []ui.Figure{
		figure(major, "major "+gapWord(major), link.GapsIn("severity", string(readiness.Major))),
		figure(overdue, "overdue", link.Timeline("when", string(agenda.Overdue))),
		figure(len(toAccept(v, who.Ref)), "residual risks to accept", link.Risks("need", "acceptance", "status", currentRisks)),
	}
}
