package link

// Patterns of risk.
const (
	RisksPattern      = "/risk"
	RiskPattern       = "/risk/:ref"
	ActionPattern     = "/risk/actions/:ref"
	AcceptancePattern = "/risk/acceptances/:ref"
	CriteriaPattern   = "/risk/criteria"
)

// Risks is the risk register.
func Risks() string { return RisksPattern }

// Risk is a risk's page.
func Risk(ref string) string { return fill(RiskPattern, ref) }

// Action is a treatment action's page.
func Action(ref string) string { return fill(ActionPattern, ref) }

// Acceptance is an acceptance's page.
func Acceptance(ref string) string { return fill(AcceptancePattern, ref) }

// Criteria is the risk criteria.
func Criteria() string { return CriteriaPattern }
