package link

// Patterns of suppliers, certificates and incidents beyond keeping them, and of
// concerns.
const (
	SupplierAskPattern       = "/operation/suppliers/:ref/ai"
	CertificateVerifyPattern = "/operation/certificates/:ref/verify"
	IncidentLogPattern       = "/operation/incidents/log"
	IncidentClosePattern     = "/operation/incidents/:ref/close"

	ConcernsPattern       = "/operation/concerns"
	ConcernPattern        = "/operation/concerns/:ref"
	ConcernReportPattern  = "/operation/concerns/report"
	ConcernDeskPattern    = "/operation/concern-reporting"
	ConcernDeskSetPattern = "/operation/concern-reporting/edit"

	PublicConcernPattern = "/concern"
	ConcernFollowPattern = "/concern/follow"
	ConcernAddPattern    = "/concern/add"
)

// SupplierAsk asks a supplier about its AI.
func SupplierAsk(ref string) string { return fill(SupplierAskPattern, ref) }

// CertificateVerify goes through the checklist of a certificate.
func CertificateVerify(ref string) string { return fill(CertificateVerifyPattern, ref) }

// IncidentLog takes an incident in a minute.
func IncidentLog() string { return IncidentLogPattern }

// IncidentClose ends the work on an incident.
func IncidentClose(ref string) string { return fill(IncidentClosePattern, ref) }

// Concerns lists concerns for those who handle them.
func Concerns() string { return ConcernsPattern }

// Concern is one of them.
func Concern(ref string) string { return fill(ConcernPattern, ref) }

// ConcernReport reports a concern from within.
func ConcernReport() string { return ConcernReportPattern }

// ConcernDesk says how concerns are taken.
func ConcernDesk() string { return ConcernDeskPattern }

// ConcernDeskSet sets that up.
func ConcernDeskSet() string { return ConcernDeskSetPattern }

// PublicConcern reports a concern without signing in.
func PublicConcern() string { return PublicConcernPattern }

// ConcernFollow reads answers with a receipt code.
func ConcernFollow() string { return ConcernFollowPattern }

// ConcernAdd adds to a concern with a receipt code.
func ConcernAdd() string { return ConcernAddPattern }
