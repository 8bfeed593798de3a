package link

// Patterns of the forms that were begun and not saved.
const (
	DraftsPattern    = "/drafts"
	DraftDropPattern = "/drafts/drop"
)

// Drafts lists what one has begun; posting there keeps a draft.
func Drafts() string { return DraftsPattern }

// DraftDrop throws a draft away.
func DraftDrop() string { return DraftDropPattern }
