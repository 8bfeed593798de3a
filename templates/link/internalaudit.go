package link

import "strconv"

// Patterns of the internal audit beside its registers.
const (
	AuditCoveragePattern    = "/internalaudit/coverage"
	ProgrammeApprovePattern = "/internalaudit/programmes/:ref/approve"
	AuditStartPattern       = "/internalaudit/audits/:ref/start"
	AuditMitigatePattern    = "/internalaudit/audits/:ref/mitigate"
	AuditPreparePattern     = "/internalaudit/audits/:ref/prepare"
	AuditReportPattern      = "/internalaudit/audits/:ref/report"
	AuditPaperPattern       = "/internalaudit/audits/:ref/report.pdf"
	AuditReopenPattern      = "/internalaudit/audits/:ref/reopen"
	RowAnswerPattern        = "/internalaudit/checklist/:ref/answer"
	SampleAgainPattern      = "/internalaudit/samples/:ref/again"
	FindingRaisePattern     = "/internalaudit/findings/:ref/raise"
)

// AuditCoverage is the grid of what was audited when.
func AuditCoverage() string { return AuditCoveragePattern }

// ProgrammeApprove approves an audit programme.
func ProgrammeApprove(ref string) string { return fill(ProgrammeApprovePattern, ref) }

// AuditStart begins an audit.
func AuditStart(ref string) string { return fill(AuditStartPattern, ref) }

// AuditMitigate is where a second person says how bias is kept out.
func AuditMitigate(ref string) string { return fill(AuditMitigatePattern, ref) }

// AuditPrepare adds to the checklist what the scope asks for.
func AuditPrepare(ref string) string { return fill(AuditPreparePattern, ref) }

// AuditReport is the report of an audit, to be read and signed.
func AuditReport(ref string) string { return fill(AuditReportPattern, ref) }

// AuditPaper is a signed version of the report as a PDF.
func AuditPaper(ref string, version int) string {
	return Query(fill(AuditPaperPattern, ref), "version", strconv.Itoa(version))
}

// AuditReopen opens a reported audit again.
func AuditReopen(ref string) string { return fill(AuditReopenPattern, ref) }

// RowAnswer is one row of a checklist, to be answered.
func RowAnswer(ref string) string { return fill(RowAnswerPattern, ref) }

// SampleAgain draws a sample once more.
func SampleAgain(ref string) string { return fill(SampleAgainPattern, ref) }

// FindingRaise makes a nonconformity of a finding.
func FindingRaise(ref string) string { return fill(FindingRaisePattern, ref) }
