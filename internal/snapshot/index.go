package snapshot

import (
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
)

// index answers what is asked of a snapshot again and again: places in its lists by
// what the records there are about. Rules ask it once for each record, so a list
// that was gone through for every question would cost the square of its length.
type index struct {
	current    []risk.Risk      // the risks in force
	risks      map[string][]int // places in current, by control
	evidence   map[string][]int // in force, by what it supports
	signatures map[string][]int // by the version signed
	actions    map[string][]int // in force, by risk
	inForce    map[string]int   // the approved version of a policy
	assessment map[string]int   // the approved assessment of a system
	acceptance map[string]int   // the newest in force of a risk
	approval   map[string]int   // the newest in force of a risk's plan
	row        map[string]int   // in force, of a control
	measures   map[string]bool  // the controls that a measure relies on
	values     map[string][]int // places in the measurements, by objective
	marks      []Mark           // what is to be confirmed
	marked     map[string][]int // places in marks, by record
}

// index makes the index of the lists as they are now.
func (s *Snapshot) index() {
	s.by = index{
		risks: map[string][]int{}, evidence: map[string][]int{}, signatures: map[string][]int{}, actions: map[string][]int{},
		inForce: map[string]int{}, assessment: map[string]int{}, acceptance: map[string]int{}, approval: map[string]int{}, row: map[string]int{}, measures: map[string]bool{},
	}
	s.indexRisks()
	s.indexAssessments()
	for i := range s.Evidence {
		if !s.Evidence[i].Retired() {
			place(s.by.evidence, i, s.Evidence[i].Supports...)
		}
	}
	for i := range s.Signatures {
		place(s.by.signatures, i, s.Signatures[i].Target)
	}
	for i := range s.Versions {
		if s.Versions[i].State == leadership.Approved {
			s.by.inForce[s.Versions[i].Policy] = i
		}
	}
	for i := range s.Rows {
		if !s.Rows[i].Retired() {
			s.by.row[s.Rows[i].Ref] = i
		}
	}
	s.by.values = map[string][]int{}
	for i := range s.Measurements {
		place(s.by.values, i, s.Measurements[i].Objective)
	}
	s.indexMarks()
}

func (s *Snapshot) indexRisks() {
	s.by.current = where(s.Risks, func(r *risk.Risk) bool { return r.Current() })
	for i := range s.by.current {
		place(s.by.risks, i, s.by.current[i].Controls...)
	}
	for i := range s.Actions {
		if !s.Actions[i].Retired() {
			place(s.by.actions, i, s.Actions[i].Risk)
		}
	}
	for i := range s.Acceptances {
		if !s.Acceptances[i].Retired() {
			s.by.acceptance[s.Acceptances[i].Risk] = i
		}
	}
	for i := range s.PlanApprovals {
		if !s.PlanApprovals[i].Retired() {
			s.by.approval[s.PlanApprovals[i].Risk] = i
		}
	}
}

func (s *Snapshot) indexAssessments() {
	for i := range s.Assessments {
		a := &s.Assessments[i]
		if a.Retired() {
			continue
		}
		if a.State == impact.Approved {
			s.by.assessment[a.System] = i
		}
		if a.State != impact.Superseded {
			for _, m := range a.Measures {
				s.by.measures[m.Control] = true
			}
		}
	}
}

// place notes the place of a record under each of its keys, once.
func place(places map[string][]int, i int, keys ...string) {
	for _, key := range keys {
		if p := places[key]; len(p) == 0 || p[len(p)-1] != i {
			places[key] = append(p, i)
		}
	}
}

// at gives the records at some places of a list.
func at[T any](all []T, places []int) []T {
	if len(places) == 0 {
		return nil
	}
	out := make([]T, len(places))
	for n, i := range places {
		out[n] = all[i]
	}
	return out
}

// one gives the record noted under a key, and whether there is one.
func one[T any](all []T, places map[string]int, key string) (T, bool) {
	i, ok := places[key]
	if !ok {
		var none T
		return none, false
	}
	return all[i], true
}
