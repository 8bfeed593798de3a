// Package inputs draws from a snapshot what a management review looks at (9.3.2): what
// the standard asks for, and what is worth a look beyond it.
//
// Every number comes with the records that it counts, by name, so that it can be frozen
// with them and still be opened when the registers have moved on.
package inputs

import (
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Gather gives all inputs of a review that looks back to a day. A review without such a
// day looks back twelve months.
func Gather(s *snapshot.Snapshot, r review.Review) []review.Input {
	g := gatherer{s: s, since: r.PeriodFrom, except: r.Ref, today: s.Today()}
	if g.since == "" {
		g.since = when.Day(g.today.Time().AddDate(-1, 0, 0).Format("2006-01-02"))
	}
	return []review.Input{
		{ID: "MRI-1", Title: "Status of earlier decisions", Figures: g.earlier()},
		{ID: "MRI-2", Title: "Changes in external and internal issues", Figures: g.issues()},
		{ID: "MRI-3", Title: "Changes in what interested parties need", Figures: g.needs()},
		{ID: "MRI-4", Title: "Nonconformities and corrective actions", Figures: g.nonconformities(), Trends: g.found("Nonconformities found", everyOne)},
		{ID: "MRI-5", Title: "Monitoring, measurement and objectives", Figures: g.measured(), Trends: g.results()},
		{ID: "MRI-6", Title: "Audit results", Figures: g.audits(), Trends: g.found("Nonconformities found by audits", ofAudit)},
		{ID: "MRI-7", Title: "Opportunities for improvement", Figures: g.opportunities()},
		{ID: "more-risks", Title: "Risks and impact assessments", Figures: g.risks()},
		{ID: "more-outside", Title: "Incidents and suppliers", Figures: g.outside()},
		{ID: "more-decisions", Title: "Decisions on single records", Figures: g.single()},
	}
}

type gatherer struct {
	s            *snapshot.Snapshot
	since, today when.Day
	except       string // the review itself
}

// figure counts the records that fit.
func figure[T any](label string, all []T, fits func(T) bool, name func(T) review.Named) review.Figure {
	f := review.Figure{Label: label}
	for _, one := range all {
		if fits(one) {
			f.Records = append(f.Records, name(one))
		}
	}
	return f
}

// moved are the three numbers of what changed in a register since the day.
func moved[T any](g gatherer, many string, all []T, head func(T) store.Head, title func(T) string) []review.Figure {
	name := func(one T) review.Named {
		h := head(one)
		return review.Named{Ref: h.Ref, Title: title(one), Note: h.UpdatedAt.Day().Human()}
	}
	return []review.Figure{
		figure("New "+many, all, func(one T) bool { h := head(one); return !h.Retired() && g.within(h.CreatedAt.Day()) }, name),
		figure("Changed "+many, all, func(one T) bool {
			h := head(one)
			return !h.Retired() && !g.within(h.CreatedAt.Day()) && g.within(h.UpdatedAt.Day())
		}, name),
		figure("Retired "+many, all, func(one T) bool { return g.within(head(one).RetiredOn) }, name),
	}
}

// within says whether a day lies in the time that the review looks back on.
func (g gatherer) within(day when.Day) bool { return day != "" && day >= g.since && day <= g.today }

// note joins a day and who is named with it.
func note(words string, on when.Day, who string) string {
	if on != "" {
		words += " " + on.Human()
	}
	if who != "" {
		words += ", " + who
	}
	return words
}
