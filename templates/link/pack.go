package link

// Patterns of evidence packs.
const (
	PacksPattern      = "/pack"
	PackCancelPattern = "/pack/cancel"
	PackFilePattern   = "/pack/files/:name"
)

// Packs is the page that makes evidence packs and lists those made.
func Packs() string { return PacksPattern }

// PackCancel stops the pack that is being made.
func PackCancel() string { return PackCancelPattern }

// PackFile downloads the PDF or the ZIP of a pack.
func PackFile(name string) string { return fill(PackFilePattern, name) }
