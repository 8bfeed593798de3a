package snapshot

import (
	"iter"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/when"
)

// Today is the day on which overdue and expired are judged. It is part of the
// snapshot, so the same data judged on the same day always gives the same answer;
// a snapshot put together by hand is judged on the day of its position.
func (s *Snapshot) Today() when.Day {
	if s.Judged == "" {
		return s.Position.At.Day()
	}
	return s.Judged
}

// Organisation is the organisation; its name is empty while none is recorded.
func (s *Snapshot) Organisation() scope.Organisation {
	if len(s.Organisations) == 0 {
		return scope.Organisation{}
	}
	return s.Organisations[0]
}

// RiskCriteria are the criteria in force, and whether any were set.
func (s *Snapshot) RiskCriteria() (risk.Criteria, bool) {
	if len(s.Criteria) == 0 {
		return risk.Criteria{}, false
	}
	return s.Criteria[0], true
}

// Scope is the approved scope statement, and whether there is one.
func (s *Snapshot) Scope() (scope.Statement, bool) {
	return lastWhere(s.Statements, func(st *scope.Statement) bool { return st.State == scope.Approved })
}

// EvidenceFor lists the evidence in force for a record, control or clause.
func (s *Snapshot) EvidenceFor(target string) []evidence.Item {
	return at(s.Evidence, s.by.evidence[target])
}

// Supporting goes through the evidence in force for a record, control or clause
// without copying it: one control may have thousands. The items are to be read only.
func (s *Snapshot) Supporting(target string) iter.Seq[*evidence.Item] {
	return func(yield func(*evidence.Item) bool) {
		for _, i := range s.by.evidence[target] {
			if !yield(&s.Evidence[i]) {
				return
			}
		}
	}
}

// EvidenceCount is how many pieces of evidence in force there are for a record,
// control or clause.
func (s *Snapshot) EvidenceCount(target string) int { return len(s.by.evidence[target]) }

// EvidenceForClause lists the evidence in force for a clause of ISO/IEC 42001.
func (s *Snapshot) EvidenceForClause(clause string) []evidence.Item {
	return s.EvidenceFor(controls.ClauseKey(clause).String())
}

// MainPolicy is the AI policy of 5.2, and whether there is one.
func (s *Snapshot) MainPolicy() (leadership.Policy, bool) {
	return lastWhere(s.Policies, func(p *leadership.Policy) bool { return p.Main && !p.Retired() })
}

// InForce is the approved version of a policy, and whether there is one.
func (s *Snapshot) InForce(policy string) (leadership.Version, bool) {
	return one(s.Versions, s.by.inForce, policy)
}

// SignaturesOn lists the signatures on a policy version.
func (s *Snapshot) SignaturesOn(version string) []leadership.Signature {
	return at(s.Signatures, s.by.signatures[version])
}

// Version is one version of a policy, and whether it is known.
func (s *Snapshot) Version(ref string) (leadership.Version, bool) {
	return lastWhere(s.Versions, func(v *leadership.Version) bool { return v.Ref == ref })
}

// PolicyTitle is what a policy is called; its reference while it is not known.
func (s *Snapshot) PolicyTitle(ref string) string {
	if p, ok := lastWhere(s.Policies, func(p *leadership.Policy) bool { return p.Ref == ref }); ok {
		return p.Title
	}
	return ref
}

// AskedOn lists who was asked to acknowledge a version, retired ones left out.
func (s *Snapshot) AskedOn(version string) []leadership.Acknowledgement {
	return where(s.Acks, func(a *leadership.Acknowledgement) bool { return a.Document == version && !a.Retired() })
}

// PublishedOn lists to whom a version was made known, retired records left out.
func (s *Snapshot) PublishedOn(version string) []leadership.Publication {
	return where(s.Publications, func(p *leadership.Publication) bool { return p.Document == version && !p.Retired() })
}

// SystemsInScope lists the systems that the AIMS covers and that are in force.
func (s *Snapshot) SystemsInScope() []inventory.System {
	return where(s.Systems, func(y *inventory.System) bool { return y.InScope == scope.Yes && !y.Retired() })
}

// AssessmentOf is the approved assessment of a system, and whether there is one.
func (s *Snapshot) AssessmentOf(system string) (impact.Assessment, bool) {
	return one(s.Assessments, s.by.assessment, system)
}

// ImpactRule is the organisation's rule for assessments; see [impact.Rule.InForce]
// for none.
func (s *Snapshot) ImpactRule() impact.Rule {
	r, _ := lastWhere(s.ImpactRules, func(*impact.Rule) bool { return true })
	return r
}

// ConcernDesk is how concerns are taken, with the people of then; false where nobody
// set it up.
func (s *Snapshot) ConcernDesk() (operation.ConcernDesk, bool) {
	if len(s.ConcernDesks) == 0 || s.ConcernDesks[0].Retired() {
		return operation.ConcernDesk{}, false
	}
	var inForce []access.Actor
	for _, p := range s.People {
		if !p.Retired() {
			inForce = append(inForce, p.Actor(access.Browser))
		}
	}
	return s.ConcernDesks[0].Among(inForce), true
}

// RisksInForce lists the risks that are not retired and not closed. The list is a
// part of the snapshot, as its registers are: nobody may change it.
func (s *Snapshot) RisksInForce() []risk.Risk { return s.by.current }

// RisksUsing lists the risks in force that rely on a control.
func (s *Snapshot) RisksUsing(control string) []risk.Risk {
	return at(s.by.current, s.by.risks[control])
}

// MeasureUses says whether a measure of an impact assessment in force relies on a control.
func (s *Snapshot) MeasureUses(control string) bool {
	return s.by.measures[control]
}

// ActionsOf lists the actions in force on a risk.
func (s *Snapshot) ActionsOf(ref string) []risk.Action {
	return at(s.Actions, s.by.actions[ref])
}

// AcceptanceOf is the newest acceptance of a risk in force, and whether there is one.
func (s *Snapshot) AcceptanceOf(ref string) (risk.Acceptance, bool) {
	return one(s.Acceptances, s.by.acceptance, ref)
}

// PlanOf is how far the treatment plan of a risk is approved, what changed since, and
// the newest approval in force, which is nil where there is none.
func (s *Snapshot) PlanOf(r risk.Risk) (state risk.PlanState, changes []string, last *risk.PlanApproval) {
	if i, ok := s.by.approval[r.Ref]; ok {
		last = &s.PlanApprovals[i]
	}
	state, changes = risk.PlanOf(r, s.ActionsOf(r.Ref)).StateOf(last)
	return state, changes, last
}

// Row is the Statement's row of a control, and whether it was begun.
func (s *Snapshot) Row(control string) (soa.Row, bool) {
	return one(s.Rows, s.by.row, control)
}

// MeasurementsOf lists the measurements of an objective, retired ones too.
func (s *Snapshot) MeasurementsOf(ref string) []objective.Measurement {
	return at(s.Measurements, s.by.values[ref])
}

// ProgressOf is where an objective stands by its measurements.
func (s *Snapshot) ProgressOf(o objective.Objective) objective.Progress {
	return objective.ProgressOf(o, s.MeasurementsOf(o.Ref), s.Today())
}

// Statement is the newest approved Statement of Applicability, and whether there is one.
func (s *Snapshot) Statement() (soa.Version, bool) {
	return lastWhere(s.Approved, func(*soa.Version) bool { return true })
}

func where[T any](all []T, keep func(*T) bool) []T {
	var out []T
	for i := range all {
		if keep(&all[i]) {
			if out == nil {
				out = make([]T, 0, len(all)-i) // mostly all are kept
			}
			out = append(out, all[i])
		}
	}
	return out
}

func lastWhere[T any](all []T, keep func(*T) bool) (T, bool) {
	for i := len(all) - 1; i >= 0; i-- {
		if keep(&all[i]) {
			return all[i], true
		}
	}
	var none T
	return none, false
}
