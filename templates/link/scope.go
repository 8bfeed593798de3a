package link

// Patterns of scope.
const (
	ScopePattern            = "/scope"
	OrganisationPattern     = "/scope/organisation"
	OrganisationEditPattern = "/scope/organisation/edit"

	IssuesPattern      = "/scope/issues"
	IssueNewPattern    = "/scope/issues/new"
	IssuePattern       = "/scope/issues/:ref"
	IssueEditPattern   = "/scope/issues/:ref/edit"
	IssueRetirePattern = "/scope/issues/:ref/retire"

	PartiesPattern     = "/scope/parties"
	PartyNewPattern    = "/scope/parties/new"
	PartyPattern       = "/scope/parties/:ref"
	PartyEditPattern   = "/scope/parties/:ref/edit"
	PartyRetirePattern = "/scope/parties/:ref/retire"
	PartyNeedsPattern  = "/scope/parties/:ref/needs"
	NeedNewPattern     = "/scope/parties/:ref/needs/new"

	NeedsPattern      = "/scope/needs"
	NeedPattern       = "/scope/needs/:ref"
	NeedEditPattern   = "/scope/needs/:ref/edit"
	NeedRetirePattern = "/scope/needs/:ref/retire"

	ScopeStatementsPattern       = "/scope/statements"
	ScopeStatementPattern        = "/scope/statements/:ref"
	ScopeStatementEditPattern    = "/scope/statements/:ref/edit"
	ScopeStatementApprovePattern = "/scope/statements/:ref/approve"
	ScopeStatementDropPattern    = "/scope/statements/:ref/drop"
)

// Scope is the stage's first page: organisation, context, boundary.
func Scope() string { return ScopePattern }

// Organisation is the page of the organisation.
func Organisation() string { return OrganisationPattern }

// OrganisationEdit is the form of the organisation.
func OrganisationEdit() string { return OrganisationEditPattern }

// Issues is the list of issues; pairs of name and value narrow it.
func Issues(filter ...string) string { return Query(IssuesPattern, filter...) }

// IssueNew is the empty form of an issue.
func IssueNew() string { return IssueNewPattern }

// Issue is an issue's page.
func Issue(ref string) string { return fill(IssuePattern, ref) }

// IssueEdit is the form of an issue.
func IssueEdit(ref string) string { return fill(IssueEditPattern, ref) }

// IssueRetire takes an issue out of force.
func IssueRetire(ref string) string { return fill(IssueRetirePattern, ref) }

// Parties is the list of interested parties; pairs of name and value narrow it.
func Parties(filter ...string) string { return Query(PartiesPattern, filter...) }

// PartyNew is the empty form of a party.
func PartyNew() string { return PartyNewPattern }

// Party is an interested party's page.
func Party(ref string) string { return fill(PartyPattern, ref) }

// PartyEdit is the form of a party.
func PartyEdit(ref string) string { return fill(PartyEditPattern, ref) }

// PartyRetire takes a party and its needs out of force.
func PartyRetire(ref string) string { return fill(PartyRetirePattern, ref) }

// PartyNeeds takes a new need of a party.
func PartyNeeds(party string) string { return fill(PartyNeedsPattern, party) }

// NeedNew is the empty form of a need of a party.
func NeedNew(party string) string { return fill(NeedNewPattern, party) }

// Needs is the list of all parties' needs; pairs of name and value narrow it.
func Needs(filter ...string) string { return Query(NeedsPattern, filter...) }

// Need is a need's page.
func Need(ref string) string { return fill(NeedPattern, ref) }

// NeedEdit is the form of a need.
func NeedEdit(ref string) string { return fill(NeedEditPattern, ref) }

// NeedRetire takes a need out of force.
func NeedRetire(ref string) string { return fill(NeedRetirePattern, ref) }

// ScopeStatements is the list of versions of the scope statement.
func ScopeStatements() string { return ScopeStatementsPattern }

// ScopeStatement is a version of the scope statement.
func ScopeStatement(ref string) string { return fill(ScopeStatementPattern, ref) }

// ScopeStatementEdit is the form of a draft.
func ScopeStatementEdit(ref string) string { return fill(ScopeStatementEditPattern, ref) }

// ScopeStatementApprove is where a draft is read once more and approved.
func ScopeStatementApprove(ref string) string { return fill(ScopeStatementApprovePattern, ref) }

// ScopeStatementDrop gives a draft up.
func ScopeStatementDrop(ref string) string { return fill(ScopeStatementDropPattern, ref) }

// Patterns of the processes' proposal, of the thread, and of what a change of the
// boundary takes with it.
const (
	ProcessProposalPattern = "/scope/processes/proposal"
	ProcessUndoPattern     = "/scope/processes/proposal/undo"
	TracePattern           = "/scope/trace"
	SystemBoundaryPattern  = "/inventory/:ref/boundary"
)

// ProcessProposal offers processes to begin with.
func ProcessProposal() string { return ProcessProposalPattern }

// ProcessUndo takes back the processes that were taken from the proposal.
func ProcessUndo() string { return ProcessUndoPattern }

// Trace is the thread from needs to evidence, and back; from is where it starts, and
// empty for all of it.
func Trace(from string) string {
	if from == "" {
		return TracePattern
	}
	return Query(TracePattern, "from", from)
}

// SystemBoundary shows what changes when a system joins or leaves the scope.
func SystemBoundary(ref string) string { return fill(SystemBoundaryPattern, ref) }
