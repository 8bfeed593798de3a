package inputs

import (
	"slices"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/store"
)

// earlier are the decisions of the reviews before: those that are open come first.
func (g gatherer) earlier() []review.Figure {
	all := slices.DeleteFunc(slices.Clone(g.s.Decisions), func(d review.Decision) bool { return d.Review == g.except })
	open := func(d review.Decision) review.Named {
		return review.Named{Ref: d.Ref, Title: d.Title, Note: note("due", d.Due, d.Owner)}
	}
	ended := func(d review.Decision) review.Named { return review.Named{Ref: d.Ref, Title: d.Title, Note: d.Result} }
	return []review.Figure{
		figure("Decisions open", all, review.Decision.Open, open),
		figure("Decisions overdue", all, func(d review.Decision) bool { return d.Overdue(g.today) }, open),
		figure("Decisions ended since", all, func(d review.Decision) bool { return !d.Retired() && g.within(d.DoneOn) }, ended),
	}
}

func (g gatherer) issues() []review.Figure {
	return moved(g, "issues", g.s.Issues, func(i scope.Issue) store.Head { return i.Head }, func(i scope.Issue) string { return i.Title })
}

func (g gatherer) needs() []review.Figure {
	return slices.Concat(
		moved(g, "interested parties", g.s.Parties, func(p scope.Party) store.Head { return p.Head }, func(p scope.Party) string { return p.Name }),
		moved(g, "needs", g.s.Needs, func(n scope.Need) store.Head { return n.Head }, func(n scope.Need) string { return n.Text }),
		moved(g, "obligations", g.s.Obligations, func(o scope.Obligation) store.Head { return o.Head }, func(o scope.Obligation) string { return o.Title }),
	)
}

func (g gatherer) nonconformities() []review.Figure {
	all, actions := g.s.Nonconforming, g.s.Corrective
	acting := func(a improvement.Action) review.Named {
		return review.Named{Ref: a.Ref, Title: a.Title, Note: note("due", a.Due, a.Owner)}
	}
	step := func(a improvement.Action, is improvement.Step) bool { return !a.Retired() && a.Step() == is }
	return []review.Figure{
		figure("Nonconformities open", all, improvement.Nonconformity.Open, found),
		figure("Found since", all, func(n improvement.Nonconformity) bool { return !n.Retired() && g.within(n.FoundOn) }, found),
		figure("Closed since", all, func(n improvement.Nonconformity) bool { return !n.Retired() && g.within(n.ClosedOn) }, found),
		figure("Nonconformities that came back", all, func(n improvement.Nonconformity) bool { return !n.Retired() && len(g.s.BackAgain(n)) > 0 }, found),
		figure("Corrective actions overdue", actions, func(a improvement.Action) bool { return step(a, improvement.ToDo) && a.Due.Passed(g.today) }, acting),
		figure("Actions whose effect is still to be seen", actions, func(a improvement.Action) bool { return step(a, improvement.ToReview) }, acting),
		figure("Seen to have worked since", actions, func(a improvement.Action) bool { return step(a, improvement.Effective) && g.within(a.ReviewedOn) }, acting),
		figure("Seen not to be enough since", actions, func(a improvement.Action) bool { return step(a, improvement.Ineffective) && g.within(a.ReviewedOn) }, acting),
	}
}

func found(n improvement.Nonconformity) review.Named {
	return review.Named{Ref: n.Ref, Title: n.Title, Note: note(string(n.Grade)+", found", n.FoundOn, n.Owner)}
}

func (g gatherer) measured() []review.Figure {
	watched := g.s.Watched()
	measure := func(w performance.Watched) review.Named {
		return review.Named{Ref: w.Ref, Title: w.Title, Note: w.Owner}
	}
	aim := func(o objective.Objective) review.Named {
		return review.Named{Ref: o.Ref, Title: o.Title, Note: note("due", o.Due, o.Owner)}
	}
	return []review.Figure{
		figure("Measures with a result beyond the threshold that is not evaluated", watched, func(w performance.Watched) bool { return len(w.Open()) > 0 }, measure),
		figure("Measures without the result that is due", watched, func(w performance.Watched) bool { return w.Overdue(g.today) }, measure),
		figure("Evaluations since", g.s.Evaluations, func(e performance.Evaluation) bool { return !e.Retired() && g.within(e.On) },
			func(e performance.Evaluation) review.Named {
				return review.Named{Ref: e.Ref, Title: e.Title, Note: string(e.Conclusion)}
			}),
		figure("Objectives under way", g.s.Objectives, objective.Objective.Open, aim),
		figure("Objectives past their day", g.s.Objectives, func(o objective.Objective) bool { return o.Open() && o.Due.Passed(g.today) }, aim),
		figure("Objectives reached", g.s.Objectives, func(o objective.Objective) bool {
			return !o.Retired() && o.State == objective.Reached && g.within(o.UpdatedAt.Day())
		}, aim),
	}
}

// audits are the results of audits. Internal audits hand on what they find as
// nonconformities, and so does the certification body.
func (g gatherer) audits() []review.Figure {
	all := g.s.Nonconforming
	return []review.Figure{
		figure("Found by internal audits since", all, func(n improvement.Nonconformity) bool {
			return !n.Retired() && n.Source == improvement.OfAudit && g.within(n.FoundOn)
		}, found),
		figure("Found by the certification body since", all, func(n improvement.Nonconformity) bool {
			return !n.Retired() && n.Source == improvement.OfCertification && g.within(n.FoundOn)
		}, found),
		figure("Findings of audits still open", all, func(n improvement.Nonconformity) bool { return n.Open() && ofAudit(n) }, found),
	}
}

func (g gatherer) opportunities() []review.Figure {
	better := func(i improvement.Improvement) review.Named {
		return review.Named{Ref: i.Ref, Title: i.Title, Note: note("wanted by", i.Due, i.Owner)}
	}
	return []review.Figure{
		figure("Improvements under way", g.s.Improvements, improvement.Improvement.Open, better),
		figure("Improvements ended since", g.s.Improvements, func(i improvement.Improvement) bool { return !i.Retired() && g.within(i.DoneOn) },
			func(i improvement.Improvement) review.Named {
				return review.Named{Ref: i.Ref, Title: i.Title, Note: i.Result}
			}),
		figure("Opportunities in the risk register", g.s.RisksInForce(), func(r risk.Risk) bool { return r.Kind == risk.Opportunity }, atRisk),
	}
}

func atRisk(r risk.Risk) review.Named { return review.Named{Ref: r.Ref, Title: r.Title, Note: r.Owner} }

func (g gatherer) risks() []review.Figure {
	criteria, _ := g.s.RiskCriteria()
	accepted := func(r risk.Risk) bool {
		a, there := g.s.AcceptanceOf(r.Ref)
		if there {
			there, _ = a.Stands(r, g.today)
		}
		return there
	}
	return []review.Figure{
		figure("Risks above the threshold that are accepted", g.s.RisksInForce(), func(r risk.Risk) bool { return r.NeedsAcceptance(criteria) && accepted(r) }, atRisk),
		figure("Risks above the threshold that nobody accepted", g.s.RisksInForce(), func(r risk.Risk) bool { return r.NeedsAcceptance(criteria) && !accepted(r) }, atRisk),
		figure("Impact assessments approved since", g.s.Assessments, func(a impact.Assessment) bool {
			return !a.Retired() && a.ApprovedAt != "" && g.within(a.ApprovedAt.Day())
		}, func(a impact.Assessment) review.Named {
			return review.Named{Ref: a.Ref, Title: a.System, Note: a.ApprovedAt.Day().Human()}
		}),
	}
}

func (g gatherer) outside() []review.Figure {
	happened := func(i operation.Incident) review.Named {
		return review.Named{Ref: i.Ref, Title: i.Title, Note: note(string(i.Severity)+", noticed", i.NoticedOn, i.Handler)}
	}
	return []review.Figure{
		figure("Incidents noticed since", g.s.Incidents, func(i operation.Incident) bool { return !i.Retired() && g.within(i.NoticedOn) }, happened),
		figure("Incidents open", g.s.Incidents, operation.Incident.Open, happened),
		figure("Suppliers whose assessment is due", g.s.Suppliers, func(s operation.Supplier) bool { return s.Late(g.today) },
			func(s operation.Supplier) review.Named {
				return review.Named{Ref: s.Ref, Title: s.Name, Note: string(s.Weight)}
			}),
	}
}

// single are the decisions that were taken on single records.
func (g gatherer) single() []review.Figure {
	return []review.Figure{figure("Decisions on single records since", g.s.Comments, func(c comment.Comment) bool {
		return !c.Retired() && c.Kind == comment.Decision && g.within(c.DecidedOn)
	}, func(c comment.Comment) review.Named {
		return review.Named{Ref: c.Ref, Title: c.Text, Note: note("on "+c.Target+",", c.DecidedOn, c.AuthorName)}
	})}
}
