package link

// Patterns of what every list has, and of the registers whose rows are changed together.
const (
	ViewsPattern      = "/views"
	ViewForgetPattern = "/views/forget"

	RiskBulkPattern        = "/risk/bulk"
	RiskBulkPreviewPattern = "/risk/bulk/preview"
	RiskBulkDonePattern    = "/risk/bulk/:batch"
	RiskBulkUndoPattern    = "/risk/bulk/:batch/undo"

	SystemBulkPattern        = "/inventory/bulk"
	SystemBulkPreviewPattern = "/inventory/bulk/preview"
	SystemBulkDonePattern    = "/inventory/bulk/:batch"
	SystemBulkUndoPattern    = "/inventory/bulk/:batch/undo"

	EvidenceBulkPattern        = "/evidence/bulk"
	EvidenceBulkPreviewPattern = "/evidence/bulk/preview"
	EvidenceBulkDonePattern    = "/evidence/bulk/:batch"
	EvidenceBulkUndoPattern    = "/evidence/bulk/:batch/undo"
)

// Views takes a new saved view of a list.
func Views() string { return ViewsPattern }

// ViewForget drops a saved view.
func ViewForget() string { return ViewForgetPattern }

// Bulk is where rows of one list are changed together: the list, the form and its
// target, the preview, and the patterns of what was done and of taking it back.
type Bulk struct{ List, Path, Preview, Done, Undo string }

// The lists whose rows can be changed together.
var (
	RiskBulk     = Bulk{RisksPattern, RiskBulkPattern, RiskBulkPreviewPattern, RiskBulkDonePattern, RiskBulkUndoPattern}
	SystemBulk   = Bulk{SystemsPattern, SystemBulkPattern, SystemBulkPreviewPattern, SystemBulkDonePattern, SystemBulkUndoPattern}
	EvidenceBulk = Bulk{EvidenceListPattern, EvidenceBulkPattern, EvidenceBulkPreviewPattern, EvidenceBulkDonePattern, EvidenceBulkUndoPattern}
)

// DoneAs is what a change of many rows did.
func (b Bulk) DoneAs(batch string) string { return fill(b.Done, batch) }

// UndoOf takes it back.
func (b Bulk) UndoOf(batch string) string { return fill(b.Undo, batch) }
