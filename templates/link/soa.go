package link

import "strings"

// Patterns of soa. A row stands under its control's number: /soa/A.5.4.
const (
	SoAPattern             = "/soa"
	SoANewPattern          = "/soa/new"
	SoAApprovePattern      = "/soa/approve"
	SoALintPattern         = "/soa/lint"
	SoAFactsPattern        = "/soa/facts"
	SoAFactsPreviewPattern = "/soa/facts/preview"
	SoABulkPattern         = "/soa/bulk"
	SoABulkPreviewPattern  = "/soa/bulk/preview"
	SoABatchPattern        = "/soa/bulk/:ref"
	SoABatchUndoPattern    = "/soa/bulk/:ref/undo"
	SoAVersionsPattern     = "/soa/versions"
	SoAVersionPattern      = "/soa/versions/:ref"
	SoAVersionRowPattern   = "/soa/versions/:ref/:control"
	SoARowPattern          = "/soa/:ref"
	SoARowEditPattern      = "/soa/:ref/edit"
	SoARowRetirePattern    = "/soa/:ref/retire"
)

// SoA is the Statement of Applicability.
func SoA() string { return SoAPattern }

// SoAOnly is the Statement narrowed by one of its filters.
func SoAOnly(filter, value string) string { return Query(SoAPattern, filter, value) }

// SoANew is the form of an own control.
func SoANew() string { return SoANewPattern }

// SoAApprove is the page on which the Statement is checked and approved.
func SoAApprove() string { return SoAApprovePattern }

// SoALint lists what an auditor would hold against the Statement.
func SoALint() string { return SoALintPattern }

// SoAFacts asks facts about the organisation, from which decisions follow.
func SoAFacts() string { return SoAFactsPattern }

// SoAFactsPreview shows what follows from the facts.
func SoAFactsPreview() string { return SoAFactsPreviewPattern }

// SoAField is the field of a row's form; the row itself where the field is empty.
func SoAField(control, field string) string {
	if field == "" {
		return SoARow(control)
	}
	return SoARowEdit(control) + "#" + field
}

// SoABulk is the form that decides many rows at once.
func SoABulk() string { return SoABulkPattern }

// SoABulkPreview shows what such a form would change.
func SoABulkPreview() string { return SoABulkPreviewPattern }

// SoABatch is what a bulk decision did.
func SoABatch(ref string) string { return fill(SoABatchPattern, ref) }

// SoABatchUndo takes a bulk decision back.
func SoABatchUndo(ref string) string { return fill(SoABatchUndoPattern, ref) }

// SoAVersions lists the approved versions.
func SoAVersions() string { return SoAVersionsPattern }

// SoAVersion is an approved version.
func SoAVersion(ref string) string { return fill(SoAVersionPattern, ref) }

// SoAVersionRow is one row of an approved version, by key or number.
func SoAVersionRow(ref, control string) string {
	return fill(SoAVersionRowPattern, ref, controlNumber(control))
}

// SoARow is the row of one control, by key, number or reference.
func SoARow(control string) string { return fill(SoARowPattern, controlNumber(control)) }

// SoARowEdit is the form of one control's row.
func SoARowEdit(control string) string { return fill(SoARowEditPattern, controlNumber(control)) }

// SoARowRetire takes an own control out of the Statement.
func SoARowRetire(control string) string { return fill(SoARowRetirePattern, controlNumber(control)) }

// controlNumber is a key without its framework, so that addresses stay readable.
func controlNumber(key string) string {
	if _, id, found := strings.Cut(key, ":"); found {
		return id
	}
	return key
}
