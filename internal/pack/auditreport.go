package pack

import (
	"bytes"

	"github.com/aims-workbench/aims/internal/aims/internalaudit"
)

// AuditReportTitle is what the paper calls itself in its running header.
const AuditReportTitle = "Internal audit report"

// AuditReport is one signed version of the report of an internal audit.
type AuditReport struct {
	Organisation string
	Audit        internalaudit.Audit
	Report       internalaudit.Report
	Mark         string // of a sample; empty where it is real
}

// AuditPaper is the report as a paper: what was signed, letter by letter, and the
// signature. Equal input gives equal bytes. Where the text no longer holds, it says so
// first.
func AuditPaper(in AuditReport) ([]byte, error) {
	r := in.Report
	d := newDocument(meta{Organisation: in.Organisation, Title: AuditReportTitle, AsAt: r.SignedAt, DocumentID: in.Audit.Ref, TrailHead: r.Head})
	if in.Mark != "" {
		d.watermark(in.Mark)
	}
	d.portrait()
	d.newPage()
	d.heading(1, "", AuditReportTitle)
	if r.Altered() {
		d.notice(noticeWarning, "The text is not the one that was signed: it was changed outside the workbench.")
	}
	d.facts(
		fact{"Audit", say("%s, version %d of its report", in.Audit.Ref, r.Number)},
		fact{"Signed by", say("%s, %s, lead auditor", r.Name, r.Role)},
		fact{"Signed at", text(r.SignedAt.Human())},
		fact{"Identity shown by", text(r.Proof)},
		fact{"Place in the audit trail", say("after entry %d", r.Position)},
	)
	d.hash("SHA-256 of the text", r.TextSum)
	d.small(r.Label())
	d.markdown(r.Text)
	var out bytes.Buffer
	_, err := d.output(&out)
	return out.Bytes(), err
}
