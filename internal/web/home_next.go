package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// mends says what somebody must be allowed to do to mend a gap: by its rule where
// that differs from the stage.
var mends = map[string]access.Permission{
	"scope": access.EditScope, "leadership": access.EditPolicy, "inventory": access.EditSystem, "impact": access.EditImpact,
	"risk": access.EditRisk, "soa": access.EditSoA, "evidence": access.AddEvidence,
	"objective": access.EditObjective, "support": access.EditSupport, "operation": access.RecordOperation,

	"LDR-02": access.SignPolicy, "LDR-04": access.EditRoles, "LDR-05": access.EditRoles, "LDR-10": access.EditRoles, "LDR-11": access.EditRoles, "RSK-01": access.SetCriteria,
	"RSK-06": access.ApprovePlan, "RSK-08": access.AcceptRisk,
	"CHG-01": access.ConfirmRecord, "OPC-01": access.PlanOperation, "GAT-02": access.SignGate,
	"SPL-01": access.EditSupplier, "SPL-02": access.EditSupplier, "SPL-03": access.EditSupplier, "SPL-04": access.EditCustomer, "SPL-05": access.EditSupplier,
	"INC-01": access.EditIncident, "CNC-01": access.SetConcernDesk, "CNC-02": access.SetConcernDesk,

	"performance": access.KeepMeasures, "MSR-03": access.EnterResults,
	"improvement": access.EditNonconformity, "CAR-01": access.EditCorrective, "CAR-02": access.ReviewCorrective,
	"internalaudit": access.PlanAudit, "AUD-01": access.EditProgramme, "AUD-02": access.ApproveProgramme, "AUD-05": access.ConductAudit,
	"review": access.KeepReview, "MRV-04": access.SignReview, "certification": access.KeepCertification, "CYC-05": access.EditNonconformity,
	"FND-01": access.EditNonconformity, "FND-02": access.EditNonconformity,
}

func mayMend(who access.Actor, g readiness.Gap) bool {
	if p, own := mends[g.Rule]; own {
		return who.May(p)
	}
	return who.May(mends[g.Stage])
}

// step is one thing that a person can do now, as the next step or as a line below it.
type step struct {
	ui.Next
	status ui.Status
}

// mostActs is how many things follow the next step.
const mostActs = 5

// setOut makes the first act the next step, the next five the lines below it, and
// gives how many are left out. without is the step of who has nothing to do.
func setOut(p *homeview.Page, acts []step, without ui.Next) (left int) {
	if len(acts) == 0 {
		p.Next = without
		return 0
	}
	p.Next = acts[0].Next
	rest := acts[1:]
	for _, a := range rest[:min(len(rest), mostActs)] {
		p.Then = append(p.Then, ui.Task{Title: a.Title, Clause: a.Clause, Hint: strings.TrimSuffix(a.Why, ".") + ", " + a.Time, Href: a.Href, Status: a.status})
	}
	return max(0, len(rest)-mostActs)
}

// mending lists the gaps of a severity that a person may mend, in the order of the
// clauses.
func mending(gaps []readiness.Gap, who access.Actor, severity readiness.Severity) []step {
	var out []step
	for _, g := range gaps {
		if g.Severity == severity && mayMend(who, g) {
			out = append(out, step{homeview.NextOf(g, homeview.Where(g, true)), statusOfGap(g)})
		}
	}
	return out
}

// statusOfGap tells what is missing as a whole from what is wrong in records.
func statusOfGap(g readiness.Gap) ui.Status {
	switch {
	case g.Slipped():
		return aims.NeedsAttention
	case len(g.Records) > 0:
		return aims.InProgress
	}
	return aims.NotStarted
}

// deciding makes acts of what waits for a person.
func deciding(tasks []ui.Task) []step {
	out := make([]step, len(tasks))
	for i, t := range tasks {
		out[i] = step{ui.Next{Title: t.Title, Why: cmp.Or(t.Hint, "It waits for your decision."), Clause: t.Clause, Time: "about 5 minutes", Href: t.Href, Label: "Read and decide"}, t.Status}
	}
	return out
}

// reading is what a person was asked to read and to acknowledge.
func reading(v view, who access.Actor) []step {
	out := deciding(toAcknowledge(v, who.Ref))
	for i := range out {
		out[i].Label = "Read and acknowledge"
	}
	return out
}

// tending is what the records themselves ask for, and concerns of those who handle them.
func tending(v view, who access.Actor) []step {
	out := deciding(slices.Concat(concernsOpen(v, who), upkeep(v, who, false)))
	for i := range out {
		out[i].Label = "See what waits"
	}
	return out
}

// untold leaves out the gaps that say the same as the upkeep of records.
func untold(gaps []readiness.Gap, upkeep []step) []readiness.Gap {
	if len(upkeep) == 0 {
		return gaps
	}
	return slices.DeleteFunc(slices.Clone(gaps), func(g readiness.Gap) bool { return g.Rule == "CHG-01" || g.Rule == "OPC-02" })
}

// leadActs are what the lead can do now: major gaps, what waits for an approval or for
// being kept up, then the minor ones.
func leadActs(v view, who access.Actor) []step {
	tend := tending(v, who)
	acts := slices.Concat(mending(v.gaps, who, readiness.Major), deciding(waiting(v, who)), reading(v, who), tend, mending(untold(v.gaps, tend), who, readiness.Minor))
	if nearlyEmpty(v.Snapshot) && len(v.Statements) == 0 && who.May(access.EditSystem) {
		acts = slices.Insert(acts, 0, step{beginning, aims.NotStarted})
	}
	return acts
}

// beginning is the step of a lead who has nothing yet: a blank statement of the scope
// asks more than somebody knows who never read the standard.
var beginning = ui.Next{
	Title: "Answer the first questions", Why: "Plain questions lead to a draft of the scope and of the Statement of Applicability. You need not know the standard.",
	Clause: "4.3", Time: "about 10 minutes", Href: link.Interview(link.FirstSteps), Label: "Start with the questions",
}

// inOrder is the step of a lead whose workspace shows no gap.
var inOrder = ui.Next{
	Title: "Make the evidence pack", Why: "The rules see no gap. An auditor may still find others: read the pack as one would.",
	Time: "about 5 minutes", Href: link.Packs(), Label: "Make evidence pack",
}
