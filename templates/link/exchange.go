package link

// Patterns of registers in and out.
const ImportPattern = "/import"

// Import is the page that brings registers in.
func Import() string { return ImportPattern }
