package link

// Patterns of registers in and out.
const (
	ImportPattern         = "/import"
	ImportPastePattern    = "/import/paste"
	ImportTemplatePattern = "/import/templates/:file"
	ImportDraftPattern    = "/import/:id"
	ImportCheckPattern    = "/import/:id/check"
	ImportRunPattern      = "/import/:id/run"

	BatchPattern     = "/import/batches/:batch"
	BatchUndoPattern = "/import/batches/:batch/undo"

	ExportsPattern = "/export"
	ExportPattern  = "/export/:file"
)

// Import is the page that brings registers in.
func Import() string { return ImportPattern }

// ImportOf is the same page with a register chosen.
func ImportOf(register string) string { return Query(ImportPattern, "register", register) }

// ImportAgain is where a mended file takes the place of the one of a draft, so that
// the columns that were matched and the files that came along are kept.
func ImportAgain(register, id string) string {
	return Query(ImportPattern, "register", register, "held", id)
}

// ImportTemplate downloads an empty table of a register to fill in.
func ImportTemplate(register string) string { return fill(ImportTemplatePattern, register+".xlsx") }

// ImportDraft is where the columns of a file that arrived are matched to a register.
func ImportDraft(id string) string { return fill(ImportDraftPattern, id) }

// ImportColumn is the place on that page where one source column is matched, by its letter.
func ImportColumn(id, letter string) string { return ImportDraft(id) + "#key-" + letter }

// ImportCheck shows what importing the file would do.
func ImportCheck(id string) string { return fill(ImportCheckPattern, id) }

// ImportRun imports the file.
func ImportRun(id string) string { return fill(ImportRunPattern, id) }

// Batch is what one import made and changed.
func Batch(batch string) string { return fill(BatchPattern, batch) }

// BatchUndo is where an import is taken back.
func BatchUndo(batch string) string { return fill(BatchUndoPattern, batch) }

// Exports offers every register for download; an empty day means as it is now.
func Exports(asOf string) string { return Query(ExportsPattern, "as_of", asOf) }

// Export downloads one register as csv or xlsx.
func Export(register, format, asOf string) string {
	return Query(fill(ExportPattern, register+"."+format), "as_of", asOf)
}

// Paste is where rows copied from a spreadsheet are put into a register.
func Paste(register string) string { return Query(ImportPastePattern, "register", register) }

// ImportPasteForm takes the pasted cells.
func ImportPasteForm() string { return ImportPastePattern }
