package link

// PacksPattern is the page of evidence packs.
const PacksPattern = "/pack"

// Packs is the page that makes evidence packs and lists those made.
func Packs() string { return PacksPattern }
