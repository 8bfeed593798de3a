// Package agenda lists everything in a snapshot that has a day still to come or to
// be caught up with: reviews, actions, measures, evidence and acceptances that end,
// assessments to be renewed (8.2, 8.4, 7.5.3), and the agreed audits.
//
// It is a pure function of a snapshot. What is done, retired or superseded has no
// day any more and is left out.
package agenda

import (
	"cmp"
	"slices"

	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
)

// Kind is what is due, as people read it.
type Kind string

// The kinds, in the order they are offered.
const (
	Audit         Kind = "Audit"
	Action        Kind = "Treatment action"
	Measure       Kind = "Impact measure"
	RiskReview    Kind = "Risk review"
	Acceptance    Kind = "Risk acceptance ends"
	Renewal       Kind = "Risk acceptance to renew" // since the day on which the risk changed
	Assessment    Kind = "Impact assessment to renew"
	Policy        Kind = "Policy review"
	Reading       Kind = "Acknowledgements due"
	Control       Kind = "Control review"
	Evidence      Kind = "Evidence expires"
	Obligation    Kind = "Obligation review"
	Proof         Kind = "Proof of competence ends"
	Training      Kind = "Training"
	Judging       Kind = "Effect of a training to judge"
	Briefing      Kind = "Briefing"
	Communication Kind = "Communication due"
	Resource      Kind = "Resource review"
	Document      Kind = "Document review"
	CarryOut      Kind = "Operational control"
	Gate          Kind = "Life-cycle gate"
	Model         Kind = "Model evaluation"
	Data          Kind = "Dataset to look at"
	Log           Kind = "Event log review"

	SystemChange  Kind = "Change of an AI system"
	PlannedChange Kind = "Change of the management system"
	Confirm       Kind = "Record to confirm"
	Objective     Kind = "Objective to reach"
	Measurement   Kind = "Objective to measure"
	Result        Kind = "Result of a measure due"
	Broken        Kind = "Broken threshold to evaluate"
)

// Kinds lists them.
var Kinds = append([]Kind{
	Audit, Action, Measure, RiskReview, Acceptance, Renewal, Assessment, Policy, Reading, Control, Evidence, Obligation,
	Proof, Training, Judging, Briefing, Communication, Resource, Document, CarryOut, Gate, Model, Data, Log,
	SystemChange, Confirm, Objective, Measurement, PlannedChange, Result, Broken,
}, slices.Concat(outsideKinds, auditKinds, improvementKinds, reviewKinds, certificationKinds)...)

// Item is one thing with its day.
type Item struct {
	On    when.Day
	Kind  Kind
	Ref   string // of the record that says so
	Title string
	Owner string // free text, as the record has it; may be empty
}

// Items lists everything, the earliest first.
func Items(s *snapshot.Snapshot) []Item {
	all := slices.Concat(
		audits(s), ofRisks(s), ofAssessments(s), ofReading(s), ofOperation(s), ofParts(s), ofTheRest(s), ofPeople(s), ofWords(s), outside(s),
		ofChanges(s), ofObjectives(s), ofPerformance(s),
		ofAudits(s), ofImprovement(s),
		ofReviews(s), ofCertification(s),
	)
	all = slices.DeleteFunc(all, func(i Item) bool { return i.On == "" || !i.On.Valid() })
	slices.SortStableFunc(all, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Kind, b.Kind), cmp.Compare(len(a.Ref), len(b.Ref)), cmp.Compare(a.Ref, b.Ref))
	})
	return all
}

// audits that have begun are behind us: an audit is never overdue. Where a cycle is
// recorded, its audits stand in the place of the days that the organisation holds.
func audits(s *snapshot.Snapshot) []Item {
	if _, ok := s.Course(); ok {
		return nil
	}
	var out []Item
	o := s.Organisation()
	for i, on := range []when.Day{o.Stage1On, o.Stage2On} {
		if !on.Passed(s.Today()) {
			out = append(out, Item{on, Audit, o.Ref, [...]string{"Stage 1 audit", "Stage 2 audit"}[i], o.Certifier})
		}
	}
	return out
}

func ofRisks(s *snapshot.Snapshot) []Item {
	current := map[string]risk.Risk{}
	var out []Item
	for _, r := range s.RisksInForce() {
		current[r.Ref] = r
		if r.ReviewOn != "" {
			out = append(out, Item{r.ReviewOn, RiskReview, r.Ref, r.Title, r.Owner})
		}
	}
	for _, a := range s.Actions {
		if !a.Retired() && !a.Done() {
			out = append(out, Item{a.Due, Action, a.Ref, a.What, a.Owner})
		}
	}
	newest := map[string]risk.Acceptance{}
	for _, a := range s.Acceptances {
		if !a.Retired() {
			newest[a.Risk] = a
		}
	}
	for ref, a := range newest {
		r, ok := current[ref]
		if !ok {
			continue
		}
		if state, _ := a.State(r, s.Today()); state == risk.AcceptanceStale {
			out = append(out, Item{r.UpdatedAt.Day(), Renewal, a.Ref, r.Title, a.By})
			continue
		}
		out = append(out, Item{a.Until, Acceptance, a.Ref, r.Title, a.By})
	}
	return out
}

func ofAssessments(s *snapshot.Snapshot) []Item {
	var out []Item
	names, owners := map[string]string{}, map[string]string{}
	for _, y := range s.Systems {
		if !y.Retired() {
			names[y.Ref], owners[y.Ref] = y.Name, y.Owner
		}
	}
	for _, a := range s.Assessments {
		name, inUse := names[a.System]
		if a.Retired() || a.State == impact.Superseded || !inUse {
			continue
		}
		if a.State == impact.Approved {
			on, _ := s.ImpactRule().Latest(a)
			out = append(out, Item{on, Assessment, a.Ref, name, owners[a.System]})
		}
		for _, m := range a.Measures {
			if m.Status != impact.Done && m.Status != impact.Dropped {
				out = append(out, Item{m.Due, Measure, a.Ref, m.What, m.Owner})
			}
		}
	}
	return out
}

func ofTheRest(s *snapshot.Snapshot) []Item {
	var out []Item
	for _, p := range s.Policies {
		if !p.Retired() {
			out = append(out, Item{p.ReviewOn, Policy, p.Ref, p.Title, p.Owner})
		}
	}
	for _, o := range s.Obligations {
		if !o.Retired() {
			out = append(out, Item{o.ReviewOn, Obligation, o.Ref, o.Title, o.Owner})
		}
	}
	for _, r := range s.Rows {
		if !r.Retired() {
			out = append(out, Item{r.ReviewOn, Control, r.Ref, controlTitle(r), r.Owner})
		}
	}
	for n := range s.Evidence {
		if i := &s.Evidence[n]; i.ValidUntil != "" && !i.Retired() {
			out = append(out, Item{i.ValidUntil, Evidence, i.Ref, i.Title, i.Owner})
		}
	}
	return out
}

// Names says whether an owner names a person; see [aims.Names].
func Names(owner string, person ...string) bool { return aims.Names(owner, person...) }
