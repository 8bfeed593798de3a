package link

// Pages of the support stage beside those that its registers have alike.
const (
	ResourceMatrixPattern   = "/support/resources/matrix"
	CompetenceMatrixPattern = "/support/competences/matrix"
	MandatoryPattern        = "/support/documents/mandatory"
	ConfirmBriefingPattern  = "/support/awareness/:ref/acknowledge"
	ApproveDocumentPattern  = "/support/documents/:ref/approve"
)

// Support is the first page of the stage.
func Support() string { return SupportPattern }

// ResourceMatrix shows which AI system has what to stand on.
func ResourceMatrix() string { return ResourceMatrixPattern }

// CompetenceMatrix shows who can do what; filter narrows it.
func CompetenceMatrix(filter ...string) string { return Query(CompetenceMatrixPattern, filter...) }

// Mandatory is the list of documented information that clauses 4 to 10 ask for.
func Mandatory() string { return MandatoryPattern }

// ConfirmBriefing records that somebody has read a briefing.
func ConfirmBriefing(ref string) string { return fill(ConfirmBriefingPattern, ref) }

// ApproveDocument approves the edition that is recorded.
func ApproveDocument(ref string) string { return fill(ApproveDocumentPattern, ref) }
