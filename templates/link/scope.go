package link

// Patterns of scope.
const (
	ScopePattern          = "/scope"
	IssuePattern          = "/scope/issues/:ref"
	PartyPattern          = "/scope/parties/:ref"
	NeedPattern           = "/scope/needs/:ref"
	ScopeStatementPattern = "/scope/statements/:ref"
)

// Scope is the stage's first page: organisation, context, boundary.
func Scope() string { return ScopePattern }

// Issue is an issue's page.
func Issue(ref string) string { return fill(IssuePattern, ref) }

// Party is an interested party's page.
func Party(ref string) string { return fill(PartyPattern, ref) }

// Need is a need's page.
func Need(ref string) string { return fill(NeedPattern, ref) }

// ScopeStatement is a version of the scope statement.
func ScopeStatement(ref string) string { return fill(ScopeStatementPattern, ref) }
