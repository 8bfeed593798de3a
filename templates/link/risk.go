package link

// Patterns of risk.
const (
	RisksPattern      = "/risk"
	RiskNewPattern    = "/risk/new"
	RiskMatrixPattern = "/risk/matrix"
	RiskPattern       = "/risk/:ref"
	RiskEditPattern   = "/risk/:ref/edit"
	RiskRetirePattern = "/risk/:ref/retire"
	RiskAcceptPattern = "/risk/:ref/accept"
	RiskReviewPattern = "/risk/:ref/review"

	PlanPattern         = "/risk/:ref/plan"
	PlansPattern        = "/risk/plans"
	PlanApprovalPattern = "/risk/plans/:ref"
	PlanWithdrawPattern = "/risk/plans/:ref/withdraw"

	LibraryPattern      = "/risk/library"
	LibraryEntryPattern = "/risk/library/:ref"

	CriteriaPattern     = "/risk/criteria"
	CriteriaEditPattern = "/risk/criteria/edit"

	ActionsPattern        = "/risk/:ref/actions"
	ActionNewPattern      = "/risk/:ref/actions/new"
	ActionPattern         = "/risk/actions/:ref"
	ActionEditPattern     = "/risk/actions/:ref/edit"
	ActionCompletePattern = "/risk/actions/:ref/complete"
	ActionRetirePattern   = "/risk/actions/:ref/retire"

	AcceptancesPattern        = "/risk/acceptances"
	AcceptancePattern         = "/risk/acceptances/:ref"
	AcceptanceWithdrawPattern = "/risk/acceptances/:ref/withdraw"
)

// Risks is the risk register. Pairs of filter names and values narrow it.
func Risks(filters ...string) string { return Query(RisksPattern, filters...) }

// RiskNew is the empty form of a risk.
func RiskNew() string { return RiskNewPattern }

// RiskFor is the form of a risk that takes up a harm of an impact assessment.
func RiskFor(harm string) string { return Query(RiskNewPattern, "harm", harm) }

// RiskAfter is the form of a risk that an incident showed.
func RiskAfter(incident string) string { return Query(RiskNewPattern, "incident", incident) }

// OpportunityNew is the empty form of an opportunity.
func OpportunityNew() string { return Query(RiskNewPattern, "kind", "opportunity") }

// RiskMatrix is the matrix before and after treatment; the kind narrows it.
func RiskMatrix(filters ...string) string { return Query(RiskMatrixPattern, filters...) }

// Risk is a risk's page.
func Risk(ref string) string { return fill(RiskPattern, ref) }

// RiskEdit is the form of a risk.
func RiskEdit(ref string) string { return fill(RiskEditPattern, ref) }

// RiskRetire takes a risk out of the register.
func RiskRetire(ref string) string { return fill(RiskRetirePattern, ref) }

// RiskAccept is where the designated management accepts what remains of a risk.
func RiskAccept(ref string) string { return fill(RiskAcceptPattern, ref) }

// RiskReview is where a risk is confirmed as it stands.
func RiskReview(ref string) string { return fill(RiskReviewPattern, ref) }

// RiskDraw is the form of a risk, filled in from an entry of the library and perhaps
// for an AI system.
func RiskDraw(entry, system string) string {
	return Query(RiskNewPattern, "from", entry, "system", system)
}

// Plans lists the treatment plans with how far each is approved. Pairs of filter names
// and values narrow it.
func Plans(filters ...string) string { return Query(PlansPattern, filters...) }

// Plan is the treatment plan of a risk, to be approved.
func Plan(risk string) string { return fill(PlanPattern, risk) }

// PlanApproval is the page of one approval, with the plan as it was then.
func PlanApproval(ref string) string { return fill(PlanApprovalPattern, ref) }

// PlanWithdraw ends the approval of a plan.
func PlanWithdraw(ref string) string { return fill(PlanWithdrawPattern, ref) }

// Library is the risk library. Pairs of filter names and values narrow it.
func Library(filters ...string) string { return Query(LibraryPattern, filters...) }

// LibraryEntry is one entry of the risk library.
func LibraryEntry(id string) string { return fill(LibraryEntryPattern, id) }

// Acceptances lists the acceptances of residual risk. Pairs of filter names and
// values narrow it.
func Acceptances(filters ...string) string { return Query(AcceptancesPattern, filters...) }

// Criteria is the risk criteria.
func Criteria() string { return CriteriaPattern }

// CriteriaEdit is the form of the criteria.
func CriteriaEdit() string { return CriteriaEditPattern }

// Actions takes new actions for a risk.
func Actions(risk string) string { return fill(ActionsPattern, risk) }

// ActionNew is the empty form of an action for a risk.
func ActionNew(risk string) string { return fill(ActionNewPattern, risk) }

// Action is a treatment action's page.
func Action(ref string) string { return fill(ActionPattern, ref) }

// ActionEdit is the form of an open action.
func ActionEdit(ref string) string { return fill(ActionEditPattern, ref) }

// ActionComplete is where an action is recorded as done.
func ActionComplete(ref string) string { return fill(ActionCompletePattern, ref) }

// ActionRetire takes an action out of the plan.
func ActionRetire(ref string) string { return fill(ActionRetirePattern, ref) }

// Acceptance is an acceptance's page.
func Acceptance(ref string) string { return fill(AcceptancePattern, ref) }

// AcceptanceWithdraw ends an acceptance before its day.
func AcceptanceWithdraw(ref string) string { return fill(AcceptanceWithdrawPattern, ref) }
