package readiness

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// minReason is the length below which a reason cannot be a sentence.
const minReason = 20

// Undecided are the controls of Annex A for which nobody has said whether they are
// necessary (6.1.3).
func Undecided(s *snapshot.Snapshot) []string {
	var out []string
	for _, c := range controls.MustLoad().Controls {
		row, ok := s.Row(c.Key().String())
		if !ok || row.Applicable != scope.Yes && row.Applicable != scope.No {
			out = append(out, c.Key().String())
		}
	}
	return out
}

var soaRules = []rule{
	{
		id: "CR-05", severity: Major, at: Stage1, clauses: []string{"6.1.3"}, stage: "soa",
		message: "Some controls of Annex A are not decided in the Statement of Applicability",
		why:     "Every control of Annex A has to be considered; an open row shows that it was not.",
		fix:     "Decide for each whether it is necessary, with the reason.",
		find:    each(Undecided),
	},
	{
		id: "CR-02", severity: Major, at: Stage1, clauses: []string{"6.1.3"}, stage: "soa",
		message: "Some excluded controls are relied on by a risk",
		why:     "The Statement and the treatment of a risk contradict each other, so one of them is wrong.",
		fix:     "Include the control, or choose another treatment for the risk.",
		find: soaRule(func(s *snapshot.Snapshot, r soa.Row) bool {
			return r.Applicable == scope.No && len(s.RisksUsing(r.Ref)) > 0
		}),
	},
	{
		id: "CR-03", severity: Minor, at: Stage1, clauses: []string{"6.1.3"}, stage: "soa",
		message: "Some included controls have no reason that can be traced",
		why:     "The control is chosen and justified; what it answers to cannot be traced.",
		fix:     "Name what makes the control necessary: a risk, an impact assessment, a law, a contract, an objective.",
		find: soaRule(func(s *snapshot.Snapshot, r soa.Row) bool {
			return r.Applicable == scope.Yes && len(r.Drivers) == 0 && len(s.RisksUsing(r.Ref)) == 0 && !s.MeasureUses(r.Ref) && !obliged(s, r.Ref)
		}),
	},
	{
		id: "CR-04", severity: Major, at: Stage1, clauses: []string{"6.1.3"}, stage: "soa",
		message: "Some exclusions are not justified: the reason is missing, too short, or the same for many controls",
		why:     "A reason is required for each exclusion; auditors test every one against what they see.",
		fix:     "Say for each control why it is not necessary here.",
		find:    each(thinExclusions),
	},
	{
		id: "SOA-01", severity: Major, at: Stage1, clauses: []string{"6.1.3"}, stage: "soa",
		message: "Some included controls have no justification",
		why:     "A reason is required for each inclusion, and without it the Statement is incomplete.",
		fix:     "Say for each control why it is necessary; 6.1.3 asks for the reason both ways.",
		find: soaRule(func(_ *snapshot.Snapshot, r soa.Row) bool {
			return r.Applicable == scope.Yes && strings.TrimSpace(r.Reason) == ""
		}),
	},
	{
		id: "CR-06", severity: Major, at: Stage2, clauses: []string{"6.1.3", "8.1"}, stage: "soa",
		message: "Some controls are marked implemented without current evidence",
		why:     "The auditor samples what is claimed to work; a claim without proof puts the others in doubt.",
		fix:     "Attach evidence that is valid today, or correct the status.",
		find: soaRule(func(s *snapshot.Snapshot, r soa.Row) bool {
			return r.Applicable == scope.Yes && r.Status == soa.Implemented && !hasCurrentEvidence(s, r.Ref)
		}),
	},
	{
		id: "SOA-04", severity: Minor, at: Stage1, clauses: []string{"6.1.3"}, stage: "soa",
		message: "Some controls were decided anew after the Statement was approved",
		why:     "An approved Statement stands; it is some decisions behind.",
		fix:     "Check the Statement and approve its next version.",
		find: soaRule(func(s *snapshot.Snapshot, r soa.Row) bool {
			v, ok := s.Statement()
			return ok && r.UpdatedAt > v.ApprovedAt
		}),
	},
	{
		id: "SOA-05", severity: Minor, at: Stage2, clauses: []string{"6.1.3"}, stage: "soa",
		message: "Some included controls have no owner",
		why:     "The control is decided; nobody is named to keep it working.",
		fix:     "Name who answers for the control.",
		find: soaRule(func(_ *snapshot.Snapshot, r soa.Row) bool {
			return r.Applicable == scope.Yes && strings.TrimSpace(r.Owner) == ""
		}),
	},
	{
		id: "SOA-06", severity: Minor, at: Stage1, clauses: []string{"6.1.3"}, stage: "soa",
		message: "Some own controls are named by no risk",
		why:     "The control does no harm; nothing shows what it is for.",
		fix:     "Choose the control at the risk that it treats, or retire it.",
		find: soaRule(func(s *snapshot.Snapshot, r soa.Row) bool {
			return r.Own && r.Applicable == scope.Yes && len(s.RisksUsing(r.Ref)) == 0
		}),
	},
	{
		id: "SOA-02", severity: Major, at: Stage1, clauses: []string{"6.1.3"}, stage: "soa",
		message: "There is no approved Statement of Applicability",
		why:     "The Statement is required, the certificate names its version, and there is none.",
		fix:     "Decide all controls, then have the Statement approved.",
		find:    missing(func(s *snapshot.Snapshot) bool { _, ok := s.Statement(); return ok }),
	},
}

// obliged says whether an obligation in force is met by a control.
func obliged(s *snapshot.Snapshot, control string) bool {
	return slices.ContainsFunc(s.Obligations, func(o scope.Obligation) bool {
		return !o.Retired() && slices.Contains(o.Controls, control)
	})
}

// soaRule is a rule about each row in force.
func soaRule(broken func(s *snapshot.Snapshot, r soa.Row) bool) func(*snapshot.Snapshot) ([]string, bool) {
	return each(func(s *snapshot.Snapshot) []string {
		return refs(s.Rows, func(r soa.Row) bool { return !r.Retired() && broken(s, r) }, func(r soa.Row) string { return r.Ref })
	})
}

// thinExclusions lists excluded controls whose reason is blank, shorter than a
// sentence, or shared word for word with three others.
func thinExclusions(s *snapshot.Snapshot) []string {
	const many = 4 // the same reason in three other rows, as the Statement's own remarks count
	same := map[string]int{}
	excluded := func(r soa.Row) bool { return !r.Retired() && r.Applicable == scope.No }
	for _, r := range s.Rows {
		if excluded(r) {
			same[strings.TrimSpace(r.Reason)]++
		}
	}
	return refs(s.Rows, func(r soa.Row) bool {
		reason := strings.TrimSpace(r.Reason)
		return excluded(r) && (utf8.RuneCountInString(reason) < minReason || same[reason] >= many)
	}, func(r soa.Row) string { return r.Ref })
}

func hasCurrentEvidence(s *snapshot.Snapshot, key string) bool {
	for i := range s.Supporting(key) {
		if i.Concern(s.Today()) == "" {
			return true
		}
	}
	return false
}
