package readiness

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// Standing is how far one requirement is: an auditable sub-clause of 4 to 10, or a
// control of Annex A. Screens and packs take status and numbers from here alone.
//
// Recorded, Supported and Checked are what the numbers of the coverage count. All
// three are false while a major gap touches the requirement, so that no number can
// be full while one stands.
type Standing struct {
	ID        string // "6.1.3", "A.5.4"
	Title     string
	Status    aims.Status
	Lacks     string // what is missing, in one sentence; empty when done
	Recorded  bool   // a register or evidence holds something for it
	Supported bool   // evidence that is valid today is linked to it
	Checked   bool   // a second person accepted evidence that is linked to it
	Gaps      []Gap  // those that touch it
}

// Standings gives every auditable sub-clause and then every control, in the order
// of the standard. gaps are what Check found in the same snapshot.
func Standings(s *snapshot.Snapshot, gaps []Gap) []Standing {
	known := controls.MustLoad()
	var all []Standing
	for _, c := range known.Auditable() {
		f := facts{gaps: touching(gaps, c.ID)}
		count, kept := kept[c.ID]
		f.register = kept && count(s) // while the register is empty, evidence must show it alone
		f.weigh(s, c.Key().String())
		f.recorded = f.items > 0 || kept && count(s)
		all = append(all, f.standing(c.ID, c.Title))
	}
	for _, c := range known.Controls {
		f := facts{gaps: touching(gaps, c.ID), register: true}
		f.weigh(s, c.Key().String())
		row, ok := s.Row(c.Key().String())
		f.recorded = ok && (row.Applicable == scope.Yes || row.Applicable == scope.No) && strings.TrimSpace(row.Reason) != ""
		f.underWay = row.Applicable == scope.Yes && row.Status != soa.Implemented
		all = append(all, f.standing(c.ID, c.Title))
	}
	return all
}

// kept are the sub-clauses that a register serves, each with whether it holds
// anything. All others are shown by evidence alone.
var kept = map[string]func(*snapshot.Snapshot) bool{
	"4.1":   func(s *snapshot.Snapshot) bool { return len(s.Organisations)+len(s.Issues) > 0 },
	"4.2":   func(s *snapshot.Snapshot) bool { return len(s.Parties) > 0 },
	"4.3":   func(s *snapshot.Snapshot) bool { return len(s.Statements) > 0 },
	"4.4":   func(s *snapshot.Snapshot) bool { return len(s.Processes) > 0 },
	"5.2":   func(s *snapshot.Snapshot) bool { return len(s.Policies) > 0 },
	"5.3":   func(s *snapshot.Snapshot) bool { return len(s.Roles) > 0 },
	"6.1.1": func(s *snapshot.Snapshot) bool { return len(s.Criteria) > 0 },
	"6.1.2": func(s *snapshot.Snapshot) bool { return len(s.Risks) > 0 },
	"6.1.3": func(s *snapshot.Snapshot) bool {
		return slices.ContainsFunc(s.Risks, treatmentChosen) || len(s.Rows) > 0
	},
	"6.1.4": func(s *snapshot.Snapshot) bool { return len(s.Assessments) > 0 },
	"7.1":   func(s *snapshot.Snapshot) bool { return len(s.Resources) > 0 },
	"7.2":   func(s *snapshot.Snapshot) bool { return len(s.Competences)+len(s.Proofs) > 0 },
	"7.3":   func(s *snapshot.Snapshot) bool { return len(s.Briefings) > 0 },
	"7.4":   func(s *snapshot.Snapshot) bool { return len(s.Communications) > 0 },
	"7.5.1": func(s *snapshot.Snapshot) bool { return len(s.Documents) > 0 },
	"7.5.2": func(s *snapshot.Snapshot) bool { return len(s.Documents) > 0 },
	"7.5.3": func(s *snapshot.Snapshot) bool { return len(s.Documents) > 0 },
	"6.2":   func(s *snapshot.Snapshot) bool { return len(s.Objectives) > 0 },
	"6.3":   func(s *snapshot.Snapshot) bool { return len(s.Planned) > 0 },
	"8.2":   func(s *snapshot.Snapshot) bool { return len(s.Risks) > 0 },
	"8.3":   func(s *snapshot.Snapshot) bool { return slices.ContainsFunc(s.Risks, treatmentChosen) },
	"9.1":   func(s *snapshot.Snapshot) bool { return len(s.Measures) > 0 },
	"9.3.1": func(s *snapshot.Snapshot) bool { return len(s.Reviews) > 0 },
	"9.3.2": func(s *snapshot.Snapshot) bool {
		return slices.ContainsFunc(s.Reviews, func(r review.Review) bool { return len(r.Inputs) > 0 })
	},
	"9.3.3": func(s *snapshot.Snapshot) bool { return len(s.Decisions) > 0 },
	"8.4": func(s *snapshot.Snapshot) bool {
		return slices.ContainsFunc(s.Assessments, func(a impact.Assessment) bool { return a.ApprovedAt != "" })
	},
}

func treatmentChosen(r risk.Risk) bool { return r.Treatment != "" }

// Kept says whether a register of the workbench serves a sub-clause, so that
// evidence alone need not show it.
func Kept(clause string) bool { _, ok := kept[clause]; return ok }

// slipped are the rules about what stood once and holds no longer: overdue, expired,
// altered, contradicted.
var slipped = []string{"CR-02", "CR-06", "CR-07", "CR-09", "CR-11", "CR-16", "EVD-01", "IMP-01", "LDR-03", "OBL-06", "SUP-04", "SUP-08", "SUP-10", "SPL-01", "SPL-03", "INC-01", "CNC-01", "CNC-02", "LDR-07", "RSK-07", "RSK-08", "CHG-01", "OBJ-03", "OBJ-04", "MSR-03", "MSR-04", "MRV-01", "MRV-03", "MRV-05"}

// Slipped says whether the gap is about something that stood once and holds no longer.
func (g Gap) Slipped() bool { return slices.Contains(slipped, g.Rule) }

// facts are what the status of a requirement follows from.
type facts struct {
	gaps     []Gap
	items    int  // pieces of evidence in force
	register bool // a register serves it
	recorded bool // something stands there
	underWay bool // its own record says that it is not finished
	current  bool // some evidence is valid today
	checked  bool // and a second person accepted it
}

// weigh looks at the evidence that is linked to the requirement itself.
func (f *facts) weigh(s *snapshot.Snapshot, key string) {
	f.items = s.EvidenceCount(key)
	for i := range s.Supporting(key) {
		fine := i.Concern(s.Today()) == ""
		f.current = f.current || fine
		f.checked = f.checked || fine && i.Review == evidence.Accepted
	}
}

// status is the one rule for the four words. Where only evidence shows a
// requirement, no register can know that it is met: it is done once a second
// person has accepted the evidence.
func (f facts) status() (word aims.Status, lacks string) {
	i := slices.IndexFunc(f.gaps, Gap.Slipped)
	switch {
	case !f.recorded && len(f.gaps) > 0:
		return aims.NotStarted, f.gaps[0].Message
	case !f.recorded:
		return aims.NotStarted, "Nothing is recorded yet"
	case i >= 0:
		return aims.NeedsAttention, f.gaps[i].Message
	case !f.register && !f.current:
		return aims.NeedsAttention, "Its evidence is out of date or was rejected in review"
	case len(f.gaps) > 0:
		return aims.InProgress, f.gaps[0].Message
	case f.underWay:
		return aims.InProgress, "The control is not implemented yet"
	case !f.register && !f.checked:
		return aims.InProgress, "Its evidence waits to be checked by a second person"
	}
	return aims.Done, ""
}

func (f facts) standing(id, title string) Standing {
	sound := !AnyMajor(f.gaps)
	st := Standing{ID: id, Title: title, Recorded: f.recorded && sound, Supported: f.current && sound, Checked: f.checked && sound, Gaps: f.gaps}
	st.Status, st.Lacks = f.status()
	return st
}

// touching lists the gaps that name a clause or control, or a control's record.
func touching(gaps []Gap, id string) []Gap {
	var out []Gap
	for _, g := range gaps {
		if slices.Contains(g.Clauses, id) || strings.HasPrefix(id, "A.") && slices.Contains(g.Records, controls.ControlKey(id).String()) {
			out = append(out, g)
		}
	}
	return out
}
